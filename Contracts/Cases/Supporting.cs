namespace Mithaq.Contracts.Cases;

/// <summary>Support begins, at the first of the project's stages; from this day reports are counted.</summary>
public sealed record StartSupport(DateOnly ActDate) : ICaseCommand, IDated;

/// <param name="Of">How many stages there are.</param>
public sealed record SupportStarted(OrganisationId By, string Stage, int Of, DateOnly ActDate) : ICaseEvent, IDated;

/// <summary>The beneficiary has passed its stage and enters the next one. Note ≤ 2,000 characters.</summary>
public sealed record AdvanceStage(DateOnly ActDate, string? Note = null) : ICaseCommand, IDated;

/// <param name="Number">Of the stage it enters, 1 to <paramref name="Of"/>.</param>
public sealed record StageAdvanced(OrganisationId By, string From, string Stage, int Number, int Of, DateOnly ActDate, string? Note = null) : ICaseEvent, IDated;

/// <summary>The beneficiary goes through its stage, or an earlier one, once more; where the project's stages repeat. Reason ≤ 2,000 characters.</summary>
public sealed record RepeatStage(string Stage, string Reason, DateOnly ActDate) : ICaseCommand, IDated;

/// <param name="Number">Of the stage that is repeated, 1 to <paramref name="Of"/>.</param>
public sealed record StageRepeated(OrganisationId By, string Stage, int Number, int Of, string Reason, DateOnly ActDate) : ICaseEvent, IDated;

public enum SupportKind { Training, Coaching, Equipment, Grant, Loan, MarketAccess, Administrative, Networking, Other }

/// <summary>The supporter records what it gave. A grant or a loan has an amount; anything else may have one, its value.</summary>
/// <param name="Note">≤ 2,000 characters.</param>
/// <param name="Amount">In the case's currency.</param>
/// <param name="Evidence">0–20.</param>
public sealed record RecordSupport(SupportKind Kind, string Note, DateOnly ActDate, Money? Amount = null, IReadOnlyList<Document>? Evidence = null) : ICaseCommand, IDated;

/// <param name="Stage">The beneficiary's stage when it was recorded.</param>
public sealed record SupportGiven(
    Guid Support, OrganisationId By, SupportKind Kind, string Note, string Stage, DateOnly ActDate, IReadOnlyList<Document> Evidence, Money? Amount = null) : ICaseEvent, IDated;
