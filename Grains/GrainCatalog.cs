using Mithaq.Contracts;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;
using Mithaq.Grains.Participations;
using Mithaq.Grains.Programmes;

namespace Mithaq.Grains;

/// <summary>Every kind of grain.</summary>
public sealed class GrainCatalog : ILifecycles
{
    private readonly Dictionary<string, GrainRules> byKind;

    public GrainCatalog(params IEnumerable<GrainRules> rules) => byKind = rules.ToDictionary(r => r.Kind);

    public static GrainCatalog Default { get; } = new(new AgreementRules(), new CaseRules(), new OrganisationRules(), new CommitteeRules(), new ProgrammeRules(), new ParticipationRules());

    public IReadOnlyList<string> Grains => [.. byKind.Keys];

    public IReadOnlyList<LifecycleRow> RowsOf(string grain) => [.. byKind[grain].Rows];

    /// <summary>Null for a kind that this program does not know.</summary>
    public GrainRules? Of(string kind) => byKind.GetValueOrDefault(kind);

    /// <summary>Null for an id that names no grain: malformed, or of a kind that this program does not know.</summary>
    public GrainRules? Find(GrainId grain)
    {
        var slash = grain.Stream?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash > 0 && Of(grain.Kind) is { } rules && rules.IsKey(grain.Key) ? rules : null;
    }

    public GrainRules Of(GrainId grain) => Of(grain.Kind) ?? throw new UnknownEventException($"of a grain of kind {grain.Kind}");
}
