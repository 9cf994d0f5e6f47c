using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Organisations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Contracts.Refusals;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class FormationTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly GivenGrain Nothing = Given(new AgreementRules(), Id).Organisations(TestOrganisations.All).On(2026, 10, 1);

    private static readonly DraftAgreement Command = new(
        AgreementKind.Framework, Words("Convention-cadre"), "Africa/Casablanca", "MAD", [new(Ads.Organisation), new(Hcar.Organisation)]);

    [Fact]
    public void A_coordinator_starts_a_draft_between_its_organisation_and_others() =>
        Nothing.When(Command, Coordinator).Then(Drafted(Ads, Hcar)).Stage.ShouldBe(nameof(AgreementStage.Draft));

    [Fact]
    public void A_contact_of_a_participation_leads_to_a_draft_that_remembers_it()
    {
        var origin = new Origin(GrainId.Participation(Guid.Empty), "forum");
        var command = new DraftFromContact(Command.Kind, Command.Title, Command.Zone, Command.Currency, Ads.Organisation, Command.Parties, origin);

        Nothing.When(command, Actor.System).Then(Drafted(Ads, Hcar) with { Origin = origin }).Agreement().Origin.ShouldBe(origin);
        Nothing.When(command, Coordinator).ThenRefused(SystemOnly);
        Draft(Ads, Hcar).When(command, Actor.System).ThenRefused(AlreadyExists);
    }

    [Fact]
    public void Parties_that_are_missing_are_wrong_fields()
    {
        Nothing.When(Command with { Parties = null! }, Coordinator).ThenRefused(Fields.TooFew, "/parties");
        Nothing.When(Command with { Parties = [new(Ads.Organisation), null!] }, Coordinator).ThenRefused(Fields.Required, "/parties/1");
        Draft(Ads, Hcar).When(new SetParties(null!), Coordinator).ThenRefused(Fields.TooFew, "/parties");
    }

    [Fact]
    public void A_draft_is_started_once() => Draft(Ads, Hcar).When(Command, Coordinator).ThenRefused(AlreadyExists);

    [Fact]
    public void Before_it_is_started_it_is_not_found() => Nothing.When(new SendToReview(), Coordinator).ThenRefused(NotFound);

    [Fact]
    public void Whoever_starts_it_is_a_coordinator_in_its_own_name_of_one_of_the_parties()
    {
        Nothing.When(Command, Ads.As(Role.LegalOfficer)).ThenRefused(LacksRole);
        Nothing.When(Command, PlatformAdministrator).ThenRefused(LacksRole);
        Nothing.When(Command, Coordinator with { For = new(Commune.Organisation, Letter) }).ThenRefused(NotAParty);
        Nothing.When(Command, Ocp.As(Role.Coordinator)).ThenRefused(AgreementRefusals.InitiatorNotAmongParties);
    }

    [Fact]
    public void A_specific_agreement_opens_through_its_framework() =>
        Nothing.When(Command with { Kind = AgreementKind.Specific }, Coordinator).ThenRefused(AgreementRefusals.OpensThroughFramework);

    [Fact]
    public void Every_party_is_a_known_organisation_that_is_not_retired()
    {
        Nothing.When(Command with { Parties = [new(Ads.Organisation), new(new("nobody"))] }, Coordinator).ThenRefused(UnknownOrganisation);
        Nothing.Organisations(TestOrganisations.Hcar with { Stage = OrganisationStage.Retired }).When(Command, Coordinator).ThenRefused(OrganisationNotActive);
    }

    [Fact]
    public void Every_wrong_field_is_told_at_once()
    {
        var wrong = Nothing.When(new DraftAgreement(AgreementKind.Framework, new LocalizedText(), "Africa/Nowhere", "DOL", [new(Ads.Organisation)]), Coordinator);

        wrong.ThenRefused(Fields.Required, "/title");
        wrong.ThenRefused(Fields.UnknownZone, "/zone");
        wrong.ThenRefused(Fields.UnknownCurrency, "/currency");
        wrong.ThenRefused(Fields.TooFew, "/parties");
    }

    [Fact]
    public void Parties_are_checked_one_by_one()
    {
        Party[] parties =
        [
            new(Ads.Organisation), new(Ads.Organisation), new(new("Not.a.slug")), new(Hcar.Organisation, Capacity: Words(new string('x', 501))),
            new(Ocp.Organisation, ApprovalChain: [Role.Head, Role.Head]),
            new(Um6p.Organisation, ApprovalChain: [Role.LegalOfficer, Role.FinanceOfficer, Role.Head, Role.Coordinator, Role.Signatory, Role.Auditor]),
        ];
        var wrong = Nothing.When(Command with { Parties = parties }, Coordinator);

        wrong.ThenRefused(Fields.Duplicate, "/parties/1");
        wrong.ThenRefused(Fields.NotASlug, "/parties/2/organisation");
        wrong.ThenRefused(Fields.TooLong, "/parties/3/capacity/fr");
        wrong.ThenRefused(Fields.Duplicate, "/parties/4/approvalChain/1");
        wrong.ThenRefused(Fields.TooMany, "/parties/5/approvalChain");
        Nothing.When(Command with { Parties = [.. Enumerable.Range(0, 51).Select(n => new Party(new($"party-{n}")))] }, Coordinator).ThenRefused(Fields.TooMany, "/parties");
    }

    [Fact]
    public void The_parties_may_change_but_whoever_started_it_stays()
    {
        Party[] three = [new(Ads.Organisation), new(Ocp.Organisation), new(Commune.Organisation)];

        Draft(Ads, Hcar).When(new SetParties(three), Hcar.As(Role.Coordinator)).Then(new PartiesSet(three)).Agreement().PartyIds
            .ShouldBe([Ads.Organisation, Ocp.Organisation, Commune.Organisation]);
        Draft(Ads, Hcar).When(new SetParties(three[1..]), Coordinator).ThenRefused(AgreementRefusals.InitiatorNotAmongParties);
        Draft(Ads, Hcar).When(new SetParties([new(Ads.Organisation), new(new("nobody"))]), Coordinator).ThenRefused(UnknownOrganisation);
    }

    [Fact]
    public void Only_coordinators_of_the_parties_write_the_draft()
    {
        Draft(Ads, Hcar).When(new SetTerm(new()), Ocp.As(Role.Coordinator)).ThenRefused(NotAParty);
        Draft(Ads, Hcar).When(new SetTerm(new()), Ads.As(Role.Observer)).ThenRefused(LacksRole);
        Draft(Ads, Hcar).When(new SetTerm(new()), Hcar.As(Role.Coordinator)).Then(new TermSet(new()));
        Draft(Ads, Hcar).Organisations(TestOrganisations.Ads with { Stage = OrganisationStage.Registered })
            .When(new SetTerm(new()), Coordinator).ThenRefused(OrganisationNotActive);
    }

    [Fact]
    public void The_substance_names_its_purpose_and_each_axis_once()
    {
        var substance = new Substance(Words("But"), [new("solar", Words("Solaire"))], [Words("Transparence")], new(Words("Jisr"), On(2021, 1, 1), On(2026, 12, 31)));
        Draft(Ads, Hcar).When(new SetSubstance(substance), Coordinator).Then(new SubstanceSet(substance));

        var wrong = Draft(Ads, Hcar).When(new SetSubstance(new(new(), [new("a", Words("A")), new("a", new())], [new()], new(Words("J"), On(2026, 1, 2), On(2026, 1, 1)))), Coordinator);
        wrong.ThenRefused(Fields.Required, "/substance/purpose");
        wrong.ThenRefused(Fields.Duplicate, "/substance/axes/1");
        wrong.ThenRefused(Fields.Required, "/substance/axes/1/title");
        wrong.ThenRefused(Fields.Required, "/substance/principles/0");
        wrong.ThenRefused(Fields.DatesOutOfOrder, "/substance/strategy/to");
    }

    [Fact]
    public void Governance_keeps_to_its_limits()
    {
        var governance = new Governance([new("steering", CommitteeKind.Steering, Words("Pilotage"), 3, 6)], WithdrawalMonths: 6);
        Draft(Ads, Hcar).When(new SetGovernance(governance), Coordinator).Then(new GovernanceSet(governance));

        var wrong = Draft(Ads, Hcar).When(new SetGovernance(
            new([new("c", CommitteeKind.Steering, Words("C"), 0, 25)], ReviewDays: 0, WithdrawalMonths: 25, CureDays: 366, EvaluationDays: 731)), Coordinator);
        foreach (var at in new[] { "committees/0/seatsByParty", "committees/0/meetsEveryMonths", "reviewDays", "withdrawalMonths", "cureDays", "evaluationDays" })
            wrong.ThenRefused(Fields.OutOfRange, $"/governance/{at}");
    }

    [Fact]
    public void A_new_version_has_the_next_number_and_another_text()
    {
        var draft = Draft(Ads, Hcar);
        draft.When(new ReviseText(Clauses), Coordinator).ThenRefused(AgreementRefusals.SameText);
        draft.When(new ReviseText(Clauses, [Paper]), Coordinator)
            .Then(new TextRevised(2, Formation.HashOf(Clauses, [Paper]), Clauses, [Paper]));
    }

    [Fact]
    public void A_text_has_clauses_with_their_hashes()
    {
        Draft(Ads, Hcar).When(new ReviseText([]), Coordinator).ThenRefused(Fields.TooFew, "/clauses");
        var wrong = Draft(Ads, Hcar).When(new ReviseText([Clause("1", "A"), Clause("1", "B") with { Wording = new("zz") }], [Paper with { Size = -1, Name = "" }]), Coordinator);
        wrong.ThenRefused(Fields.Duplicate, "/clauses/1");
        wrong.ThenRefused(Fields.NotAHash, "/clauses/1/wording");
        wrong.ThenRefused(Fields.OutOfRange, "/documents/0/size");
        wrong.ThenRefused(Fields.Required, "/documents/0/name");
    }

    [Fact]
    public void References_arrive_in_any_stage_and_belong_to_a_party()
    {
        var reference = new Reference("123/2026", "Bureau d'ordre", Hcar.Organisation);
        Draft(Ads, Hcar).SignedOn(2026, 10, 5).When(new RecordReference(reference), Coordinator).Then(new ReferenceRecorded(reference));
        Draft(Ads, Hcar).When(new RecordReference(reference with { Party = Ocp.Organisation, Number = "" }), Coordinator).ThenRefused(Fields.UnknownReference, "/reference/party");
    }

    [Fact]
    public void It_is_withdrawn_before_the_first_signature_only()
    {
        var withdrawn = Draft(Ads, Hcar).When(new WithdrawAgreement("sans suite"), Coordinator).Then(new AgreementWithdrawn(Ads.Organisation, "sans suite"));
        withdrawn.When(new SetTerm(new()), Coordinator).ThenRefused(WrongStage);
        Draft(Ads, Hcar).When(new WithdrawAgreement(""), Coordinator).ThenRefused(Fields.Required, "/reason");
        Draft(Ads, Hcar).Approved().After(new SignText(Ads.Signatory, AgreementCases.Text, On(2026, 10, 1)), Ads.As(Role.Signatory))
            .When(new WithdrawAgreement("trop tard"), Coordinator).ThenRefused(AgreementRefusals.AlreadySignedByAParty);
    }

    [Fact]
    public void What_was_recorded_for_a_party_stays_marked_until_it_has_accounts_and_confirms()
    {
        var inReview = Draft(Ads, Commune).InReview();
        var recorded = inReview.When(new ApproveText(AgreementCases.Text), inReview.CoordinatorOf(Commune.Organisation)).ThenAmongOthers(
            new ActRecordedFor(Commune.Organisation, Ads.Organisation, "approveText", Letter));
        var confirmed = recorded.Organisations(TestOrganisations.Commune with { Members = [new(Commune.Coordinator, [Role.Coordinator], On(2026, 1, 1))] })
            .When(new ConfirmRecordedActs(), Commune.As(Role.Coordinator)).Then(new RecordedActsConfirmed(Commune.Organisation));

        confirmed.Agreement().RecordedActs.Acts.ShouldBeEmpty();
        confirmed.When(new ConfirmRecordedActs(), Commune.As(Role.Coordinator)).ThenRefused(Refusals.NothingToConfirm);
    }

    [Fact]
    public void For_a_party_with_accounts_nobody_else_records() =>
        Draft(Ads, Hcar).InReview().When(new ApproveText(AgreementCases.Text), Coordinator with { For = new(Hcar.Organisation, Letter) }).ThenRefused(PartyHasAccounts);
}
