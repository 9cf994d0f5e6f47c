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
    public DateOnly? ProposeBy { get; init; }
    public DateOnly? ApproveBy { get; init; }
    public DateOnly? ReportBy { get; init; }
    public DateOnly OpenedOn { get; init; }

    public ImmutableArray<Project> Projects { get; init; } = [];
    public ImmutableArray<Activity> Activities { get; init; } = [];
    public ImmutableArray<BudgetLine> Budget { get; init; } = [];
    public ImmutableArray<Indicator> Indicators { get; init; } = [];
    public ReportingSet Reporting { get; init; } = new(null, null, default);

    public RecordedActs RecordedActs { get; init; } = RecordedActs.None;
    public TakenSteps Steps { get; init; } = TakenSteps.None;

    public ApprovalState Approval { get; init; } = ApprovalState.None;
    public ImmutableDictionary<Guid, PendingChange> Changes { get; init; } = ImmutableDictionary<Guid, PendingChange>.Empty;
    public ImmutableDictionary<string, ActivityProgress> Progress { get; init; } = ImmutableDictionary<string, ActivityProgress>.Empty;
    public ImmutableDictionary<string, LineMoney> Money { get; init; } = ImmutableDictionary<string, LineMoney>.Empty;
    public MeasuringState Measuring { get; init; } = MeasuringState.None;
    public ImmutableDictionary<string, ReportProgress> Reports { get; init; } = ImmutableDictionary<string, ReportProgress>.Empty;
    public ImmutableArray<CarriedIn> CarriedIn { get; init; } = [];
    public EvaluatingState Evaluation { get; init; } = EvaluatingState.None;
    public CutShort? CutShort { get; init; }
    public Standstills Standstills { get; init; } = Standstills.None;

    public bool IsSuspended => Standstills.IsOpen;

    /// <summary>In preparation or on the table.</summary>
    public bool IsUnapproved => Stage is ProgrammeStage.Open or ProgrammeStage.Proposed;

    /// <summary>Approved and not evaluated yet.</summary>
    public bool IsUnderWay => Stage is ProgrammeStage.Approved or ProgrammeStage.Executing or ProgrammeStage.Closing;

    public IReadOnlyList<OrganisationId> PartyIds => Parties;

    public bool IsParty(OrganisationId organisation) => Parties.Contains(organisation);

    public IReadOnlyList<OrganisationId> PartiesExcept(IEnumerable<OrganisationId> done) => [.. Parties.Except(done)];

    public Project? Project(string? id) => Projects.FirstOrDefault(p => p.Id == id);

    /// <summary>The party whose turn it is; all of them where it is nobody's alone, or that party has left.</summary>
    public IReadOnlyList<OrganisationId> Turn(OrganisationId? party) => party is { } one && IsParty(one) ? [one] : Parties;

    /// <summary>An item that waits until a date. While the agreement is suspended it waits without one, afterwards so many days longer.</summary>
    /// <param name="setOn">When the date was set, which contains earlier suspensions; null: on the day since when somebody is awaited.</param>
    public OpenItem Item(
        string key, DeadlineKind kind, IReadOnlyList<OrganisationId> owes, Role role, DateOnly since, DateOnly nominal, bool effectPending = true,
        DateOnly? setOn = null) =>
        FixedItem(key, kind, owes, role, since, Standstills.DueOn(setOn ?? since, nominal), effectPending);

    /// <summary>An item that waits until a day of the period, which no suspension moves.</summary>
    public OpenItem FixedItem(
        string key, DeadlineKind kind, IReadOnlyList<OrganisationId> owes, Role role, DateOnly since, DateOnly day, bool effectPending = true) =>
        IsSuspended ? new(key, kind, owes, role, since) : Steps.Item(key, kind, owes, role, since, day, Zone, effectPending);
}
