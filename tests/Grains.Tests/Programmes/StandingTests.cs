using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.ProgrammeCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Programmes;

/// <summary>What the agreement's suspensions do to the dates of a programme, whenever it hears of them.</summary>
public class StandingTests
{
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);
    private static readonly Actor HcarCoordinator = Hcar.As(Role.Coordinator);

    private static GivenGrain WhenSuspended(GivenGrain given, DateOnly from, DateOnly to) =>
        given.After(new NoteProgrammeAgreementSuspended(from), Actor.System).After(new NoteProgrammeAgreementResumed(to), Actor.System);

    private static DateOnly Due(GivenGrain given, string key) => given.Item(key)!.Deadline!.Nominal;

    private static Rectified Right<T>(string key, DateOnly on) => new(MessageNames.Of(typeof(T)), key, "suspended-then", on);

    [Fact]
    public void A_resumption_sooner_than_was_known_counts_fewer_days_and_no_day_counts_twice()
    {
        var suspended = WhenSuspended(Executing(Ads, Hcar), On(2027, 2, 1), On(2027, 2, 21));
        Due(suspended, "activity:workshop").ShouldBe(On(2027, 3, 25));
        Due(suspended.After(new NoteProgrammeAgreementResumed(On(2027, 2, 11)), Actor.System), "activity:workshop").ShouldBe(On(2027, 3, 15));
        Due(WhenSuspended(suspended, On(2027, 2, 11), On(2027, 2, 26)), "activity:workshop").ShouldBe(On(2027, 3, 30));
    }

    [Fact]
    public void A_report_that_was_overdue_while_no_clock_ran_was_not()
    {
        var overdue = Closing(Ads, Hcar).WhenDue("report:2027").ThenAccepted();

        var suspended = overdue.When(new NoteProgrammeAgreementSuspended(On(2028, 3, 1)), Actor.System)
            .Then(Right<ReportOverdue>("2027", On(2028, 3, 1)), new ProgrammeSuspended(On(2028, 3, 1)));
        Due(suspended.After(new NoteProgrammeAgreementResumed(On(2028, 3, 11)), Actor.System), "report:2027").ShouldBe(On(2028, 4, 10));
        overdue.When(new NoteProgrammeAgreementSuspended(On(2028, 4, 1)), Actor.System).Then(new ProgrammeSuspended(On(2028, 4, 1)));
    }

    [Fact]
    public void A_report_that_was_returned_before_it_was_overdue_is_returned_again()
    {
        var returned = Closing(Ads, Hcar).On(2028, 2, 1).After(new SubmitProgrammeReport("2027", On(2028, 2, 1), [Paper]), AdsCoordinator)
            .After(new ReturnProgrammeReport("2027", "x", On(2028, 2, 1)), HcarCoordinator);
        var overdue = returned.WhenDue("report:2027").ThenAccepted();
        overdue.Item("report:2027")!.Owes.ShouldBe([Ads.Organisation]);
        overdue.When(new SubmitProgrammeReport("2027", On(2028, 1, 31), [Paper]), AdsCoordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");

        var suspended = overdue.After(new NoteProgrammeAgreementSuspended(On(2028, 3, 1)), Actor.System);
        suspended.Programme().Reports["2027"].ShouldBe(returned.Programme().Reports["2027"]);
    }

    [Fact]
    public void What_was_returned_within_the_days_that_a_suspension_added_can_be_overdue()
    {
        var suspended = WhenSuspended(Closing(Ads, Hcar), On(2028, 2, 1), On(2028, 2, 11)).On(2028, 4, 5);
        var returned = suspended.After(new SubmitProgrammeReport("2027", On(2028, 4, 5), [Paper]), AdsCoordinator)
            .After(new ReturnProgrammeReport("2027", "x", On(2028, 4, 5)), HcarCoordinator);

        var deadline = returned.Item("report:2027")!.Deadline!;
        (deadline.Nominal, deadline.EffectPending).ShouldBe((On(2028, 4, 10), true));
    }

    [Fact]
    public void That_it_was_not_approved_in_time_while_no_clock_ran_is_put_right()
    {
        var alerted = Opened(Ads, Hcar).Planned().Tabled().WhenDue("start").Then(new NotApprovedInTime(On(2027, 1, 1)));

        var suspended = alerted.When(new NoteProgrammeAgreementSuspended(On(2026, 12, 1)), Actor.System)
            .Then(Right<NotApprovedInTime>("start", On(2026, 12, 1)), new ProgrammeSuspended(On(2026, 12, 1)));
        var resumed = suspended.After(new NoteProgrammeAgreementResumed(On(2026, 12, 11)), Actor.System);
        Due(resumed, "start").ShouldBe(On(2027, 1, 11));
        alerted.On(2027, 1, 5).When(new NoteProgrammeAgreementSuspended(On(2027, 1, 2)), Actor.System).Then(new ProgrammeSuspended(On(2027, 1, 2)));
        Due(WhenSuspended(Approved(Ads, Hcar), On(2026, 12, 1), On(2026, 12, 11)), "start").ShouldBe(On(2027, 1, 1), "a period begins on its day");
    }

    [Fact]
    public void An_approval_dated_before_the_plan_was_returned_is_not_of_what_was_proposed_since()
    {
        var returned = Opened(Ads, Hcar).Planned().Tabled().WhenDue("start").ThenAccepted()
            .After(new ReturnProgramme("x", On(2027, 1, 1)), HcarCoordinator);

        returned.When(new ProposeProgramme(On(2026, 12, 31)), AdsCoordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
        returned.When(new ProposeProgramme(On(2027, 1, 1)), AdsCoordinator).ThenAccepted();
    }

    [Fact]
    public void A_start_keeps_the_days_of_an_earlier_suspension_and_a_delay_contains_them()
    {
        var suspended = WhenSuspended(Executing(Ads, Hcar), On(2027, 2, 1), On(2027, 2, 11)).On(2027, 3, 1);
        var started = suspended.After(new StartActivity("workshop", On(2027, 3, 1)), AdsCoordinator);
        Due(started, "activity:workshop").ShouldBe(On(2027, 3, 15));

        var delayed = started.After(new DelayActivity("workshop", On(2027, 4, 1), On(2027, 4, 5), "x", On(2027, 3, 1)), AdsCoordinator);
        Due(delayed, "activity:workshop").ShouldBe(On(2027, 4, 5));
        Due(WhenSuspended(delayed, On(2027, 3, 10), On(2027, 3, 12)), "activity:workshop").ShouldBe(On(2027, 4, 7));
    }

    [Fact]
    public void An_evaluation_that_is_returned_keeps_the_days_of_an_earlier_suspension()
    {
        var suspended = WhenSuspended(Reported(Ads, Hcar), On(2028, 2, 2), On(2028, 2, 12)).On(2028, 3, 1);
        Due(suspended, "evaluation").ShouldBe(On(2028, 4, 11));

        var submitted = suspended.After(new EvaluateProgramme(3, "leçons", On(2028, 3, 1)), AdsCoordinator);
        Due(submitted, "evaluation").ShouldBe(On(2028, 4, 11));
        Due(submitted.After(new ReturnProgrammeEvaluation("x", On(2028, 3, 1)), HcarCoordinator), "evaluation").ShouldBe(On(2028, 4, 11));
    }
}
