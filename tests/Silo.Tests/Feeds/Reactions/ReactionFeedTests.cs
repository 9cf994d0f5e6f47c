using Mithaq.Contracts;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Testing;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Feeds.Reactions;

/// <summary>Effects go from one grain to the next, once and in order.</summary>
public sealed class ReactionFeedTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task An_effect_names_its_cause_and_carries_the_correlation_on(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/b"));
        var tells = fixture.Count("tally/a", "7", "tell tally/b");
        await node.Send(tells);
        await node.Feeds.Drain(default);

        (await node.Told("tally/b")).ShouldBe(["7"]);
        var cause = EventMetadata.FromBytes((await node.Entries("tally/a"))[^1].Metadata);
        var effect = EventMetadata.FromBytes((await node.Entries("tally/b"))[^1].Metadata);
        (effect.Causation, effect.Correlation, effect.Kind).ShouldBe((cause.EventId, tells.CommandId, ActorKind.System));
        effect.CommandId.ShouldBe(Ids.Derive(cause.EventId, "tally/b noteDecision"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Every_open_grain_that_belongs_to_another_hears_of_it_and_a_closed_one_does_not(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(configure: o => o.TargetsAtOnce = 2);
        await node.Send(fixture.Count("tally/head"));
        string[] members = ["tally/m1", "tally/m2", "tally/m3", "tally/m4", "tally/m5"];
        foreach (var member in members) await node.Send(fixture.Count(member, register: "of tally/head"));
        for (var i = 0; i < 2; i++) await node.Send(fixture.Count("tally/m3"));
        await node.Send(fixture.Close("tally/m3"));
        await node.Send(fixture.Count("tally/stranger"));

        await node.Send(fixture.Count("tally/head", "news", "tell each of tally/head"));
        await node.Feeds.Drain(default);

        foreach (var member in members.Where(m => m != "tally/m3")) (await node.Told(member)).ShouldBe(["news"]);
        (await node.Told("tally/m3")).ShouldBeEmpty();
        (await node.Told("tally/stranger")).ShouldBeEmpty();
        (await node.Stuck()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_row_that_needs_the_state_sees_it_as_of_the_event(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(feeds: false);
        await node.Send(fixture.Count("tally/other"));
        await node.Send(fixture.Count("tally/a", register: "of tally/other"));
        for (var i = 0; i < 2; i++) await node.Send(fixture.Count("tally/a"));
        await node.Send(fixture.Close("tally/a"));

        await node.Feeds.StartAsync(default);
        await node.Feeds.Drain(default);

        (await node.Told("tally/other")).ShouldBe(["closed at 3"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_page_that_comes_again_after_its_commands_were_sent_has_one_effect(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(feeds: false);
        await node.Send(fixture.Count("tally/b"));
        for (var i = 0; i < 5; i++) await node.Send(fixture.Count("tally/a", $"{i}", "tell tally/b"));
        // Killed after sending and before the checkpoint.
        await node.Feed.Opened(default);
        (await node.Feed.Handle((await node.Journal.ReadHeads(0, null, 100, default))!, default)).ShouldBe(FeedWrites.OnlyCheckpoint);
        node.Grains.Sent.ShouldBe(5);

        var next = await fixture.Node();
        await next.Feeds.Drain(default);

        next.Grains.Sent.ShouldBe(5);
        (await next.Told("tally/b")).ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Steps_of_one_source_to_one_target_keep_their_order(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(feeds: false);
        await node.Send(fixture.Count("tally/b"));
        for (var i = 0; i < 60; i++) await node.Send(fixture.Count($"tally/source{i % 6}", $"{i % 6}:{i / 6}", "tell tally/b"));
        await node.Feeds.StartAsync(default);
        await node.Feeds.Drain(default);

        var told = await node.Told("tally/b");

        told.Count.ShouldBe(60);
        foreach (var source in told.GroupBy(t => t[0])) source.ShouldBe(Enumerable.Range(0, 10).Select(i => $"{source.Key}:{i}"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Sources_go_side_by_side(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(feeds: false);
        foreach (var target in new[] { "tally/b", "tally/d" }) await node.Send(fixture.Count(target));
        await node.Send(fixture.Count("tally/a", "1", "tell tally/b"));
        await node.Send(fixture.Count("tally/c", "2", "tell tally/d"));
        var other = new TaskCompletionSource();
        // The first one gets through once the second one has.
        node.Grains.Before = envelope => envelope.Grain.Key is "b" ? other.Task : Task.CompletedTask;

        await node.Feeds.StartAsync(default);
        await Until.True(async () => (await node.Told("tally/d")).SequenceEqual(["2"]));
        (await node.Told("tally/b")).ShouldBeEmpty();
        other.SetResult();
        await node.Feeds.Drain(default);

        (await node.Told("tally/b")).ShouldBe(["1"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_event_that_cannot_be_reacted_to_gets_stuck_as_a_whole_and_only_its_source_waits(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(feeds: false);
        await node.Send(fixture.Count("tally/b"));
        var broken = await node.Send(fixture.Count("tally/a", "1", "broken tally/b"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/b"));
        await node.Send(fixture.Count("tally/c", "3", "tell tally/b"));
        await node.Feeds.StartAsync(default);
        await node.Feeds.Drain(default);

        var stuck = await node.Stuck();

        (await node.Told("tally/b")).ShouldBe(["3"]);
        stuck.Select(s => (s.State, s.Step.Command.GetType(), s.Step.Source)).ShouldBe(
            [(StepState.Stuck, typeof(CarryOn), new GrainId("tally/a")), (StepState.Waiting, typeof(CarryOn), new GrainId("tally/a"))]);
        stuck[0].Step.Position.ShouldBe(broken.Position);
        (stuck[0].Refusal!.Code, stuck[0].Refusal!.Arguments["reason"], stuck[0].RetryAt).ShouldBe((Refusals.ReactionFailed, "a broken reaction", null));

        await node.Steps.Request(null, StepRequest.Retry, "somebody", null, default);
        await Until.True(async () => (await node.Stuck())[0] is { Attempts: 2, Requested: null });
        fixture.Mended = true;
        await node.Steps.Request(null, StepRequest.Retry, "somebody", null, default);
        await Until.True(async () => (await node.Stuck()).Count == 0);
        await node.Send(fixture.Count("tally/a", "4", "tell tally/b"));
        await node.Feeds.Drain(default);
        (await node.Told("tally/b")).ShouldBe(["3", "1", "2", "4"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Given_up_an_event_that_cannot_be_reacted_to_leaves_the_way_to_those_behind_it(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/b"));
        await node.Send(fixture.Count("tally/a", "1", "broken tally/b"));
        await node.Send(fixture.Count("tally/a", "2", "tell tally/b"));
        await node.Feeds.Drain(default);

        await node.Steps.Request((await node.Stuck())[0].Id, StepRequest.Drop, "somebody", "never mind", default);
        await Until.True(async () => (await node.Told("tally/b")).SequenceEqual(["2"]));

        await Until.True(async () => (await node.Stuck()).Count == 0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_event_of_a_newer_program_is_left_to_a_node_that_knows_it(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/a", "1", "tell later"));

        await Until.True(async () => (await node.Runner.Status(default)).Failure is not null);

        (await node.Stuck()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_nodes_one_carries_each_effect_and_the_other_takes_over(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var (one, two) = (await fixture.Node(), await fixture.Node());
        await one.Send(fixture.Count("tally/b"));
        for (var i = 0; i < 20; i++) await (i % 2 == 0 ? one : two).Send(fixture.Count($"tally/a{i}", $"{i}", "tell tally/b"));
        await one.Feeds.Drain(default);
        await two.Feeds.Drain(default);
        (one.Grains.Sent + two.Grains.Sent).ShouldBe(20);
        new[] { one.Runner.Owns, two.Runner.Owns }.Count(owns => owns).ShouldBe(1);

        var (leaving, staying) = one.Runner.Owns ? (one, two) : (two, one);
        await leaving.Stop();
        await staying.Send(fixture.Count("tally/last", "last", "tell tally/b"));
        await staying.Feeds.Drain(default);

        (await staying.Told("tally/b")).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i}").Append("last").Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task After_a_restart_it_goes_on_after_the_last_checkpoint(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/b"));
        await node.Send(fixture.Count("tally/a", "before", "tell tally/b"));
        await node.Feeds.Drain(default);
        await node.Stop();
        await node.Send(fixture.Count("tally/a", "meanwhile", "tell tally/b"));

        var next = await fixture.Node();
        await next.Feeds.Drain(default);

        next.Grains.Sent.ShouldBe(1);
        (await next.Told("tally/b")).ShouldBe(["before", "meanwhile"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_has_acted_on_the_world_is_never_built_again(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node();
        await node.Send(fixture.Count("tally/b"));
        await node.Feeds.Drain(default);

        node.Feed.Kind.ShouldBe(FeedKind.Effect);
        await Should.ThrowAsync<InvalidOperationException>(() => node.Runner.Rebuild(default));
        await Should.ThrowAsync<NotSupportedException>(() => node.Feed.Clear(null!, default));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task On_another_journal_than_the_one_it_read_it_stops(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(feeds: false);
        await node.Send(fixture.Count("tally/b"));
        await node.Send(fixture.Count("tally/a", "1", "tell tally/b"));
        var lease = (await node.Store.TryTake(ReactionFeed.FeedName, "before", Long, default))!.Value.Lease;
        await node.Store.Commit(lease, new(1, [.. Enumerable.Repeat((byte)7, 32)]), null, relaxed: false, Long, default);
        await node.Store.Release(lease, default);

        await node.Feeds.StartAsync(default);
        await Until.True(async () => (await node.Runner.Status(default)).Stopped is not null);

        node.Grains.Sent.ShouldBe(0);
        (await node.Runner.Resume(1, default)).ShouldBeTrue();
        await node.Feeds.Drain(default);
        (await node.Told("tally/b")).ShouldBe(["1"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Events_without_a_row_are_passed_unread(StoreKind kind)
    {
        await using var fixture = await ReactionFixture.Open(kind);
        var node = await fixture.Node(feeds: false);
        await node.Journal.Append(new StreamBuilder("unheard-of/a").Next(type: "test.invented-tomorrow.v1"), default);

        await node.Feed.Opened(default);

        (await node.Feed.Handle((await node.Journal.ReadHeads(0, null, 100, default))!, default)).ShouldBeNull();
        node.Grains.Sent.ShouldBe(0);
    }
}
