namespace Mithaq.Contracts.Cases;

/// <summary>After the last stage the beneficiary stands on its own. Note ≤ 2,000 characters.</summary>
public sealed record GraduateCase(DateOnly ActDate, string? Note = null) : ICaseCommand, IDated;

public sealed record CaseGraduated(OrganisationId By, DateOnly ActDate, string? Note = null) : ICaseEvent, IDated;

/// <summary>Proposer or supporter gives the case up; reason ≤ 2,000 characters.</summary>
public sealed record DropCase(string Reason, DateOnly ActDate) : ICaseCommand, IDated;

public sealed record CaseDropped(OrganisationId By, string Reason, DateOnly ActDate) : ICaseEvent, IDated;

/// <summary>The supporter looks again at a beneficiary that graduated, after 6 and after 12 months.</summary>
/// <param name="Months">6 or 12.</param>
/// <param name="Findings">≤ 20,000 characters.</param>
/// <param name="StillActive">The activity that was supported still runs.</param>
/// <param name="Evidence">0–20.</param>
public sealed record RecordFollowUp(int Months, string Findings, bool StillActive, DateOnly ActDate, IReadOnlyList<Document>? Evidence = null) : ICaseCommand, IDated;

public sealed record FollowUpRecorded(
    int Months, OrganisationId By, string Findings, bool StillActive, DateOnly ActDate, IReadOnlyList<Document> Evidence) : ICaseEvent, IDated;

/// <summary>The agreement closes: a case that is still open passes to whom the note names. Note ≤ 2,000 characters.</summary>
public sealed record NoteCaseHandedOver(string Note, DateOnly On) : ICaseCommand, ISystemCommand;

public sealed record CaseHandedOver(string Note, DateOnly On) : ICaseEvent;
