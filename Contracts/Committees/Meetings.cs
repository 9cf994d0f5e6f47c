namespace Mithaq.Contracts.Committees;

/// <param name="Id">A short key, unique in the meeting ("1", "programme").</param>
public sealed record AgendaItem(string Id, LocalizedText Title);

/// <summary>A person in a seat at a meeting.</summary>
/// <param name="Alternate">Sits as the seat's alternate.</param>
public sealed record Attendance(OrganisationId Party, int Seat, PersonId Person, bool Alternate = false);

public sealed record PlanCommitteeMeeting(DateOnly Date, string Place) : ICommitteeCommand;

public sealed record MeetingPlanned(Guid Meeting, DateOnly Date, string Place, OrganisationId By, DateOnly On) : ICommitteeEvent;

/// <summary>Invitations went out; may be given again, for another day or agenda, until the meeting is held.</summary>
/// <param name="Date">At least the rules' invitation days after the act date.</param>
/// <param name="Agenda">1–100 items.</param>
/// <param name="ActDate">The day on the invitations.</param>
public sealed record ConveneMeeting(Guid Meeting, DateOnly Date, string Place, IReadOnlyList<AgendaItem> Agenda, DateOnly ActDate, Document? Invitation = null)
    : ICommitteeCommand, IDated;

/// <param name="Chairs">The parties whose turn it is to chair.</param>
public sealed record MeetingConvened(
    Guid Meeting, DateOnly Date, string Place, IReadOnlyList<AgendaItem> Agenda, IReadOnlyList<OrganisationId> Chairs, OrganisationId By, DateOnly ActDate,
    Document? Invitation = null) : ICommitteeEvent, IDated;

/// <summary>The whole agenda anew; until the meeting is held.</summary>
public sealed record AmendAgenda(Guid Meeting, IReadOnlyList<AgendaItem> Agenda) : ICommitteeCommand;

public sealed record AgendaAmended(Guid Meeting, DateOnly Of, IReadOnlyList<AgendaItem> Agenda, OrganisationId By) : ICommitteeEvent;

/// <summary>Who was there, on the day of the meeting. The rules' quorum decides whether it was held.</summary>
/// <param name="Present">Members and alternates, 0–500; at least one seat for the meeting to be held.</param>
/// <param name="ActDate">The day of the meeting.</param>
public sealed record RecordAttendance(Guid Meeting, IReadOnlyList<PersonId> Present, DateOnly ActDate, Document? Sheet = null) : ICommitteeCommand, IDated;

public sealed record MeetingHeld(Guid Meeting, IReadOnlyList<Attendance> Present, DateOnly ActDate, Document? Sheet = null) : ICommitteeEvent, IDated;

/// <summary>The record of absence.</summary>
/// <param name="Seats">Seats that were present.</param>
/// <param name="Needed">Seats that would have been enough.</param>
/// <param name="Absent">Parties of which nobody was there.</param>
public sealed record MeetingNotQuorate(
    Guid Meeting, IReadOnlyList<Attendance> Present, int Seats, int Needed, IReadOnlyList<OrganisationId> Absent, DateOnly ActDate, Document? Sheet = null)
    : ICommitteeEvent, IDated;

/// <summary>A second convocation, with the same agenda and a quorum of its own.</summary>
/// <param name="Date">At least the rules' days after the meeting that was not quorate.</param>
public sealed record ReconveneMeeting(Guid Meeting, DateOnly Date, string Place, DateOnly ActDate) : ICommitteeCommand, IDated;

public sealed record MeetingReconvened(Guid Meeting, DateOnly Date, string Place, OrganisationId By, DateOnly ActDate) : ICommitteeEvent, IDated;

/// <param name="Reason">≤ 2,000 characters.</param>
public sealed record CancelCommitteeMeeting(Guid Meeting, string Reason) : ICommitteeCommand;

public sealed record MeetingCancelled(Guid Meeting, DateOnly Of, OrganisationId By, string Reason) : ICommitteeEvent;

/// <summary>A member or alternate of the caller's party has an interest of his own in an item: for it he counts neither for quorum nor vote.</summary>
public sealed record DeclareConflict(Guid Meeting, string Item, PersonId Member, DateOnly ActDate) : ICommitteeCommand, IDated;

/// <summary>The same for a written consultation.</summary>
public sealed record DeclareConsultationConflict(Guid Decision, PersonId Member, DateOnly ActDate) : ICommitteeCommand, IDated;

/// <param name="Meeting">With <paramref name="Item"/>; null: a written consultation, <paramref name="Decision"/>.</param>
public sealed record ConflictDeclared(OrganisationId Party, PersonId Member, DateOnly ActDate, Guid? Meeting = null, string? Item = null, Guid? Decision = null)
    : ICommitteeEvent, IDated;
