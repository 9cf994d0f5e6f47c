namespace Mithaq.Contracts.Committees;

/// <summary>Minutes of a meeting that was held, every decision in it being settled; a new version voids the approvals of the one before.</summary>
public sealed record DraftMinutes(Guid Meeting, Document Minutes, DateOnly ActDate) : ICommitteeCommand, IDated;

/// <param name="Of">The day of the meeting.</param>
/// <param name="SentOn">The local date from which the parties have it before them.</param>
public sealed record MinutesDrafted(Guid Meeting, DateOnly Of, int Version, Document Minutes, OrganisationId By, DateOnly SentOn, DateOnly ActDate) : ICommitteeEvent, IDated;

/// <summary>A party approves the minutes on the table; the last one freezes them.</summary>
/// <param name="Minutes">The hash of that version.</param>
public sealed record ApproveMinutes(Guid Meeting, Sha256 Minutes, DateOnly ActDate) : ICommitteeCommand, IDated;

public sealed record MinutesApprovedByParty(Guid Meeting, DateOnly Of, OrganisationId Party, int Version, DateOnly ActDate) : ICommitteeEvent, IDated;

/// <summary>The minutes are frozen.</summary>
/// <param name="Tacit">By the silence of those who had not answered.</param>
/// <param name="On">The last approval, or the last day on which a correction would have been in time.</param>
public sealed record MinutesApproved(Guid Meeting, DateOnly Of, int Version, Sha256 Hash, bool Tacit, DateOnly On) : ICommitteeEvent;

/// <summary>A party wants the minutes otherwise: approvals are void, a new version is awaited. In time but recorded late, it undoes a tacit approval.</summary>
/// <param name="Reason">≤ 2,000 characters.</param>
public sealed record RequestMinutesCorrection(Guid Meeting, string Reason, DateOnly ActDate) : ICommitteeCommand, IDated;

public sealed record MinutesCorrectionRequested(Guid Meeting, DateOnly Of, OrganisationId Party, int Version, string Reason, DateOnly ActDate) : ICommitteeEvent, IDated;
