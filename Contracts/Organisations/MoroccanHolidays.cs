using System.Globalization;

namespace Mithaq.Contracts.Organisations;

/// <summary>The holidays whose day the sighting of the moon decides: 1 Shawwal, 10 Dhu al-Hijja, 1 Muharram, 12 Rabi' I.</summary>
public enum MoonHoliday { EidAlFitr, EidAlAdha, HijriNewYear, Mawlid }

/// <summary>The first day of such a holiday in some year: the Hijri new year is one day off, the others are two.</summary>
public sealed record MoonDate(MoonHoliday Holiday, DateOnly First)
{
    public bool Covers(DateOnly day) => day == First || (day == First.AddDays(1) && Holiday is not MoonHoliday.HijriNewYear);
}

public static class MoroccanHolidays
{
    /// <summary>Month, day, and the first year in which it was kept where that is recent.</summary>
    private static readonly (int Month, int Day, int Since)[] Fixed =
    [
        (1, 1, 0), (1, 11, 0), (1, 14, 2024), (5, 1, 0), (7, 30, 0), (8, 14, 0), (8, 20, 0), (8, 21, 0), (10, 31, 2025), (11, 6, 0), (11, 18, 0),
    ];

    private static readonly (MoonHoliday Holiday, int Month, int Day)[] Lunar =
        [(MoonHoliday.HijriNewYear, 1, 1), (MoonHoliday.Mawlid, 3, 12), (MoonHoliday.EidAlFitr, 10, 1), (MoonHoliday.EidAlAdha, 12, 10)];

    /// <summary>A day off every year: the Amazigh new year (14 January) since 2024, Unity Day (31 October) since 2025.</summary>
    public static bool IsFixed(DateOnly day) => Array.Exists(Fixed, f => f.Month == day.Month && f.Day == day.Day && f.Since <= day.Year);

    /// <summary>A proposal for the administrator, by the Umm al-Qura calendar (years 1900–2076): Morocco's sighting is often a day later.</summary>
    public static IReadOnlyList<MoonDate> Expected(int year)
    {
        var hijri = new UmAlQuraCalendar();
        var first = hijri.GetYear(new DateTime(year, 1, 1));
        return
        [
            .. from hijriYear in Enumerable.Range(first, 3)
               from moon in Lunar
               let date = DateOnly.FromDateTime(hijri.ToDateTime(hijriYear, moon.Month, moon.Day, 0, 0, 0, 0))
               where date.Year == year
               orderby date
               select new MoonDate(moon.Holiday, date),
        ];
    }
}
