using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class MembershipTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly Actor Partner = Hcar.As(Role.Coordinator);
    private static readonly Party Newcomer = new(Ocp.Organisation);

    private static Commitment Commitment(string id, Staff[] obligors, Staff[] beneficiaries) => new(
        id, Words(id), [.. obligors.Select(o => o.Organisation)], [.. beneficiaries.Select(b => b.Organisation)], CommitmentForce.Firm, new(EveryMonths: 3));

    /// <summary>In force from 5 October 2026, open to accession, left at three months' notice; today is 1 December.</summary>
    private static GivenGrain InForce(params Staff[] parties) => Draft(parties)
        .Events(new TermSet(new(Months: 60)), new GovernanceSet(new(AccessionOpen: true, WithdrawalMonths: 3)))
        .SignedOn(2026, 10, 5).On(2026, 12, 1);

    private static GivenGrain Closed() => Draft(Ads, Hcar).SignedOn(2026, 10, 5);

    private static Guid IdOf(GivenGrain given) => Ids.Derive(given.CommandId, 0);

    [Fact]
    public void An_organisation_accedes_with_the_consent_of_every_party()
    {
        var agreement = InForce(Ads, Hcar);
        var id = IdOf(agreement);
        var proposed = agreement.When(new ProposeAccession(Newcomer, Paper), Coordinator).Then(new AccessionProposed(id, Ads.Organisation, Newcomer, Paper, On(2026, 12, 1)));
        proposed.Item($"accession:{id}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);

        var half = proposed.When(new ConsentToAccession(id, On(2026, 12, 1)), Coordinator).Then(new AccessionConsented(id, Ads.Organisation, On(2026, 12, 1)));
        half.When(new ConsentToAccession(id, On(2026, 12, 1)), Coordinator).ThenRefused(AgreementRefusals.AlreadyAgreed);
        half.When(new ConsentToAccession(id, On(2026, 12, 2)), Partner).ThenRefused(Refusals.FutureActDate);
        var acceded = half.When(new ConsentToAccession(id, On(2026, 12, 1)), Partner)
            .Then(new AccessionConsented(id, Hcar.Organisation, On(2026, 12, 1)), new PartyAcceded(id, Newcomer, On(2026, 12, 1)));

        acceded.Agreement().PartyIds.ShouldBe([Ads.Organisation, Hcar.Organisation, Ocp.Organisation]);
        acceded.When(new ConsentToAccession(id, On(2026, 12, 1)), Partner).ThenRefused(AgreementRefusals.UnknownAccession);
        acceded.When(new ProposeAccession(Newcomer, Paper), Coordinator).ThenRefused(AgreementRefusals.AlreadyAParty);
    }

    [Fact]
    public void Nobody_accedes_where_it_is_not_foreseen_or_without_an_instrument()
    {
        Closed().When(new ProposeAccession(Newcomer, Paper), Coordinator).ThenRefused(AgreementRefusals.AccessionNotOpen);
        InForce(Ads, Hcar).When(new ProposeAccession(Newcomer, null!), Coordinator).ThenRefused(Refusals.Fields.Required, "/instrument");
        InForce(Ads, Hcar).When(new ProposeAccession(null!, Paper), Coordinator).ThenRefused(Refusals.Fields.Required, "/party");
        InForce(Ads, Hcar).When(new ProposeAccession(new(new("nobody")), Paper), Coordinator).ThenRefused(Refusals.UnknownOrganisation);
    }

    [Fact]
    public void A_party_leaves_at_its_notice_and_no_longer_owes_or_is_owed_anything_new()
    {
        var agreement = InForce(Ads, Hcar, Ocp).Events(new CommitmentsSet(
            [Commitment("joint", [Hcar, Ocp], [Ads]), Commitment("own", [Ocp], [Ads]), Commitment("other", [Hcar], [Ads])]));
        var leaving = agreement.When(new GiveWithdrawal(On(2026, 11, 15), "Réorganisation", Paper), Ocp.As(Role.Coordinator))
            .Then(new WithdrawalGiven(Ocp.Organisation, On(2026, 11, 15), On(2027, 2, 15), "Réorganisation", Paper));
        leaving.When(new GiveWithdrawal(On(2026, 12, 1), "Réorganisation", Paper), Ocp.As(Role.Coordinator)).ThenRefused(AgreementRefusals.WithdrawalAlreadyGiven);

        var left = leaving.WhenDue("withdrawal:ocp").Then(new PartyWithdrew(Ocp.Organisation, On(2027, 2, 15)));

        left.Stage.ShouldBe("InForce");
        left.Agreement().PartyIds.ShouldBe([Ads.Organisation, Hcar.Organisation]);
        left.Agreement().Commitments[0].Obligors.ShouldBe([Hcar.Organisation]);
        left.Agreement().Commitments[1].Recurrence.Until.ShouldBe(On(2027, 2, 14));
        left.Agreement().Commitments[2].Recurrence.Until.ShouldBeNull();
        left.When(new GiveWithdrawal(On(2027, 2, 15), "Encore", Paper), Ocp.As(Role.Coordinator)).ThenRefused(Refusals.NotAParty);
    }

    [Fact]
    public void The_last_but_one_takes_the_agreement_with_it_and_both_close_it()
    {
        var ended = InForce(Ads, Hcar).After(new GiveWithdrawal(On(2026, 12, 1), "Réorganisation", Paper), Partner)
            .WhenDue("withdrawal:hcar").Then(
                new PartyWithdrew(Hcar.Organisation, On(2027, 3, 1)), new AgreementEnded(On(2027, 2, 28), EndCause.PartiesLeft, Hcar.Organisation));

        ended.Stage.ShouldBe("Ended");
        ended.Agreement().PartyIds.ShouldBe([Ads.Organisation, Hcar.Organisation]);
    }

    [Fact]
    public void A_withdrawal_recorded_after_its_day_takes_effect_at_once() =>
        InForce(Ads, Hcar, Ocp).On(2027, 6, 1).When(new GiveWithdrawal(On(2026, 12, 1), "Réorganisation", Paper), Ocp.As(Role.Coordinator)).Then(
            new WithdrawalGiven(Ocp.Organisation, On(2026, 12, 1), On(2027, 3, 1), "Réorganisation", Paper), new PartyWithdrew(Ocp.Organisation, On(2027, 3, 1)));

    [Fact]
    public void Nobody_leaves_where_it_is_not_foreseen_or_before_it_was_in_force()
    {
        Closed().When(new GiveWithdrawal(On(2026, 10, 5), "Réorganisation", Paper), Partner).ThenRefused(AgreementRefusals.WithdrawalNotForeseen);
        InForce(Ads, Hcar).When(new GiveWithdrawal(On(2026, 10, 4), "Réorganisation", Paper), Partner).ThenRefused(AgreementRefusals.ActDateTooEarly);
        InForce(Ads, Hcar).When(new GiveWithdrawal(On(2026, 12, 2), "Réorganisation", Paper), Partner).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void A_successor_takes_its_predecessors_place_in_everything()
    {
        var agreement = InForce(Ads, Hcar).Events(new CommitmentsSet([Commitment("reports", [Hcar], [Ads])]))
            .After(new GiveWithdrawal(On(2026, 12, 1), "Réorganisation", Paper), Partner);

        var succeeded = agreement.When(new SucceedParty(Hcar.Organisation, Um6p.Organisation), Actor.System).Then(new PartySucceeded(Hcar.Organisation, Um6p.Organisation));

        succeeded.Agreement().PartyIds.ShouldBe([Ads.Organisation, Um6p.Organisation]);
        succeeded.Agreement().Commitments[0].Obligors.ShouldBe([Um6p.Organisation]);
        succeeded.Item("withdrawal:um6p").ShouldNotBeNull();
        succeeded.Item("originals")!.Owes.ShouldBe([Ads.Organisation, Um6p.Organisation]);
        succeeded.When(new SucceedParty(Hcar.Organisation, Um6p.Organisation), Actor.System).ThenNothing();
        succeeded.When(new SucceedParty(Um6p.Organisation, Ads.Organisation), Actor.System).ThenRefused(AgreementRefusals.AlreadyAParty);
        succeeded.When(new SucceedParty(Um6p.Organisation, Ocp.Organisation), Coordinator).ThenRefused(Refusals.SystemOnly);
    }

    [Fact]
    public void Who_follows_in_the_representatives_office_represents_the_party()
    {
        var agreement = InForce(Ads, Hcar).Events(new PartiesSet([new(Ads.Organisation, Representative: Ads.Signatory), new(Hcar.Organisation)]));
        var change = new NoteOfficeHolder(Ads.Organisation, "director", Ads.Signatory, Ads.Head, On(2026, 12, 1));

        var changed = agreement.When(change, Actor.System).Then(new RepresentativeChanged(Ads.Organisation, Ads.Signatory, Ads.Head, On(2026, 12, 1)));
        changed.Agreement().Party(Ads.Organisation).Representative.ShouldBe(Ads.Head);
        changed.When(change, Actor.System).ThenNothing();
        changed.When(change with { From = Ads.Head, To = null }, Actor.System)
            .Then(new RepresentativeChanged(Ads.Organisation, Ads.Head, null, On(2026, 12, 1))).Agreement().Party(Ads.Organisation).Representative.ShouldBeNull();
        agreement.When(change, Coordinator).ThenRefused(Refusals.SystemOnly);
    }

    [Fact]
    public void Other_changes_of_office_do_not_concern_it()
    {
        var agreement = InForce(Ads, Hcar).Events(new PartiesSet([new(Ads.Organisation, Representative: Ads.Signatory), new(Hcar.Organisation)]));

        agreement.When(new NoteOfficeHolder(Ads.Organisation, "president", Ads.Head, Ads.LegalOfficer, On(2026, 12, 1)), Actor.System).ThenNothing();
        agreement.When(new NoteOfficeHolder(Ads.Organisation, "director", Ads.Signatory, Ads.Signatory, On(2026, 12, 1)), Actor.System).ThenNothing();
        agreement.When(new NoteOfficeHolder(Hcar.Organisation, "director", null, Hcar.Signatory, On(2026, 12, 1)), Actor.System).ThenNothing();
        agreement.When(new NoteOfficeHolder(Ocp.Organisation, "director", Ads.Signatory, Ads.Head, On(2026, 12, 1)), Actor.System).ThenNothing();
    }
}
