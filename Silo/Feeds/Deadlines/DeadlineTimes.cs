using Mithaq.Contracts;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>When what is told of a deadline: its steps at 08:00 local, counted from the resolved date; its effect at 00:00 of the day, or of the day after.</summary>
public sealed class DeadlineTimes(Zones zones)
{
    private const int Morning = 8;
    private const int Midnight = 0;

    public DeadlineRow Scheduled(DeadlineRow row, DateOnly resolved)
    {
        long? next = null;
        foreach (var step in row.UntakenSteps())
        {
            // Ascending: the first that will be told is the earliest.
            next = At(row, resolved, step, Morning);
            if (next is not null) break;
        }
        if (EffectAt(row, resolved) is { } effect && (next is null || effect < next)) next = effect;
        return row with { Resolved = resolved, NextAt = next };
    }

    /// <summary>What has come by now: every untaken step, ascending, and whether the effect is due.</summary>
    public (IReadOnlyList<int> Steps, bool IsDue) Come(DeadlineRow row, long now) =>
        ([.. row.UntakenSteps().Where(step => At(row, row.Resolved, step, Morning) <= now)], EffectAt(row, row.Resolved) <= now);

    private long? EffectAt(DeadlineRow row, DateOnly resolved) => row.Effect switch
    {
        DueEffect.AtStart => At(row, resolved, 0, Midnight),
        DueEffect.DayAfter => At(row, resolved, 1, Midnight),
        _ => null,
    };

    /// <summary>Null for what passes in silence, and for days that no calendar has.</summary>
    private long? At(DeadlineRow row, DateOnly resolved, int days, int hour)
    {
        var number = resolved.DayNumber + days;
        if (number < DateOnly.MinValue.DayNumber || number > DateOnly.MaxValue.DayNumber) return null;
        var date = DateOnly.FromDayNumber(number);
        return date <= row.SilentUntil ? null : zones.At(row.Zone, date, hour);
    }
}
