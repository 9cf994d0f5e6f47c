using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Participations;

public enum ParticipationStage { None, Planned, Invited, Accepted, Held, FollowedUp, Declined, Cancelled }

/// <summary>One organisation takes part in an event, and what it makes of it.</summary>
public sealed record Participation(GrainId Id) : IAmongParties
{
    public ParticipationStage Stage { get; init; }
    public OrganisationId Organisation { get; init; }
    public Occasion? Occasion { get; init; }
    public ImmutableArray<ParticipationRole> Roles { get; init; } = [];
    public ImmutableArray<LocalizedText> Presents { get; init; } = [];
    public int ReportDays { get; init; }
    /// <summary>The local date on which it was planned.</summary>
    public DateOnly PlannedOn { get; init; }
    public InvitationRecorded? Invitation { get; init; }
    public ImmutableArray<SessionAdded> Sessions { get; init; } = [];
    public ImmutableArray<WorkingMeetingLogged> Meetings { get; init; } = [];
    public ImmutableArray<VisitLogged> Visits { get; init; } = [];
    public ImmutableArray<Contact> Contacts { get; init; } = [];
    public ImmutableArray<FollowUp> FollowUps { get; init; } = [];
    public ParticipationHeld? Held { get; init; }
    public MissionReportSubmitted? Report { get; init; }
    public TakenSteps Steps { get; init; } = TakenSteps.None;

    public string Zone => Occasion?.Zone ?? "UTC";

    public IReadOnlyList<OrganisationId> PartyIds => [Organisation];

    /// <summary>There is one organisation, and it has accounts: nobody records anything for another.</summary>
    RecordedActs IAmongParties.RecordedActs => RecordedActs.None;

    public Contact? Contact(string? key) => Contacts.FirstOrDefault(c => c.Logged.Contact == key);

    public FollowUp? FollowUp(string? key) => FollowUps.FirstOrDefault(f => f.Added.FollowUp == key);

    /// <summary>An item that the organisation waits for until a date.</summary>
    public OpenItem Item(string key, DeadlineKind kind, Role role, DateOnly since, DateOnly nominal, PersonId? person = null) =>
        Steps.Item(key, kind, PartyIds, role, since, nominal, Zone) with { Person = person };

    /// <summary>An item without a date.</summary>
    public OpenItem Undated(string key, DeadlineKind kind, Role role, DateOnly since, PersonId? person = null) =>
        new(key, kind, PartyIds, role, since, Person: person);
}

/// <param name="Draft">The agreement to which it led.</param>
public sealed record Contact(ContactLogged Logged, GrainId? Draft = null);

/// <param name="SettledOn">The day on which it was done or cancelled.</param>
public sealed record FollowUp(FollowUpAdded Added, DateOnly? SettledOn = null)
{
    public bool IsOpen => SettledOn is null;
}
