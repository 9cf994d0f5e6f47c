using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

public enum AgreementStage { None, Draft, Review, Approved, Signed, InForce, Suspended, Ended, Evaluated, Closed, Withdrawn, Void }

/// <summary>An agreement as its rules know it. What a chapter alone needs stands in that chapter's own record.</summary>
public sealed record Agreement(GrainId Id) : IAmongParties
{
    public AgreementStage Stage { get; init; }
    public AgreementKind Kind { get; init; }
    public LocalizedText Title { get; init; } = new();
    public string Zone { get; init; } = "UTC";
    public string Currency { get; init; } = "";
    public OrganisationId Initiator { get; init; }
    public ImmutableArray<Party> Parties { get; init; } = [];
    public Parentage? Parentage { get; init; }
    /// <summary>The contact of a participation that led to it.</summary>
    public Origin? Origin { get; init; }
    public Substance? Substance { get; init; }
    public Term Terms { get; init; } = new();
    public Governance Governance { get; init; } = new();
    public ImmutableArray<Commitment> Commitments { get; init; } = [];
    public ImmutableArray<Contribution> Contributions { get; init; } = [];
    public ImmutableArray<Tranche> Tranches { get; init; } = [];
    public ImmutableArray<Formality> Formalities { get; init; } = [];
    public AgreementText Text { get; init; } = AgreementText.None;
    public RecordedActs RecordedActs { get; init; } = RecordedActs.None;
    public TakenSteps Steps { get; init; } = TakenSteps.None;

    public ReviewState Review { get; init; } = ReviewState.None;
    public SigningState Signing { get; init; } = SigningState.None;
    public ImmutableDictionary<string, FormalityResult> FormalityResults { get; init; } = ImmutableDictionary<string, FormalityResult>.Empty;
    public RenewalState Renewal { get; init; } = RenewalState.None;
    public ImmutableArray<SuspendedPeriod> Suspensions { get; init; } = [];
    public EndingState Ending { get; init; } = EndingState.None;
    public ImmutableDictionary<Guid, Dispute> Disputes { get; init; } = ImmutableDictionary<Guid, Dispute>.Empty;
    public MembershipState Membership { get; init; } = MembershipState.None;
    public FamilyState Family { get; init; } = FamilyState.None;
    public OccurrenceState Occurrences { get; init; } = OccurrenceState.None;
    public FundingState Funding { get; init; } = FundingState.None;
    public EvaluationState Evaluation { get; init; } = EvaluationState.None;
    public ClosingState Closing { get; init; } = ClosingState.None;
    public ImmutableArray<ProgrammeOpened> Programmes { get; init; } = [];
    public AddendaState Addenda { get; init; } = AddendaState.None;

    /// <summary>The first day in force.</summary>
    public DateOnly? InForceOn { get; init; }

    /// <summary>The last day of the current term, inclusive; null: not in force yet, or open-ended.</summary>
    public DateOnly? Ends { get; init; }

    /// <summary>Suspensions before this date are contained in the term as it was last agreed.</summary>
    public DateOnly TermCountsFrom { get; init; }

    /// <summary>The local date on which an agreement that was already running on paper was imported.</summary>
    public DateOnly? ImportedOn { get; init; }

    public bool IsParty(OrganisationId organisation) => Parties.Any(p => p.Organisation == organisation);

    public Party Party(OrganisationId organisation) => Parties.First(p => p.Organisation == organisation);

    public IReadOnlyList<OrganisationId> PartyIds => [.. Parties.Select(p => p.Organisation)];

    public IReadOnlyList<OrganisationId> PartiesExcept(IEnumerable<OrganisationId> done) => [.. PartyIds.Except(done)];

    /// <summary>The party whose turn it is; all of them once it has left.</summary>
    public IReadOnlyList<OrganisationId> Turn(OrganisationId party) => IsParty(party) ? [party] : PartyIds;

    public FormalityResult? ResultOf(string formality) => FormalityResults.GetValueOrDefault(formality);

    public bool HasAxis(string axis) => Substance?.Axes?.Any(a => a?.Id == axis) ?? false;

    /// <summary>An item that waits until a date in the agreement's zone; what an import brought is silent about dates already past.</summary>
    public OpenItem Item(
        string key, DeadlineKind kind, IReadOnlyList<OrganisationId> owes, Role role, DateOnly since, DateOnly nominal, bool effectPending = true) =>
        Steps.Item(key, kind, owes, role, since, nominal, Zone, effectPending, ImportedOn);
}

/// <summary>The text on the table: the last version, with its hash.</summary>
public sealed record AgreementText(int Number, Sha256 Hash, ImmutableArray<Clause> Clauses, ImmutableArray<Document> Documents)
{
    public static AgreementText None { get; } = new(0, default, [], []);
}
