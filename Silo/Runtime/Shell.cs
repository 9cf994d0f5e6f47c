using System.Collections.Concurrent;
using Mithaq.Contracts;
using Mithaq.Grains;

namespace Mithaq.Silo.Runtime;

/// <summary>
/// What gives the activations of a node life, as everybody else sees it. Shells differ in where a grain lives and in nothing else. Bounded: beyond its limits a
/// node answers busy, at once.
/// </summary>
/// <param name="idleClock">Real time, also where the rules' clock is simulated.</param>
public abstract class Shell(ActivationServices services, GrainCatalog catalog, RuntimeOptions options, TimeProvider idleClock) : IGrains, IStates
{
    private protected static readonly Answer Busy = new Answer.Refused(Refusal.Of(Refusals.Busy));
    private protected static readonly Answer Unavailable = new Answer.Refused(Refusal.Of(Refusals.Unavailable));
    private protected static readonly ReadAnswer ReadBusy = new ReadAnswer.Refused(Refusal.Of(Refusals.Busy));

    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay;
    private int newcomers;
    private volatile bool stopping;

    /// <summary>Grains in this node's memory.</summary>
    public int Active => Mailboxes.Count;

    private protected ActivationServices Services => services;
    private protected RuntimeOptions Options => options;
    private protected TimeProvider IdleClock => idleClock;

    /// <summary>By stream, those that live in this node.</summary>
    private protected ConcurrentDictionary<string, Mailbox> Mailboxes { get; } = new();

    public async ValueTask<Answer> Send(Envelope envelope, CancellationToken stop)
    {
        if (catalog.Find(envelope.Grain) is null) return new Answer.Refused(Refusal.Of(Refusals.NotFound));
        using var activity = Telemetry.Start(envelope);
        var answer = TryBegin(Busy, Unavailable);
        if (answer is null)
            try
            {
                answer = await Execute(envelope, stop);
            }
            finally
            {
                Finished();
            }
        Telemetry.Answered(envelope, answer);
        return answer;
    }

    public async ValueTask<ReadAnswer> Read(GrainId grain, Actor actor, CancellationToken stop)
    {
        if (catalog.Find(grain) is null) return GrainViews.NotFound;
        if (TryBegin(ReadBusy, GrainViews.Unavailable) is { } refused) return refused;
        try
        {
            return await View(grain, actor, stop);
        }
        finally
        {
            Finished();
        }
    }

    public async ValueTask<IReadOnlyDictionary<string, GrainState>> Latest(IReadOnlyDictionary<string, long> streamsAtLeast, CancellationToken stop)
    {
        var found = new Dictionary<string, GrainState>(streamsAtLeast.Count);
        Dictionary<string, GrainState>? behind = null;
        foreach (var (stream, version) in streamsAtLeast)
        {
            // One that was appended to a moment ago may not have taken that in: only what it lacks is read.
            var known = Mailboxes.TryGetValue(stream, out var mailbox) ? mailbox.Activation.Remembered : null;
            if (known?.Version >= version) found[stream] = known;
            else (behind ??= [])[stream] = known ?? services.States.Initial(new(stream));
        }
        if (behind is not null)
            foreach (var (stream, state) in await services.States.Continue(behind, stop)) found[stream] = state;
        return found;
    }

    public ValueTask<object> AsOf(GrainId grain, long version, CancellationToken stop) =>
        Mailboxes.TryGetValue(grain.Stream, out var mailbox) && mailbox.Activation.Remembered is { } state && state.Version == version
            ? ValueTask.FromResult(state.State)
            : services.States.AsOf(grain, version, stop);

    /// <summary>Takes no more, and waits for what is under way.</summary>
    public async Task Drain()
    {
        stopping = true;
        if (Volatile.Read(ref underWay) == 0) return;
        await drained.Task.WaitAsync(options.DrainWithin, idleClock);
    }

    /// <summary>Lets go of grains that were idle for too long, and of the longest idle beyond the limit.</summary>
    public void Tidy()
    {
        var now = idleClock.GetTimestamp();
        foreach (var (stream, mailbox) in Mailboxes)
            if (idleClock.GetElapsedTime(mailbox.LastUsed, now) >= options.IdleAfter) Retire(stream, mailbox);
        // A tenth below the limit, so that a node at its limit does not sort at every activation.
        var excess = Mailboxes.Count - (options.MaxActive - (options.MaxActive / 10));
        if (Mailboxes.Count <= options.MaxActive) return;
        foreach (var (stream, mailbox) in Mailboxes.OrderBy(m => m.Value.LastUsed).Take(excess).ToArray()) Retire(stream, mailbox);
    }

    /// <summary>Gives a command to its grain, wherever that lives.</summary>
    private protected abstract ValueTask<Answer> Execute(Envelope envelope, CancellationToken stop);

    private protected abstract ValueTask<ReadAnswer> View(GrainId grain, Actor actor, CancellationToken stop);

    /// <summary>Lets an idle grain leave this node's memory.</summary>
    private protected abstract void Retire(string stream, Mailbox mailbox);

    /// <summary>One more lives here now.</summary>
    private protected void MakeRoom()
    {
        if (Mailboxes.Count <= options.MaxActive || Interlocked.Increment(ref newcomers) > 1) return;
        ThreadPool.QueueUserWorkItem(_ =>
        {
            // Those who come meanwhile were not looked at, and found somebody tidying already.
            int looked;
            do
            {
                looked = Volatile.Read(ref newcomers);
                Tidy();
            }
            while (Interlocked.CompareExchange(ref newcomers, 0, looked) != looked);
        });
    }

    /// <summary>Null: it may go on, and ends with <see cref="Finished"/>.</summary>
    private T? TryBegin<T>(T busy, T ended) where T : class
    {
        var refused = Interlocked.Increment(ref underWay) > options.QueueInAll ? busy : stopping ? ended : null;
        if (refused is not null) Finished();
        return refused;
    }

    private void Finished()
    {
        if (Interlocked.Decrement(ref underWay) == 0 && stopping) drained.TrySetResult();
    }
}
