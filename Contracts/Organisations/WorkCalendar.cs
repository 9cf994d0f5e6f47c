namespace Mithaq.Contracts.Organisations;

/// <summary>A day off by name.</summary>
public sealed record Holiday(DateOnly Date, LocalizedText Name);

/// <summary>Which days an organisation works.</summary>
/// <param name="Country">ISO 3166-1 alpha-2; Morocco's fixed holidays are known, other countries' come in <paramref name="Own"/>.</param>
/// <param name="WorkingDays">Days of the week.</param>
/// <param name="FiscalYearStart">The month, 1–12, in which a fiscal year begins.</param>
/// <param name="Own">Holidays of its own list, of any year.</param>
/// <param name="Moon">First days of the moon-dependent holidays, as confirmed; a year not confirmed has none.</param>
public sealed record WorkCalendar(
    string? Country, IReadOnlyList<DayOfWeek> WorkingDays, int FiscalYearStart = 1, IReadOnlyList<Holiday>? Own = null, IReadOnlyList<MoonDate>? Moon = null)
{
    public const string Morocco = "MA";

    private static readonly DayOfWeek[] MondayToFriday = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Monday to Friday, fiscal year from January.</summary>
    public static WorkCalendar Of(string? country) => new(country, MondayToFriday);

    public bool IsWorkingDay(DateOnly day) => WorkingDays.Contains(day.DayOfWeek) && !IsHoliday(day);

    private bool IsHoliday(DateOnly day) =>
        Own?.Any(h => h.Date == day) == true
        || (Country == Morocco && (MoroccanHolidays.IsFixed(day) || Moon?.Any(m => m.Covers(day)) == true));
}

/// <summary>Where a nominal date falls when those who owe do not all work that day.</summary>
public static class WorkingDays
{
    /// <summary>Calendars without any day in common would otherwise be searched for ever.</summary>
    private const int FurthestDay = 60;

    /// <summary>
    /// The date itself, or the next or previous day on which everyone of those who owe works; a day is non-working if it is so for any of them.
    /// The nominal date when they share no working day within 60 days.
    /// </summary>
    public static DateOnly Resolve(DateOnly nominal, DayRule rule, IEnumerable<WorkCalendar> ofThoseWhoOwe)
    {
        if (rule is DayRule.Keep) return nominal;
        var calendars = ofThoseWhoOwe as IReadOnlyCollection<WorkCalendar> ?? [.. ofThoseWhoOwe];
        var step = rule is DayRule.Next ? 1 : -1;
        for (var n = 0; n <= FurthestDay; n++)
            if (nominal.AddDays(step * n) is var day && calendars.All(c => c.IsWorkingDay(day))) return day;
        return nominal;
    }
}
