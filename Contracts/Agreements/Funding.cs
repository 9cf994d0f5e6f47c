namespace Mithaq.Contracts.Agreements;

// Planned → Callable → Called → Paid → Received → Justified; beside them Withheld and Reclaimed. Acts on a tranche follow each other by act date.

/// <summary>A report was accepted somewhere; tranches may hang on it.</summary>
/// <param name="Key">The key of the conditions that it meets.</param>
/// <param name="Source">The grain in which it was accepted.</param>
public sealed record NoteReportAccepted(string Key, GrainId Source, DateOnly On) : IAgreementCommand, ISystemCommand;

/// <summary>A committee decided; tranches may hang on it.</summary>
/// <param name="Key">The key of the conditions that it meets.</param>
public sealed record NoteDecision(string Key, GrainId Source, DateOnly On) : IAgreementCommand, ISystemCommand;

/// <param name="Source">The grain that brought it; null: a date, or the justification of an earlier tranche.</param>
public sealed record TrancheConditionMet(string Tranche, string Condition, DateOnly On, GrainId? Source = null) : IAgreementEvent;

/// <summary>Nothing stands against the call any more.</summary>
public sealed record TrancheBecameCallable(string Tranche, DateOnly On) : IAgreementEvent;

/// <summary>The recipient asks for the money.</summary>
public sealed record CallTranche(string Tranche, DateOnly ActDate) : IAgreementCommand, IDated;

/// <param name="PayBy">The local date by which the funder pays.</param>
public sealed record TrancheCalled(string Tranche, DateOnly ActDate, DateOnly PayBy) : IAgreementEvent, IDated;

/// <summary>The funder pays the whole tranche at once.</summary>
/// <param name="Reference">The transfer's or payment order's number, ≤ 100 characters.</param>
public sealed record PayTranche(string Tranche, Money Amount, DateOnly ActDate, string Reference) : IAgreementCommand, IDated;

public sealed record TranchePaid(string Tranche, Money Amount, DateOnly ActDate, string Reference) : IAgreementEvent, IDated;

public sealed record ConfirmReceipt(string Tranche, DateOnly ActDate) : IAgreementCommand, IDated;

/// <param name="JustifyBy">The local date by which the recipient justifies it.</param>
public sealed record TrancheReceived(string Tranche, DateOnly ActDate, DateOnly JustifyBy) : IAgreementEvent, IDated;

/// <summary>The recipient shows how a part of the tranche, or all of it, was spent; one submission at a time.</summary>
/// <param name="Amount">More than nothing, at most what is neither justified nor reclaimed.</param>
/// <param name="Evidence">1–100 documents.</param>
public sealed record SubmitJustification(string Tranche, Money Amount, IReadOnlyList<Document> Evidence, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record JustificationSubmitted(string Tranche, Money Amount, IReadOnlyList<Document> Evidence, DateOnly ActDate) : IAgreementEvent, IDated;

public sealed record AcceptJustification(string Tranche, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record JustificationAccepted(string Tranche, Money Amount, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>Everything paid and not reclaimed is justified.</summary>
public sealed record TrancheJustified(string Tranche, DateOnly On) : IAgreementEvent;

/// <summary>The funder does not accept the submission; reason ≤ 2,000 characters.</summary>
public sealed record ReturnJustification(string Tranche, string Reason, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record JustificationReturned(string Tranche, string Reason, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>The funder holds back what it has not paid yet; reason ≤ 2,000 characters.</summary>
public sealed record WithholdTranche(string Tranche, string Reason, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record TrancheWithheld(string Tranche, string Reason, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>The funder lets a withheld tranche go on from where it was; the days to pay begin anew.</summary>
public sealed record ReleaseTranche(string Tranche, DateOnly ActDate) : IAgreementCommand, IDated;

/// <param name="PayBy">Where it was called already: the local date by which the funder pays.</param>
public sealed record TrancheReleased(string Tranche, DateOnly ActDate, DateOnly? PayBy = null) : IAgreementEvent, IDated;

/// <summary>The funder takes back what was paid and is neither justified nor submitted; reason ≤ 2,000 characters.</summary>
public sealed record ReclaimTranche(string Tranche, Money Amount, string Reason, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record TrancheReclaimed(string Tranche, Money Amount, string Reason, DateOnly ActDate) : IAgreementEvent, IDated;
