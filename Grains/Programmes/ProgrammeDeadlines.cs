using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>Who is awaited for what, and what follows when a date has come.</summary>
internal static class ProgrammeDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Programme programme) =>
    [
        .. Approving.OpenItems(programme),
        .. Execution.OpenItems(programme),
        .. Changing.OpenItems(programme),
        .. Activities.OpenItems(programme),
        .. Spending.OpenItems(programme),
        .. Measuring.OpenItems(programme),
        .. Reporting.OpenItems(programme),
        .. CarryingOver.OpenItems(programme),
        .. Evaluating.OpenItems(programme),
    ];

    public static Decision Reached(Programme programme, DeadlineReached reached, Context context) =>
        programme.Steps.Reached(OpenItems(programme), reached, programme.PartyIds, context, item => item.Kind switch
        {
            DeadlineKind.ProgrammeStart => Execution.Start(programme, item),
            DeadlineKind.ProgrammeEnd => Execution.End(programme),
            DeadlineKind.ProgrammeReport => Reporting.Miss(programme, item, reached),
            _ => [],
        });
}
