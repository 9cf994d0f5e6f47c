using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Organisations;

public class WorkCalendarTests
{
    private static readonly WorkCalendar Morocco = WorkCalendar.Of("MA");
    private static readonly WorkCalendar Plain = WorkCalendar.Of(null);

    [Theory]
    [InlineData("2027-01-01"), InlineData("2027-01-11"), InlineData("2027-01-14"), InlineData("2026-05-01"), InlineData("2026-07-30"), InlineData("2026-08-14")]
    [InlineData("2026-08-20"), InlineData("2026-08-21"), InlineData("2028-10-31"), InlineData("2026-11-06"), InlineData("2026-11-18")]
    public void Moroccos_fixed_holidays_are_days_off_for_organisations_that_keep_them(string date)
    {
        Morocco.IsWorkingDay(DateOnly.Parse(date, null)).ShouldBeFalse();
        Plain.IsWorkingDay(DateOnly.Parse(date, null)).ShouldBeTrue("a week day elsewhere");
    }

    [Theory]
    [InlineData("2022-01-14", true), InlineData("2025-01-14", false), InlineData("2024-10-31", true), InlineData("2025-10-31", false)]
    public void The_Amazigh_new_year_counts_since_2024_and_Unity_Day_since_2025(string date, bool works) =>
        Morocco.IsWorkingDay(DateOnly.Parse(date, null)).ShouldBe(works);

    [Fact]
    public void The_weekend_is_what_the_week_leaves()
    {
        Plain.IsWorkingDay(On(2026, 10, 2)).ShouldBeTrue("Friday");
        Plain.IsWorkingDay(On(2026, 10, 3)).ShouldBeFalse("Saturday");
        (Plain with { WorkingDays = [DayOfWeek.Saturday] }).IsWorkingDay(On(2026, 10, 3)).ShouldBeTrue();
    }

    [Fact]
    public void Moon_dependent_days_are_Moroccos_alone() =>
        (Plain with { Moon = Moon2027 }).IsWorkingDay(On(2027, 3, 10)).ShouldBeTrue();

    [Theory]
    [InlineData(DayRule.Keep, "2026-10-31"), InlineData(DayRule.Next, "2026-11-02"), InlineData(DayRule.Previous, "2026-10-30")]
    public void A_date_on_a_day_off_stays_or_moves_to_the_next_or_previous_working_day(DayRule rule, string resolved) =>
        WorkingDays.Resolve(On(2026, 10, 31), rule, [Morocco]).ShouldBe(DateOnly.Parse(resolved, null));

    [Fact]
    public void A_working_day_stays_where_it_is() => WorkingDays.Resolve(On(2026, 10, 1), DayRule.Next, [Morocco, Plain]).ShouldBe(On(2026, 10, 1));

    [Fact]
    public void A_day_is_non_working_if_it_is_so_for_any_party_that_owes()
    {
        var sundayToThursday = Plain with { WorkingDays = [DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday] };
        // Friday 6 November 2026 is the Green March's day in Morocco; the other party is off on Fridays and Saturdays, Morocco on Saturdays and Sundays.
        WorkingDays.Resolve(On(2026, 11, 6), DayRule.Next, [Plain]).ShouldBe(On(2026, 11, 6));
        WorkingDays.Resolve(On(2026, 11, 6), DayRule.Next, [sundayToThursday]).ShouldBe(On(2026, 11, 8));
        WorkingDays.Resolve(On(2026, 11, 6), DayRule.Next, [Morocco, sundayToThursday]).ShouldBe(On(2026, 11, 9));
        WorkingDays.Resolve(On(2026, 11, 6), DayRule.Previous, [Morocco, sundayToThursday]).ShouldBe(On(2026, 11, 5));
    }

    [Fact]
    public void Without_any_day_in_common_the_nominal_date_stands() =>
        WorkingDays.Resolve(On(2026, 10, 1), DayRule.Next, [Plain with { WorkingDays = [DayOfWeek.Monday] }, Plain with { WorkingDays = [DayOfWeek.Friday] }])
            .ShouldBe(On(2026, 10, 1));

    [Fact]
    public void Where_nobody_owes_every_day_will_do() => WorkingDays.Resolve(On(2026, 10, 31), DayRule.Next, []).ShouldBe(On(2026, 10, 31));

    [Fact]
    public void The_expected_moon_dates_name_each_holiday_of_the_year()
    {
        for (var year = 2020; year <= 2070; year++)
        {
            var expected = MoroccanHolidays.Expected(year);
            expected.ShouldAllBe(m => m.First.Year == year);
            expected.Select(m => m.Holiday).Distinct().Count().ShouldBe(4);
        }
        MoroccanHolidays.Expected(2026).Single(m => m.Holiday is MoonHoliday.EidAlFitr).First.ShouldBe(On(2026, 3, 20));
    }

    [Fact]
    public void A_resolved_date_is_the_nearest_common_working_day_in_the_rules_direction()
    {
        var days = Gen.Choose(0, 20_000).Select(n => On(2000, 1, 1).AddDays(n));
        var calendars = Gen.SubListOf<WorkCalendar>(
            Morocco, Plain with { WorkingDays = [DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday] }, Morocco with { Moon = Moon2027 });
        Prop.ForAll(days.ToArbitrary(), Gen.Elements(DayRule.Next, DayRule.Previous).ToArbitrary(), calendars.ToArbitrary(), (nominal, rule, owe) =>
        {
            var resolved = WorkingDays.Resolve(nominal, rule, owe);
            var (first, last) = rule is DayRule.Next ? (nominal, resolved.AddDays(-1)) : (resolved.AddDays(1), nominal);
            for (var day = first; day <= last; day = day.AddDays(1)) owe.All(c => c.IsWorkingDay(day)).ShouldBeFalse($"{day} would have done");
            owe.All(c => c.IsWorkingDay(resolved)).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();
    }
}
