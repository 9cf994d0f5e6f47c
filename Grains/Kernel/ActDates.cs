using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>Legal acts may be recorded late, never ahead of time.</summary>
internal static class ActDates
{
    public static Refusal? Refuses(DateOnly actDate, string zone, Context context) =>
        actDate > context.Today(zone) ? Refusal.Of(Refusals.FutureActDate, ("date", actDate), ("today", context.Today(zone))) : null;
}
