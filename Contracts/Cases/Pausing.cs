namespace Mithaq.Contracts.Cases;

/// <summary>Proposer or supporter puts the case on hold: from 00:00 of the act date its clocks stand still, and the days held do not count. Reason ≤ 2,000 characters.</summary>
public sealed record HoldCase(string Reason, DateOnly ActDate) : ICaseCommand, IDated;

public sealed record CaseHeld(OrganisationId By, string Reason, DateOnly ActDate) : ICaseEvent, IDated;

/// <summary>The case goes on where it was, from 00:00 of the act date.</summary>
public sealed record ResumeCase(DateOnly ActDate) : ICaseCommand, IDated;

public sealed record CaseResumed(OrganisationId By, DateOnly ActDate) : ICaseEvent, IDated;

/// <summary>The agreement's suspension reaches the case: its clocks stand still from 00:00 of that day.</summary>
public sealed record NoteCaseAgreementSuspended(DateOnly On) : ICaseCommand, ISystemCommand;

public sealed record CaseAgreementSuspended(DateOnly On) : ICaseEvent;

/// <summary>The agreement runs again from 00:00 of that day; a second, earlier day puts the first one right.</summary>
public sealed record NoteCaseAgreementResumed(DateOnly On) : ICaseCommand, ISystemCommand;

public sealed record CaseAgreementResumed(DateOnly On) : ICaseEvent;
