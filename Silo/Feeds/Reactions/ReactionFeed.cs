using System.Collections.Concurrent;
using System.Data.Common;
using Mithaq.Contracts;
using Mithaq.Grains.Reactions;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Feeds.Reactions;

/// <summary>
/// Carries effects from one grain to the next. Events without a row in the table are never loaded. Sources go side by side, the events of one source one after
/// the other, so steps of the same source and target keep their order. Repeats have one effect: the command's id follows from event and target.
/// </summary>
/// <param name="clock">The time by which deadlines come: when a step got stuck.</param>
/// <param name="realTime">For patience.</param>
public sealed class ReactionFeed(
    ReactionTable table, IJournal journal, IStates states, CurrentDirectory directory, Courier courier, StuckSteps steps, ReactionOptions options,
    TimeProvider clock, TimeProvider realTime) : IFeed
{
    public const string FeedName = "reactions";

    private const int RequestsAtOnce = 100;

    private readonly HashSet<string> types = [.. table.Events.Select(MessageNames.Of)];
    private readonly ConcurrentDictionary<Lane, bool> blocked = new();

    public string Name => FeedName;
    public FeedKind Kind => FeedKind.Effect;

    public async ValueTask<Opening> Opened(CancellationToken stop)
    {
        blocked.Clear();
        foreach (var lane in await steps.Blocked(stop)) blocked[lane] = true;
        return Opening.Ready;
    }

    public async ValueTask<FeedWrite?> Handle(IReadOnlyList<EntryHead> page, CancellationToken stop)
    {
        if (!page.Any(head => types.Contains(head.Type))) return null;
        var entries = await journal.ReadOfTypes(page[0].Position - 1, page[^1].Position, types, stop);
        var under = new Page(realTime.GetTimestamp());
        await Parallel.ForEachAsync(entries.GroupBy(entry => entry.Stream), Degree(stop), async (source, token) =>
        {
            foreach (var entry in source) await Carry(entry, under, token);
        });
        return under.Stuck.IsEmpty ? FeedWrites.OnlyCheckpoint : (transaction, token) => steps.Add(transaction, under.Stuck, token);
    }

    /// <summary>What people decided about steps that are stuck. One that gets through, or is dropped, lets the next one behind it try at once.</summary>
    public async ValueTask<FeedWrite?> Meanwhile(CancellationToken stop)
    {
        if (blocked.IsEmpty) return null;
        var requested = await steps.Requested(RequestsAtOnce, stop);
        if (requested.Count == 0) return null;
        var started = realTime.GetTimestamp();
        var outcomes = new ConcurrentBag<(StuckStep Stuck, Refusal? Refusal)>();
        await Parallel.ForEachAsync(requested, Degree(stop), async (stuck, token) =>
            outcomes.Add((stuck, stuck.Requested is StepRequest.Drop ? null : await courier.Bring(stuck.Step, started, token))));
        return async (transaction, token) =>
        {
            foreach (var (stuck, refusal) in outcomes.OrderBy(o => o.Stuck.Id)) await Settle(transaction, stuck, refusal, token);
        };
    }

    public Task Clear(DbTransaction transaction, CancellationToken stop) => throw new NotSupportedException("it has acted on the world: it cannot be built again");

    private async Task Settle(DbTransaction transaction, StuckStep stuck, Refusal? refusal, CancellationToken stop)
    {
        if (refusal is not null)
        {
            await steps.Refused(transaction, stuck.Id, refusal, stop);
            return;
        }
        if (stuck.Requested is StepRequest.Drop) await steps.Dropped(transaction, stuck.Id, clock.GetUtcNow(), stop);
        else await steps.Through(transaction, stuck.Id, stop);
        // Should the commit fail, the feed is opened anew and the lanes are read again.
        if (!await steps.Next(transaction, stuck.Step.Lane, stop)) blocked.TryRemove(stuck.Step.Lane, out _);
    }

    private ParallelOptions Degree(CancellationToken stop) => new() { MaxDegreeOfParallelism = options.Parallel, CancellationToken = stop };

    /// <summary>All that follows from one event, in the order of the table; the targets of one effect side by side.</summary>
    private async Task Carry(JournalEntry entry, Page page, CancellationToken stop)
    {
        var source = new GrainId(entry.Stream);
        var happened = EventCodec.Read(entry);
        var metadata = EventMetadata.FromBytes(entry.Metadata);
        var after = table.NeedsState(happened.GetType()) ? await states.AsOf(source, entry.Version, stop) : null;
        var ordinal = 0;
        foreach (var effect in table.React(source, after, happened))
        {
            var step = new Step(source, entry.Position, metadata.EventId, metadata.Correlation, ordinal++, default, effect.Command);
            if (effect is Effect.To one) await Bring(step with { Target = one.Target }, page, stop);
            else if (effect is Effect.ToEach each)
                await foreach (var targets in directory.Hearing(each.Kind, each.LinkedTo, options.TargetsAtOnce, stop))
                    await Parallel.ForEachAsync(targets, Degree(stop), async (target, token) => await Bring(step with { Target = target }, page, token));
        }
    }

    private async Task Bring(Step step, Page page, CancellationToken stop)
    {
        if (blocked.ContainsKey(step.Lane))
        {
            page.Stuck.Enqueue(new(0, step, StepState.Waiting, null, 0, clock.GetUtcNow()));
        }
        else if (await courier.Bring(step, page.Started, stop) is { } refusal)
        {
            blocked[step.Lane] = true;
            page.Stuck.Enqueue(new(0, step, StepState.Stuck, refusal, 1, clock.GetUtcNow()));
        }
    }

    /// <summary>A page under way: when it was begun, and what did not get through.</summary>
    private sealed record Page(long Started)
    {
        public ConcurrentQueue<StuckStep> Stuck { get; } = new();
    }
}
