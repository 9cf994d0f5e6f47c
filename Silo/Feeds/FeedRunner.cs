using Mithaq.Grains.Kernel;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Feeds;

/// <summary>Keeps one feed running on this node: takes its lease when it is free, follows the journal, and comes back by itself after failures.</summary>
/// <param name="realTime">Real time also in scenarios: leases and pauses never follow a simulated clock.</param>
public sealed partial class FeedRunner(IFeed feed, FeedStore store, IJournal journal, FeedOptions options, TimeProvider realTime, ILogger<FeedRunner> log)
{
    private readonly string owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():n}";
    private readonly Signal moved = new();
    private FeedOwnership? ownership;

    public IFeed Feed => feed;

    /// <summary>Why the last attempt failed; null while all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>This node is the feed's owner.</summary>
    public bool Owns => Volatile.Read(ref ownership) is not null;

    public async Task Run(CancellationToken stop)
    {
        var pause = options.Retry;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await store.TryTake(feed.Name, owner, options.LeaseTerm, stop) is { } taken)
                {
                    await Own(taken.Lease, taken.Checkpoint, stop);
                    pause = options.Retry;
                }
                else
                {
                    await Task.Delay(options.LeaseRetry, realTime, stop);
                }
                Failure = null;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the feed must go on by itself once it is over: a store that was away, a newer event, a fault in a handler.
                Failure = e.Message;
                LogFailure(e, feed.Name);
                if (e is UnknownEventException) pause = options.RetryAtMost;
                await Task.Delay(pause, realTime, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.RetryAtMost.Ticks));
            }
        }
    }

    /// <summary>Waits until the feed, whoever owns it, has passed a position.</summary>
    /// <returns>False: not within <paramref name="atMost"/>.</returns>
    public async Task<bool> Reached(long position, TimeSpan atMost, CancellationToken stop)
    {
        var started = realTime.GetTimestamp();
        while (true)
        {
            var next = moved.Next;
            if (await Position(stop) >= position) return true;
            Volatile.Read(ref ownership)?.Hurry();
            var left = atMost - realTime.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return false;
            var poll = left < options.Poll ? left : options.Poll;
            await next.AtMost(poll, realTime, stop);
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>How far the feed came, whoever owns it.</summary>
    public async ValueTask<long> Position(CancellationToken stop) =>
        Volatile.Read(ref ownership) is { IsLost: false } mine ? mine.Position : (await store.Status(feed.Name, stop))?.Position ?? 0;

    /// <summary>Empties a derived feed and builds it again from the journal's start, on whichever node takes it up.</summary>
    public async Task Rebuild(CancellationToken stop)
    {
        if (feed.Kind is not FeedKind.Derived) throw new InvalidOperationException($"{feed.Name} has acted on the world: it cannot be built again");
        await store.Reset(feed.Name, feed.Clear, stop);
        Volatile.Read(ref ownership)?.Lose();
    }

    /// <summary>An operator lets a stopped feed go on after a position of the journal as it is now (0: from its start).</summary>
    /// <returns>False: it was not stopped, or the journal has no such position.</returns>
    public async Task<bool> Resume(long after, CancellationToken stop)
    {
        var hash = after == 0 ? null : await journal.HashAt(after, stop);
        return (after == 0 || hash is not null) && await store.Resume(feed.Name, new(after, hash), stop);
    }

    public async Task<FeedStatus> Status(CancellationToken stop) =>
        (await store.Status(feed.Name, stop) ?? new(feed.Name, null, 0, 0, null)) with { Failure = Failure };

    private async Task Own(Lease lease, Checkpoint checkpoint, CancellationToken stop)
    {
        LogTaken(feed.Name, lease.Epoch, checkpoint.Position);
        var mine = new FeedOwnership(feed, store, journal, options, realTime, lease, checkpoint, moved);
        try
        {
            switch (await feed.Opened(stop))
            {
                case Opening.DoesNotFit:
                    await store.Reset(feed.Name, feed.Clear, stop);
                    return;
                case Opening.Needs first when !await store.Commit(lease, checkpoint, first.Write, relaxed: false, options.LeaseTerm, stop):
                    return;
            }
            Volatile.Write(ref ownership, mine);
            if (await mine.Follow(stop) is not Ended.NotOurJournal) return;
            LogMismatch(feed.Name, mine.Position);
            if (feed.Kind is FeedKind.Derived) await store.Reset(feed.Name, feed.Clear, stop);
            else await store.Stop(lease, $"the journal no longer holds the event at position {mine.Position} that was read", stop);
        }
        finally
        {
            Volatile.Write(ref ownership, null);
            moved.Pulse();
            await GiveUp(lease);
        }
    }

    private async Task GiveUp(Lease lease)
    {
        try
        {
            await store.Release(lease, CancellationToken.None);
        }
        catch (Exception e)
        {
            // It expires by itself.
            LogFailure(e, feed.Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "Feed {Feed}: lease taken, epoch {Epoch}, after position {Position}")]
    private partial void LogTaken(string feed, long epoch, long position);

    [LoggerMessage(LogLevel.Error, "Feed {Feed}: the journal no longer holds the event at position {Position} that was read")]
    private partial void LogMismatch(string feed, long position);

    [LoggerMessage(LogLevel.Warning, "Feed {Feed}: failed, and will be tried again")]
    private partial void LogFailure(Exception e, string feed);
}
