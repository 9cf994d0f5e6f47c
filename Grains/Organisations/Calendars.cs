using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Organisations;

/// <summary>Invariants: at least one working day a week; a confirmed year has every moon-dependent holiday; a year not confirmed has none.</summary>
internal static class Calendars
{
    private const int MostHolidays = 60;
    /// <summary>Four, each at most twice.</summary>
    private const int MostMoonDates = 8;
    private const int EarliestYear = 1956;
    private const int LatestYear = 2100;

    /// <summary>A lunar year has 354 or 355 days: what falls twice into a year lies at least so many days apart.</summary>
    private const int ShortestLunarYear = 353;

    public static Decision Change(Organisation organisation, ChangeCalendar command, Context context)
    {
        var check = new Check().Zone("/zone", command.Zone, context.Zones).Country("/country", command.Country)
            .Count("/workingDays", command.WorkingDays, 1, 7).Unique("/workingDays", command.WorkingDays, day => day)
            .Range("/fiscalYearStart", command.FiscalYearStart, 1, 12);
        if (check.Refusal is { } invalid) return invalid;
        var calendar = organisation.Calendar;
        var same = command.Zone == organisation.Zone && command.Country == calendar.Country && command.FiscalYearStart == calendar.FiscalYearStart
            && calendar.WorkingDays.ToHashSet().SetEquals(command.WorkingDays);
        return same ? Decision.Nothing : [new CalendarChanged(command.Zone, command.Country, command.WorkingDays, command.FiscalYearStart)];
    }

    public static Decision ChangeHolidays(Organisation organisation, ChangeHolidays command, Context context)
    {
        var check = Year(command.Year).Count("/holidays", command.Holidays, 0, MostHolidays).Unique("/holidays", command.Holidays, h => h.Date);
        check.Each("/holidays", command.Holidays, (at, holiday) => InYear(check, $"{at}/date", holiday.Date, command.Year).Text($"{at}/name", holiday.Name));
        if (check.Refusal is { } invalid) return invalid;
        Holiday[] holidays = [.. (command.Holidays ?? []).OrderBy(h => h.Date)];
        var before = organisation.Calendar.Own?.Where(h => h.Date.Year == command.Year) ?? [];
        return before.SequenceEqual(holidays) ? Decision.Nothing : [new HolidaysChanged(command.Year, holidays)];
    }

    public static Decision Confirm(Organisation organisation, ConfirmHolidays command, Context context)
    {
        if (organisation.Calendar.Country != WorkCalendar.Morocco)
            return Refusal.Of(OrganisationRefusals.NoMoonHolidays, ("country", organisation.Calendar.Country));
        var dates = command.Dates ?? [];
        var check = Year(command.Year).Count("/dates", dates, 0, MostMoonDates);
        foreach (var holiday in Enum.GetValues<MoonHoliday>())
            check.That(dates.Any(d => d?.Holiday == holiday), "/dates", Fields.TooFew, ("holiday", holiday));
        check.Each("/dates", dates, (at, date) => InYear(check, $"{at}/first", date.First, command.Year)
            .That(!dates.Any(other => IsTooClose(date, other)), at, Fields.Duplicate, ("key", date.Holiday)));
        if (check.Refusal is { } invalid) return invalid;
        MoonDate[] inOrder = [.. dates.OrderBy(d => d.First)];
        var before = organisation.Calendar.Moon?.Where(d => d.First.Year == command.Year) ?? [];
        return before.SequenceEqual(inOrder) ? Decision.Nothing : [new HolidaysConfirmed(command.Year, inOrder)];
    }

    public static Organisation Apply(Organisation organisation, CalendarChanged e) => organisation with
    {
        Zone = e.Zone, Calendar = organisation.Calendar with { Country = e.Country, WorkingDays = e.WorkingDays, FiscalYearStart = e.FiscalYearStart },
    };

    public static Organisation Apply(Organisation organisation, HolidaysChanged e) => organisation with
    {
        Calendar = organisation.Calendar with { Own = [.. (organisation.Calendar.Own ?? []).Where(h => h.Date.Year != e.Year), .. e.Holidays] },
    };

    public static Organisation Apply(Organisation organisation, HolidaysConfirmed e) => organisation with
    {
        Calendar = organisation.Calendar with { Moon = [.. (organisation.Calendar.Moon ?? []).Where(d => d.First.Year != e.Year), .. e.Dates] },
        ConfirmedYears = organisation.ConfirmedYears.Add(e.Year),
    };

    /// <summary>The first year after that of registration which is not confirmed yet, by 1 December of the year before.</summary>
    public static IEnumerable<OpenItem> OpenItems(Organisation organisation)
    {
        if (organisation.Calendar.Country != WorkCalendar.Morocco) return [];
        var year = organisation.RegisteredOn.Year + 1;
        while (organisation.ConfirmedYears.Contains(year)) year++;
        DateOnly[] since = [organisation.RegisteredOn, new(year - 1, 1, 1)];
        return
        [
            organisation.Steps.Item(
                string.Create(CultureInfo.InvariantCulture, $"holidays:{year}"), DeadlineKind.HolidaysToConfirm,
                [organisation.Id], Role.Administrator, since.Max(), new(year - 1, 12, 1), organisation.Zone),
        ];
    }

    private static bool IsTooClose(MoonDate date, MoonDate other) =>
        other is not null && !ReferenceEquals(date, other) && date.Holiday == other.Holiday
        && Math.Abs(date.First.DayNumber - other.First.DayNumber) < ShortestLunarYear;

    private static Check Year(int year) => new Check().Range("/year", year, EarliestYear, LatestYear);

    private static Check InYear(Check check, string pointer, DateOnly date, int year) =>
        check.That(date.Year == year, pointer, Fields.OutOfRange, ("least", $"{year}-01-01"), ("most", $"{year}-12-31"), ("value", date));
}
