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
    private readonly ConcurrentDictionary<OrganisationId, (string Stream, GrainState State)> known = new();

    /// <summary>The organisations that exist, and the version of every stream that was read (0: it does not exist).</summary>
    public async ValueTask<(Dictionary<OrganisationId, Organisation> Facts, List<(string Stream, long Version)> Read)> Of(
        IEnumerable<OrganisationId> organisations, CancellationToken stop)
    {
        var facts = new Dictionary<OrganisationId, Organisation>();
        var read = new List<(string, long)>(2);
        foreach (var id in organisations)
        {
            if (!id.IsValid || facts.ContainsKey(id)) continue;
            if (!known.TryGetValue(id, out var seen))
            {
                var grain = GrainId.Organisation(id);
                known[id] = seen = (grain.Stream, await states.Load(grain, stop));
            }
            if (seen.State.Version > 0) facts[id] = (Organisation)seen.State.State;
            else if (read.Contains((seen.Stream, 0))) continue;
            read.Add((seen.Stream, seen.State.Version));
        }
        return (facts, read);
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
        foreach (var (stream, _) in read) known.TryRemove(new OrganisationId(new GrainId(stream).Key), out _);
    }
}
