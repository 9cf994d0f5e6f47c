using System.Collections.Concurrent;
using System.Data.Common;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Reactions;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Feeds.Reactions;

/// <summary>
/// Carries effects from one grain to the next. Events without a row in the table are never loaded. Sources go side by side, the events of one source one after
/// the other, so steps of the same source and target keep their order. Repeats have one effect: the command's id follows from event and target. An event of which
/// nothing can be made gets stuck as a whole, and the later ones of its source wait behind it.
/// </summary>
/// <param name="clock">The time by which deadlines come: when a step got stuck, and when it is tried again by itself.</param>
public sealed partial class ReactionFeed(
    ReactionTable table, IJournal journal, IStates states, CurrentDirectory directory, Courier courier, StuckSteps steps, ReactionOptions options,
    TimeProvider clock, ILogger<ReactionFeed> log) : IFeed
{
    public const string FeedName = "reactions";

    private const int AtOnce = 100;
    private static readonly HashSet<Guid> None = [];

    private readonly HashSet<string> types = [.. table.Events.Select(MessageNames.Of)];
    private readonly ConcurrentDictionary<Lane, bool> blocked = new();
    private long lastDropped;

    public string Name => FeedName;
    public FeedKind Kind => FeedKind.Effect;

    public async ValueTask<Opening> Opened(CancellationToken stop)
    {
        blocked.Clear();
        foreach (var lane in await steps.Blocked(stop)) blocked[lane] = true;
        lastDropped = await steps.LastDropped(stop);
        return Opening.Ready;
    }

    public async ValueTask<FeedWrite?> Handle(IReadOnlyList<EntryHead> page, CancellationToken stop)
    {
        if (!page.Any(head => types.Contains(head.Type))) return null;
        var (first, last) = (page[0].Position, page[^1].Position);
        var entries = await journal.ReadOfTypes(first - 1, last, types, stop);
        // Only after an operator had the feed go back are steps met that somebody has given up.
        var under = new Page(first <= lastDropped ? await steps.Dropped(first, last, stop) : None);
        await Parallel.ForEachAsync(entries.GroupBy(entry => entry.Stream), Degree(stop), async (source, token) =>
        {
            foreach (var entry in source) await Carry(entry, under, token);
        });
        return under.Stuck.IsEmpty ? FeedWrites.OnlyCheckpoint : (transaction, token) => steps.Add(transaction, under.Stuck, token);
    }

    /// <summary>
    /// What people decided about steps that are stuck, and those whose target could not take them then. One that gets through, or is dropped, lets the next one
    /// behind it try at once.
    /// </summary>
    public async ValueTask<FeedWrite?> Meanwhile(CancellationToken stop)
    {
        if (blocked.IsEmpty) return null;
        var due = await steps.Due(clock.GetUtcNow(), AtOnce, stop);
        if (due.Count == 0) return null;
        var (under, outcomes) = (new Page(None), new ConcurrentBag<(StuckStep Stuck, Refusal? Refusal)>());
        await Parallel.ForEachAsync(due, Degree(stop), async (stuck, token) => outcomes.Add((stuck, await Try(stuck, under, token))));
        return async (transaction, token) =>
        {
            await steps.Add(transaction, under.Stuck, token);
            foreach (var (stuck, refusal) in outcomes.OrderBy(o => o.Stuck.Id)) await Settle(transaction, stuck, refusal, token);
        };
    }

    public Task Clear(DbTransaction transaction, CancellationToken stop) => throw new NotSupportedException("it has acted on the world: it cannot be built again");

    private async Task<Refusal?> Try(StuckStep stuck, Page under, CancellationToken stop) =>
        stuck.Requested is StepRequest.Drop ? null
        : stuck.Step.Command is CarryOn ? await Again(stuck.Step, under, stop)
        // Nobody waits for those that are tried by themselves.
        : await courier.Bring(stuck.Step, stuck.Requested is null ? TimeSpan.Zero : options.Patience, stop);

    /// <summary>Stores what was done. What was asked for meanwhile stands: it is done next, if anything is left to do.</summary>
    private async Task Settle(DbTransaction transaction, StuckStep stuck, Refusal? refusal, CancellationToken stop)
    {
        if (refusal is not null)
        {
            await steps.Refused(transaction, stuck, refusal, RetryAt(refusal, stuck.Attempts + 1), stop);
            return;
        }
        if (stuck.Requested is not StepRequest.Drop) await steps.Through(transaction, stuck.Id, stop);
        else if (!await steps.Dropped(transaction, stuck, clock.GetUtcNow(), stop)) return;
        // Should the commit fail, the feed is opened anew and the lanes are read again.
        if (!await steps.Next(transaction, stuck.Step.Lane, stop)) blocked.TryRemove(stuck.Step.Lane, out _);
    }

    private ParallelOptions Degree(CancellationToken stop) => new() { MaxDegreeOfParallelism = options.Parallel, CancellationToken = stop };

    private async Task Carry(JournalEntry entry, Page under, CancellationToken stop)
    {
        var whole = CarryOn.Of(entry);
        if (under.Dropped.Contains(whole.CommandId)) return;
        if (blocked.ContainsKey(whole.Lane)) Wait(whole, under);
        else if (await React(entry, under, stop) is { } refusal) Block(whole, refusal, under);
    }

    private async Task<Refusal?> Again(Step whole, Page under, CancellationToken stop) =>
        (await journal.ReadOfTypes(whole.Position - 1, whole.Position, types, stop)).FirstOrDefault(entry => entry.Stream == whole.Source.Stream) is { } entry
            ? await React(entry, under, stop)
            : null;

    /// <returns>Null: whatever follows is on its way. Otherwise why it cannot be told what follows.</returns>
    private async Task<Refusal?> React(JournalEntry entry, Page under, CancellationToken stop)
    {
        try
        {
            await Effects(entry, under, stop);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested && e is not UnknownEventException && !Failures.IsOfStore(e))
        {
            LogFailed(e, entry.Stream, entry.Type, entry.Position);
            return Refusal.Of(Refusals.ReactionFailed, ("event", entry.Type), ("reason", e.Message));
        }
    }

    /// <summary>All that follows from one event, in the order of the table; the targets of one effect side by side.</summary>
    private async Task Effects(JournalEntry entry, Page under, CancellationToken stop)
    {
        var source = new GrainId(entry.Stream);
        var happened = EventCodec.Read(entry);
        var metadata = EventMetadata.Of(entry);
        var after = table.NeedsState(happened.GetType()) ? await states.AsOf(source, entry.Version, stop) : null;
        var ordinal = 0;
        foreach (var effect in table.React(source, after, happened))
        {
            var step = new Step(source, entry.Position, metadata.EventId, metadata.Correlation, ordinal++, default, effect.Command);
            if (effect is Effect.To one) await Bring(step with { Target = one.Target }, under, stop);
            else if (effect is Effect.ToEach each) await BringEach(step, each, under, stop);
        }
    }

    /// <summary>A target that is in no directory yet, because the step that opens it is stuck, hears of it after that step.</summary>
    private async Task BringEach(Step step, Effect.ToEach each, Page under, CancellationToken stop)
    {
        var behind = each.LinkedTo == step.Source ? blocked.Keys.Where(lane => lane.Source == step.Source && IsOf(each.Kind, lane.Target)).Select(lane => lane.Target).ToHashSet() : [];
        foreach (var target in behind) await Bring(step with { Target = target }, under, stop);
        await foreach (var targets in directory.Hearing(each.Kind, each.LinkedTo, options.TargetsAtOnce, stop))
            await Parallel.ForEachAsync(targets.Where(t => !behind.Contains(t)), Degree(stop), async (target, token) => await Bring(step with { Target = target }, under, token));
    }

    private static bool IsOf(string kind, GrainId grain) => grain.Stream.StartsWith($"{kind}/", StringComparison.Ordinal);

    private async Task Bring(Step step, Page under, CancellationToken stop)
    {
        if (under.Dropped.Contains(step.CommandId)) return;
        if (blocked.ContainsKey(step.Lane)) Wait(step, under);
        else if (await courier.Bring(step, options.Patience, stop) is { } refusal) Block(step, refusal, under);
    }

    private void Wait(Step step, Page under) => under.Stuck.Enqueue(new(0, step, StepState.Waiting, null, 0, clock.GetUtcNow()));

    private void Block(Step step, Refusal refusal, Page under)
    {
        blocked[step.Lane] = true;
        under.Stuck.Enqueue(new(0, step, StepState.Stuck, refusal, 1, clock.GetUtcNow(), RetryAt: RetryAt(refusal, 1)));
    }

    private DateTimeOffset? RetryAt(Refusal refusal, int attempts) => Courier.Passes(refusal)
        ? clock.GetUtcNow() + TimeSpan.FromTicks((long)Math.Min(options.BackOff.Ticks * Math.Pow(2, attempts - 1), options.BackOffAtMost.Ticks))
        : null;

    [LoggerMessage(LogLevel.Error, "{Stream}: what follows from {Event} at position {Position} cannot be told")]
    private partial void LogFailed(Exception e, string stream, string @event, long position);

    /// <summary>A page under way: what somebody gave up before, and what does not get through.</summary>
    private sealed record Page(IReadOnlySet<Guid> Dropped)
    {
        public ConcurrentQueue<StuckStep> Stuck { get; } = new();
    }
}
