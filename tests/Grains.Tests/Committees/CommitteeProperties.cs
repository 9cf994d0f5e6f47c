using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Tests.Agreements.Lives;
using Mithaq.Grains.Tests.Committees.Lives;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.People;
using Outcome = Mithaq.Testing.Rules.Outcome;

namespace Mithaq.Grains.Tests.Committees;

/// <summary>Whatever people try, in whatever order, the invariants written beside each chapter hold.</summary>
public class CommitteeProperties
{
    private const int Lives = 100;

    private sealed record Tried(GivenGrain Before, ICommand Command, Actor By, DateOnly Today, Outcome Outcome)
    {
        public GivenGrain After { get; } = Outcome.Refusal is null ? Outcome.ThenAccepted() : Before;
    }

    /// <summary>What happens to a committee that is dissolved.</summary>
    private static readonly Type[] Finishing =
    [
        typeof(DeadlineStepsTaken), typeof(MinutesDrafted), typeof(MinutesApprovedByParty), typeof(MinutesApproved), typeof(MinutesCorrectionRequested),
        typeof(ActionCompleted), typeof(ActionCancelled), typeof(Rectified), typeof(ActRecordedFor),
    ];

    private static readonly Dictionary<string, LifecycleRow> Rows = new CommitteeRules().Rows.ToDictionary(r => r.Command);

    [Fact]
    public void Nothing_is_adopted_without_a_quorum_and_what_needs_every_party_never_without_each() => Through(tried =>
    {
        var after = tried.After.Committee();
        foreach (var adopted in tried.Outcome.Events.OfType<DecisionAdopted>())
        {
            var motion = after.Motion(adopted.Decision)!;
            new CommitteeOracle(tried.After.History, after).MayBeAdopted(adopted).ShouldBeTrue(adopted.ToString());
            adopted.For.ShouldNotBeEmpty();
            adopted.Unanimous.ShouldBe(motion.Parties.All(adopted.For.Contains));
            if (!motion.NeedsEveryParty) continue;
            adopted.Unanimous.ShouldBeTrue();
            motion.Parties.ShouldAllBe(party => motion.Ballots.Any(b => b.Party == party && b.Vote == Vote.For));
        }
        after.Motions.Where(m => m.Outcome is not MotionOutcome.Rejected).Select(m => m.Key).ShouldBeUnique();
    });

    [Fact]
    public void Meetings_are_held_with_a_quorum_and_approved_minutes_are_frozen() => Through(tried =>
    {
        var (before, after) = (tried.Before.Committee(), tried.After.Committee());
        foreach (var held in tried.Outcome.Events.OfType<MeetingHeld>())
            new CommitteeOracle(tried.After.History, after).MayBeHeld(held).ShouldBeTrue(held.ToString());
        foreach (var notHeld in tried.Outcome.Events.OfType<MeetingNotQuorate>())
            new CommitteeOracle(tried.After.History, after).MayBeHeld(new(notHeld.Meeting, notHeld.Present, notHeld.ActDate)).ShouldBeFalse(notHeld.ToString());
        var putRight = tried.Outcome.Events.OfType<Rectified>().Any();
        foreach (var frozen in before.Meetings.Where(m => m.Stage is MeetingStage.MinutesApproved && !putRight))
        {
            var now = after.Meeting(frozen.Id)!;
            (now.Stage, now.Minutes!.Document.Hash, now.Minutes.Version).ShouldBe((frozen.Stage, frozen.Minutes!.Document.Hash, frozen.Minutes.Version));
        }
        foreach (var meeting in after.Meetings.Where(m => m.Stage is MeetingStage.MinutesApproved && after.Stage is not CommitteeStage.Dissolved))
            after.Motions.ShouldNotContain(m => m.Meeting == meeting.Id && m.IsOpen);
    });

    [Fact]
    public void Items_wait_for_somebody_and_stages_change_only_as_the_table_says() => Through(tried =>
    {
        var after = tried.After.Committee();
        tried.After.OpenItems.Select(i => i.Key).ShouldBeUnique();
        tried.After.OpenItems.ShouldAllBe(i => i.Owes.Count > 0);
        if (tried.Before.Stage == "Dissolved")
        {
            if (tried.Command is not (NoteCommitteeParty or NoteCommitteeAgreementEndRectified)) tried.Outcome.Events.Select(e => e.GetType()).Except(Finishing).ShouldBeEmpty();
            if (tried.After.Stage == "Dissolved")
                tried.After.OpenItems.ShouldAllBe(i => i.Kind == DeadlineKind.MinutesDraft || i.Kind == DeadlineKind.MinutesApproval || i.Kind == DeadlineKind.CommitteeAction);
        }
        var move = new StageMove(tried.Before.Stage, tried.After.Stage);
        if (move.From != move.To) Rows[MessageNames.Of(tried.Command.GetType())].Moves.ShouldContain(move, tried.Command.ToString());
        tried.Outcome.Events.OfType<IDated>().ShouldAllBe(e => e.ActDate <= tried.Today);
        var permit = tried.Before.Allowed(tried.By).SingleOrDefault(p => p.Command == MessageNames.Of(tried.Command.GetType()));
        if (permit?.Refusal is { } because) tried.Outcome.Refusal.ShouldNotBeNull().Code.ShouldBe(because.Code);
        if (tried.Outcome.Events.OfType<Rectified>().Any()) tried.Outcome.Events[^1].ShouldNotBeOfType<Rectified>();
        if (after.Pauses.IsOpen) tried.After.OpenItems.ShouldAllBe(i => i.Deadline == null || i.Kind == DeadlineKind.Meeting);
        if (tried is { Command: DeadlineReached reached, Outcome.Refusal: null }) tried.After.WhenReached(reached).Events.ShouldBeEmpty();
    });

    [Fact]
    public void A_committee_read_back_from_its_events_is_the_one_that_was_lived() => Prop.ForAll(Any(10, 80), life =>
    {
        var lived = Live(life, _ => { });
        var readBack = lived.History.Select(e =>
            (IEvent)JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType(), ContractsJson.Messages), e.GetType(), ContractsJson.Messages)!);
        StateText.Of(readBack.Aggregate(lived.Rules.Initial(CommitteeCases.Id), lived.Rules.Evolve)).ShouldBe(StateText.Of(lived.Committee()));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));

    /// <summary>The proof that the other properties look everywhere; always the same lives, since it must not fail by chance.</summary>
    [Fact]
    public void The_generated_lives_reach_every_event()
    {
        var events = new HashSet<Type>();
        Prop.ForAll(Any(60, 120), life => events.UnionWith(Live(life, _ => { }).History.Select(e => e.GetType()))).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2026, 1));
        MessageNames.EventTypes.Where(e => e.IsAssignableTo(typeof(ICommitteeEvent))).Append(typeof(Rectified)).Except(events).Select(e => e.Name).ShouldBe([]);
    }

    private static void Through(Action<Tried> check) =>
        Prop.ForAll(Any(10, 80), life => { Live(life, check); }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));

    private static Arbitrary<(int Seed, Step[] Steps)> Any(int least, int most) => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from count in Gen.Choose(least, most)
        from steps in (from s in Gen.Choose(0, int.MaxValue - 1) from days in Gen.Frequency((8, Gen.Choose(0, 2)), (1, Gen.Choose(3, 20))) select new Step(s, days)).ArrayOf(count)
        select (seed, steps));

    private static GivenGrain Live((int Seed, Step[] Steps) life, Action<Tried> after)
    {
        var (start, today) = (new Dice(life.Seed), new DateOnly(2026, 10, 5));
        Staff[] parties = start.OneIn(2) ? [Ads, Hcar] : [Ads, Hcar, Commune];
        var given = start.OneIn(4) ? CommitteeCases.Constituted(parties) : CommitteeCases.Active(parties);
        if (start.OneIn(2)) given = given.WithRules(new(InvitationDays: 0, TacitDays: 3, ConsultationDays: 1, QuorumEveryParty: start.OneIn(2)));
        foreach (var step in life.Steps)
        {
            given = given.On(today = today.AddDays(step.DaysLater));
            var dice = new Dice(step.Seed);
            for (var tries = 0; tries < 40; tries++)
            {
                if (dice.Of(CommitteeMoves.All)(given.Committee(), today, dice) is not { } move) continue;
                var tried = new Tried(given, move.Command, move.By, today, given.When(move.Command, move.By));
                after(tried);
                given = tried.After;
                break;
            }
        }
        return given;
    }
}
