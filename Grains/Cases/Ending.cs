using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Cases;

/// <summary>
/// Invariants: nobody graduates before the last stage; each follow-up is recorded once; a case that graduated is done with its follow-ups and the reports that
/// were due until then, and no suspension stops it any more.
/// </summary>
internal static class Ending
{
    /// <summary>Months after graduation.</summary>
    private static readonly int[] FollowUps = [6, 12];

    public static Decision Graduate(Case state, GraduateCase command, Context context)
    {
        if (new Check().Text("/note", command.Note, 2000, required: false).Refusal is { } invalid) return invalid;
        if (state.StageNumber < state.Stages.Length) return Refusal.Of(CaseRefusals.StagesLeft, ("number", state.StageNumber), ("of", state.Stages.Length));
        return state.Refuses(command.ActDate, context) is { } refusal
            ? refusal
            : [.. StageReports.Rectify(state, command.ActDate.AddDays(1), "graduated-before", command.ActDate), new CaseGraduated(context.Actor.Party, command.ActDate, command.Note)];
    }

    public static Decision Drop(Case state, DropCase command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? state.Refuses(command.ActDate, context)) is { } refusal
            ? refusal
            : [.. StageReports.Rectify(state, command.ActDate.AddDays(1), "dropped-before", command.ActDate), new CaseDropped(context.Actor.Party, command.Reason, command.ActDate)];

    public static Decision FollowUp(Case state, RecordFollowUp command, Context context)
    {
        var check = new Check().That(FollowUps.Contains(command.Months), "/months", Fields.UnknownReference, ("value", command.Months))
            .Text("/findings", command.Findings, Check.LongText);
        CaseChecks.Documents(check, "/evidence", command.Evidence);
        if (check.Refusal is { } invalid) return invalid;
        if (state.FollowUps.Contains(command.Months)) return Refusal.Of(CaseRefusals.FollowUpRecordedAlready, ("months", command.Months));
        return state.Refuses(command.ActDate, context) is { } refusal
            ? refusal
            : [new FollowUpRecorded(command.Months, context.Actor.Party, command.Findings, command.StillActive, command.ActDate, command.Evidence ?? [])];
    }

    /// <summary>What has graduated stays so.</summary>
    public static Decision HandOver(Case state, NoteCaseHandedOver command, Context context) =>
        state.Phase is CasePhase.Graduated ? Decision.Nothing : [new CaseHandedOver(command.Note, command.On)];

    public static Case Apply(Case state, CaseGraduated e) => Pausing.EndAll(StageReports.Reopen(state, e.ActDate.AddDays(1)), e.ActDate) with
    {
        Phase = CasePhase.Graduated,
        Since = e.ActDate,
        GraduatedOn = e.ActDate,
    };

    public static Case Apply(Case state, CaseDropped e) => StageReports.Reopen(state, e.ActDate.AddDays(1)) with { Phase = CasePhase.Dropped, Since = e.ActDate, Hold = null };

    public static Case Apply(Case state, FollowUpRecorded e) => state with { FollowUps = state.FollowUps.Add(e.Months) };

    public static Case Apply(Case state, CaseHandedOver e) => state with { Phase = CasePhase.HandedOver, Since = e.On, Hold = null };

    public static IEnumerable<OpenItem> OpenItems(Case state) => state.GraduatedOn is { } on
        ? FollowUps.Except(state.FollowUps).Select(months => state.Item(
            string.Create(CultureInfo.InvariantCulture, $"follow-up:{months}"), DeadlineKind.CaseFollowUp, state.Supporter, on, on.AddMonths(months)))
        : [];
}
