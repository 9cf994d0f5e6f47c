using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

public enum CommitteeStage { None, Constituted, Active, Dissolved }

/// <summary>A joint committee as its rules know it.</summary>
public sealed record Committee(GrainId Id) : IAmongParties
{
    public CommitteeStage Stage { get; init; }
    public GrainId Agreement { get; init; }
    public CommitteeForeseen? Foreseen { get; init; }
    public LocalizedText AgreementTitle { get; init; } = new();
    public string Zone { get; init; } = "UTC";
    public DateOnly ConstitutedOn { get; init; }
    public Dissolution? Dissolution { get; init; }
    public ImmutableArray<OrganisationId> Parties { get; init; } = [];
    public ImmutableArray<Seat> Seats { get; init; } = [];
    public ImmutableDictionary<OrganisationId, ChairNamed> Chairs { get; init; } = ImmutableDictionary<OrganisationId, ChairNamed>.Empty;
    public SecretaryNamed? Secretary { get; init; }
    public RulesOfProcedure Rules { get; init; } = new();
    public RulesOnTheTable? ProposedRules { get; init; }
    public ImmutableArray<Meeting> Meetings { get; init; } = [];
    public ImmutableArray<Motion> Motions { get; init; } = [];
    public ImmutableArray<CommitteeAction> Actions { get; init; } = [];
    public Standstills Pauses { get; init; } = Standstills.None;
    public RecordedActs RecordedActs { get; init; } = RecordedActs.None;
    public TakenSteps Steps { get; init; } = TakenSteps.None;

    public IReadOnlyList<OrganisationId> PartyIds => Parties;

    public Meeting? Meeting(Guid id) => Meetings.FirstOrDefault(m => m.Id == id);

    public Motion? Motion(Guid id) => Motions.FirstOrDefault(m => m.Id == id);

    public Committee With(Meeting meeting) => this with { Meetings = [.. Meetings.Select(m => m.Id == meeting.Id ? meeting : m)] };

    public Committee With(Motion motion) => this with { Motions = [.. Motions.Select(m => m.Id == motion.Id ? motion : m)] };

    public IReadOnlyList<OrganisationId> PartiesExcept(IEnumerable<OrganisationId> done) => [.. Parties.Except(done)];

    /// <summary>An item whose clock stands still while the agreement is suspended.</summary>
    public OpenItem Item(string key, DeadlineKind kind, IReadOnlyList<OrganisationId> owes, Role role, DateOnly since, DateOnly nominal) => Named(
        Pauses.IsOpen ? new(key, kind, owes, role, since) : Steps.Item(key, kind, owes, role, since, Pauses.DueOn(since, nominal), Zone));

    /// <summary>What the secretariat owes, the committee's secretary is reminded of; in the other parties whoever holds the role.</summary>
    public OpenItem Named(OpenItem item) => item.Role is Role.CommitteeSecretary ? item with { Person = Secretary?.Person } : item;

    /// <summary>Acts are dated from what they follow until today.</summary>
    public Refusal? Refuses(DateOnly actDate, DateOnly earliest, Context context) =>
        ActDates.Refuses(actDate, Zone, context)
        ?? (actDate < earliest ? Refusal.Of(CommitteeRefusals.ActDateTooEarly, ("date", actDate), ("earliest", earliest)) : null);
}
