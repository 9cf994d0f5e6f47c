namespace Mithaq.Contracts.Agreements;

public enum SuspensionCause { Agreed, ForceMajeure, Framework }

/// <summary>The clocks of the whole agreement, or of some commitments, stop from 00:00 of the act date.</summary>
/// <param name="Commitments">Those that are suspended; null or empty: everything.</param>
/// <param name="ExtendsTerm">
/// When everything is suspended: the term's end moves by the days suspended too. The due dates of what is covered move by them either way.
/// </param>
/// <param name="ResumesOn">The first day on which it runs again, when that is known.</param>
public sealed record SuspendAgreement(
    DateOnly ActDate, string Reason, IReadOnlyList<string>? Commitments = null, bool ExtendsTerm = false, DateOnly? ResumesOn = null) : IAgreementCommand, IDated;

/// <summary>Events that nobody could foresee or prevent stop everything from 00:00 of the act date, and extend the term; they last until a party resumes.</summary>
public sealed record InvokeForceMajeure(DateOnly ActDate, string Reason, Document Evidence) : IAgreementCommand, IDated;

/// <param name="By">Null when the framework's suspension reached it.</param>
/// <param name="Commitments">Empty: everything.</param>
public sealed record AgreementSuspended(
    Guid Suspension, SuspensionCause Cause, OrganisationId? By, DateOnly ActDate, string Reason, IReadOnlyList<string> Commitments, bool ExtendsTerm,
    DateOnly? ResumesOn = null, Document? Evidence = null) : IAgreementEvent, IDated;

/// <summary>What was suspended runs again from 00:00 of the act date.</summary>
public sealed record ResumeAgreement(Guid Suspension, DateOnly ActDate) : IAgreementCommand, IDated;

/// <param name="Ends">The last day of the term as it stands now; null: open-ended.</param>
public sealed record AgreementResumed(Guid Suspension, DateOnly ActDate, DateOnly? Ends) : IAgreementEvent, IDated;
