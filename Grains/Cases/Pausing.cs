using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

/// <param name="From">The phase to which it goes back.</param>
public sealed record Hold(OrganisationId By, CasePhase From);

/// <summary>
/// Invariants: phase OnHold ⇔ a hold is open; at most one hold and one suspension are open; a day that stood still twice over counts once. Days that stood
/// still
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
        state.Phase is CasePhase.Graduated || !state.Suspensions.WouldBegin(command.On)
            ? Decision.Nothing
            : [.. StageReports.Rectify(state, command.On, "suspended-then", command.On), new CaseAgreementSuspended(command.On)];

    /// <summary>A second, earlier day puts right what a timer of the agreement had foreseen.</summary>
    public static Decision Resumed(Case state, NoteCaseAgreementResumed command, Context context) =>
        state.Phase is not CasePhase.Graduated && state.Suspensions.WouldEnd(command.On) ? [new CaseAgreementResumed(command.On)] : Decision.Nothing;

    public static Case Apply(Case state, CaseHeld e) => StageReports.Reopen(state, e.ActDate) with
    {
        Phase = CasePhase.OnHold,
        Since = e.ActDate,
        Hold = new(e.By, state.Phase),
        Holds = state.Holds.Begun(e.ActDate),
    };

    public static Case Apply(Case state, CaseResumed e) =>
        state with { Holds = state.Holds.Ended(e.ActDate), Phase = state.Hold!.From, Since = e.ActDate, Hold = null };

    public static Case Apply(Case state, CaseAgreementSuspended e) =>
        StageReports.Reopen(state, e.On) with { Suspensions = state.Suspensions.Begun(e.On) };

    public static Case Apply(Case state, CaseAgreementResumed e) => state with { Suspensions = state.Suspensions.Ended(e.On) };

    /// <summary>Once it has graduated nothing stops its clocks any more.</summary>
    public static Case EndAll(Case state, DateOnly on) => state with { Holds = End(state.Holds, on), Suspensions = End(state.Suspensions, on) };

    private static Standstills End(Standstills standstills, DateOnly on) => standstills.IsOpen ? standstills.Ended(on) : standstills;

    public static IEnumerable<OpenItem> OpenItems(Case state) =>
        state.Hold is { } hold ? [new("resumption", DeadlineKind.Resumption, [hold.By], Role.Coordinator, state.Since)] : [];
}
