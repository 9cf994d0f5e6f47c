using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>What follows from a deadline's kind. Steps are days from the resolved date; a reminder falls due at 08:00 local.</summary>
public sealed record DeadlineTerms(DayRule Rule, DueEffect Effect, IReadOnlyList<int> Steps);

/// <summary>Every kind with its rule, effect and steps, in one place.</summary>
public static class DeadlineTable
{
    private static readonly int[] Usual = [-30, -7, -1, 0, 1, 7, 30];
    private static readonly int[] Notice = [-180, -90, -30];
    private static readonly int[] Visa = [-7, 0, 1, 7];
    private static readonly int[] Meetings = [-30, -7, 1, 7, 30];
    private static readonly int[] Programme = [-60, -30, -7, 0, 1, 7, 30];
    /// <summary>"Weekly" stops after eight.</summary>
    private static readonly int[] Money = [-30, 0, 7, 14, 21, 28, 35, 42, 49, 56];
    private static readonly int[] OnItsDay = [0];

    public static DeadlineTerms Of(DeadlineKind kind) => kind switch
    {
        // A notice may be early, never late.
        DeadlineKind.NonRenewalNotice => new(DayRule.Previous, DueEffect.None, Notice),
        DeadlineKind.RenewalAnswer => new(DayRule.Previous, DueEffect.None, Usual),
        DeadlineKind.Formality => new(DayRule.Next, DueEffect.DayAfter, Visa),
        // What enters into force, starts or resumes does so at 00:00 of its day, and never moves for holidays.
        DeadlineKind.EntryIntoForce => new(DayRule.Keep, DueEffect.AtStart, OnItsDay),
        DeadlineKind.AddendumEffect => new(DayRule.Keep, DueEffect.AtStart, OnItsDay),
        DeadlineKind.Resumption => new(DayRule.Keep, DueEffect.AtStart, [-7, 0]),
        DeadlineKind.WithdrawalOfParty => new(DayRule.Keep, DueEffect.AtStart, [-30, -7]),
        DeadlineKind.TrancheDate => new(DayRule.Next, DueEffect.AtStart, [-30]),
        // What lapses, ends or becomes overdue does so at 00:00 of the day after.
        DeadlineKind.Expiry => new(DayRule.Keep, DueEffect.DayAfter, [-90, -30, -7, -1, 0]),
        DeadlineKind.CommitmentOccurrence => new(DayRule.Next, DueEffect.DayAfter, Usual),
        DeadlineKind.Cure => new(DayRule.Next, DueEffect.DayAfter, Usual),
        DeadlineKind.TranchePayment or DeadlineKind.TrancheReceipt or DeadlineKind.TrancheJustification => new(DayRule.Next, DueEffect.None, Money),
        // Opening is the grain's own act; a year begins and ends whatever day it is.
        DeadlineKind.ProgrammeOpening => new(DayRule.Keep, DueEffect.AtStart, OnItsDay),
        DeadlineKind.ProgrammeStart => new(DayRule.Keep, DueEffect.AtStart, OnItsDay),
        // Less of a warning than the end of an agreement: a period ends every year.
        DeadlineKind.ProgrammeEnd => new(DayRule.Keep, DueEffect.DayAfter, [-30, -7]),
        DeadlineKind.ProgrammeProposal or DeadlineKind.ProgrammeApproval => new(DayRule.Next, DueEffect.None, Programme),
        DeadlineKind.ProgrammeReport or DeadlineKind.CaseStageReport => new(DayRule.Next, DueEffect.DayAfter, Usual),
        DeadlineKind.MeetingDue => new(DayRule.Next, DueEffect.None, Meetings),
        DeadlineKind.Meeting or DeadlineKind.ParticipationEvent => new(DayRule.Keep, DueEffect.None, [-30, -7, 1, 7]),
        // Silence approves minutes, where the committee's rules say so.
        DeadlineKind.MinutesApproval or DeadlineKind.ConsultationAnswer => new(DayRule.Next, DueEffect.DayAfter, Usual),
        DeadlineKind.Signing => new(DayRule.Keep, DueEffect.None, [-30, -7, -1, 1, 7]),
        _ => new(DayRule.Next, DueEffect.None, Usual),
    };
}
