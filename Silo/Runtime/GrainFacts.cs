using System.Collections.ObjectModel;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Runtime;

/// <summary>What a decision rests on beside its own state.</summary>
/// <param name="Read">The version of every stream that was read (0: it does not exist); the append expects them.</param>
public sealed record Facts(
    IReadOnlyDictionary<OrganisationId, Organisation> Organisations, IReadOnlyDictionary<GrainId, object> Grains, int OpenCases, IReadOnlyList<GrainId> SameBeneficiary,
    IReadOnlyList<(string Stream, long Version)> Read)
{
    public Context Context(Actor actor, DateTimeOffset now, Guid command, IZones zones) =>
        new(actor, now, command, zones, Organisations) { Grains = Grains, OpenCases = OpenCases, SameBeneficiary = SameBeneficiary };
}

/// <summary>
/// Organisations and other grains as this node last saw them. They may be behind: the append expects the versions that were read,
/// and nobody is refused before they were compared with the journal.
/// </summary>
/// <param name="related">Asked for only where a decision wants it: the directory is a feed, and feeds look at grains.</param>
public sealed class GrainFacts(GrainStates states, Lazy<RelatedGrains>? related = null)
{
    private const int GrainsKept = 5_000;

    private readonly RecentStreams<GrainState> recent = new(GrainsKept);

    /// <param name="command">Null for who only wants to know what a caller may do.</param>
    /// <exception cref="TimeoutException">The directory is behind: the decision cannot be made now.</exception>
    public async ValueTask<Facts> Of(GrainId grain, GrainState state, ICommand? command, Actor actor, CancellationToken stop)
    {
        var read = new List<(string Stream, long Version)>(2);
        var facts = await Organisations(state.Rules.Concerns(state.State, command, actor), read, stop);
        IReadOnlyDictionary<GrainId, object> others = ReadOnlyDictionary<GrainId, object>.Empty;
        IReadOnlyList<GrainId> same = [];
        var cases = 0;
        if (command is not null)
        {
            others = await Grains(state.Rules.Reads(state.State, command), read, stop);
            var wanted = state.Rules.Wants(state.State, command);
            if (wanted.OpenCases) cases = await Related.OpenCases(grain, stop);
            if (wanted.Beneficiary is { } beneficiary) same = await Related.CasesOf(beneficiary, stop);
            else if (wanted.Bodies is { Count: > 0 } bodies) same = await Related.CasesOf(bodies, stop);
        }
        return new(facts, others, cases, same, read);
    }

    /// <summary>Forgets what is behind these heads. True when anything was.</summary>
    public bool ForgetBehind(IReadOnlyList<(string Stream, long Version)> read, IReadOnlyDictionary<string, Journal.StreamHead> heads)
    {
        var behind = read.Where(r => heads.GetValueOrDefault(r.Stream).Version != r.Version).ToArray();
        Forget(behind);
        return behind.Length > 0;
    }

    public void Forget(IReadOnlyList<(string Stream, long Version)> read)
    {
        lock (recent)
            foreach (var (stream, _) in read) recent.Forget(stream);
    }

    private RelatedGrains Related => (related ?? throw new InvalidOperationException("a decision wants the directory where there is none")).Value;

    /// <summary>The organisations that exist.</summary>
    private async ValueTask<Dictionary<OrganisationId, Organisation>> Organisations(
        IEnumerable<OrganisationId> concerned, List<(string Stream, long Version)> read, CancellationToken stop)
    {
        var facts = new Dictionary<OrganisationId, Organisation>();
        foreach (var id in concerned)
        {
            if (!id.IsValid || facts.ContainsKey(id)) continue;
            var grain = GrainId.Organisation(id);
            if (read.Contains((grain.Stream, 0))) continue;
            var state = await Known(grain, stop);
            if (state.Version > 0) facts[id] = (Organisation)state.State;
            read.Add((grain.Stream, state.Version));
        }
        return facts;
    }

    /// <summary>The other grains that exist.</summary>
    private async ValueTask<IReadOnlyDictionary<GrainId, object>> Grains(IEnumerable<GrainId> wanted, List<(string Stream, long Version)> read, CancellationToken stop)
    {
        Dictionary<GrainId, object>? found = null;
        foreach (var id in wanted)
        {
            if (!states.Knows(id) || read.Exists(r => r.Stream == id.Stream)) continue;
            var state = await Known(id, stop);
            if (state.Version > 0) (found ??= [])[id] = state.State;
            read.Add((id.Stream, state.Version));
        }
        return found ?? (IReadOnlyDictionary<GrainId, object>)ReadOnlyDictionary<GrainId, object>.Empty;
    }

    private async ValueTask<GrainState> Known(GrainId grain, CancellationToken stop)
    {
        lock (recent)
            if (recent.TryGet(grain.Stream, out var known)) return known;
        var state = await states.Load(grain, stop);
        lock (recent) recent.Set(grain.Stream, state);
        return state;
    }
}
