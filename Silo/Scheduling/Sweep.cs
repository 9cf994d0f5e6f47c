using System.Collections.Concurrent;
using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Deadlines;

namespace Mithaq.Silo.Scheduling;

/// <summary>A deadline that a grain was told of.</summary>
public sealed record ToldDeadline(DateTimeOffset At, GrainId Grain, DeadlineReached Reached);

/// <summary>What a sweep did.</summary>
/// <param name="Told">Whose grains did something about it.</param>
/// <param name="Nothing">Whose grains had nothing to do, or refused.</param>
/// <param name="Deferred">Busy or unavailable: met again at the next sweep.</param>
public sealed record SweepOutcome(IReadOnlyCollection<ToldDeadline> Told, int Nothing, int Deferred);

/// <summary>
/// Tells grains that their deadlines have come. It carries no truth: the grain checks against its state, so a repeated, late or lost sweep changes
/// nothing, and sweeps of two nodes at once only cost. One at a time on a node.
/// </summary>
/// <param name="clock">The time by which deadlines come: the database's, or a scenario's.</param>
public sealed partial class Sweep(
    DeadlineIndex index, DeadlineTimes times, IGrains grains, FeedRunner feed, SchedulingOptions options, TimeProvider clock, ILogger<Sweep> log)
{
    private static readonly Guid Namespace = new("b5b2a6f0-52f6-5b1c-9a6e-6f2f0a3a9d51");

    private readonly HeldBack held = new(options.Rest);

    public Task<SweepOutcome> Run(CancellationToken stop) => Run(null, stop);

    /// <param name="settle">Awaited after every grain that did something, where what follows from one must be over before the next is told.</param>
    public async Task<SweepOutcome> Run(Func<CancellationToken, Task>? settle, CancellationToken stop)
    {
        // Rows just told still stand in the index as if they had not been: better to wait a moment than to read them all again.
        if (held.LastTold is > 0 and var last && !await feed.Reached(last, options.IndexWait, stop)) LogBehind(last);

        var now = clock.GetUtcNow();
        var tally = new Tally();
        DeadlineRow? after = null;
        while (true)
        {
            // Before the rows are read: what they do not show yet is later than this.
            var passed = await feed.Position(stop);
            held.Passed(passed, now);
            var page = await index.Due(Microseconds(now), after, options.SweepPage, stop);
            await Parallel.ForEachAsync(
                page.Where(due => !held.Holds(due, now)), new ParallelOptions { MaxDegreeOfParallelism = options.SweepParallel, CancellationToken = stop },
                (due, token) => Tell(due, passed, now, tally, settle, token));
            if (page.Count < options.SweepPage) return tally.Outcome();
            after = page[^1].Row;
        }
    }

    private async ValueTask Tell(
        DueDeadline due, long passed, DateTimeOffset now, Tally tally, Func<CancellationToken, Task>? settle, CancellationToken stop)
    {
        var row = due.Row;
        var (steps, isDue) = times.Come(row, Microseconds(now));
        var reached = new DeadlineReached(row.Key, row.Nominal, row.Resolved, steps, isDue);
        var answer = await Send(due, reached, stop);
        switch (answer)
        {
            // What came of it at a position that the index had passed already is an earlier telling, answered again.
            case Answer.Accepted { Events.Count: > 0 } accepted when accepted.Position > passed:
                held.Told(due, accepted.Position);
                tally.Told.Enqueue(new(now, new(row.Stream), reached));
                if (settle is not null) await settle(stop);
                break;
            case Answer.Refused { Refusal.Code: Refusals.Busy or Refusals.Unavailable }:
                Interlocked.Increment(ref tally.Deferred);
                break;
            default:
                held.HadNothingToDo(due, now);
                Interlocked.Increment(ref tally.Nothing);
                LogNothing(row.Stream, row.Key, (answer as Answer.Refused)?.Refusal.Code ?? "nothing to do");
                break;
        }
    }

    private async ValueTask<Answer> Send(DueDeadline due, DeadlineReached reached, CancellationToken stop)
    {
        try
        {
            return await grains.Send(new(new(due.Row.Stream), reached, CommandId(due, reached), Actor.System), stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // One grain that fails must not keep the others from their deadlines.
            LogFailed(e, due.Row.Stream, due.Row.Key);
            return new Answer.Refused(Refusal.Of(Refusals.Unavailable));
        }
    }

    /// <summary>
    /// The same for every sweep, of any node, that reads the same row; another once the row has taken a new form, so that a deadline which a grain
    /// opens again under its old key and date is told again.
    /// </summary>
    private static Guid CommandId(DueDeadline due, DeadlineReached reached) => Ids.Derive(
        Ids.Derive(Namespace, due.Row.Stream),
        string.Create(CultureInfo.InvariantCulture,
            $"{reached.Key}|{reached.Nominal:yyyy-MM-dd}|{reached.Resolved:yyyy-MM-dd}|{string.Join(',', reached.Steps)}|{reached.IsDue}|{due.AsOf}"));

    internal static long Microseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    [LoggerMessage(LogLevel.Warning, "The index of deadlines has not passed position {Position} yet, which a sweep led to")]
    private partial void LogBehind(long position);

    [LoggerMessage(LogLevel.Debug, "{Stream}: deadline {Key} has come for the index, but not for the grain ({Why})")]
    private partial void LogNothing(string stream, string key, string why);

    [LoggerMessage(LogLevel.Error, "{Stream}: telling of deadline {Key} failed")]
    private partial void LogFailed(Exception e, string stream, string key);

    private sealed class Tally
    {
        public readonly ConcurrentQueue<ToldDeadline> Told = new();
        public int Nothing;
        public int Deferred;

        public SweepOutcome Outcome() => new([.. Told], Nothing, Deferred);
    }
}
