using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Cases;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CaseCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Cases;

public class PausingTests
{
    private static readonly HoldCase Hold = new("Maladie", On(2027, 4, 1));

    private static GivenGrain Held() => Supported().On(2027, 4, 1).After(Hold, Proposer);

    private static DateOnly Due(GivenGrain given, string key) => given.Item(key)!.Deadline!.Nominal;

    [Fact]
    public void Either_side_holds_it_and_either_lets_it_go_on()
    {
        var held = Supported().On(2027, 4, 1).When(Hold, Proposer).Then(new CaseHeld(Hcar.Organisation, "Maladie", On(2027, 4, 1)));
        held.Item("resumption")!.Owes.ShouldBe([Hcar.Organisation]);
        held.On(2027, 4, 11).When(new ResumeCase(On(2027, 4, 11)), Supporter).Then(new CaseResumed(Ads.Organisation, On(2027, 4, 11))).Stage.ShouldBe("Supported");
        Supported().When(Hold with { Reason = " " }, Proposer).ThenRefused(Refusals.Fields.Required, "/reason");
        Supported().When(Hold with { ActDate = On(2027, 1, 31) }, Proposer).ThenRefused(CaseRefusals.ActDateTooEarly);
    }

    [Fact]
    public void An_accepted_case_goes_back_to_where_it_was() => Accepted().After(Hold with { ActDate = On(2027, 1, 20) }, Supporter)
        .After(new ResumeCase(On(2027, 1, 20)), Supporter).Stage.ShouldBe("Accepted");

    [Fact]
    public void While_it_is_on_hold_nothing_falls_due_and_the_days_held_do_not_count()
    {
        Held().Item("stage-report:1")!.Deadline.ShouldBeNull();
        Held().On(2027, 5, 2).WhenReached(new("stage-report:1", On(2027, 5, 1), On(2027, 5, 1), [1], true)).ThenNothing();
        Due(Held().On(2027, 4, 11).After(new ResumeCase(On(2027, 4, 11)), Proposer), "stage-report:1").ShouldBe(On(2027, 5, 11));
    }

    [Fact]
    public void A_report_missed_during_a_hold_that_is_recorded_late_is_put_right()
    {
        var missed = Supported().WhenDue("stage-report:1").ThenAccepted().On(2027, 5, 20);
        var held = missed.When(Hold, Proposer).Then(
            new Rectified("case.stage-report-missed.v1", "stage-report:1", "on-hold-then", On(2027, 4, 1)),
            new CaseHeld(Hcar.Organisation, "Maladie", On(2027, 4, 1)));
        Due(held.After(new ResumeCase(On(2027, 4, 6)), Proposer), "stage-report:1").ShouldBe(On(2027, 5, 6));

        missed.When(Hold with { ActDate = On(2027, 5, 2) }, Proposer).Then(new CaseHeld(Hcar.Organisation, "Maladie", On(2027, 5, 2)))
            .Item("stage-report:1").ShouldNotBeNull("it was missed before, and stays owed");
    }

    [Fact]
    public void The_agreements_suspension_stops_every_clock_until_it_runs_again()
    {
        var suspended = Proposed().On(2027, 1, 21).When(new NoteCaseAgreementSuspended(On(2027, 1, 21)), Actor.System).Then(new CaseAgreementSuspended(On(2027, 1, 21)));
        suspended.Item("answer")!.Deadline.ShouldBeNull();
        suspended.When(new NoteCaseAgreementSuspended(On(2027, 1, 21)), Actor.System).ThenNothing();

        var resumed = suspended.On(2027, 2, 10).When(new NoteCaseAgreementResumed(On(2027, 2, 10)), Actor.System).Then(new CaseAgreementResumed(On(2027, 2, 10)));
        Due(resumed, "answer").ShouldBe(On(2027, 3, 2));
        resumed.When(new NoteCaseAgreementResumed(On(2027, 2, 10)), Actor.System).ThenNothing();
        Due(resumed.After(new NoteCaseAgreementResumed(On(2027, 1, 31)), Actor.System), "answer").ShouldBe(On(2027, 2, 20));
        Proposed().When(new NoteCaseAgreementResumed(On(2027, 1, 11)), Actor.System).ThenNothing();
        Proposed().When(new NoteCaseAgreementSuspended(On(2027, 1, 11)), Supporter).ThenRefused(Refusals.SystemOnly);
    }

    [Fact]
    public void A_suspension_noted_late_puts_right_what_was_missed_meanwhile() => Supported().WhenDue("stage-report:1").ThenAccepted()
        .When(new NoteCaseAgreementSuspended(On(2027, 4, 15)), Actor.System).Then(
            new Rectified("case.stage-report-missed.v1", "stage-report:1", "suspended-then", On(2027, 4, 15)), new CaseAgreementSuspended(On(2027, 4, 15)));

    [Fact]
    public void A_day_that_stood_still_twice_over_counts_once()
    {
        var both = Held().On(2027, 4, 21)
            .After(new NoteCaseAgreementSuspended(On(2027, 4, 6)), Actor.System)
            .After(new ResumeCase(On(2027, 4, 11)), Proposer);
        both.Item("stage-report:1")!.Deadline.ShouldBeNull("the agreement is still suspended");
        Due(both.After(new NoteCaseAgreementResumed(On(2027, 4, 16)), Actor.System), "stage-report:1").ShouldBe(On(2027, 5, 16));
    }

    [Fact]
    public void What_stood_still_before_it_began_to_count_does_not_move_it()
    {
        var earlier = Accepted().After(Hold with { ActDate = On(2027, 1, 20) }, Supporter).On(2027, 2, 1).After(new ResumeCase(On(2027, 2, 1)), Supporter);
        Due(earlier.After(new StartSupport(On(2027, 2, 1)), Supporter), "stage-report:1").ShouldBe(On(2027, 5, 1));
    }

    [Fact]
    public void A_second_suspension_that_began_before_the_first_counts_from_there()
    {
        var both = Proposed().On(2027, 2, 1).After(new NoteCaseAgreementSuspended(On(2027, 1, 25)), Actor.System)
            .After(new NoteCaseAgreementSuspended(On(2027, 1, 20)), Actor.System);

        Due(both.After(new NoteCaseAgreementResumed(On(2027, 1, 30)), Actor.System), "answer").ShouldBe(On(2027, 2, 20));
    }
}
