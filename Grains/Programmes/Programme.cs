using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

public enum ProgrammeStage { None, Open, Proposed, Approved, Executing, Closing, Evaluated, Abandoned }

/// <summary>A programme as its rules know it. What a chapter alone needs stands in that chapter's own record.</summary>
public sealed record Programme(GrainId Id) : IAmongParties
{
    public ProgrammeStage Stage { get; init; }
    public GrainId Agreement { get; init; }
    public string Period { get; init; } = "";
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    public ImmutableArray<OrganisationId> Parties { get; init; } = [];
    public string Zone { get; init; } = "UTC";
    public string Currency { get; init; } = "";
    public ImmutableArray<Axis> Axes { get; init; } = [];
    public bool ByDecision { get; init; }
    public ImmutableArray<Project> Projects { get; init; } = [];
    public RecordedActs RecordedActs { get; init; } = RecordedActs.None;
    public TakenSteps Steps { get; init; } = TakenSteps.None;

    public IReadOnlyList<OrganisationId> PartyIds => Parties;

    public Project? Project(string id) => Projects.FirstOrDefault(p => p.Id == id);

    public bool IsParty(OrganisationId organisation) => Parties.Contains(organisation);
}
