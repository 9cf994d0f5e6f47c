using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Feeds.Reactions;

/// <summary>An effect that its target refuses is kept, seen, and decided by a person.</summary>
public sealed class StuckStepTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_refused_step_is_stuck_and_later_ones_of_its_lane_wait_while_others_go_on(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/there"));
        var first = await node.Send(fixture.Count("tally/a", "1", "tell tally/missing"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/missing"));
        await node.Send(fixture.Count("tally/a", "3", "tell tally/there"));
        await node.Feeds.Drain(default);

        var stuck = await node.Stuck();

        stuck.Select(s => (s.State, ((NoteDecision)s.Step.Command).Key)).ShouldBe([(StepState.Stuck, "1"), (StepState.Waiting, "2")]);
        stuck[0].ShouldSatisfyAllConditions(
            s => s.Refusal!.Code.ShouldBe(Refusals.NotFound), s => s.Attempts.ShouldBe(1), s => s.Step.Position.ShouldBe(first.Position),
            s => s.Step.Source.ShouldBe(new GrainId("tally/a")), s => s.Step.Target.ShouldBe(new GrainId("tally/missing")));
        stuck[1].Refusal.ShouldBeNull();
        (await node.Told("tally/there")).ShouldBe(["3"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_retry_lets_those_that_wait_behind_it_follow_in_order(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        for (var i = 1; i <= 4; i++) await node.Send(fixture.Count("tally/a", $"{i}", "tell tally/late"));
        await node.Feeds.Drain(default);
        var id = (await node.Stuck())[0].Id;
        await node.Send(fixture.Count("tally/late"));

        (await node.Steps.Request(id, StepRequest.Retry, "somebody", null, default)).ShouldBe([id]);
        await Until.True(async () => (await node.Stuck()).Count == 0);
        await node.Send(fixture.Count("tally/a", "5", "tell tally/late"));
        await node.Feeds.Drain(default);

        (await node.Told("tally/late")).ShouldBe(["1", "2", "3", "4", "5"]);
        (await node.Stuck()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_retry_in_vain_leaves_it_stuck_and_counts(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/a", "1", "tell tally/missing"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/missing"));
        await node.Feeds.Drain(default);
        var stuck = await node.Stuck();

        await node.Steps.Request(null, StepRequest.Retry, "somebody", null, default);
        await Until.True(async () => (await node.Stuck())[0] is { Requested: null, Attempts: 2 });

        (await node.Steps.Request(stuck[1].Id, StepRequest.Retry, "somebody", null, default)).ShouldBeEmpty("what waits follows by itself");
        (await node.Stuck()).Select(s => s.State).ShouldBe([StepState.Stuck, StepState.Waiting]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_dropped_step_is_kept_with_who_and_why_and_the_next_one_goes_on(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/a", "1", "tell tally/late"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/late"));
        await node.Feeds.Drain(default);
        var id = (await node.Stuck())[0].Id;
        await node.Send(fixture.Count("tally/late"));

        await node.Steps.Request(id, StepRequest.Drop, "somebody", "it was settled by letter", default);
        await Until.True(async () => (await node.Stuck()).Count == 0);

        (await node.Told("tally/late")).ShouldBe(["2"]);
        (await node.Steps.Find(id, default)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            s => s.State.ShouldBe(StepState.Dropped), s => s.Why.ShouldBe("it was settled by letter"), s => s.AskedBy.ShouldBe("somebody"));
        (await node.Steps.Request(id, StepRequest.Retry, "somebody", null, default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_restarted_node_still_lets_later_steps_wait(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/a", "1", "tell tally/late"));
        await node.Feeds.Drain(default);
        await node.Stop();

        var next = await fixture.Node();
        await next.Send(fixture.Count("tally/late"));
        await next.Send(fixture.Count("tally/a", "2", "tell tally/late"));
        await next.Feeds.Drain(default);

        (await next.Told("tally/late")).ShouldBeEmpty();
        (await next.Stuck()).Select(s => s.State).ShouldBe([StepState.Stuck, StepState.Waiting]);
        await next.Steps.Request(null, StepRequest.Retry, "somebody", null, default);
        await Until.True(async () => (await next.Told("tally/late")).SequenceEqual(["1", "2"]));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_target_that_is_busy_is_tried_again_until_it_is_not(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/b"));
        var attempts = 0;
        node.Grains.Trouble = envelope => envelope.Actor != Actor.System || ++attempts > 3 ? null : attempts == 2 ? Refusals.Unavailable : Refusals.Busy;

        await node.Send(fixture.Count("tally/a", "1", "tell tally/b"));
        await node.Feeds.Drain(default);

        attempts.ShouldBe(4);
        (await node.Told("tally/b")).ShouldBe(["1"]);
        (await node.Stuck()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_target_that_stays_away_does_not_keep_the_others_waiting_for_ever(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(configure: o => o.Patience = TimeSpan.FromMilliseconds(50));
        await node.Send(fixture.Count("tally/b"));
        await node.Send(fixture.Count("tally/c"));
        node.Grains.Trouble = envelope => envelope.Actor == Actor.System && envelope.Grain.Key == "b" ? Refusals.Unavailable : null;
        await node.Send(fixture.Count("tally/a", "1", "tell tally/b"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/c"));
        await node.Feeds.Drain(default);

        (await node.Stuck()).ShouldHaveSingleItem().Refusal!.Code.ShouldBe(Refusals.Unavailable);
        (await node.Told("tally/c")).ShouldBe(["2"]);
        node.Grains.Trouble = _ => null;
        await node.Steps.Request(null, StepRequest.Retry, "somebody", null, default);
        await Until.True(async () => (await node.Told("tally/b")).SequenceEqual(["1"]));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_is_told_to_all_waits_for_one_whose_opening_is_stuck(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/m1", register: "of tally/head"));
        await node.Send(fixture.Count("tally/head", "opened", "tell tally/late"));
        await node.Send(fixture.Count("tally/head", "news", "tell each of tally/head"));
        await node.Feeds.Drain(default);
        (await node.Told("tally/m1")).ShouldBe(["news"]);
        await node.Send(fixture.Count("tally/late"));

        await node.Steps.Request(null, StepRequest.Retry, "somebody", null, default);

        await Until.True(async () => (await node.Told("tally/late")).SequenceEqual(["opened", "news"]));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Each_step_has_patience_of_its_own(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(feeds: false, o => o.Patience = TimeSpan.FromMilliseconds(200));
        await node.Send(fixture.Count("tally/b"));
        await node.Send(fixture.Count("tally/c"));
        var attempts = 0;
        node.Grains.Trouble = envelope =>
            envelope.Actor != Actor.System ? null : envelope.Grain.Key == "b" ? Refusals.Busy : Interlocked.Increment(ref attempts) > 2 ? null : Refusals.Busy;
        await node.Send(fixture.Count("tally/a", "1", "tell tally/b"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/c"));

        await node.Feeds.StartAsync(default);
        await node.Feeds.Drain(default);

        (await node.Told("tally/c")).ShouldBe(["2"]);
        (await node.Stuck()).ShouldHaveSingleItem().Step.Target.Key.ShouldBe("b");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_step_whose_target_was_away_is_tried_again_by_itself_after_ever_longer_pauses(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(configure: o => o.Patience = TimeSpan.Zero);
        await node.Send(fixture.Count("tally/b"));
        node.Grains.Trouble = envelope => envelope.Actor == Actor.System ? Refusals.Busy : null;
        await node.Send(fixture.Count("tally/a", "1", "tell tally/b"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/b"));
        await node.Feeds.Drain(default);
        var first = (await node.Stuck())[0];
        first.RetryAt.ShouldBe(node.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));

        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await Until.True(async () => (await node.Stuck())[0].Attempts == 2);
        (await node.Stuck())[0].RetryAt.ShouldBe(node.Clock.GetUtcNow() + TimeSpan.FromSeconds(60));
        node.Grains.Trouble = _ => null;
        node.Clock.Advance(TimeSpan.FromSeconds(60));

        await Until.True(async () => (await node.Told("tally/b")).SequenceEqual(["1", "2"]));
        await Until.True(async () => (await node.Stuck()).Count == 0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_drop_that_is_asked_for_during_a_retry_in_vain_is_carried_out_after_it(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/a", "1", "tell tally/missing"));
        await node.Feeds.Drain(default);
        var id = (await node.Stuck())[0].Id;
        node.Grains.Before = _ => node.Steps.Request(id, StepRequest.Drop, "somebody", "never mind", default);

        await node.Steps.Request(id, StepRequest.Retry, "somebody", null, default);

        await Until.True(async () => (await node.Steps.Find(id, default))!.State is StepState.Dropped);
        (await node.Stuck()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_retry_that_got_through_is_done_although_somebody_gave_it_up_meanwhile(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/a", "1", "tell tally/late"));
        await node.Feeds.Drain(default);
        var id = (await node.Stuck())[0].Id;
        await node.Send(fixture.Count("tally/late"));
        node.Grains.Before = _ => node.Steps.Request(id, StepRequest.Drop, "somebody", "never mind", default);

        await node.Steps.Request(id, StepRequest.Retry, "somebody", null, default);

        await Until.True(async () => await node.Steps.Find(id, default) is null);
        (await node.Told("tally/late")).ShouldBe(["1"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_given_up_stays_so_when_an_operator_lets_the_feed_go_back(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/a", "1", "tell tally/late"));
        await node.Feeds.Drain(default);
        await node.Steps.Request(null, StepRequest.Drop, "somebody", "never mind", default);
        await Until.True(async () => (await node.Stuck()).Count == 0);
        await node.Stop();
        await node.Store.Stop((await node.Store.TryTake(ReactionFeed.FeedName, "operator", TimeSpan.FromSeconds(20), default))!.Value.Lease, "restored", default);

        var next = await fixture.Node();
        (await next.Runner.Resume(0, default)).ShouldBeTrue();
        await next.Feeds.Drain(default);
        await next.Send(fixture.Count("tally/late"));
        await next.Send(fixture.Count("tally/a", "2", "tell tally/late"));
        await next.Feeds.Drain(default);

        (await next.Told("tally/late")).ShouldBe(["2"]);
        (await next.Stuck()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_an_older_program_did_in_another_shape_is_done(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/b"));
        node.Grains.Trouble = envelope => envelope.Command is NoteDecision { Key: "1" } ? Refusals.OtherPayload : null;
        await node.Send(fixture.Count("tally/a", "1", "tell tally/b"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/b"));
        await node.Feeds.Drain(default);

        (await node.Told("tally/b")).ShouldBe(["2"]);
        (await node.Stuck()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_target_that_cannot_be_a_grain_is_refused_and_keeps_nobody_else(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/b"));
        await node.Send(fixture.Count("tally/a", "1", "tell nonsense"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/b"));
        await node.Feeds.Drain(default);

        (await node.Told("tally/b")).ShouldBe(["2"]);
        (await node.Stuck()).ShouldHaveSingleItem().Refusal!.Code.ShouldBe(Refusals.NotFound);
    }
}
