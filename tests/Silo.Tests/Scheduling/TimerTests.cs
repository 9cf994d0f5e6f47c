using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Scheduling.Timers;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using Npgsql;

namespace Mithaq.Silo.Tests.Scheduling;

/// <summary>Quartz really fires against its tables on both stores.</summary>
public sealed class TimerTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Timers_call_the_sweep_again_and_again_also_after_a_restart(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-13T12:00:00Z");
        fixture.Scheduling.SweepEvery = TimeSpan.FromMilliseconds(100);
        await fixture.Open("reminder/a", new("visa", Contracts.DeadlineKind.Formality, new(2026, 11, 20)));
        await fixture.Feeds.Drain(default);

        var first = Timers(fixture);
        await first.StartAsync(default);
        await Until.True(async () => (await fixture.Events<Contracts.DeadlineStepsTaken>("reminder/a")).Count == 1);
        await first.StopAsync(default);
        var fired = await Fired(fixture);
        fired.ShouldBeGreaterThan(0);

        fixture.Clock.Set(DeadlineFixture.At("2026-11-20T12:00:00Z"));
        var second = Timers(fixture);
        await second.StartAsync(default);
        await Until.True(async () => (await fixture.Events<Contracts.DeadlineStepsTaken>("reminder/a")).Count == 2);
        await second.StopAsync(default);
        await using var connection = await Open(fixture);
        (await connection.QueryAsync<string>("select trigger_name from qrtz_triggers")).ShouldBe(["sweep"]);
    }

    [Fact]
    public async Task On_PostgreSQL_each_firing_runs_on_one_node_of_the_cluster()
    {
        await using var fixture = await DeadlineFixture.Open(StoreKind.PostgreSql, "2026-11-13T12:00:00Z");
        fixture.Scheduling.SweepEvery = TimeSpan.FromMilliseconds(100);
        await fixture.Open("reminder/a", new("deaf", Contracts.DeadlineKind.Formality, new(2026, 11, 20)));
        await fixture.Feeds.Drain(default);
        // Every sweep of every node asks the deaf grain, and each is a firing.
        fixture.Scheduling.Rest = TimeSpan.Zero;
        var nodes = new[] { Timers(fixture), Timers(fixture) };
        foreach (var node in nodes) await node.StartAsync(default);
        await using var connection = await Open(fixture);
        await Until.True(async () => await connection.ExecuteScalarAsync<long>("select count(*) from qrtz_scheduler_state") == 2);

        var (before, sentBefore) = (await NextFiring(connection), fixture.Grains.Sent.Count);
        await Until.True(() => fixture.Grains.Sent.Count >= sentBefore + 20);
        var firings = (await NextFiring(connection) - before) / fixture.Scheduling.SweepEvery;
        foreach (var node in nodes) await node.StopAsync(default);

        // Were each run by both, twenty sweeps would take ten. One or two may have been under way when this began. Neither real time nor Quartz' own count would
        // tell: what was held up follows at once, and a node that starts declares the job anew, so that the count begins from nought.
        firings.ShouldBeGreaterThan(15);
    }

    private static TimerHost Timers(DeadlineFixture fixture) =>
        new(fixture.Store, fixture.Scheduling, fixture.NewSweep(), TimeProvider.System, NullLoggerFactory.Instance);

    private static async Task<long> Fired(DeadlineFixture fixture)
    {
        await using var connection = await Open(fixture);
        return await connection.ExecuteScalarAsync<long>("select times_triggered from qrtz_simple_triggers where trigger_name = 'sweep'");
    }

    /// <summary>When the next one is due: an interval further with each firing, however late it comes. Quartz keeps ticks.</summary>
    private static async Task<TimeSpan> NextFiring(DbConnection connection) =>
        TimeSpan.FromTicks(await connection.ExecuteScalarAsync<long>("select next_fire_time from qrtz_triggers where trigger_name = 'sweep'"));

    private static async Task<DbConnection> Open(DeadlineFixture fixture)
    {
        DbConnection connection = fixture.Store.Kind is StoreKind.PostgreSql
            ? new NpgsqlConnection(fixture.Store.ConnectionString)
            : new SqliteConnection($"Data Source={Path.Combine(fixture.Store.DataDirectory, "timers.db")}");
        await connection.OpenAsync();
        return connection;
    }
}
