namespace Mithaq.Contracts.Participations;

/// <summary>The event is over and the organisation took part.</summary>
/// <param name="ActDate">The last day on which it was held: from it the mission report's days count.</param>
public sealed record RecordHeld(DateOnly ActDate) : IParticipationCommand, IDated;

/// <param name="ReportBy">The day on which the mission report is due.</param>
public sealed record ParticipationHeld(DateOnly ActDate, DateOnly ReportBy) : IParticipationEvent, IDated;

/// <summary>Something is to be done after, or because of, the event.</summary>
/// <param name="FollowUp">A short key, unique in the participation.</param>
/// <param name="Due">Null: no day is set.</param>
/// <param name="Owner">A member of the organisation who does it; null: whoever holds the role.</param>
/// <param name="Contact">The contact that it is about.</param>
public sealed record AddFollowUp(
    string FollowUp, string What, DateOnly? Due = null, PersonId? Owner = null, Role Role = Role.Coordinator, string? Contact = null) : IParticipationCommand;

public sealed record FollowUpAdded(string FollowUp, string What, DateOnly? Due, PersonId? Owner, Role Role, string? Contact, DateOnly On) : IParticipationEvent;

public sealed record CompleteFollowUp(string FollowUp, DateOnly ActDate, string? Result = null) : IParticipationCommand, IDated;

public sealed record FollowUpCompleted(string FollowUp, DateOnly ActDate, string? Result) : IParticipationEvent, IDated;

public sealed record CancelFollowUp(string FollowUp, string Reason) : IParticipationCommand;

public sealed record FollowUpCancelled(string FollowUp, string Reason, DateOnly On) : IParticipationEvent;

/// <summary>The report of those who went.</summary>
public sealed record SubmitMissionReport(Document Report, DateOnly ActDate) : IParticipationCommand, IDated;

public sealed record MissionReportSubmitted(Document Report, DateOnly ActDate) : IParticipationEvent, IDated;

/// <summary>Every follow-up is settled and the report is in.</summary>
public sealed record MarkFollowedUp : IParticipationCommand;

public sealed record ParticipationFollowedUp(DateOnly On) : IParticipationEvent;
