using Mithaq.Silo.Scenarios;

namespace Mithaq.Silo.Tests.Scenarios;

public sealed class TimeLineTests
{
    [Fact]
    public void Steps_of_all_files_merge_by_date_and_ties_keep_the_order_of_the_files()
    {
        var merged = TimeLine.Merge([Case("A", "2024-01-01", "2024-01-03", "2024-01-03"), Case("B", "2024-01-01", "2024-01-02", "2024-01-03")]);

        merged.Select(m => $"{m.Case.Case}{m.Step.Number}").ShouldBe(["A0", "B0", "B1", "A1", "A2", "B2"]);
    }

    /// <summary>Morocco left +01 for good on 20 September 2026.</summary>
    [Theory]
    [InlineData("2026-09-18", "2026-09-18T09:00:00Z")]
    [InlineData("2026-09-21", "2026-09-21T10:00:00Z")]
    public void A_step_is_taken_at_ten_oclock_of_its_day_in_the_casts_zone(string date, string instant) =>
        TimeLine.Of(new Step.Advance(0, At, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), null, Expectation.None), "Africa/Casablanca")
            .ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    private static readonly Node At = new("/steps/0", 1, System.Text.Json.JsonValueKind.Object, "", [], []);

    private static Scenario Case(string name, params string[] dates) =>
        new($"{name}.json", name, new(), [], [.. dates.Select((date, i) => new Step.Advance(i, At, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), null, Expectation.None))]);
}
