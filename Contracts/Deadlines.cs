using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts;

/// <summary>What kind of thing is due. Each kind's rule, steps and effect stand in one table (Grains, <c>DeadlineTable</c>).</summary>
public enum DeadlineKind
{
    ReviewAnswer, Signing, Formality, EntryIntoForce, CommitmentOccurrence, TrancheDate, TranchePayment, TrancheReceipt, TrancheJustification,
    NonRenewalNotice, Expiry, RenewalAnswer, Cure, WithdrawalOfParty, Resumption, AddendumAnswer, AddendumEffect, Evaluation, ClosingReport,
    HolidaysToConfirm, MandateEnd, Other,
    MeetingDue, Meeting, MinutesDraft, MinutesApproval, ConsultationAnswer, CommitteeAction,
    ProgrammeOpening, ProgrammeProposal, ProgrammeApproval, ProgrammeStart, ProgrammeEnd, ProgrammeReport, Activity,
    CaseAnswer, CaseCompletion, CaseStageReport, CaseFollowUp,
    InvitationAnswer, ParticipationEvent, FollowUp, MissionReport,
}

/// <summary>What becomes of a nominal date that is not a working day for a party that owes.</summary>
public enum DayRule { Keep, Next, Previous }

/// <summary>When the grain is told that a deadline has come: never, at 00:00 of its day, or at 00:00 of the day after.</summary>
public enum DueEffect { None, AtStart, DayAfter }

/// <summary>A date that the grain waits for.</summary>
/// <param name="Nominal">The local date as the text has it; the index moves it by <paramref name="Rule"/> and the calendars of those who owe.</param>
/// <param name="Zone">IANA zone in which the day begins and ends.</param>
/// <param name="Taken">Steps already taken (days from the resolved date, negative before).</param>
/// <param name="EffectPending">Whether the grain still has to act when the date has come.</param>
/// <param name="SilentUntil">Steps and effects up to this local date pass in silence: what an import brings was known before.</param>
public sealed record Deadline(
    DateOnly Nominal, DayRule Rule, string Zone, IReadOnlyList<int> Steps, IReadOnlyList<int> Taken, DueEffect Effect, bool EffectPending,
    DateOnly? SilentUntil = null);

/// <summary>Somebody is awaited for something, with or without a deadline.</summary>
/// <param name="Key">Unique in the grain, stable while the item is open ("occurrence:stage-reports:2027-04-01").</param>
/// <param name="Owes">The parties whose turn it is.</param>
/// <param name="Role">Who inside those parties.</param>
/// <param name="Since">The local date from which it waits.</param>
/// <param name="Person">The one who was named for it; null, or no longer a member: whoever holds the role.</param>
public sealed record OpenItem(
    string Key, DeadlineKind Kind, IReadOnlyList<OrganisationId> Owes, Role Role, DateOnly Since, Deadline? Deadline = null, PersonId? Person = null);

/// <summary>What a person does in an organisation.</summary>
public enum Role { Coordinator, LegalOfficer, FinanceOfficer, Head, Signatory, CommitteeSecretary, CommitteeMember, CoChair, ProjectLead, Evaluator, Auditor, Observer, Administrator }

/// <summary>The sweep tells a grain that steps of a deadline have come, or the date itself. The grain checks against its state; late, repeated or outdated: nothing happens.</summary>
/// <param name="Resolved">The date after calendars, from which the steps were counted.</param>
/// <param name="Steps">The steps that have come and were not yet taken, ascending: they become one notice, at the highest.</param>
/// <param name="IsDue">The instant of the kind's effect has come.</param>
public sealed record DeadlineReached(string Key, DateOnly Nominal, DateOnly Resolved, IReadOnlyList<int> Steps, bool IsDue) : ISystemCommand;

/// <summary>One notice for one or several steps of a deadline, and who was told. Journaled once a (key, nominal date, step).</summary>
/// <param name="Highest">The highest step reached: it decides who hears.</param>
[Audience(Audience.Parties)]
public sealed record DeadlineStepsTaken(
    string Key, DeadlineKind Kind, DateOnly Nominal, DateOnly Resolved, IReadOnlyList<int> Steps, int Highest,
    [property: NotPublished] IReadOnlyList<Told> Told) : IEvent;

/// <summary>Somebody who hears of a step. Person: who holds the role, or the stand-in; null while nobody holds it.</summary>
public sealed record Told(OrganisationId Organisation, Role Role, PersonId? Person);

/// <summary>Something that a timer did is put right by an act that was recorded late; the events of the right outcome follow in the same unit.</summary>
/// <param name="Event">The type of the event that the act contradicts.</param>
/// <param name="Key">What of it (an occurrence, a formality…).</param>
/// <param name="Reason">A stable word for why.</param>
[Audience(Audience.Parties)]
public sealed record Rectified(string Event, string Key, string Reason, DateOnly ActDate) : IEvent, IDated;
