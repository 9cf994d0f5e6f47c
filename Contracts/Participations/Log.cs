namespace Mithaq.Contracts.Participations;

/// <summary>A working meeting beside the event.</summary>
/// <param name="ActDate">The day of the meeting.</param>
/// <param name="With">One to twenty.</param>
public sealed record LogWorkingMeeting(DateOnly ActDate, IReadOnlyList<Counterpart> With, string Subject, string? Results = null) : IParticipationCommand, IDated;

public sealed record WorkingMeetingLogged(DateOnly ActDate, IReadOnlyList<Counterpart> With, string Subject, string? Results) : IParticipationEvent, IDated;

/// <summary>Somebody came by, at the stand or elsewhere.</summary>
/// <param name="ActDate">The day of the visit.</param>
/// <param name="Interest">What the visitor wanted to know, or took an interest in.</param>
public sealed record LogVisit(DateOnly ActDate, Counterpart Visitor, string? Interest = null) : IParticipationCommand, IDated;

public sealed record VisitLogged(DateOnly ActDate, Counterpart Visitor, string? Interest) : IParticipationEvent, IDated;

/// <summary>Somebody with whom something may come about.</summary>
/// <param name="Contact">A short key, unique in the participation.</param>
/// <param name="ActDate">The day on which the contact was made.</param>
public sealed record LogContact(string Contact, DateOnly ActDate, Counterpart With, string? Interest = null) : IParticipationCommand, IDated;

public sealed record ContactLogged(string Contact, DateOnly ActDate, Counterpart With, string? Interest) : IParticipationEvent, IDated;
