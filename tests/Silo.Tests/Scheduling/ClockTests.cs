using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Silo.Scheduling;
using Mithaq.Testing;
using NodaTime.TimeZones;

namespace Mithaq.Silo.Tests.Scheduling;

/// <summary>What time it is, here and there.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-11-02T12:00:00Z", null);

    [Theory]
    [InlineData("Africa/Casablanca", "2026-09-19", 8, "2026-09-19T07:00:00Z")]
    [InlineData("Africa/Casablanca", "2026-09-21", 8, "2026-09-21T08:00:00Z")]
    [InlineData("Africa/Casablanca", "2026-09-20", 0, "2026-09-19T23:00:00Z")]
    [InlineData("Europe/Paris", "2027-10-31", 8, "2027-10-31T07:00:00Z")]
    // The clocks go from 00:00 to 01:00 there: as much later as they jump.
    [InlineData("Africa/Cairo", "2027-04-30", 0, "2027-04-29T22:00:00Z")]
    // And from 01:00 back to 00:00: the first midnight.
    [InlineData("America/Havana", "2027-11-07", 0, "2027-11-07T04:00:00Z")]
    public void A_local_hour_is_an_instant_also_where_clocks_change(string zone, string date, int hour, string instant) =>
        new Zones().At(zone, DateOnly.Parse(date, null), hour).ShouldBe(Sweep.Microseconds(DateTimeOffset.Parse(instant, null)));

    [Fact]
    public void Zones_are_those_of_the_program_and_say_their_version()
    {
        var zones = new Zones();

        string.CompareOrdinal(zones.Version, "2026c").ShouldBeGreaterThanOrEqualTo(0);
        zones.Knows("Africa/Casablanca").ShouldBeTrue();
        zones.Knows("Africa/Atlantis").ShouldBeFalse();
        zones.Knows("UTC+07").ShouldBeFalse();
        zones.DateAt("Africa/Casablanca", DateTimeOffset.Parse("2026-09-18T23:30:00Z", null)).ShouldBe(new(2026, 9, 19));
        zones.DateAt("Africa/Casablanca", DateTimeOffset.Parse("2026-09-20T23:30:00Z", null)).ShouldBe(new(2026, 9, 20));
        Should.Throw<DateTimeZoneNotFoundException>(() => zones.DateAt("Africa/Atlantis", Noon));
    }

    [Fact]
    public void A_simulated_clock_stands_still_and_never_goes_back()
    {
        var clock = new SimulatedClock(Noon);
        clock.Set(Noon.AddHours(1));

        Should.Throw<ArgumentOutOfRangeException>(() => clock.Set(Noon));
        clock.GetUtcNow().ShouldBe(Noon.AddHours(1));
    }

    [Fact]
    public async Task The_databases_clock_counts_however_wrong_this_machines_is()
    {
        var machine = new ManualClock(Noon);
        var clock = new DatabaseClock(_ =>
        {
            var time = machine.GetUtcNow().AddMinutes(-7);
            machine.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(time);
        }, machine);
        clock.GetUtcNow().ShouldBe(Noon, "not measured yet");

        await clock.Measure(default);

        // The call took two seconds: its answer was a second old when it came.
        clock.GetUtcNow().ShouldBe(Noon.AddMinutes(-7).AddSeconds(1));
        machine.Advance(TimeSpan.FromSeconds(30));
        clock.GetUtcNow().ShouldBe(Noon.AddMinutes(-7).AddSeconds(31));
        clock.Offset.ShouldBe(TimeSpan.FromMinutes(-7) - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_database_that_does_not_say_its_time_stops_the_start()
    {
        var clock = new DatabaseClock(_ => throw new IOException("away"), TimeProvider.System);
        using var keeper = new ClockKeeper(clock, TimeProvider.System, NullLogger<ClockKeeper>.Instance);

        await Should.ThrowAsync<IOException>(() => keeper.StartAsync(default));
    }
}
