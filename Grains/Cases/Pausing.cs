using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

public enum PauseCause { Hold, Suspension }

/// <summary>The case's clocks stood still from 00:00 of <paramref name="From"/> until 00:00 of <paramref name="To"/> (null: they still do).</summary>
public sealed record Pause(PauseCause Cause, DateOnly From, DateOnly? To)
{
    public bool IsOpen => To is null;
}

/// <param name="From">The phase to which it goes back.</param>
public sealed record Hold(OrganisationId By, CasePhase From);

/// <summary>
/// Invariants: phase OnHold ⇔ a hold is open; at most one hold and one suspension are open; a day that stood still twice over counts once. Days that stood still
/// do not count: later dates move by them. A report that a timer took for missed while, as it turns out, the clocks stood still is put right.
/// </summary>
internal static class Pausing
{
    public static Decision Hold(Case state, HoldCase command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? state.Refuses(command.ActDate, context)) is { } refusal
            ? refusal
            : [.. StageReports.Rectify(state, command.ActDate, "on-hold-then", command.ActDate), new CaseHeld(context.Actor.Party, command.Reason, command.ActDate)];

    public static Decision Resume(Case state, ResumeCase command, Context context) =>
        state.Refuses(command.ActDate, context) is { } refusal ? refusal : [new CaseResumed(context.Actor.Party, command.ActDate)];

    public static Decision Suspended(Case state, NoteCaseAgreementSuspended command, Context context) =>
        state.Phase is CasePhase.Graduated || state.Pauses.Any(p => p is { IsOpen: true, Cause: PauseCause.Suspension })
            ? Decision.Nothing
            : [.. StageReports.Rectify(state, command.On, "suspended-then", command.On), new CaseAgreementSuspended(command.On)];

    /// <summary>A second, earlier day puts right what a timer of the agreement had foreseen.</summary>
    public static Decision Resumed(Case state, NoteCaseAgreementResumed command, Context context) =>
        state.Phase is not CasePhase.Graduated && state.Pauses.LastOrDefault(p => p.Cause is PauseCause.Suspension) is { } last && (last.IsOpen || command.On < last.To)
            ? [new CaseAgreementResumed(command.On)]
            : Decision.Nothing;

    /// <summary>Whether the clocks stand still now.</summary>
    public static bool Stopped(Case state) => state.Pauses.Any(p => p.IsOpen);

    /// <summary>Whether the case was on hold on that day.</summary>
    public static bool IsHeld(Case state, DateOnly day) => state.Pauses.Any(p => p.Cause is PauseCause.Hold && p.From <= day && (p.IsOpen || day < p.To));

    /// <summary>When what began to count on <paramref name="start"/>, and would be due on <paramref name="nominal"/>, is due: days that stood still do not count.</summary>
    public static DateOnly DueOn(Case state, DateOnly start, DateOnly nominal)
    {
        var (due, covered) = (nominal, start);
        foreach (var pause in state.Pauses.Where(p => !p.IsOpen).OrderBy(p => p.From))
        {
            var from = pause.From > covered ? pause.From : covered;
            if (pause.To <= from || due < from) continue;
            due = due.AddDays(pause.To!.Value.DayNumber - from.DayNumber);
            covered = pause.To.Value;
        }
        return due;
    }

    public static Case Apply(Case state, CaseHeld e) => StageReports.Reopen(state, e.ActDate) with
    {
        Phase = CasePhase.OnHold,
        Since = e.ActDate,
        Hold = new(e.By, state.Phase),
        Pauses = state.Pauses.Add(new(PauseCause.Hold, e.ActDate, null)),
    };

    public static Case Apply(Case state, CaseResumed e) =>
        EndLast(state, PauseCause.Hold, e.ActDate) with { Phase = state.Hold!.From, Since = e.ActDate, Hold = null };

    public static Case Apply(Case state, CaseAgreementSuspended e) =>
        StageReports.Reopen(state, e.On) with { Pauses = state.Pauses.Add(new(PauseCause.Suspension, e.On, null)) };

    public static Case Apply(Case state, CaseAgreementResumed e) => EndLast(state, PauseCause.Suspension, e.On);

    /// <summary>Once it has graduated nothing stops its clocks any more.</summary>
    public static Case EndAll(Case state, DateOnly on) =>
        state with { Pauses = [.. state.Pauses.Select(p => p.IsOpen ? p with { To = on < p.From ? p.From : on } : p)] };

    public static IEnumerable<OpenItem> OpenItems(Case state) =>
        state.Hold is { } hold ? [new("resumption", DeadlineKind.Resumption, [hold.By], Role.Coordinator, state.Since)] : [];

    private static Case EndLast(Case state, PauseCause cause, DateOnly on)
    {
        var last = state.Pauses.Last(p => p.Cause == cause);
        return state with { Pauses = state.Pauses.Replace(last, last with { To = on < last.From ? last.From : on }) };
    }
}
