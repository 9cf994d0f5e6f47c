using Mithaq.Contracts;
using Mithaq.Silo.Runtime;
using Shouldly;
using Xunit;

namespace Mithaq.Testing.Runtime.Conformance;

/// <summary>What a node takes at once, and what it lets go of.</summary>
public abstract partial class RuntimeConformance
{
    [Fact]
    public async Task Beyond_a_grains_queue_the_answer_is_busy_at_once()
    {
        var (grains, journal) = await Node(o => o.QueuePerGrain = 2);
        journal.Hold();
        var first = grains.Send(Count("a", "first"), default).AsTask();
        await Until.True(() => journal.Held == 1);
        var others = Enumerable.Range(0, 3).Select(i => grains.Send(Count("a", $"c{i}"), default).AsTask()).ToArray();

        var tooMany = await Task.WhenAny(others);
        Refused(await tooMany).ShouldBe(Refusals.Busy);

        journal.Release();
        Accepted(await first).Version.ShouldBe(1);
        (await Task.WhenAll(others.Except([tooMany]))).Select(a => Accepted(a).Version).Order().ShouldBe([2, 3]);
        Accepted(await grains.Send(Count("a", "later"), default)).Version.ShouldBe(4);
    }

    [Fact]
    public async Task Beyond_the_nodes_queue_the_answer_is_busy_at_once()
    {
        var (grains, journal) = await Node(o => o.QueueInAll = 3);
        journal.Hold();
        var waiting = Enumerable.Range(0, 3).Select(i => grains.Send(Count($"g{i}", $"c{i}"), default).AsTask()).ToArray();
        await Until.True(() => journal.Held == 3);

        Refused(await grains.Send(Count("another", "c"), default)).ShouldBe(Refusals.Busy);

        journal.Release();
        foreach (var answer in await Task.WhenAll(waiting)) Accepted(answer);
    }

    [Fact]
    public async Task Whoever_gives_up_while_waiting_does_nothing()
    {
        var (grains, journal) = await Node();
        using var patience = new CancellationTokenSource();
        journal.Hold();
        var first = grains.Send(Count("a", "c1"), default).AsTask();
        await Until.True(() => journal.Held == 1);
        var second = grains.Send(Count("a", "c2"), patience.Token).AsTask();
        var third = grains.Send(Count("a", "c3"), default).AsTask();

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);
        journal.Release();

        Accepted(await first).Version.ShouldBe(1);
        Accepted(await third).Version.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_on_its_way_to_the_journal_is_not_called_back()
    {
        var (grains, journal) = await Node();
        using var patience = new CancellationTokenSource();
        journal.Hold();
        var sent = grains.Send(Count("a", "c1"), patience.Token).AsTask();
        await Until.True(() => journal.Held == 1);

        await patience.CancelAsync();
        journal.Release();

        Accepted(await sent).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Draining_waits_for_what_is_under_way_and_takes_no_more()
    {
        var (grains, journal) = await Node();
        journal.Hold();
        var underWay = grains.Send(Count("a", "c1"), default).AsTask();
        await Until.True(() => journal.Held == 1);

        var drained = grains.Drain();
        Refused(await grains.Send(Count("a", "c2"), default)).ShouldBe(Refusals.Unavailable);
        drained.IsCompleted.ShouldBeFalse();
        journal.Release();
        await drained;

        Accepted(await underWay).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Idle_grains_leave_memory_and_come_back_as_they_were()
    {
        var (grains, _) = await Node(o => o.IdleAfter = TimeSpan.FromMinutes(5));
        await grains.Send(Count("old", "c1"), default);
        idleClock.Advance(TimeSpan.FromMinutes(4));
        await grains.Send(Count("young", "c2"), default);
        idleClock.Advance(TimeSpan.FromMinutes(2));

        grains.Tidy();

        await Until.True(() => grains.Active == 1);
        Accepted(await grains.Send(Count("old", "c3"), default)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Beyond_the_limit_the_longest_idle_leave()
    {
        var (grains, _) = await Node(o => o.MaxActive = 10);
        for (var i = 0; i < 30; i++)
        {
            await grains.Send(Count($"g{i}", $"c{i}"), default);
            idleClock.Advance(TimeSpan.FromSeconds(1));
        }

        await Until.True(() => grains.Active <= 10);
        Accepted(await grains.Send(Count("g0", "again"), default)).Version.ShouldBe(2);
    }
}
