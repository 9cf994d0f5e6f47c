namespace Mithaq.Contracts.Agreements;

/// <summary>A party agrees to an express renewal, on or before the last day; when the last one has agreed the term is extended at once, from its old end.</summary>
public sealed record AgreeToRenew(DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record RenewalAgreed(OrganisationId Party, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>The agreement runs on.</summary>
/// <param name="Number">1 for the first renewal; never more than the term's <c>MaxRenewals</c>.</param>
/// <param name="From">The first day of the renewed term.</param>
/// <param name="Ends">Its last day, inclusive.</param>
/// <param name="Tacit">Nobody objected in time; otherwise every party agreed.</param>
public sealed record TermRenewed(int Number, DateOnly From, DateOnly Ends, bool Tacit) : IAgreementEvent;

/// <summary>
/// A party gives notice that it does not renew tacitly. In time when the act date is not after the notice date (the term's end minus the notice months, or
/// the working day before it); it may be recorded late, even after the timer renewed.
/// </summary>
public sealed record GiveNonRenewalNotice(DateOnly ActDate, Document Evidence) : IAgreementCommand, IDated;

/// <param name="Ends">The last day of the term to which the notice puts an end.</param>
public sealed record NonRenewalNoticeGiven(OrganisationId Party, DateOnly ActDate, DateOnly Ends, Document Evidence) : IAgreementEvent, IDated;

/// <summary>Whoever gave notice takes it back, before the end.</summary>
public sealed record WithdrawNotice(DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record NoticeWithdrawn(OrganisationId Party, DateOnly ActDate) : IAgreementEvent, IDated;

public enum EndCause { Expired, NotRenewed, CommonAccord, Breach, ForceMajeure, PartiesLeft, FrameworkEnded }

/// <summary>The agreement no longer binds.</summary>
/// <param name="On">The last day on which it was in force, inclusive.</param>
/// <param name="By">The party whose act ended it, where one did.</param>
public sealed record AgreementEnded(DateOnly On, EndCause Cause, OrganisationId? By = null) : IAgreementEvent;
