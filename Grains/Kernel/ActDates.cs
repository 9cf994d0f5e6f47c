using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>Legal acts may be recorded late, never ahead of time. One that was left out reads as the year 1, and would pass for very late.</summary>
internal static class ActDates
{
    public static Refusal? Refuses(DateOnly actDate, string zone, Context context) =>
        new Check().Date("/actDate", actDate).Refusal is { } missing ? missing
        : actDate > context.Today(zone) ? Refusal.Of(Refusals.FutureActDate, ("date", actDate), ("today", context.Today(zone))) : null;
}
