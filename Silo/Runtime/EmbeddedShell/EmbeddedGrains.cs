using System.Collections.Concurrent;
using Mithaq.Contracts;
using Mithaq.Grains;
using Mithaq.Grains.Kernel;

namespace Mithaq.Silo.Runtime.EmbeddedShell;

/// <summary>The default shell: a mailbox for each active grain of this process. Bounded: beyond its limits it answers busy, at once.</summary>
/// <param name="idleClock">Real time, also where the rules' clock is simulated.</param>
public sealed class EmbeddedGrains(ActivationServices services, GrainCatalog catalog, RuntimeOptions options, TimeProvider idleClock) : IGrains, IStates
{
    private static readonly Answer Busy = new Answer.Refused(Refusal.Of(Refusals.Busy));
    private static readonly Answer Unavailable = new Answer.Refused(Refusal.Of(Refusals.Unavailable));
    private static readonly ReadAnswer NotFound = new ReadAnswer.Refused(Refusal.Of(Refusals.NotFound));
    private static readonly ReadAnswer ReadBusy = new ReadAnswer.Refused(Refusal.Of(Refusals.Busy));
    private static readonly ReadAnswer ReadUnavailable = new ReadAnswer.Refused(Refusal.Of(Refusals.Unavailable));

    private readonly ConcurrentDictionary<string, Mailbox> mailboxes = new();
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay;
    private int tidying;
    private volatile bool stopping;

    /// <summary>Grains in memory.</summary>
    public int Active => mailboxes.Count;

    public async ValueTask<Answer> Send(Envelope envelope, CancellationToken stop)
    {
        if (catalog.Of(envelope.Grain.Kind) is null) return new Answer.Refused(Refusal.Of(Refusals.NotFound));
        using var activity = Telemetry.Start(envelope);
        var answer = await Turn(envelope.Grain, (activation, cancel) => activation.Execute(envelope, cancel), Busy, Unavailable, stop);
        Telemetry.Answered(envelope, answer);
        return answer;
    }

    public async ValueTask<ReadAnswer> Read(GrainId grain, Actor actor, CancellationToken stop) => catalog.Of(grain.Kind) is null
        ? NotFound
        : await Turn(grain, (activation, cancel) => View(grain, activation, actor, cancel), ReadBusy, ReadUnavailable, stop);

    private static async ValueTask<ReadAnswer> View(GrainId grain, Activation activation, Actor actor, CancellationToken stop)
    {
        try
        {
            var state = await activation.Current(stop);
            if (state.Version == 0) return NotFound;
            var context = await activation.ContextOf(actor, stop);
            var rules = state.Rules;
            return new ReadAnswer.Found(new(
                grain, rules.StageOf(state.State), state.Version, state.Position, state.State, rules.OpenItems(state.State), rules.Allowed(state.State, context)));
        }
        catch (Exception e) when (e is UnknownEventException || Failures.IsOfStore(e))
        {
            return ReadUnavailable;
        }
    }

    public async ValueTask<IReadOnlyDictionary<string, GrainState>> Latest(IReadOnlyDictionary<string, long> streamsAtLeast, CancellationToken stop)
    {
        var found = new Dictionary<string, GrainState>(streamsAtLeast.Count);
        List<string>? missing = null;
        foreach (var (stream, version) in streamsAtLeast)
        {
            if (mailboxes.TryGetValue(stream, out var mailbox) && mailbox.Activation.Remembered is { } state && state.Version >= version) found[stream] = state;
            else (missing ??= []).Add(stream);
        }
        if (missing is not null)
            foreach (var (stream, state) in await services.States.Load(missing, stop)) found[stream] = state;
        return found;
    }

    public ValueTask<object> AsOf(GrainId grain, long version, CancellationToken stop) =>
        mailboxes.TryGetValue(grain.Stream, out var mailbox) && mailbox.Activation.Remembered is { } state && state.Version == version
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
        foreach (var (stream, mailbox) in mailboxes)
            if (idleClock.GetElapsedTime(mailbox.LastUsed, now) >= options.IdleAfter) Retire(stream, mailbox);
        // A tenth below the limit, so that a node at its limit does not sort at every activation.
        var excess = mailboxes.Count - (options.MaxActive - (options.MaxActive / 10));
        if (mailboxes.Count <= options.MaxActive) return;
        foreach (var (stream, mailbox) in mailboxes.OrderBy(m => m.Value.LastUsed).Take(excess).ToArray()) Retire(stream, mailbox);
    }

    private async ValueTask<T> Turn<T>(GrainId grain, Func<Activation, CancellationToken, ValueTask<T>> run, T busy, T ended, CancellationToken stop)
    {
        if (Interlocked.Increment(ref underWay) > options.QueueInAll)
        {
            Finished();
            return busy;
        }
        try
        {
            if (stopping) return ended;
            while (true)
            {
                var mailbox = mailboxes.TryGetValue(grain.Stream, out var known) ? known : Activate(grain);
                switch (mailbox.TryEnter(out var turn))
                {
                    case Mailbox.Entry.Full: return busy;
                    case Mailbox.Entry.Retired: continue;
                }
                await turn;
                try
                {
                    // Whoever gave up while waiting does nothing; the turn passes on.
                    stop.ThrowIfCancellationRequested();
                    return await run(mailbox.Activation, stop);
                }
                finally
                {
                    mailbox.Leave(idleClock.GetTimestamp());
                }
            }
        }
        finally
        {
            Finished();
        }
    }

    private Mailbox Activate(GrainId grain)
    {
        if (mailboxes.Count >= options.MaxActive && Interlocked.Exchange(ref tidying, 1) == 0)
            ThreadPool.QueueUserWorkItem(_ =>
            {
                Tidy();
                Volatile.Write(ref tidying, 0);
            });
        return mailboxes.GetOrAdd(grain.Stream, (_, id) => new Mailbox(new Activation(id, services), options.QueuePerGrain, idleClock.GetTimestamp()), grain);
    }

    private void Retire(string stream, Mailbox mailbox)
    {
        if (mailbox.TryRetire()) mailboxes.TryRemove(new(stream, mailbox));
    }

    private void Finished()
    {
        if (Interlocked.Decrement(ref underWay) == 0 && stopping) drained.TrySetResult();
    }
}
