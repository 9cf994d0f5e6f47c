using Mithaq.Contracts;
using Mithaq.Grains;
using Mithaq.Grains.Kernel;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Runtime;

/// <summary>Folds streams into states.</summary>
public sealed class GrainStates(IJournal journal, GrainCatalog catalog)
{
    /// <summary>Whether it is well-formed, and of a kind that this program has.</summary>
    public bool Knows(GrainId grain) => catalog.Find(grain) is not null;

    public GrainState Initial(GrainId grain)
    {
        var rules = catalog.Of(grain);
        return new(rules, rules.Initial(grain), 0, 0, Chain.Origin, 0);
    }

    public async ValueTask<GrainState> Load(GrainId grain, CancellationToken stop) => await Continue(Initial(grain), grain.Stream, null, stop);

    /// <summary>The state as it was right after one of its events.</summary>
    public async ValueTask<object> AsOf(GrainId grain, long version, CancellationToken stop)
    {
        var (rules, state) = (catalog.Of(grain), Initial(grain).State);
        await foreach (var entry in journal.ReadStream(grain.Stream, 0, stop))
        {
            state = rules.Evolve(state, EventCodec.Read(entry));
            if (entry.Version == version) break;
        }
        return state;
    }

    /// <summary>The state with what was appended since.</summary>
    /// <param name="commands">Takes in the ids of the commands that made it.</param>
    internal async ValueTask<GrainState> Continue(GrainState known, string stream, CommandIds? commands, CancellationToken stop)
    {
        var state = known.State;
        JournalEntry? last = null;
        await foreach (var entry in journal.ReadStream(stream, known.Version, stop))
        {
            state = known.Rules.Evolve(state, EventCodec.Read(entry));
            if (entry.Command is { } command) commands?.Add(command);
            last = entry;
        }
        return last is null ? known : After(known, state, last);
    }

    public ValueTask<Dictionary<string, GrainState>> Load(IReadOnlyCollection<string> streams, CancellationToken stop) =>
        Continue(streams.ToDictionary(stream => stream, stream => Initial(new GrainId(stream))), stop);

    /// <summary>By stream, each state with what was appended since, in one query; without grains that do not exist.</summary>
    public async ValueTask<Dictionary<string, GrainState>> Continue(IReadOnlyDictionary<string, GrainState> known, CancellationToken stop)
    {
        var latest = known.Where(k => k.Value.Version > 0).ToDictionary();
        JournalEntry? last = null;
        object state = "";
        await foreach (var entry in journal.ReadStreams([.. known.Select(k => new StreamPart(k.Key, After: k.Value.Version))], stop))
        {
            if (last?.Stream != entry.Stream)
            {
                Reached();
                state = known[entry.Stream].State;
            }
            state = known[entry.Stream].Rules.Evolve(state, EventCodec.Read(entry));
            last = entry;
        }
        Reached();
        return latest;

        void Reached()
        {
            if (last is not null) latest[last.Stream] = After(known[last.Stream], state, last);
        }
    }

    private static GrainState After(GrainState known, object state, JournalEntry last) =>
        known with { State = state, Version = last.Version, Position = last.Position, Hash = last.Hash, Instant = EventMetadata.Of(last).Instant };
}
