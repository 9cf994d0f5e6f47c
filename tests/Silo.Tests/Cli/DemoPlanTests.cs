using System.Text;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Hosting.Cli.Demo;

namespace Mithaq.Silo.Tests.Cli;

/// <summary>Cases are brought to today by whole years, each by its own.</summary>
public sealed class DemoPlanTests
{
    private static DemoPlan Plan(string plan) => DemoPlan.Read(Encoding.UTF8.GetBytes($$"""{ "plan": {{plan}} }"""));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Theory]
    [InlineData("2026-08-31", 1)]
    [InlineData("2026-09-01", 2)]
    [InlineData("2027-08-31", 2)]
    [InlineData("2027-09-01", 3)]
    public void Today_falls_into_the_year_that_the_plan_shows(string today, int years) =>
        Plan("""{ "s3": { "shown": "2024-09-01" } }""").YearsOf("s3", [], DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(years);

    [Fact]
    public void A_case_without_a_plan_shows_the_last_year_of_its_life() =>
        Plan("{}").YearsOf("s9", Bytes("""{ "steps": [ { "on": "2018-01-01" }, { "advance": "2020-06-30" } ] }"""), new(2026, 7, 1)).ShouldBe(7);

    [Fact]
    public void Dates_periods_and_keys_move_and_numbers_of_other_kinds_stay()
    {
        var shifted = Encoding.UTF8.GetString(Plan("{}").Shifted(
            "s3", Bytes("""{ "on": "2024-02-29", "to": "s3.programme.2024", "period": "2024", "year": 2024, "report": "2024-1", "amount": 120240, "hash": "a2024b" }"""), 2));

        shifted.ShouldBe("""{ "on": "2026-02-28", "to": "s3.programme.2026", "period": "2026", "year": 2026, "report": "2026-1", "amount": 120240, "hash": "a2024b" }""");
    }

    [Fact]
    public void A_leap_day_stays_one_in_a_leap_year() => Encoding.UTF8.GetString(Plan("{}").Shifted("s3", Bytes("\"2024-02-29\""), 4)).ShouldBe("\"2028-02-29\"");

    [Fact]
    public void Somebody_acts_in_the_place_of_an_office_holder_whose_term_is_over() =>
        Encoding.UTF8.GetString(Plan("""{ "s0": { "shown": "2020-01-01", "instead": { "mgpap.former-president": "mgpap.president" } } }""")
            .Shifted("s0", Bytes("\"mgpap.former-president\""), 6)).ShouldBe("\"mgpap.president\"");

    [Fact]
    public void The_demonstrations_own_steps_are_dated_around_today()
    {
        var dated = Encoding.UTF8.GetString(DemoPlan.Dated(Bytes("""{ "plan": {}, "on": "@today-12", "first": "@today", "then": "@today+30", "year": "@year" }"""), new(2026, 12, 7)));

        foreach (var part in new[] { "2026-11-25", "2026-12-07", "2027-01-06", "\"year\": 2026" }) dated.ShouldContain(part);
        dated.ShouldNotContain("plan");
    }

    [Theory]
    [InlineData("""{ "s3": { "shown": "yesterday" } }""")]
    [InlineData("""{ "s3": {} }""")]
    [InlineData("[]")]
    public void A_plan_that_says_nothing_sensible_is_wrong_use(string plan) => Should.Throw<WrongUseException>(() => Plan(plan));
}
