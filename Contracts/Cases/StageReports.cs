namespace Mithaq.Contracts.Cases;

// The supporter owes the proposer a report every so many months from the start of support; the first one has the number 1.

/// <summary>
/// The supporter tells the proposer how the beneficiary fares: the next report, one that was missed, or one that was returned. An act on or before the due date that
/// is recorded late puts right that the report was taken for missed.
/// </summary>
/// <param name="Summary">≤ 20,000 characters.</param>
/// <param name="Evidence">0–20.</param>
public sealed record SubmitStageReport(int Number, string Summary, DateOnly ActDate, IReadOnlyList<Document>? Evidence = null) : ICaseCommand, IDated;

/// <param name="Stage">The beneficiary's stage when it was submitted.</param>
public sealed record StageReportSubmitted(
    int Number, OrganisationId By, string Stage, string Summary, DateOnly ActDate, IReadOnlyList<Document> Evidence) : ICaseEvent, IDated;

/// <summary>The proposer accepts the report: it is settled.</summary>
public sealed record AcceptStageReport(int Number, DateOnly ActDate) : ICaseCommand, IDated;

public sealed record StageReportAccepted(int Number, OrganisationId By, DateOnly ActDate) : ICaseEvent, IDated;

/// <summary>The proposer wants it again or better; reason ≤ 2,000 characters.</summary>
public sealed record ReturnStageReport(int Number, string Reason, DateOnly ActDate) : ICaseCommand, IDated;

public sealed record StageReportReturned(int Number, OrganisationId By, string Reason, DateOnly ActDate) : ICaseEvent, IDated;

/// <summary>The due date passed without a report. It is still owed.</summary>
/// <param name="Due">The nominal date, days held counted in.</param>
/// <param name="LastDay">The last day on which it would have been in time.</param>
public sealed record StageReportMissed(int Number, DateOnly Due, DateOnly LastDay) : ICaseEvent;
