using System.Diagnostics.CodeAnalysis;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Feeds;

/// <summary>Why an ownership is over.</summary>
internal enum Ended { Stopped, LeaseLost, NotOurJournal }

/// <summary>One stretch of following the journal under one lease.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without timer or wait handle holds nothing, and may be cancelled after the end.")]
internal sealed class FeedOwnership(
    IFeed feed, FeedStore store, IJournal journal, FeedOptions options, TimeProvider realTime, Lease lease, Checkpoint start, Signal moved)
{
    private readonly CancellationTokenSource lost = new();
    private readonly Signal hurried = new();
    private readonly TimeSpan linger = feed.Kind is FeedKind.Effect ? options.EffectLinger : options.Linger;
    private Checkpoint handled = start;
    private long stored = start.Position;
    private long renewedAt = realTime.GetTimestamp();
    private long storedAt = realTime.GetTimestamp();

    /// <summary>Every event up to here is handled and its effects are committed.</summary>
    public long Position => Volatile.Read(ref handled).Position;

    public bool IsLost => lost.IsCancellationRequested;

    /// <summary>Somebody waits: what was appended is read at once, without lingering for more.</summary>
    public void Hurry() => hurried.Pulse();

    /// <summary>Ends it as if the lease had been lost.</summary>
    public void Lose() => lost.Cancel();

    public async Task<Ended> Follow(CancellationToken stop)
    {
        // A page in hand is finished when the program stops, within bounds; when the lease is lost there is no reason to.
        using var work = CancellationTokenSource.CreateLinkedTokenSource(lost.Token);
        using var grace = stop.Register(() => work.CancelAfter(options.StopGrace));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, lost.Token);
        var renewing = Renew(over.Token);
        try
        {
            return await Pages(work.Token, over.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return Ended.LeaseLost;
        }
        finally
        {
            await over.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Ended> Pages(CancellationToken work, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var (appended, hurry) = (journal.NextLocalAppend, hurried.Next);
            if (await journal.ReadHeads(handled.Position, handled.Hash, options.PageSize, work) is not { } page) return Ended.NotOurJournal;
            if (page.Count > 0 && !await Handle(page, work)) return Ended.LeaseLost;
            if (page.Count == 0 && !await StoreCheckpoint(atOnce: false, work)) return Ended.LeaseLost;
            if (await feed.Meanwhile(work) is { } write)
            {
                if (!await Store(handled, write, work)) return Ended.LeaseLost;
                continue;
            }

            if (page.Count == 0) await Task.WhenAny(appended, hurry).AtMost(options.Poll, realTime, over);
            else if (page.Count < options.PageSize) await hurry.AtMost(linger, realTime, over);
        }
        if (lost.IsCancellationRequested) return Ended.LeaseLost;
        return await StoreCheckpoint(atOnce: true, work) ? Ended.Stopped : Ended.LeaseLost;
    }

    private async Task<bool> Handle(IReadOnlyList<EntryHead> page, CancellationToken work)
    {
        var write = await feed.Handle(page, work);
        var reached = new Checkpoint(page[^1].Position, page[^1].Hash);
        if (write is not null && !await Store(reached, write, work)) return false;
        Volatile.Write(ref handled, reached);
        moved.Pulse();
        return write is not null || await StoreCheckpoint(atOnce: false, work);
    }

    /// <summary>Pages that led to nothing need no transaction of their own: after a crash they lead to nothing again.</summary>
    private async Task<bool> StoreCheckpoint(bool atOnce, CancellationToken work) =>
        stored == handled.Position || (!atOnce && realTime.GetElapsedTime(storedAt) < options.CheckpointEvery) || await Store(handled, null, work);

    private async Task<bool> Store(Checkpoint checkpoint, FeedWrite? write, CancellationToken work)
    {
        if (!await store.Commit(lease, checkpoint, write, feed.Kind is FeedKind.Derived, options.LeaseTerm, work)) return false;
        stored = checkpoint.Position;
        storedAt = realTime.GetTimestamp();
        Volatile.Write(ref renewedAt, storedAt);
        return true;
    }

    /// <summary>Keeps the lease while pages are slow or rare. What cannot be renewed in time is given up before another owner may take it.</summary>
    private async Task Renew(CancellationToken over)
    {
        using var timer = new PeriodicTimer(options.LeaseTerm / 4, realTime);
        while (await timer.WaitForNextTickAsync(over))
        {
            var age = realTime.GetElapsedTime(Volatile.Read(ref renewedAt));
            if (age < options.LeaseTerm / 4) continue;
            var asked = realTime.GetTimestamp();
            try
            {
                if (await store.Renew(lease, options.LeaseTerm, over)) Volatile.Write(ref renewedAt, asked);
                else await lost.CancelAsync();
            }
            catch (Exception) when (!over.IsCancellationRequested)
            {
                // The store may be back before the lease ends; the pages see the same failure and report it.
                if (age >= options.LeaseTerm) await lost.CancelAsync();
            }
        }
    }
}
