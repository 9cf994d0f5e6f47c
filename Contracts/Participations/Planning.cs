namespace Mithaq.Contracts.Participations;

/// <summary>A coordinator plans that its organisation takes part in an event, invited or not.</summary>
/// <param name="Roles">One to five.</param>
/// <param name="Presents">Programmes that the organisation presents there, ≤ 50.</param>
/// <param name="ReportDays">1–180: the mission report is due so many days after the end.</param>
public sealed record PlanParticipation(
    Occasion Occasion, IReadOnlyList<ParticipationRole> Roles, IReadOnlyList<LocalizedText>? Presents = null, int ReportDays = 15) : IParticipationCommand;

public sealed record ParticipationPlanned(
    OrganisationId Organisation, Occasion Occasion, IReadOnlyList<ParticipationRole> Roles, IReadOnlyList<LocalizedText> Presents, int ReportDays, DateOnly On)
    : IParticipationEvent;

/// <summary>The organisers move the event.</summary>
public sealed record RescheduleOccasion(DateOnly From, DateOnly To) : IParticipationCommand;

public sealed record OccasionRescheduled(DateOnly From, DateOnly To) : IParticipationEvent;

/// <summary>Other roles there, or other programmes to present: replaces both.</summary>
public sealed record ChangePart(IReadOnlyList<ParticipationRole> Roles, IReadOnlyList<LocalizedText>? Presents = null) : IParticipationCommand;

public sealed record PartChanged(IReadOnlyList<ParticipationRole> Roles, IReadOnlyList<LocalizedText> Presents) : IParticipationEvent;

/// <summary>A part of the event's programme that concerns the organisation.</summary>
/// <param name="Session">A short key, unique in the participation.</param>
/// <param name="Speaker">Who speaks there for the organisation.</param>
public sealed record AddSession(string Session, LocalizedText Title, LocalizedText? Theme = null, PersonId? Speaker = null, DateOnly? On = null) : IParticipationCommand;

public sealed record SessionAdded(string Session, LocalizedText Title, LocalizedText? Theme, PersonId? Speaker, DateOnly? On) : IParticipationEvent;

public sealed record RemoveSession(string Session) : IParticipationCommand;

public sealed record SessionRemoved(string Session) : IParticipationEvent;

/// <summary>It does not come to it: the event is called off, or the organisation stays away.</summary>
public sealed record CancelParticipation(string Reason) : IParticipationCommand;

public sealed record ParticipationCancelled(string Reason, DateOnly On) : IParticipationEvent;
