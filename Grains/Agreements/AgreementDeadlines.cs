using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>Who is awaited for what, and what follows when a date has come.</summary>
internal static class AgreementDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Agreement agreement) =>
    [
        .. Reviewing.OpenItems(agreement),
        .. Signing.OpenItems(agreement),
        .. EntryIntoForce.OpenItems(agreement),
    ];

    /// <summary>Late, repeated or about a date that is no more: nothing happens.</summary>
    public static Decision Reached(Agreement agreement, DeadlineReached reached, Context context)
    {
        var item = OpenItems(agreement).FirstOrDefault(i => i.Key == reached.Key && i.Deadline?.Nominal == reached.Nominal);
        if (item is null) return Decision.Nothing;
        var events = new List<IEvent>();
        if (agreement.Steps.Take(item, reached, agreement.PartyIds, context) is { } steps) events.Add(steps);
        if (reached.IsDue && item.Deadline!.EffectPending) events.AddRange(Effect(agreement, item, context));
        return Decision.Of(events);
    }

    private static IReadOnlyList<IEvent> Effect(Agreement agreement, OpenItem item, Context context) => item.Kind switch
    {
        DeadlineKind.EntryIntoForce => EntryIntoForce.WhenReady(agreement, context),
        _ => [],
    };
}
