using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Participations;

/// <summary>What the organisation is awaited for. Nothing happens by itself when a day comes: there are reminders only.</summary>
internal static class ParticipationDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Participation participation) =>
        [.. Planning.OpenItems(participation), .. Inviting.OpenItems(participation), .. Following.OpenItems(participation)];

    public static Decision Reached(Participation participation, DeadlineReached reached, Context context) =>
        participation.Steps.Reached(OpenItems(participation), reached, participation.PartyIds, context, _ => []);
}
