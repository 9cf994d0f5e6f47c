using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

/// <summary>Who is awaited for what, and what follows when a date has come. The two sides hear of it; the agreement's other parties do not.</summary>
internal static class CaseDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Case state)
    {
        if (state.Phase is CasePhase.None || state.IsOver) return [];
        if (state.Sides.Count < 2) return state.Phase is CasePhase.Graduated || state.Parties.IsEmpty ? [] : [CaseParties.SideMissing(state)];
        return
        [
            .. Duplicates.OpenItems(state),
            .. Answering.OpenItems(state),
            .. Supporting.OpenItems(state),
            .. Pausing.OpenItems(state),
            .. StageReports.OpenItems(state),
            .. Ending.OpenItems(state),
        ];
    }

    public static Decision Reached(Case state, DeadlineReached reached, Context context) =>
        state.Steps.Reached(OpenItems(state), reached, state.Sides, context, item => item.Kind is DeadlineKind.CaseStageReport ? StageReports.Miss(item, reached) : []);
}
