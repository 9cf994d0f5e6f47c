using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Feeds;

/// <summary>Leases, fences and checkpoints on both stores.</summary>
public sealed class FeedStoreTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly Checkpoint Third = new(3, new byte[32]);

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_lease_has_one_owner_until_it_expires(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var store = fixture.StoreOf(new SeenFeed());

        (await store.TryTake("seen", "first", Long, default)).ShouldNotBeNull().Lease.Epoch.ShouldBe(1);
        (await store.TryTake("seen", "second", Long, default)).ShouldBeNull();
        (await store.TryTake("other", "second", Long, default)).ShouldNotBeNull();

        (await store.TryTake("seen", "first", Short, default)).ShouldNotBeNull().Lease.Epoch.ShouldBe(2);
        (Lease Lease, Checkpoint)? taken = null;
        await Until.True(async () => (taken = await store.TryTake("seen", "second", Long, default)) is not null);
        taken!.Value.Lease.Epoch.ShouldBe(3);
        (await store.TryTake("seen", "first", Long, default)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_feed_that_has_read_nothing_is_held_and_its_owner_loses_the_lease(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var store = fixture.StoreOf(new SeenFeed());
        var lease = (await store.TryTake("seen", "first", Long, default))!.Value.Lease;

        (await store.Hold("seen", "wait", default)).ShouldBeTrue();
        (await store.Hold("new", "wait", default)).ShouldBeTrue();

        (await store.Commit(lease, Third, null, relaxed: false, Long, default)).ShouldBeFalse();
        (await store.TryTake("seen", "second", Long, default)).ShouldBeNull();
        (await store.All(default)).Where(feed => feed.Feed is "seen" or "new").Select(feed => (feed.Feed, feed.Stopped)).ShouldBe([("new", "wait"), ("seen", "wait")]);
        (await store.Resume("seen", Third, default)).ShouldBeTrue();
        (await store.TryTake("seen", "second", Long, default))!.Value.Checkpoint.Position.ShouldBe(3);
        (await store.Hold("seen", "wait", default)).ShouldBeFalse("it has read something");
        (await store.Status("seen", default))!.Stopped.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_renewed_lease_holds_and_a_released_one_is_free_at_once(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var store = fixture.StoreOf(new SeenFeed());
        var lease = (await store.TryTake("seen", "first", TimeSpan.FromSeconds(5), default))!.Value.Lease;

        (await store.Renew(lease, Long, default)).ShouldBeTrue();
        (await store.TryTake("seen", "second", Long, default)).ShouldBeNull();
        await store.Release(lease, default);

        (await store.TryTake("seen", "second", Long, default)).ShouldNotBeNull();
        (await store.Renew(lease, Long, default)).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_paused_owner_that_wakes_up_writes_nothing(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var feed = new SeenFeed();
        var store = fixture.StoreOf(feed);
        var paused = (await store.TryTake(feed.Name, "paused", Short, default))!.Value.Lease;
        (await store.Commit(paused, new(1, new byte[32]), (t, _) => FeedFixture.Write(t, feed, [1]), relaxed: true, Short, default)).ShouldBeTrue();

        (Lease Lease, Checkpoint Checkpoint)? taken = null;
        await Until.True(async () => (taken = await store.TryTake(feed.Name, "next", Long, default)) is not null);
        taken!.Value.Checkpoint.Position.ShouldBe(1);
        (await store.Commit(taken.Value.Lease, new(2, new byte[32]), (t, _) => FeedFixture.Write(t, feed, [2]), relaxed: true, Long, default)).ShouldBeTrue();

        (await store.Commit(paused, Third, (t, _) => FeedFixture.Write(t, feed, [3]), relaxed: true, Long, default)).ShouldBeFalse();
        await store.Release(paused, default);
        await store.Stop(paused, "paused", default);

        (await fixture.Seen(feed)).ShouldBe([1, 2]);
        (await store.Status(feed.Name, default)).ShouldBe(new FeedStatus(feed.Name, "next", 2, 2, null));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Effects_and_checkpoint_are_written_together_or_not_at_all(StoreKind kind)
    {
        await using var fixture = await FeedFixture.Open(kind);
        var feed = new SeenFeed();
        var store = fixture.StoreOf(feed);
        var lease = (await store.TryTake(feed.Name, "owner", Long, default))!.Value.Lease;

        await Should.ThrowAsync<InvalidOperationException>(() => store.Commit(lease, Third, async (t, _) =>
        {
            await FeedFixture.Write(t, feed, [1, 2, 3]);
            throw new InvalidOperationException("half-way");
        }, relaxed: true, Long, default));

        (await fixture.Seen(feed)).ShouldBeEmpty();
        (await store.Status(feed.Name, default))!.Position.ShouldBe(0);
    }
}
