using System.Collections.Concurrent;
using Mithaq.Contracts;
using Mithaq.Grains.Organisations;

namespace Mithaq.Silo.Runtime;

/// <summary>
/// The organisations as this node last saw them. They may be behind: the append expects the versions that were read,
/// and nobody is refused before they were compared with the journal.
/// </summary>
public sealed class OrganisationFacts(GrainStates states)
{
    private readonly ConcurrentDictionary<OrganisationId, GrainState> known = new();

    /// <summary>The organisations that exist, and the version of every stream that was read (0: it does not exist).</summary>
    public async ValueTask<(Dictionary<OrganisationId, Organisation> Facts, List<(string Stream, long Version)> Read)> Of(
        IEnumerable<OrganisationId> organisations, CancellationToken stop)
    {
        var facts = new Dictionary<OrganisationId, Organisation>(4);
        var read = new List<(string, long)>(4);
        foreach (var id in organisations)
        {
            if (!id.IsValid) continue;
            var stream = GrainId.Organisation(id).Stream;
            if (read.Exists(r => r.Item1 == stream)) continue;
            if (!known.TryGetValue(id, out var state)) known[id] = state = await states.Load(GrainId.Organisation(id), stop);
            read.Add((stream, state.Version));
            if (state.Version > 0) facts[id] = (Organisation)state.State;
        }
        return (facts, read);
    }

    /// <summary>Forgets what is behind these heads. True when anything was.</summary>
    public bool ForgetBehind(IReadOnlyList<(string Stream, long Version)> read, IReadOnlyDictionary<string, Journal.StreamHead> heads)
    {
        var behind = false;
        foreach (var (stream, version) in read)
        {
            if (heads.GetValueOrDefault(stream).Version == version) continue;
            known.TryRemove(new OrganisationId(new GrainId(stream).Key), out _);
            behind = true;
        }
        return behind;
    }

    public void Forget(IReadOnlyList<(string Stream, long Version)> read)
    {
        foreach (var (stream, _) in read) known.TryRemove(new OrganisationId(new GrainId(stream).Key), out _);
    }
}
