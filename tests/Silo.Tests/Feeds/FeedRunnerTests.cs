using Mithaq.Grains.Kernel;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Feeds;

/// <summary>A feed follows the journal on whichever node owns it, and comes back by itself.</summary>
public sealed class FeedRunnerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Every_event_is_handled_once_and_a_restart_goes_on_after_the_last(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        fixture.Options.PageSize = 3;
        var feed = new SeenFeed();
        await fixture.Append(7);
        var first = fixture.Runner(feed);
        var (run, stop) = fixture.Start(first);
        (await first.Reached(7, Long, default)).ShouldBeTrue();
        await fixture.Append(1);
        (await first.Reached(8, Long, default)).ShouldBeTrue();
        await stop.CancelAsync();
        await run;

        await fixture.Append(2);
        var second = fixture.Runner(feed);
        fixture.Start(second);
        (await second.Reached(10, Long, default)).ShouldBeTrue();

        (await fixture.Seen(feed)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Two_nodes_share_a_feed_and_the_second_takes_over_when_the_first_stops(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var (one, two) = (new SeenFeed(), new SeenFeed());
        var (first, second) = (fixture.Runner(one), fixture.Runner(two));
        var (run, stop) = fixture.Start(first);
        await Until.True(() => first.Owns);
        fixture.Start(second);
        await fixture.Append(3);
        (await second.Reached(3, Long, default)).ShouldBeTrue("a node sees how far another one came");
        second.Owns.ShouldBeFalse();

        await stop.CancelAsync();
        await run;
        await fixture.Append(3);

        (await second.Reached(6, Long, default)).ShouldBeTrue();
        second.Owns.ShouldBeTrue();
        (await fixture.Seen(one)).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_failing_page_is_tried_again_until_it_is_written_once(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var failures = 0;
        var feed = new SeenFeed { Before = (_, _) => ++failures <= 2 ? throw new IOException("the store is away") : Task.CompletedTask };
        await fixture.Append(2);
        var runner = fixture.Runner(feed);
        fixture.Start(runner);

        (await runner.Reached(2, Long, default)).ShouldBeTrue();
        failures.ShouldBe(3);
        feed.Openings.ShouldBe(3);
        (await fixture.Seen(feed)).ShouldBe([1, 2]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_node_that_meets_an_unknown_event_leaves_the_feed_to_one_that_knows_it(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        fixture.Options.RetryAtMost = TimeSpan.FromMinutes(5);
        var older = fixture.Runner(new SeenFeed { Before = (_, _) => throw new UnknownEventException("agreement.from-the-future.v1") });
        var newer = new SeenFeed();
        await fixture.Append(1);
        fixture.Start(older);
        await Until.True(() => older.Failure is not null);

        var runner = fixture.Runner(newer);
        fixture.Start(runner);

        (await runner.Reached(1, Long, default)).ShouldBeTrue();
        older.Owns.ShouldBeFalse();
        older.Failure.ShouldNotBeNull().ShouldContain("from-the-future");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_derived_feed_whose_checkpoint_is_not_in_the_journal_is_rebuilt(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var feed = new SeenFeed();
        await fixture.Append(2);
        await OfAnotherJournal(fixture, feed, position: 2);

        var runner = fixture.Runner(feed);
        fixture.Start(runner);

        await Until.True(async () => (await fixture.Seen(feed)).SequenceEqual([1, 2]));
        (await fixture.StoreOf(feed).Status(feed.Name, default))!.Stopped.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_effect_feed_whose_checkpoint_is_not_in_the_journal_waits_for_an_operator(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var feed = new SeenFeed(FeedKind.Effect);
        await fixture.Append(3);
        await OfAnotherJournal(fixture, feed, position: 5);

        var runner = fixture.Runner(feed);
        fixture.Start(runner);
        await Until.True(async () => (await runner.Status(default)).Stopped is not null);
        (await fixture.Seen(feed)).ShouldBe([900], "nothing is done on a journal that is not the one that was read");
        (await runner.Resume(99, default)).ShouldBeFalse("the journal has no such position");

        (await runner.Resume(2, default)).ShouldBeTrue();

        (await runner.Reached(3, Long, default)).ShouldBeTrue();
        (await fixture.Seen(feed)).ShouldBe([3, 900]);
        (await runner.Resume(1, default)).ShouldBeFalse("it is not stopped any more");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_rebuild_empties_a_derived_feed_and_builds_it_again(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var feed = new SeenFeed();
        await fixture.Append(4);
        var runner = fixture.Runner(feed);
        fixture.Start(runner);
        (await runner.Reached(4, Long, default)).ShouldBeTrue();

        await runner.Rebuild(default);

        await Until.True(async () => (await fixture.Seen(feed)).Count == 4);
        feed.Openings.ShouldBeGreaterThan(1);
        await Should.ThrowAsync<InvalidOperationException>(() => fixture.Runner(new SeenFeed(FeedKind.Effect)).Rebuild(default));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_no_longer_fits_this_program_is_rebuilt_or_put_right_first(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var feed = new SeenFeed();
        feed.OnOpen = () => feed.Openings switch
        {
            1 => Opening.Rebuild,
            2 => Opening.First((transaction, _) => FeedFixture.Write(transaction, feed, [0])),
            _ => Opening.Ready,
        };
        await fixture.Append(1);
        var runner = fixture.Runner(feed);
        fixture.Start(runner);

        (await runner.Reached(1, Long, default)).ShouldBeTrue();
        (await fixture.Seen(feed)).ShouldBe([0, 1]);
        feed.Openings.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_page_in_hand_is_finished_when_the_program_stops(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var feed = new SeenFeed { Before = (_, stop) => { entered.SetResult(); return go.Task.WaitAsync(stop); } };
        await fixture.Append(1);
        var (run, stop) = fixture.Start(fixture.Runner(feed));
        await entered.Task;

        await stop.CancelAsync();
        go.SetResult();
        await run;

        (await fixture.Seen(feed)).ShouldBe([1]);
        (await fixture.StoreOf(feed).Status(feed.Name, default))!.Owner.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_host_drains_every_feed_and_says_which_one_does_not_go_on(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        fixture.Options.ReadWait = TimeSpan.FromMilliseconds(200);
        var (good, broken) = (new SeenFeed(name: "good"), new SeenFeed(name: "broken"));
        using var host = new FeedHost([fixture.Runner(good), fixture.Runner(broken)], fixture.Journal, fixture.Options);
        await host.StartAsync(default);
        await fixture.Append(2);
        await host.Drain(default);
        (await host.Status(default)).Select(s => (s.Feed, s.Position)).ShouldBe([("good", 2), ("broken", 2)]);

        broken.Before = (_, _) => throw new IOException("no");
        await fixture.Append(1);

        (await host.WaitFor("good", 3, default)).ShouldBeTrue();
        (await host.WaitFor("broken", 3, default)).ShouldBeFalse();
        (await Should.ThrowAsync<InvalidOperationException>(() => host.Drain(default))).Message.ShouldContain("broken");
        await host.StopAsync(default);
    }

    /// <summary>A checkpoint at an event that this journal does not have there, with an effect of position 900.</summary>
    private static async Task OfAnotherJournal(FeedFixture fixture, SeenFeed feed, long position)
    {
        var store = fixture.StoreOf(feed);
        var lease = (await store.TryTake(feed.Name, "before", Long, default))!.Value.Lease;
        await store.Commit(lease, new(position, [.. Enumerable.Repeat((byte)7, 32)]), (t, _) => FeedFixture.Write(t, feed, [900]), relaxed: false, Long, default);
        await store.Release(lease, default);
    }
}
