namespace Mithaq.Contracts.Agreements;

/// <summary>A party puts another on notice of a breach (≤ 2,000 characters); the cure period of the agreement's governance begins.</summary>
public sealed record GiveFormalNotice(OrganisationId Against, string Breach, DateOnly ActDate, Document? Evidence = null) : IAgreementCommand, IDated;

/// <param name="CureBy">The last day of the cure period; a day off moves it to the next working day.</param>
public sealed record FormalNoticeGiven(
    Guid Notice, OrganisationId By, OrganisationId Against, string Breach, DateOnly ActDate, DateOnly CureBy, Document? Evidence = null) : IAgreementEvent, IDated;

/// <summary>The breach was not declared cured in time: whoever gave the notice may terminate.</summary>
public sealed record CurePeriodEnded(Guid Notice) : IAgreementEvent;

/// <summary>Whoever gave the notice finds the breach cured.</summary>
public sealed record DeclareCured(Guid Notice, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record BreachCured(Guid Notice, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>Whoever gave the notice terminates, after the cure period; the act date is the last day in force.</summary>
public sealed record TerminateForBreach(Guid Notice, DateOnly ActDate, Document? Evidence = null) : IAgreementCommand, IDated;

public sealed record TerminatedForBreach(Guid Notice, OrganisationId By, DateOnly ActDate, Document? Evidence = null) : IAgreementEvent, IDated;

/// <summary>A party agrees to end early. Another date than the one on the table is a counter-proposal, to which the others have not agreed yet.</summary>
/// <param name="On">The last day in force; not before the act date.</param>
public sealed record AgreeToEnd(DateOnly On, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record EndAgreed(OrganisationId Party, DateOnly On, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>Every party agreed: this is the last day of the term, and nothing renews it.</summary>
public sealed record EndFixed(DateOnly On) : IAgreementEvent;

/// <summary>A party ends what force majeure has suspended for 90 days or more; the act date is the last day in force.</summary>
public sealed record EndForForceMajeure(DateOnly ActDate) : IAgreementCommand, IDated;

public enum DisputeStep { Amicable, Signatories, Court }

/// <summary>A dispute begins, at the amicable step; its subject ≤ 2,000 characters.</summary>
public sealed record OpenDispute(string Subject, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record DisputeOpened(Guid Dispute, OrganisationId By, string Subject, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>The dispute goes one step further: amicable, signatories, court.</summary>
public sealed record MoveDispute(Guid Dispute, DisputeStep Step, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record DisputeMoved(Guid Dispute, DisputeStep Step, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>How it was settled, ≤ 2,000 characters.</summary>
public sealed record SettleDispute(Guid Dispute, string Outcome, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record DisputeSettled(Guid Dispute, string Outcome, DateOnly ActDate) : IAgreementEvent, IDated;
