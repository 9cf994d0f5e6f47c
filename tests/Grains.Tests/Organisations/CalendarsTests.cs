using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Testing;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Organisations;

public class CalendarsTests
{
    private static readonly DayOfWeek[] SundayToThursday = [DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday];

    [Fact]
    public void The_week_the_zone_and_the_fiscal_year_change_and_the_holidays_stay()
    {
        var changed = Active.After(new ConfirmHolidays(2027, Moon2027), OwnAdministrator)
            .When(new ChangeCalendar("Europe/Paris", "MA", SundayToThursday, 4), by: Coordinator)
            .Then([new CalendarChanged("Europe/Paris", "MA", SundayToThursday, 4)]);

        changed.Organisation().Zone.ShouldBe("Europe/Paris");
        changed.Organisation().Calendar.FiscalYearStart.ShouldBe(4);
        changed.Organisation().Calendar.IsWorkingDay(On(2026, 10, 4)).ShouldBeTrue("a Sunday");
        changed.Organisation().Calendar.IsWorkingDay(On(2026, 10, 2)).ShouldBeFalse("a Friday");
        changed.Organisation().Calendar.IsWorkingDay(On(2027, 3, 10)).ShouldBeFalse("Eid al-Fitr");
        changed.When(new ChangeCalendar("Europe/Paris", "MA", [.. SundayToThursday.Reverse()], 4), by: Coordinator).ThenNothing();
    }

    [Fact]
    public void Every_wrong_field_of_a_calendar_is_named_at_once() =>
        Active.When(new ChangeCalendar("Nowhere", "Morocco", [], 13), by: Coordinator)
            .ThenRefused(Refusals.InvalidInput).Errors.Select(e => (e.Pointer, e.Code)).ShouldBe(
        [
            ("/zone", Fields.UnknownZone), ("/country", Fields.Malformed), ("/workingDays", Fields.TooFew), ("/fiscalYearStart", Fields.OutOfRange),
        ]);

    [Fact]
    public void A_year_of_own_holidays_replaces_that_year_only()
    {
        Holiday bridge = new(On(2026, 5, 4), new(Fr: "Pont")), founding = new(On(2027, 3, 1), new(Fr: "Fondation"));
        var calendar = Active.After(new ChangeHolidays(2026, [bridge]), Coordinator)
            .When(new ChangeHolidays(2027, [founding]), by: Coordinator).Then([new HolidaysChanged(2027, [founding])])
            .When(new ChangeHolidays(2027, [founding]), by: Coordinator).ThenNothing()
            .After(new ChangeHolidays(2027, []), Coordinator).Organisation().Calendar;

        calendar.IsWorkingDay(On(2026, 5, 4)).ShouldBeFalse();
        calendar.IsWorkingDay(On(2027, 3, 1)).ShouldBeTrue();
    }

    [Fact]
    public void Own_holidays_lie_in_their_year_once_and_have_names()
    {
        Holiday day = new(On(2027, 3, 1), new(Fr: "Fondation"));
        Active.When(new ChangeHolidays(2026, [day]), by: Coordinator).ThenRefused(Fields.OutOfRange, "/holidays/0/date");
        Active.When(new ChangeHolidays(2027, [day, day]), by: Coordinator).ThenRefused(Fields.Duplicate, "/holidays/1");
        Active.When(new ChangeHolidays(2027, [day with { Name = new() }]), by: Coordinator).ThenRefused(Fields.Required, "/holidays/0/name");
        Active.When(new ChangeHolidays(1800, []), by: Coordinator).ThenRefused(Fields.OutOfRange, "/year");
        Active.When(new ChangeHolidays(2027, [.. Enumerable.Range(0, 61).Select(n => day with { Date = On(2027, 1, 1).AddDays(n) })]), by: Coordinator)
            .ThenRefused(Fields.TooMany, "/holidays");
    }

    [Fact]
    public void A_moon_dependent_holiday_is_one_only_once_it_is_confirmed()
    {
        Active.Organisation().Calendar.IsWorkingDay(On(2027, 3, 10)).ShouldBeTrue();
        var calendar = Active.When(new ConfirmHolidays(2027, [.. Moon2027.Reverse()]), by: OwnAdministrator)
            .Then([new HolidaysConfirmed(2027, Moon2027)]).Organisation().Calendar;

        calendar.IsWorkingDay(On(2027, 3, 9)).ShouldBeTrue();
        calendar.IsWorkingDay(On(2027, 3, 10)).ShouldBeFalse("1 Shawwal");
        calendar.IsWorkingDay(On(2027, 3, 11)).ShouldBeFalse("2 Shawwal");
        calendar.IsWorkingDay(On(2027, 3, 12)).ShouldBeTrue();
        calendar.IsWorkingDay(On(2027, 6, 7)).ShouldBeFalse("1 Muharram");
        calendar.IsWorkingDay(On(2027, 6, 8)).ShouldBeTrue("the new year is one day");
    }

    [Fact]
    public void What_the_moon_decides_otherwise_is_confirmed_again()
    {
        MoonDate[] seen = [new(MoonHoliday.EidAlFitr, On(2027, 3, 11)), .. Moon2027.Skip(1)];
        var calendar = Active.After(new ConfirmHolidays(2027, Moon2027), OwnAdministrator)
            .When(new ConfirmHolidays(2027, Moon2027), by: OwnAdministrator).ThenNothing()
            .After(new ConfirmHolidays(2027, seen), OwnAdministrator).Organisation().Calendar;

        calendar.IsWorkingDay(On(2027, 3, 10)).ShouldBeTrue();
        calendar.IsWorkingDay(On(2027, 3, 12)).ShouldBeFalse();
    }

    [Fact]
    public void Administrators_confirm_their_own_or_the_platforms_and_coordinators_do_not()
    {
        Active.When(new ConfirmHolidays(2027, Moon2027), by: Platform).ThenAccepted();
        Active.When(new ConfirmHolidays(2027, Moon2027), by: Coordinator).ThenRefused(Refusals.LacksRole);
        Active.When(new ConfirmHolidays(2027, Moon2027), by: People.Hcar.As(Role.Administrator)).ThenRefused(Refusals.NotAParty);
    }

    [Fact]
    public void A_year_is_confirmed_whole_and_with_days_of_that_year()
    {
        Active.When(new ConfirmHolidays(2027, Moon2027[1..]), by: OwnAdministrator).ThenRefused(Fields.TooFew, "/dates");
        Active.When(new ConfirmHolidays(2028, Moon2027), by: OwnAdministrator).ThenRefused(Fields.OutOfRange, "/dates/0/first");
        Active.When(new ConfirmHolidays(2027, [.. Moon2027, new(MoonHoliday.Mawlid, On(2027, 8, 17))]), by: OwnAdministrator)
            .ThenRefused(Fields.Duplicate, "/dates/4");
        Active.When(new ConfirmHolidays(2101, []), by: OwnAdministrator).ThenRefused(Fields.OutOfRange, "/year");
    }

    [Fact]
    public void Twice_a_year_is_possible_where_the_lunar_year_lets_it()
    {
        var twice = MoroccanHolidays.Expected(2033);
        twice.Count(m => m.Holiday is MoonHoliday.EidAlFitr).ShouldBe(2, "2 January and 23 December");
        Active.When(new ConfirmHolidays(2033, twice), by: OwnAdministrator).ThenAccepted();
    }

    [Fact]
    public void Elsewhere_no_moon_dependent_holidays_are_known() =>
        Active.After(new ChangeCalendar("Europe/Paris", "FR", SundayToThursday), Coordinator)
            .When(new ConfirmHolidays(2027, Moon2027), by: OwnAdministrator).ThenRefused(OrganisationRefusals.NoMoonHolidays);
}
