using System.Diagnostics;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Runtime;

/// <summary>What every activation works with.</summary>
public sealed record ActivationServices(IJournal Journal, GrainStates States, GrainFacts Facts, IZones Zones, TimeProvider Clock);

/// <summary>
/// One grain in memory: load, decide, append, answer. Whoever holds it gives it one turn at a time; it holds no truth. It may accept on what it
/// remembers, since the append checks that; before it refuses, answers a read or finds nothing to do, it compares itself with the journal.
/// </summary>
public sealed class Activation(GrainId grain, ActivationServices services)
{
    private const int Attempts = 50;
    private readonly CommandIds commands = new();
    private GrainState? state;

    /// <summary>The state as this activation last saw it, for those who only look; null until the first turn.</summary>
    public GrainState? Remembered => Volatile.Read(ref state);

    public async ValueTask<Answer> Execute(Envelope envelope, CancellationToken stop) =>
        await TryExecute(envelope, stop) ?? new Answer.Refused(Refusal.Of(Refusals.Unavailable));

    /// <summary>Null: the grain has an event of a newer program, which alone can decide.</summary>
    public async ValueTask<Answer?> TryExecute(Envelope envelope, CancellationToken stop)
    {
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
                if (await Try(envelope, stop) is { } answer) return answer;
            return new Answer.Refused(Refusal.Of(Refusals.Busy));
        }
        catch (Exception e) when (e is UnknownEventException || Failures.IsOfStore(e))
        {
            Forget();
            Telemetry.Failed(envelope, e);
            return e is UnknownEventException ? null : new Answer.Refused(Refusal.Of(Refusals.Unavailable));
        }
    }

    /// <summary>The state as of the journal's head.</summary>
    public async ValueTask<GrainState> Current(CancellationToken stop)
    {
        try
        {
            return state = await services.States.Continue(state ?? services.States.Initial(grain), grain.Stream, commands, stop);
        }
        catch
        {
            // It may have taken in some of the commands.
            Forget();
            throw;
        }
    }

    /// <summary>One attempt; null when the world has moved and the command must be decided again.</summary>
    private async ValueTask<Answer?> Try(Envelope envelope, CancellationToken stop)
    {
        var current = state ?? await Current(stop);
        if (commands.MayContain(envelope.CommandId) && await Repeated(envelope, stop) is { } earlier) return earlier;
        var facts = await services.Facts.Of(grain, current, envelope.Command, envelope.Actor, stop);
        var now = services.Clock.GetUtcNow();
        var decision = envelope.ExpectedVersion is { } expected && expected != current.Version
            ? Refusal.Of(Refusals.StaleVersion, ("expected", expected), ("version", current.Version))
            : current.Rules.Decide(current.State, envelope.Command, facts.Context(envelope.Actor, now, envelope.CommandId, services.Zones));

        if (decision.Events.Count == 0) return await WithoutEvents(decision, current, facts.Read, stop);

        var (append, instant) = Entries.Of(grain, current, decision.Events, envelope, facts.Read, now);
        // Once it is on its way it is not called back: the caller's patience does not change what is stored.
        switch (await services.Journal.Append(append, CancellationToken.None))
        {
            case AppendResult.Appended appended:
                state = Advanced(current, decision.Events, append, appended.Position, instant);
                commands.Add(envelope.CommandId);
                return new Answer.Accepted(state.Version, appended.Position, decision.Events);
            case AppendResult.Conflict:
                services.Facts.Forget(facts.Read);
                await Current(stop);
                return null;
            case AppendResult.Unknown unknown:
                // It may have been stored: only the journal can tell. If it was not, the same id is tried again and can have one effect at most.
                Telemetry.Failed(envelope, unknown.Cause);
                Forget();
                return await Repeated(envelope, stop);
            case AppendResult.Unavailable unavailable:
                Telemetry.Failed(envelope, unavailable.Cause);
                Forget();
                return new Answer.Refused(Refusal.Of(Refusals.Unavailable));
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Never refuse, and never find nothing to do, on what is stale.</summary>
    private async ValueTask<Answer?> WithoutEvents(Decision decision, GrainState current, IReadOnlyList<(string Stream, long Version)> read, CancellationToken stop)
    {
        var heads = await services.Journal.Heads([grain.Stream, .. read.Select(r => r.Stream)], stop);
        var stale = services.Facts.ForgetBehind(read, heads);
        if (heads.GetValueOrDefault(grain.Stream).Version != current.Version)
        {
            await Current(stop);
            stale = true;
        }
        if (stale) return null;
        return decision.Refusal is { } refusal ? new Answer.Refused(refusal) : new Answer.Accepted(current.Version, current.Position, []);
    }

    /// <summary>A repeated command gets its first answer, whatever has happened since.</summary>
    private async ValueTask<Answer?> Repeated(Envelope envelope, CancellationToken stop)
    {
        var earlier = await services.Journal.FindCommand(grain.Stream, envelope.CommandId, stop);
        if (earlier.Count == 0) return null;
        var same = EventMetadata.Of(earlier[0]).CommandHash == Convert.ToHexStringLower(EventCodec.Hash(envelope.Command));
        return same ? Earlier(earlier) : new Answer.Refused(Refusal.Of(Refusals.OtherPayload));
    }

    private Answer.Accepted Earlier(IReadOnlyList<JournalEntry> entries)
    {
        var last = entries[^1];
        if (state is { } current && current.Version < last.Version) Forget();
        return new(last.Version, last.Position, EventCodec.Read(entries));
    }

    private void Forget()
    {
        state = null;
        commands.Clear();
    }

    private static GrainState Advanced(GrainState current, IReadOnlyList<IEvent> events, Append append, long position, long instant)
    {
        var next = current.State;
        foreach (var happened in events) next = current.Rules.Evolve(next, happened);
        return current with { State = next, Version = current.Version + events.Count, Position = position, Hash = append.Events[^1].Hash, Instant = instant };
    }
}
