namespace Mithaq.Contracts.Agreements;

// An occurrence is named by its commitment and its nominal due date; null: the only one of a commitment without a date.

/// <summary>
/// An obligor (for all, where several owe jointly) reports what was done: the next occurrence, one that was missed, or one that was returned.
/// An act on or before the due date that is recorded late puts right that the occurrence was taken for missed.
/// </summary>
/// <param name="Evidence">0–20 documents; at least one where the commitment requires evidence.</param>
/// <param name="Note">≤ 2,000 characters.</param>
public sealed record ReportOccurrence(string Commitment, DateOnly? Due, DateOnly ActDate, IReadOnlyList<Document>? Evidence = null, string? Note = null)
    : IAgreementCommand, IDated;

public sealed record OccurrenceReported(
    string Commitment, DateOnly? Due, OrganisationId Party, DateOnly ActDate, IReadOnlyList<Document> Evidence, string? Note = null) : IAgreementEvent, IDated;

/// <summary>A beneficiary other than the party that reported accepts the report: the occurrence is settled.</summary>
public sealed record AcceptOccurrence(string Commitment, DateOnly? Due, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record OccurrenceAccepted(string Commitment, DateOnly? Due, OrganisationId Party, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>A beneficiary other than the party that reported wants it done again or better; reason ≤ 2,000 characters.</summary>
public sealed record ReturnOccurrence(string Commitment, DateOnly? Due, string Reason, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record OccurrenceReturned(string Commitment, DateOnly? Due, OrganisationId Party, string Reason, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>A beneficiary that does not owe the same releases the obligors of one occurrence; reason ≤ 2,000 characters.</summary>
public sealed record WaiveOccurrence(string Commitment, DateOnly? Due, string Reason, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record OccurrenceWaived(string Commitment, DateOnly? Due, OrganisationId Party, string Reason, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>The due date passed without a report. It is still owed.</summary>
/// <param name="LastDay">The last day on which it would have been in time (working days and suspensions counted in).</param>
public sealed record OccurrenceMissed(string Commitment, DateOnly Due, DateOnly LastDay) : IAgreementEvent;
