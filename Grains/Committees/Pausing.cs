using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <summary>Clocks stood still from 00:00 of <paramref name="From"/> until 00:00 of <paramref name="To"/> (null: they still do).</summary>
public sealed record Pause(DateOnly From, DateOnly? To);

/// <summary>While the agreement is suspended nothing falls due; afterwards what was running is due so many days later. People may meet all the same.</summary>
internal static class Pausing
{
    public static Decision Suspend(Committee committee, NoteCommitteeAgreementSuspended command, Context context) =>
        committee.Stage is CommitteeStage.Dissolved || IsPaused(committee) ? Decision.Nothing : [new CommitteeSuspended(command.On)];

    public static Decision Resume(Committee committee, NoteCommitteeAgreementResumed command, Context context) =>
        committee.Stage is not CommitteeStage.Dissolved && IsPaused(committee) ? [new CommitteeResumed(command.On)] : Decision.Nothing;

    public static bool IsPaused(Committee committee) => committee.Pauses is [.., { To: null }];

    /// <summary>When something that began on a day and would be due on another is due, given the pauses that are over.</summary>
    public static DateOnly DueOn(Committee committee, DateOnly since, DateOnly nominal)
    {
        var due = nominal;
        foreach (var pause in committee.Pauses.Where(p => p.To is not null).OrderBy(p => p.From))
        {
            var from = pause.From > since ? pause.From : since;
            if (from <= due && pause.To > from) due = due.AddDays(pause.To.Value.DayNumber - from.DayNumber);
        }
        return due;
    }

    public static Committee Apply(Committee committee, CommitteeSuspended e) => committee with { Pauses = committee.Pauses.Add(new(e.On, null)) };

    public static Committee Apply(Committee committee, CommitteeResumed e) =>
        committee with { Pauses = [.. committee.Pauses.Select(p => p.To is null ? p with { To = e.On > p.From ? e.On : p.From } : p)] };
}
