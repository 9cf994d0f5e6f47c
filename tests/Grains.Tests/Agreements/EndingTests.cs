using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class EndingTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly Actor Partner = Hcar.As(Role.Coordinator);
    private static readonly OrganisationId[] Both = [Ads.Organisation, Hcar.Organisation];

    /// <summary>In force from 5 October 2026 to 4 October 2027, once renewed tacitly; today is 1 December 2026; 30 days to cure a breach.</summary>
    private static GivenGrain InForce() => Draft(Ads, Hcar)
        .Events(new TermSet(new(Months: 12, Renewal: RenewalMode.Tacit, RenewalMonths: 12, MaxRenewals: 1)), new GovernanceSet(new(CureDays: 30)))
        .SignedOn(2026, 10, 5).On(2026, 12, 1);

    private static readonly Guid Id = Ids.Derive(InForce().CommandId, 0);

    private static GiveFormalNotice FormalNotice { get; } = new(Hcar.Organisation, "Aucun dossier transmis", new(2026, 12, 1));

    private static GivenGrain Noticed() => InForce().After(FormalNotice, Coordinator);

    [Fact]
    public void A_formal_notice_opens_the_cure_period()
    {
        var noticed = InForce().When(FormalNotice, Coordinator).Then(
            new FormalNoticeGiven(Id, Ads.Organisation, Hcar.Organisation, "Aucun dossier transmis", On(2026, 12, 1), On(2026, 12, 31)));

        var cure = noticed.Item($"cure:{Id}")!;
        (cure.Owes.Single(), cure.Kind, cure.Deadline!.Nominal).ShouldBe((Hcar.Organisation, DeadlineKind.Cure, On(2026, 12, 31)));
        noticed.WhenDue($"cure:{Id}").Then(new CurePeriodEnded(Id)).Item($"termination:{Id}")!.Owes.ShouldBe([Ads.Organisation]);
    }

    [Fact]
    public void A_formal_notice_goes_to_another_party_for_something_since_the_entry_into_force()
    {
        InForce().When(FormalNotice with { Against = Ads.Organisation }, Coordinator).ThenRefused(Refusals.Fields.UnknownReference, "/against");
        InForce().When(FormalNotice with { Breach = " " }, Coordinator).ThenRefused(Refusals.Fields.Required, "/breach");
        InForce().When(FormalNotice with { ActDate = On(2026, 10, 4) }, Coordinator).ThenRefused(AgreementRefusals.ActDateTooEarly);
        InForce().When(FormalNotice with { ActDate = On(2026, 12, 2) }, Coordinator).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void Whoever_gave_the_notice_terminates_once_the_cure_period_is_over()
    {
        Noticed().On(2026, 12, 20).When(new TerminateForBreach(Id, On(2026, 12, 20)), Coordinator).ThenRefused(AgreementRefusals.CurePeriodRuns);
        var over = Noticed().WhenDue($"cure:{Id}").ThenAccepted().On(2027, 1, 15);

        over.When(new TerminateForBreach(Id, On(2027, 1, 15)), Partner).ThenRefused(AgreementRefusals.NotYourNotice).Arguments["by"].ShouldBe("ads");
        over.When(new TerminateForBreach(First(2), On(2027, 1, 15)), Coordinator).ThenRefused(AgreementRefusals.UnknownNotice);
        over.When(new TerminateForBreach(Id, On(2026, 12, 31)), Coordinator).ThenRefused(AgreementRefusals.CurePeriodRuns);
        over.When(new TerminateForBreach(Id, On(2027, 1, 15)), Coordinator).Then(
            new TerminatedForBreach(Id, Ads.Organisation, On(2027, 1, 15)), new AgreementEnded(On(2027, 1, 15), EndCause.Breach, Ads.Organisation))
            .Stage.ShouldBe("Ended");
    }

    [Fact]
    public void A_termination_recorded_after_the_timer_renewed_puts_the_renewal_right() =>
        Noticed().WhenDue($"cure:{Id}").ThenAccepted().WhenDue("expiry").ThenAccepted().On(2027, 11, 1)
            .When(new TerminateForBreach(Id, On(2027, 9, 1)), Coordinator).Then(
                new TerminatedForBreach(Id, Ads.Organisation, On(2027, 9, 1)),
                new Rectified("agreement.term-renewed.v1", "renewal:1", "terminated", On(2027, 9, 1)),
                new AgreementEnded(On(2027, 9, 1), EndCause.Breach, Ads.Organisation));

    [Fact]
    public void Nobody_terminates_after_the_end() =>
        Noticed().WhenDue($"cure:{Id}").ThenAccepted().WhenDue("expiry").ThenAccepted().On(2028, 10, 6)
            .When(new TerminateForBreach(Id, On(2028, 10, 6)), Coordinator).ThenRefused(AgreementRefusals.AfterTheEnd);

    [Fact]
    public void A_breach_declared_cured_is_over()
    {
        Noticed().On(2026, 12, 20).When(new DeclareCured(Id, On(2026, 12, 20)), Partner).ThenRefused(AgreementRefusals.NotYourNotice);
        Noticed().When(new DeclareCured(Id, On(2026, 11, 30)), Coordinator).ThenRefused(AgreementRefusals.ActDateTooEarly);
        var cured = Noticed().On(2026, 12, 20).When(new DeclareCured(Id, On(2026, 12, 20)), Coordinator).Then(new BreachCured(Id, On(2026, 12, 20)));

        cured.Item($"cure:{Id}").ShouldBeNull();
        cured.When(new DeclareCured(Id, On(2026, 12, 20)), Coordinator).ThenRefused(AgreementRefusals.UnknownNotice);
    }

    [Fact]
    public void A_cure_in_time_recorded_after_the_period_puts_the_timer_right() =>
        Noticed().WhenDue($"cure:{Id}").ThenAccepted().On(2027, 1, 15).When(new DeclareCured(Id, On(2026, 12, 30)), Coordinator).Then(
            new Rectified("agreement.cure-period-ended.v1", $"cure:{Id}", "cured-in-time", On(2026, 12, 30)), new BreachCured(Id, On(2026, 12, 30)));

    [Fact]
    public void By_common_accord_it_ends_on_the_day_that_every_party_named()
    {
        var proposed = InForce().When(new AgreeToEnd(On(2027, 3, 31), On(2026, 12, 1)), Coordinator)
            .Then(new EndAgreed(Ads.Organisation, On(2027, 3, 31), On(2026, 12, 1)));

        proposed.Item("end-proposed")!.Owes.ShouldBe([Hcar.Organisation]);
        proposed.When(new AgreeToEnd(On(2027, 3, 31), On(2026, 12, 1)), Coordinator).ThenRefused(AgreementRefusals.AlreadyAgreed);
        proposed.When(new AgreeToEnd(On(2027, 3, 31), On(2026, 12, 1)), Partner)
            .Then(new EndAgreed(Hcar.Organisation, On(2027, 3, 31), On(2026, 12, 1)), new EndFixed(On(2027, 3, 31)))
            .WhenDue("expiry").Then(new AgreementEnded(On(2027, 3, 31), EndCause.CommonAccord));
    }

    [Fact]
    public void Another_date_is_a_counter_proposal()
    {
        var countered = InForce().After(new AgreeToEnd(On(2027, 3, 31), On(2026, 12, 1)), Coordinator).After(new AgreeToEnd(On(2027, 4, 30), On(2026, 12, 1)), Partner);

        countered.Item("end-proposed")!.Owes.ShouldBe([Ads.Organisation]);
        countered.When(new AgreeToEnd(On(2027, 4, 30), On(2026, 12, 1)), Coordinator).ThenAmongOthers(new EndFixed(On(2027, 4, 30)));
    }

    [Fact]
    public void An_accord_recorded_late_ends_it_in_the_past_and_puts_the_renewal_right()
    {
        var renewed = InForce().After(new AgreeToEnd(On(2027, 3, 31), On(2026, 12, 1)), Coordinator).WhenDue("expiry").ThenAccepted();

        renewed.When(new AgreeToEnd(On(2027, 3, 31), On(2026, 12, 5)), Partner).Then(
            new EndAgreed(Hcar.Organisation, On(2027, 3, 31), On(2026, 12, 5)),
            new Rectified("agreement.term-renewed.v1", "renewal:1", "agreed-earlier", On(2026, 12, 5)),
            new AgreementEnded(On(2027, 3, 31), EndCause.CommonAccord));
    }

    [Fact]
    public void An_accord_names_a_day_between_the_act_and_the_end()
    {
        InForce().When(new AgreeToEnd(On(2026, 11, 30), On(2026, 12, 1)), Coordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/on");
        InForce().When(new AgreeToEnd(On(2027, 10, 5), On(2026, 12, 1)), Coordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/on");
        InForce().When(new AgreeToEnd(On(2027, 3, 31), On(2026, 12, 2)), Coordinator).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void A_dispute_goes_step_by_step_until_it_is_settled()
    {
        var opened = InForce().When(new OpenDispute("Retards", On(2026, 11, 2)), Partner).Then(new DisputeOpened(Id, Hcar.Organisation, "Retards", On(2026, 11, 2)));
        opened.Item($"dispute:{Id}")!.Owes.ShouldBe(Both);

        opened.When(new MoveDispute(Id, DisputeStep.Court, On(2026, 12, 1)), Partner).ThenRefused(AgreementRefusals.DisputeStepOutOfOrder);
        opened.When(new MoveDispute(Id, DisputeStep.Signatories, On(2026, 11, 1)), Partner).ThenRefused(AgreementRefusals.ActDateTooEarly);
        opened.When(new MoveDispute(First(1), DisputeStep.Signatories, On(2026, 12, 1)), Partner).ThenRefused(AgreementRefusals.UnknownDispute);
        var moved = opened.When(new MoveDispute(Id, DisputeStep.Signatories, On(2026, 11, 20)), Partner).Then(new DisputeMoved(Id, DisputeStep.Signatories, On(2026, 11, 20)));
        moved.Item($"dispute:{Id}")!.Role.ShouldBe(Role.Signatory);

        moved.When(new SettleDispute(Id, "Accord", On(2026, 11, 19)), Coordinator).ThenRefused(AgreementRefusals.ActDateTooEarly);
        var settled = moved.When(new SettleDispute(Id, "Accord", On(2026, 12, 1)), Coordinator).Then(new DisputeSettled(Id, "Accord", On(2026, 12, 1)));
        settled.Item($"dispute:{Id}").ShouldBeNull();
        settled.When(new SettleDispute(Id, "Accord", On(2026, 12, 1)), Coordinator).ThenRefused(AgreementRefusals.UnknownDispute);
    }

    private static Guid First(int n) => Ids.Derive(Id, n);
}
