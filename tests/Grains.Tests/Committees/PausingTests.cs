using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Committees;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CommitteeCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Committees;

/// <summary>Suspensions of the agreement that the committee hears of after their day.</summary>
public class PausingTests
{
    private static readonly Actor Secretary = Ads.As(Role.CommitteeSecretary);

    private static GivenGrain WhenSuspended(GivenGrain given, DateOnly on) => given.After(new NoteCommitteeAgreementSuspended(on), Actor.System);

    private static GivenGrain WhenResumed(GivenGrain given, DateOnly on) => given.After(new NoteCommitteeAgreementResumed(on), Actor.System);

    /// <summary>Sent on 10 November; silence approves after fifteen days.</summary>
    private static GivenGrain Drafted()
    {
        var held = Active(Ads, Hcar).WithRules(new(TacitDays: 15)).Convened(2026, 11, 9).Held().On(2026, 11, 10);
        return held.After(new DraftMinutes(held.Meeting().Id, Paper, On(2026, 11, 10)), Secretary);
    }

    private static GivenGrain Consulted() =>
        Active(Ads, Hcar).After(new ConsultInWriting("c1", Usual, On(2026, 10, 20), On(2026, 10, 5)), Secretary).WhenVotes(Ads, Vote.For).ThenAccepted();

    [Fact]
    public void A_resumption_sooner_than_was_known_counts_fewer_days()
    {
        var resumed = WhenResumed(WhenSuspended(Active(Ads, Hcar), On(2026, 11, 1)), On(2026, 11, 21));
        resumed.Item("meeting-due")!.Deadline!.Nominal.ShouldBe(On(2027, 4, 25));

        WhenResumed(resumed, On(2026, 11, 11)).Item("meeting-due")!.Deadline!.Nominal.ShouldBe(On(2027, 4, 15));
        resumed.When(new NoteCommitteeAgreementResumed(On(2026, 11, 22)), Actor.System).ThenNothing();
    }

    [Fact]
    public void A_second_suspension_that_began_before_the_first_counts_from_there_and_no_day_twice()
    {
        var both = WhenSuspended(WhenSuspended(Active(Ads, Hcar), On(2026, 11, 11)), On(2026, 11, 1));

        WhenResumed(both, On(2026, 11, 21)).Item("meeting-due")!.Deadline!.Nominal.ShouldBe(On(2027, 4, 25));
    }

    [Fact]
    public void Minutes_that_silence_approved_while_no_clock_ran_wait_again()
    {
        var (drafted, id) = (Drafted(), Drafted().Meeting().Id);
        var tacit = drafted.WhenDue($"minutes:{id}").ThenAccepted();

        var suspended = tacit.When(new NoteCommitteeAgreementSuspended(On(2026, 11, 20)), Actor.System).Then(
            new Rectified("committee.minutes-approved.v1", $"minutes:{id}", "suspended-then", On(2026, 11, 20)), new CommitteeSuspended(On(2026, 11, 20)));
        suspended.Meeting().Stage.ShouldBe(MeetingStage.Held);
        suspended.Item($"minutes:{id}")!.Deadline.ShouldBeNull();
        var resumed = WhenResumed(suspended, On(2026, 11, 30));
        resumed.Item($"minutes:{id}")!.Deadline!.Nominal.ShouldBe(On(2026, 12, 5));
        resumed.WhenDue($"minutes:{id}").Then(new MinutesApproved(id, On(2026, 11, 9), 1, Paper.Hash, true, On(2026, 12, 5)));

        tacit.When(new NoteCommitteeAgreementSuspended(On(2026, 11, 26)), Actor.System).Then(new CommitteeSuspended(On(2026, 11, 26)))
            .Meeting().Stage.ShouldBe(MeetingStage.MinutesApproved, "silence had approved them before");
        var approved = new[] { Ads, Hcar }.Aggregate(
            drafted, (given, party) => given.After(new ApproveMinutes(id, Paper.Hash, On(2026, 11, 10)), party.As(Role.Coordinator)));
        WhenSuspended(approved, On(2026, 11, 10)).Meeting().Stage.ShouldBe(MeetingStage.MinutesApproved, "no timer did that");
    }

    [Fact]
    public void A_consultation_that_the_timer_settled_while_no_clock_ran_is_open_again()
    {
        var (consulted, id) = (Consulted(), Consulted().Committee().Motions[0].Id);
        var rejected = consulted.WhenDue($"consultation:{id}").ThenAccepted();

        var suspended = rejected.When(new NoteCommitteeAgreementSuspended(On(2026, 10, 15)), Actor.System).Then(
            new Rectified("committee.decision-rejected.v1", $"consultation:{id}", "suspended-then", On(2026, 10, 15)),
            new CommitteeSuspended(On(2026, 10, 15)));
        var resumed = WhenResumed(suspended, On(2026, 10, 25)).On(2026, 10, 28);
        resumed.Item($"consultation:{id}")!.Deadline!.Nominal.ShouldBe(On(2026, 10, 30));
        resumed.WhenVotes(Hcar, Vote.For).ThenAccepted().Committee().Motions[0].Outcome.ShouldBe(MotionOutcome.Adopted);

        rejected.When(new NoteCommitteeAgreementSuspended(On(2026, 10, 21)), Actor.System).Then(new CommitteeSuspended(On(2026, 10, 21)));
        var again = rejected.After(new ConsultInWriting("c1", Usual, On(2026, 11, 20), On(2026, 10, 21)), Secretary);
        again.When(new NoteCommitteeAgreementSuspended(On(2026, 10, 15)), Actor.System).Then(new CommitteeSuspended(On(2026, 10, 15)));
    }

    [Fact]
    public void What_everybody_answered_is_not_asked_again()
    {
        var settled = Consulted().WhenVotes(Hcar, Vote.Against).ThenAccepted();

        settled.When(new NoteCommitteeAgreementSuspended(On(2026, 10, 5)), Actor.System).Then(new CommitteeSuspended(On(2026, 10, 5)));
    }
}
