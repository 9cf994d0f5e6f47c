using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class SigningTests
{
    private static readonly DateOnly Today = On(2026, 10, 5);
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);
    private static readonly PersonId Deputy = Ads.Named("deputy");
    private static readonly GivenGrain Approved = Draft(Ads, Hcar).Approved().On(Today);

    private static SignText Sign(PersonId signatory, DateOnly? on = null) => new(signatory, AgreementCases.Text, on ?? Today, Paper);

    private static GivenGrain Delegated(DateOnly from, DateOnly to, GrainId? scope = null) =>
        Approved.Organisations(TestOrganisations.Ads with { Delegations = [new(Guid.Empty, Ads.Signatory, Deputy, from, to, scope)] });

    [Fact]
    public void A_signatory_signs_in_the_system_without_paper() =>
        Approved.When(new SignText(Ads.Signatory, AgreementCases.Text, Today), Ads.As(Role.Signatory)).Then(new TextSigned(Ads.Organisation, Ads.Signatory, AgreementCases.Text, Today));

    [Fact]
    public void Somebody_elses_signature_is_recorded_from_the_paper_that_carries_it()
    {
        Approved.When(Sign(Ads.Signatory) with { Paper = null }, AdsCoordinator).ThenRefused(AgreementRefusals.PaperMissing);
        Approved.When(Sign(Ads.Signatory), AdsCoordinator).Then(new TextSigned(Ads.Organisation, Ads.Signatory, AgreementCases.Text, Today, Paper));
        Approved.When(Sign(Ads.Signatory) with { Paper = Paper with { Hash = new("zz") } }, AdsCoordinator).ThenRefused(Refusals.Fields.NotAHash, "/paper/hash");
    }

    [Fact]
    public void It_is_signed_with_the_last_party_and_dated_by_the_latest_signature()
    {
        var first = Approved.After(Sign(Ads.Signatory, On(2026, 10, 4)), AdsCoordinator);
        first.Stage.ShouldBe(nameof(AgreementStage.Approved));
        first.Item("signing")!.Owes.ShouldBe([Hcar.Organisation]);

        first.When(Sign(Hcar.Signatory, On(2026, 10, 2)), Hcar.As(Role.Coordinator)).Then(
            new TextSigned(Hcar.Organisation, Hcar.Signatory, AgreementCases.Text, On(2026, 10, 2), Paper),
            new EveryPartySigned(On(2026, 10, 4)), new AgreementCameIntoForce(On(2026, 10, 4), null));
    }

    [Fact]
    public void A_party_signs_once() =>
        Approved.After(Sign(Ads.Signatory), AdsCoordinator).When(Sign(Ads.Signatory), AdsCoordinator).ThenRefused(AgreementRefusals.AlreadySigned);

    [Fact]
    public void What_is_signed_is_the_approved_text() =>
        Approved.When(Sign(Ads.Signatory) with { Text = Paper.Hash }, AdsCoordinator).ThenRefused(AgreementRefusals.OtherText);

    [Fact]
    public void Nobody_signs_tomorrow_nor_before_every_party_has_approved()
    {
        Approved.When(Sign(Ads.Signatory, On(2026, 10, 6)), AdsCoordinator).ThenRefused(Refusals.FutureActDate);
        Draft(Ads, Hcar).InReview().When(Sign(Ads.Signatory), AdsCoordinator).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void Capacity_is_a_matter_of_the_act_date()
    {
        Approved.When(Sign(Ads.Coordinator), AdsCoordinator).ThenRefused(AgreementRefusals.NotASignatory);
        var left = Approved.Organisations(TestOrganisations.Ads with
        {
            OfficeHolders = [new("director", Words("Direction"), Ads.Signatory, Signs: true, On(2020, 1, 1), On(2026, 10, 3))],
        });
        left.When(Sign(Ads.Signatory, On(2026, 10, 4)), AdsCoordinator).ThenRefused(AgreementRefusals.NotASignatory);
        left.When(Sign(Ads.Signatory, On(2026, 10, 3)), AdsCoordinator).ThenAccepted();
    }

    [Fact]
    public void A_delegate_signs_while_the_delegation_lasts()
    {
        var delegated = Delegated(On(2026, 10, 1), On(2026, 10, 4));

        delegated.When(Sign(Deputy, On(2026, 10, 4)), AdsCoordinator)
            .Then(new TextSigned(Ads.Organisation, Deputy, AgreementCases.Text, On(2026, 10, 4), Paper, Delegated: true));
        delegated.When(Sign(Deputy, On(2026, 9, 30)), AdsCoordinator).ThenRefused(AgreementRefusals.NotASignatory);
    }

    [Fact]
    public void A_delegate_whose_delegation_has_ended_cannot_sign() =>
        Delegated(On(2026, 10, 1), On(2026, 10, 4)).When(Sign(Deputy), AdsCoordinator).ThenRefused(AgreementRefusals.DelegationExpired).Arguments["ended"].ShouldBe("2026-10-04");

    [Fact]
    public void A_delegation_for_another_agreement_does_not_help()
    {
        Delegated(On(2026, 10, 1), On(2026, 12, 31), GrainId.Agreement(Guid.Empty)).When(Sign(Deputy), AdsCoordinator).ThenRefused(AgreementRefusals.NotASignatory);
        Delegated(On(2026, 10, 1), On(2026, 12, 31), Id).When(Sign(Deputy), AdsCoordinator).ThenAccepted();
    }

    [Fact]
    public void A_delegation_of_who_no_longer_holds_the_office_does_not_help() =>
        Delegated(On(2026, 10, 1), On(2026, 12, 31))
            .Organisations(TestOrganisations.Ads with { OfficeHolders = [], Delegations = [new(Guid.Empty, Ads.Signatory, Deputy, On(2026, 10, 1), On(2026, 12, 31))] })
            .When(Sign(Deputy), AdsCoordinator).ThenRefused(AgreementRefusals.NotASignatory);

    [Fact]
    public void Where_the_text_says_so_another_bodys_office_holder_signs()
    {
        var through = Draft(Ministry, Ocp).Events(new PartiesSet([new(Ministry.Organisation), new(Ocp.Organisation, SignsThrough: Um6p.Organisation)])).Approved().On(Today);

        through.When(Sign(Um6p.Signatory), Ocp.As(Role.Coordinator))
            .Then(new TextSigned(Ocp.Organisation, Um6p.Signatory, AgreementCases.Text, Today, Paper, Through: Um6p.Organisation));
        through.When(Sign(Um6p.Signatory), Ministry.As(Role.Coordinator)).ThenRefused(AgreementRefusals.NotASignatory);
    }

    [Fact]
    public void An_ended_delegation_of_the_party_does_not_stand_against_the_office_in_the_body_that_signs_for_it() =>
        Draft(Ministry, Ocp).Events(new PartiesSet([new(Ministry.Organisation), new(Ocp.Organisation, SignsThrough: Um6p.Organisation)])).Approved().On(Today)
            .Organisations(TestOrganisations.Ocp with { Delegations = [new(Guid.Empty, Ocp.Signatory, Um6p.Signatory, On(2025, 1, 1), On(2025, 12, 31))] })
            .When(Sign(Um6p.Signatory), Ocp.As(Role.Coordinator)).ThenAccepted();

    [Fact]
    public void For_a_party_without_accounts_or_known_offices_the_letter_stands()
    {
        var approved = Draft(Ads, Commune).Approved().On(Today).Organisations(TestOrganisations.Commune with { OfficeHolders = [] });

        approved.When(Sign(Commune.Named("president")), approved.CoordinatorOf(Commune.Organisation)).Then(
            new TextSigned(Commune.Organisation, Commune.Named("president"), AgreementCases.Text, Today, Paper),
            new ActRecordedFor(Commune.Organisation, Ads.Organisation, "signText", Letter));
        Draft(Ads, Commune).Approved().On(Today).When(Sign(Commune.Named("president")), approved.CoordinatorOf(Commune.Organisation))
            .ThenRefused(AgreementRefusals.NotASignatory);
    }

    [Fact]
    public void The_ceremony_is_scheduled_ahead_and_until_the_first_signature()
    {
        Approved.Item("signing")!.Deadline.ShouldBeNull();
        var scheduled = Approved.When(new ScheduleSigning(On(2026, 10, 20), "Rabat"), AdsCoordinator).Then(new SigningScheduled(On(2026, 10, 20), "Rabat"));

        scheduled.Item("signing")!.Deadline!.Nominal.ShouldBe(On(2026, 10, 20));
        scheduled.When(new ScheduleSigning(On(2026, 10, 21), "Rabat"), AdsCoordinator).ThenAccepted();
        Approved.When(new ScheduleSigning(On(2026, 10, 4), "Rabat"), AdsCoordinator).ThenRefused(AgreementRefusals.SigningInThePast);
        Approved.When(new ScheduleSigning(Today, ""), AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/place");
        Approved.After(Sign(Ads.Signatory), AdsCoordinator).When(new ScheduleSigning(Today, "Rabat"), AdsCoordinator).ThenRefused(AgreementRefusals.AlreadySignedByAParty);
    }

    [Fact]
    public void Each_party_acknowledges_its_original_once()
    {
        var signed = Draft(Ads, Hcar).SignedOn(2026, 10, 5);
        signed.Item("originals")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);

        var one = signed.When(new AcknowledgeOriginal(Today), AdsCoordinator).Then(new OriginalAcknowledged(Ads.Organisation, Today));
        one.Item("originals")!.Owes.ShouldBe([Hcar.Organisation]);
        one.When(new AcknowledgeOriginal(Today), AdsCoordinator).ThenRefused(AgreementRefusals.AlreadyAcknowledged);
        one.When(new AcknowledgeOriginal(On(2026, 10, 6)), Hcar.As(Role.Coordinator)).ThenRefused(Refusals.FutureActDate);
        one.After(new AcknowledgeOriginal(Today), Hcar.As(Role.Coordinator)).Item("originals").ShouldBeNull();
    }
}
