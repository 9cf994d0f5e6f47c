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

/// <summary>What is finished after the committee was dissolved with its agreement, and what comes after its day.</summary>
public class FinishingTests
{
    private static readonly Actor Secretary = Ads.As(Role.CommitteeSecretary);
    private static readonly DateOnly Day = On(2026, 11, 5);

    private static GivenGrain Dissolved(GivenGrain given) => given.On(2026, 11, 6).After(new NoteCommitteeAgreementEnded(Day), Actor.System);

    private static GivenGrain Held(int? tacitDays = null) => Active(Ads, Hcar).WithRules(new(TacitDays: tacitDays)).Convened(2026, 11, 5).Held();

    private static GivenGrain Drafted() => Held(tacitDays: 15).After(new DraftMinutes(Held().Meeting().Id, Paper, Day), Secretary);

    private static GivenGrain Consulted() => Active(Ads, Hcar).After(new ConsultInWriting("c1", Usual, On(2026, 10, 20), On(2026, 10, 5)), Secretary);

    [Fact]
    public void Minutes_of_a_meeting_that_was_held_are_drafted_and_approved_after_the_dissolution()
    {
        var id = Held().Meeting().Id;
        var dissolved = Dissolved(Held().Proposed(Usual));
        dissolved.OpenItems.Select(i => i.Key).ShouldBe([$"minutes-draft:{id}"], "the vote has lapsed");

        var drafted = dissolved.After(new DraftMinutes(id, Paper, On(2026, 11, 6)), Secretary);
        var approved = drafted.After(new ApproveMinutes(id, Paper.Hash, On(2026, 11, 6)), Ads.As(Role.Coordinator))
            .After(new ApproveMinutes(id, Paper.Hash, On(2026, 11, 6)), Hcar.As(Role.Coordinator));
        approved.Meeting().Stage.ShouldBe(MeetingStage.MinutesApproved);
        approved.OpenItems.ShouldBeEmpty();

        Dissolved(Drafted()).WhenDue($"minutes:{id}").ThenAccepted().Meeting().Minutes!.IsTacit.ShouldBeTrue();
        Dissolved(Drafted()).After(new RequestMinutesCorrection(id, "Point 2", On(2026, 11, 6)), Hcar.As(Role.Coordinator))
            .Item($"minutes-draft:{id}").ShouldNotBeNull();
    }

    [Fact]
    public void Actions_are_reported_or_cancelled_after_the_dissolution_and_none_is_assigned()
    {
        var assign = new AssignCommitteeAction(Words("Note"), Hcar.Organisation, On(2026, 12, 1));
        var assigned = Active(Ads, Hcar);
        var id = Ids.Derive(assigned.CommandId, 0);
        var dissolved = Dissolved(assigned.After(assign, Secretary));

        dissolved.OpenItems.Select(i => i.Key).ShouldBe([$"action:{id}"]);
        dissolved.When(new CompleteCommitteeAction(id, [Paper], On(2026, 11, 6)), Hcar.As(Role.Coordinator)).ThenAccepted().OpenItems.ShouldBeEmpty();
        dissolved.When(new CancelCommitteeAction(id, "x"), Secretary).ThenAccepted().OpenItems.ShouldBeEmpty();
        dissolved.When(assign, Secretary).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void With_the_agreement_its_suspension_ends_too()
    {
        var suspended = Drafted().After(new NoteCommitteeAgreementSuspended(Day), Actor.System);

        suspended.On(2026, 11, 15).When(new NoteCommitteeAgreementEnded(On(2026, 11, 14)), Actor.System)
            .Then(new CommitteeResumed(On(2026, 11, 15)), new CommitteeDissolved(On(2026, 11, 14)))
            .Item($"minutes:{Held().Meeting().Id}")!.Deadline!.Nominal.ShouldBe(On(2026, 11, 30));
    }

    [Fact]
    public void However_late_the_timer_comes_an_answer_after_the_last_day_does_not_count()
    {
        var late = Consulted().On(2026, 10, 25);
        var id = late.Committee().Motions[0].Id;
        CastVote Vote(DateOnly on) => new(id, Contracts.Committees.Vote.For, on, Ads.Sits(1));

        late.When(Vote(On(2026, 10, 21)), Ads.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.ConsultationOver);
        late.When(Vote(On(2026, 10, 20)), Ads.As(Role.Coordinator)).ThenAccepted();
        late.When(new DeclareConsultationConflict(id, Ads.Sits(1), On(2026, 10, 21)), Ads.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.ConsultationOver);
    }

    [Fact]
    public void The_last_day_is_a_working_day_of_all_who_are_awaited()
    {
        var closed = CommitteeCases.Organisations.First(o => o.Id == Hcar.Organisation);
        var late = Consulted().On(2026, 10, 26)
            .Organisations(closed with { Calendar = closed.Calendar with { Own = [new(On(2026, 10, 20), Words("Fermeture"))] } });

        late.WhenVotesOn(On(2026, 10, 21)).ThenAccepted();
        late.WhenVotesOn(On(2026, 10, 22)).ThenRefused(CommitteeRefusals.ConsultationOver);
    }

    [Fact]
    public void However_late_the_timer_comes_silence_has_approved_the_minutes_on_the_last_day()
    {
        var late = Drafted().On(2026, 11, 25);
        var id = late.Meeting().Id;

        late.When(new ApproveMinutes(id, Paper.Hash, On(2026, 11, 21)), Ads.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.MinutesFrozen);
        late.When(new RequestMinutesCorrection(id, "Point 2", On(2026, 11, 21)), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.MinutesFrozen);
        late.When(new DraftMinutes(id, File("v2.pdf"), On(2026, 11, 21)), Secretary).ThenRefused(CommitteeRefusals.MinutesFrozen);
        late.When(new RequestMinutesCorrection(id, "Point 2", On(2026, 11, 20)), Hcar.As(Role.Coordinator)).ThenAccepted();
    }
}

file static class Answers
{
    public static Outcome WhenVotesOn(this GivenGrain given, DateOnly on) =>
        given.When(new CastVote(given.Committee().Motions[0].Id, Vote.For, on, Ads.Sits(1)), Ads.As(Role.Coordinator));
}
