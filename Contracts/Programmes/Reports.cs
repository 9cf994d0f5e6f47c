namespace Mithaq.Contracts.Programmes;

// A report is named by its key: the period ("2027") for the annual one, "2027-1", "2027-2"… for interim ones.

/// <summary>
/// The reporter (or any party) reports on the period. A report of a day on or before the due date that is recorded late puts right that it was taken for overdue.
/// </summary>
/// <param name="Documents">1–20.</param>
/// <param name="Summary">≤ 20,000 characters.</param>
public sealed record SubmitProgrammeReport(string Report, DateOnly ActDate, IReadOnlyList<Document> Documents, string? Summary = null) : IProgrammeCommand, IDated;

public sealed record ReportSubmitted(string Report, OrganisationId By, DateOnly ActDate, IReadOnlyList<Document> Documents, string? Summary = null) : IProgrammeEvent, IDated;

/// <summary>Every party but the one that reported accepts the report.</summary>
public sealed record AcceptProgrammeReport(string Report, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record PartyAcceptedReport(string Report, OrganisationId Party, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>All other parties have accepted the report: it is settled.</summary>
/// <param name="By">The party that accepted last.</param>
/// <param name="On">The act date of the last acceptance.</param>
public sealed record ReportAccepted(string Report, OrganisationId By, DateOnly On) : IProgrammeEvent;

/// <summary>Another party wants it completed; acceptances are void. Reason ≤ 2,000 characters.</summary>
public sealed record ReturnProgrammeReport(string Report, string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ReportReturned(string Report, OrganisationId Party, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>The due date passed without a report. It is still owed.</summary>
/// <param name="LastDay">The last day on which it would have been in time (working days and suspensions counted in).</param>
public sealed record ReportOverdue(string Report, DateOnly Due, DateOnly LastDay) : IProgrammeEvent;
