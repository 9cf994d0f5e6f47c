namespace Mithaq.Contracts.Cases;

/// <summary>The supporter takes the case on, at once or from the waiting list. Note ≤ 2,000 characters.</summary>
public sealed record AcceptCase(DateOnly ActDate, string? Note = null) : ICaseCommand, IDated;

public sealed record CaseAccepted(OrganisationId By, DateOnly ActDate, string? Note = null) : ICaseEvent, IDated;

/// <summary>The supporter does not take the case on; reason ≤ 2,000 characters.</summary>
public sealed record DeclineCase(string Reason, DateOnly ActDate) : ICaseCommand, IDated;

public sealed record CaseDeclined(OrganisationId By, string Reason, DateOnly ActDate) : ICaseEvent, IDated;

/// <summary>The supporter would take the case on, later; reason ≤ 2,000 characters.</summary>
public sealed record WaitlistCase(DateOnly ActDate, string? Reason = null) : ICaseCommand, IDated;

public sealed record CaseWaitlisted(OrganisationId By, DateOnly ActDate, string? Reason = null) : ICaseEvent, IDated;

/// <summary>The supporter cannot answer before the proposer has brought what is missing.</summary>
/// <param name="Missing">1–20 entries of ≤ 500 characters.</param>
/// <param name="CompleteBy">The day by which it should be complete; null: as many days as the supporter has for its answer.</param>
public sealed record ReturnForCompletion(IReadOnlyList<string> Missing, DateOnly ActDate, DateOnly? CompleteBy = null) : ICaseCommand, IDated;

public sealed record CaseReturnedForCompletion(OrganisationId By, IReadOnlyList<string> Missing, DateOnly CompleteBy, DateOnly ActDate) : ICaseEvent, IDated;

/// <summary>The proposer brings what was missing; the days for the answer start anew.</summary>
/// <param name="Documents">0–20; without any, the note says what was missing.</param>
/// <param name="Note">≤ 2,000 characters.</param>
public sealed record CompleteCase(DateOnly ActDate, IReadOnlyList<Document>? Documents = null, string? Note = null) : ICaseCommand, IDated;

public sealed record CaseCompleted(OrganisationId By, IReadOnlyList<Document> Documents, DateOnly ActDate, string? Note = null) : ICaseEvent, IDated;
