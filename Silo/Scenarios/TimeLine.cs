using NodaTime;
using NodaTime.Extensions;

namespace Mithaq.Silo.Scenarios;

/// <summary>The one time line of a run: the steps of all files by date, ties in file order.</summary>
public static class TimeLine
{
    private static readonly LocalTime Registration = new(9, 0);
    private static readonly LocalTime OfficeHour = new(10, 0);

    public static IReadOnlyList<(Scenario Case, Step Step)> Merge(IReadOnlyList<Scenario> cases) =>
        [.. cases.SelectMany(c => c.Steps.Select(step => (c, step))).OrderBy(s => s.step.Date)];

    /// <summary>When the organisations are entered: the morning of the first step.</summary>
    public static DateTimeOffset Start(ScenarioFiles files) =>
        At(files.Cases.SelectMany(c => c.Steps).Select(s => s.Date).DefaultIfEmpty(new(2020, 1, 1)).Min(), Registration, files.Cast.Zone);

    /// <summary>A step's instant: 10:00 of its day in the cast's zone.</summary>
    public static DateTimeOffset Of(Step step, string zone) => At(step.Date, OfficeHour, zone);

    /// <summary>The last instant before a day.</summary>
    public static DateTimeOffset Before(DateOnly day, string zone) => At(day, LocalTime.Midnight, zone).AddMicroseconds(-1);

    private static DateTimeOffset At(DateOnly date, LocalTime time, string zone) =>
        date.ToLocalDate().At(time).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant().ToDateTimeOffset();
}
