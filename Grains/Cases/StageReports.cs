using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

public enum StageReportState { Submitted, Returned, Accepted, Missed }

/// <summary>Where a report stands once something has happened to it.</summary>
/// <param name="On">The act date of what happened last; missed: the nominal date on which it was due.</param>
/// <param name="LastDay">Missed only: the last day on which it would have been in time.</param>
public sealed record StageReport(StageReportState State, DateOnly On, DateOnly? LastDay = null);

/// <summary>
/// Invariants: a report is settled by acceptance alone, never by time; it is missed at most until it is submitted; of those to which nothing has happened only
/// the next one is open.
/// </summary>
internal static class StageReports
{
    private const string KeyPrefix = "stage-report:";

    public static Decision Submit(Case state, SubmitStageReport command, Context context)
    {
        var check = new Check().Text("/summary", command.Summary, Check.LongText);
        CaseChecks.Documents(check, "/evidence", command.Evidence);
        if (check.Refusal is { } invalid) return invalid;
        var (known, refusal) = Find(state, command.Number);
        if ((refusal ?? state.Refuses(command.ActDate, context, state.SupportedFrom)) is { } because) return because;
        if (known?.State is StageReportState.Submitted) return Refusal.Of(CaseRefusals.ReportSubmittedAlready, ("number", command.Number));

        var submitted = new StageReportSubmitted(command.Number, context.Actor.Party, state.CurrentStage().Id, command.Summary, command.ActDate, command.Evidence ?? []);
        return known is { State: StageReportState.Missed, LastDay: { } lastDay } && command.ActDate <= lastDay
            ? [Rectified(command.Number, "submitted-in-time", command.ActDate), submitted]
            : [submitted];
    }

    public static Decision Accept(Case state, AcceptStageReport command, Context context) =>
        Answer(state, command.Number, command.ActDate, context) is { } refusal
            ? refusal
            : [new StageReportAccepted(command.Number, context.Actor.Party, command.ActDate)];

    public static Decision Return(Case state, ReturnStageReport command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? Answer(state, command.Number, command.ActDate, context)) is { } refusal
            ? refusal
            : [new StageReportReturned(command.Number, context.Actor.Party, command.Reason, command.ActDate)];

    /// <summary>The due date has passed without a report.</summary>
    public static IReadOnlyList<IEvent> Miss(OpenItem item, DeadlineReached reached) =>
        [new StageReportMissed(int.Parse(item.Key.AsSpan(KeyPrefix.Length), CultureInfo.InvariantCulture), reached.Nominal, reached.Resolved)];

    /// <summary>
    /// Reports due from a day on that a timer took for missed, although an act, recorded late, had stopped the clocks or ended the support before.
    /// </summary>
    public static IEnumerable<IEvent> Rectify(Case state, DateOnly from, string reason, DateOnly actDate) =>
        Overtaken(state, from).Select(number => Rectified(number, reason, actDate));

    public static Case Reopen(Case state, DateOnly from) => state with { Reports = state.Reports.RemoveRange(Overtaken(state, from)) };

    public static Case Apply(Case state, StageReportSubmitted e) => With(state, e.Number, new(StageReportState.Submitted, e.ActDate));

    public static Case Apply(Case state, StageReportAccepted e) => With(state, e.Number, new(StageReportState.Accepted, e.ActDate));

    public static Case Apply(Case state, StageReportReturned e) => With(state, e.Number, new(StageReportState.Returned, e.ActDate));

    public static Case Apply(Case state, StageReportMissed e) => With(state, e.Number, new(StageReportState.Missed, e.Due, e.LastDay));

    /// <summary>
    /// Every report that is not settled: those to which something happened, and the next one; once the case has graduated, those due until then.
    /// </summary>
    public static IEnumerable<(int Number, StageReport? Known)> Open(Case state)
    {
        if (state.SupportedFrom is null) yield break;
        foreach (var (number, known) in state.Reports)
            if (known.State is not StageReportState.Accepted) yield return (number, known);
        for (var number = 1; state.GraduatedOn is null || DueOn(state, number) <= state.GraduatedOn; number++)
        {
            if (state.Reports.ContainsKey(number)) continue;
            yield return (number, null);
            if (state.GraduatedOn is null) yield break;
        }
    }

    public static IEnumerable<OpenItem> OpenItems(Case state) =>
        state.Phase is CasePhase.Supported or CasePhase.OnHold or CasePhase.Graduated
            ? Open(state).Select(report => Item(state, report.Number, report.Known))
            : [];

    private static OpenItem Item(Case state, int number, StageReport? known)
    {
        const DeadlineKind kind = DeadlineKind.CaseStageReport;
        if (known is { State: StageReportState.Submitted }) return new(Key("stage-report-answer:", number), kind, [state.Proposer], Role.Coordinator, known.On);

        var due = DueOn(state, number);
        var since = known is { State: StageReportState.Returned } ? known.On : number == 1 ? state.SupportedFrom!.Value : DueOn(state, number - 1).AddDays(1);
        if (state.Pauses.IsOpen) return new(Key(KeyPrefix, number), kind, [state.Supporter], Role.Coordinator, since);
        // What was returned before it was due can still be missed; what was late or submitted once is not missed again.
        var canBeMissed = known is null || (known.State is StageReportState.Returned && known.On <= due);
        return state.Item(Key(KeyPrefix, number), kind, state.Supporter, since, due, canBeMissed);
    }

    /// <summary>The nominal date on which a report is due, days that stood still counted in.</summary>
    private static DateOnly DueOn(Case state, int number) =>
        state.Pauses.DueOn(state.SupportedFrom!.Value, state.SupportedFrom.Value.AddMonths(number * state.Terms.ReportEveryMonths));

    private static string Key(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    private static Rectified Rectified(int number, string reason, DateOnly actDate) =>
        new(MessageNames.Of(typeof(StageReportMissed)), Key(KeyPrefix, number), reason, actDate);

    private static IEnumerable<int> Overtaken(Case state, DateOnly from) =>
        state.Reports.Where(r => r.Value.State is StageReportState.Missed && r.Value.On >= from).Select(r => r.Key);

    private static Case With(Case state, int number, StageReport report) => state with { Reports = state.Reports.SetItem(number, report) };

    /// <summary>Why the proposer cannot answer a report, or null.</summary>
    private static Refusal? Answer(Case state, int number, DateOnly actDate, Context context)
    {
        var (known, refusal) = Find(state, number);
        if (refusal is not null) return refusal;
        return known?.State is StageReportState.Submitted
            ? state.Refuses(actDate, context, known.On)
            : Refusal.Of(CaseRefusals.NothingSubmitted, ("number", number));
    }

    /// <summary>What happened to a report, which must be open.</summary>
    private static (StageReport? Known, Refusal? Refusal) Find(Case state, int number)
    {
        var known = state.Reports.GetValueOrDefault(number);
        if (known?.State is StageReportState.Accepted) return (known, Refusal.Of(CaseRefusals.ReportSettled, ("number", number)));
        return Open(state).Any(report => report.Number == number) ? (known, null) : (known, Refusal.Of(CaseRefusals.UnknownReport, ("number", number)));
    }
}
