using System.Globalization;

namespace Mithaq.Silo.Tests.Cli;

/// <summary>The demonstration goes whatever day it is: its own steps are counted from today, so weekends, leap days and the year's ends meet them.</summary>
public sealed class DemoDaysTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-day-");

    public void Dispose()
    {
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("2026-12-31")]
    [InlineData("2027-01-01")]
    [InlineData("2027-06-19")] // a Saturday
    [InlineData("2028-02-29")]
    public async Task Its_own_steps_go(string day)
    {
        var report = await DemoStore.Load(folder, DateOnly.Parse(day, CultureInfo.InvariantCulture));

        report.ShouldNotContain("[demo]");
    }
}
