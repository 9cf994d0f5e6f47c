namespace Mithaq.Contracts.Organisations;

/// <summary>How the organisation's days, years and weeks run.</summary>
/// <param name="Zone">IANA zone.</param>
/// <param name="Country">ISO 3166-1 alpha-2: whose holidays it keeps; null: only those of its own list.</param>
/// <param name="WorkingDays">At least one.</param>
/// <param name="FiscalYearStart">The month, 1–12, with whose first day a fiscal year begins.</param>
public sealed record ChangeCalendar(string Zone, string? Country, IReadOnlyList<DayOfWeek> WorkingDays, int FiscalYearStart = 1) : IOrganisationCommand;

/// <summary>Replaces the holidays of a year that the organisation keeps beyond its country's, ≤ 60.</summary>
public sealed record ChangeHolidays(int Year, IReadOnlyList<Holiday> Holidays) : IOrganisationCommand;

/// <summary>
/// The administrator says on which days the holidays that depend on the moon fall in a year: each of them, or twice where the shorter lunar year lets it.
/// A year may be confirmed again: the day is known for certain only on its eve.
/// </summary>
public sealed record ConfirmHolidays(int Year, IReadOnlyList<MoonDate> Dates) : IOrganisationCommand;

public sealed record CalendarChanged(string Zone, string? Country, IReadOnlyList<DayOfWeek> WorkingDays, int FiscalYearStart) : IOrganisationEvent;

public sealed record HolidaysChanged(int Year, IReadOnlyList<Holiday> Holidays) : IOrganisationEvent;

public sealed record HolidaysConfirmed(int Year, IReadOnlyList<MoonDate> Dates) : IOrganisationEvent;
