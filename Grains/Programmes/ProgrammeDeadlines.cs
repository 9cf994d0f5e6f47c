using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>Who is awaited for what, and what follows when a date has come.</summary>
internal static class ProgrammeDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Programme programme) => [];

    public static Decision Reached(Programme programme, DeadlineReached reached, Context context) =>
        programme.Steps.Reached(OpenItems(programme), reached, programme.PartyIds, context, _ => []);
}
