using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

/// <summary>How far the case has come. Its stages of support, which the project fixes, are another thing: they pass while it is supported.</summary>
public enum CasePhase { None, Proposed, ReturnedForCompletion, Waitlisted, Accepted, Declined, Supported, OnHold, Graduated, Dropped, HandedOver }

/// <summary>A case as its rules know it. Of its programme it keeps what it copied when it was proposed.</summary>
public sealed record Case(GrainId Id) : IAmongParties
{
    public CasePhase Phase { get; init; }
    public GrainId Agreement { get; init; }
    public GrainId Programme { get; init; }
    public Beneficiary? Beneficiary { get; init; }

    /// <summary>Other cases of the same beneficiary that were open when it was proposed.</summary>
    public ImmutableArray<GrainId> Same { get; init; } = [];

    /// <summary>Those beside which nobody has said yet why this one is right.</summary>
    public ImmutableArray<GrainId> Unexplained { get; init; } = [];

    public OrganisationId Proposer { get; init; }
    public OrganisationId Supporter { get; init; }
    public ImmutableArray<OrganisationId> Parties { get; init; } = [];
    public string Zone { get; init; } = "UTC";
    public string Currency { get; init; } = "";
    public ImmutableArray<CaseStage> Stages { get; init; } = [];
    public CaseTerms Terms { get; init; } = new();
    public RecordedActs RecordedActs { get; init; } = RecordedActs.None;
    public TakenSteps Steps { get; init; } = TakenSteps.None;

    /// <summary>The act date of what led to the present phase or stage of support.</summary>
    public DateOnly Since { get; init; }

    /// <summary>While it is returned: the day by which it should be complete.</summary>
    public DateOnly? CompleteBy { get; init; }

    /// <summary>The first day of support.</summary>
    public DateOnly? SupportedFrom { get; init; }

    /// <summary>The stage of support, from 1; 0: support has not begun.</summary>
    public int StageNumber { get; init; }

    public Hold? Hold { get; init; }

    /// <summary>By one of the two sides.</summary>
    public Standstills Holds { get; init; } = Standstills.None;

    /// <summary>With the agreement.</summary>
    public Standstills Suspensions { get; init; } = Standstills.None;
    public ImmutableSortedDictionary<int, StageReport> Reports { get; init; } = ImmutableSortedDictionary<int, StageReport>.Empty;
    public DateOnly? GraduatedOn { get; init; }

    /// <summary>Months after graduation of the follow-ups that were recorded.</summary>
    public ImmutableArray<int> FollowUps { get; init; } = [];

    /// <summary>A person's case: those of the bodies that it founded.</summary>
    public ImmutableArray<GrainId> Founded { get; init; } = [];

    /// <summary>A body's case: those of its founders.</summary>
    public ImmutableArray<GrainId> Founders { get; init; } = [];

    public IReadOnlyList<OrganisationId> PartyIds => Parties;

    /// <summary>When its clocks stood still, whatever the cause.</summary>
    public Standstills Pauses => Holds.And(Suspensions);

    /// <summary>Nothing happens to it any more.</summary>
    public bool IsOver => Phase is CasePhase.Declined or CasePhase.Dropped or CasePhase.HandedOver;

    /// <summary>Proposer and supporter, without one that is no longer a party.</summary>
    public IReadOnlyList<OrganisationId> Sides => [.. new[] { Proposer, Supporter }.Where(Parties.Contains)];

    /// <summary>The stage of support that it is in.</summary>
    public CaseStage CurrentStage() => Stages[StageNumber - 1];

    /// <summary>Why an act cannot bear that date: it is in the future, or before the earliest that makes sense (null: what led to the present phase).</summary>
    public Refusal? Refuses(DateOnly actDate, Context context, DateOnly? earliest = null) =>
        ActDates.Refuses(actDate, Zone, context)
        ?? (actDate < (earliest ?? Since) ? Refusal.Of(CaseRefusals.ActDateTooEarly, ("earliest", earliest ?? Since)) : null);

    /// <summary>An item that waits until a date in the case's zone.</summary>
    public OpenItem Item(string key, DeadlineKind kind, OrganisationId owes, DateOnly since, DateOnly nominal, bool effectPending = true) =>
        Steps.Item(key, kind, [owes], Role.Coordinator, since, nominal, Zone, effectPending);
}
