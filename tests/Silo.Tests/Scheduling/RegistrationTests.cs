using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Scheduling;
using Mithaq.Silo.Tests.Feeds;
using Npgsql;

namespace Mithaq.Silo.Tests.Scheduling;

/// <summary>The program's own registrations, on both stores.</summary>
public sealed class RegistrationTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_host_with_feeds_and_timers_tells_what_has_come(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-13T12:00:00Z", feeds: false);
        await fixture.Open("reminder/a", new("visa", Contracts.DeadlineKind.Formality, new(2026, 11, 20)));
        using var host = Host(fixture, fixture.Store, fixture.Databases);

        await host.StartAsync();
        await Testing.Until.True(async () => (await fixture.Events<Contracts.DeadlineStepsTaken>("reminder/a")).Count == 1);
        await host.StopAsync();

        host.Services.GetRequiredService<FeedHost>().Runners.Select(r => r.Feed.Name).ShouldBe([DeadlineFeed.FeedName, DirectoryFeed.FeedName]);
    }

    [Fact]
    public async Task On_PostgreSQL_a_role_that_owns_nothing_is_enough_to_run()
    {
        await using var fixture = await DeadlineFixture.Open(StoreKind.PostgreSql, "2026-11-13T12:00:00Z", feeds: false);
        await fixture.Open("reminder/a", new("visa", Contracts.DeadlineKind.Formality, new(2026, 11, 20)));
        var role = $"app_{Guid.CreateVersion7():n}";
        await using (var owner = new NpgsqlConnection(fixture.Store.ConnectionString))
        {
            await owner.OpenAsync();
            await using var create = new NpgsqlCommand($"create role {role} login password 'app'", owner);
            await create.ExecuteNonQueryAsync();
        }
        var application = new NpgsqlConnectionStringBuilder(fixture.Store.ConnectionString) { Username = role, Password = "app" };
        var store = fixture.Store with { ConnectionString = application.ConnectionString, OwnerConnectionString = fixture.Store.ConnectionString };
        await using var databases = await FeedDatabases.Open(store, TimeProvider.System, default);
        using var host = Host(fixture, store, databases);

        await host.StartAsync();
        await Testing.Until.True(async () => (await fixture.Events<Contracts.DeadlineStepsTaken>("reminder/a")).Count == 1);
        await host.Services.GetRequiredService<FeedHost>()[DeadlineFeed.FeedName].Rebuild(default);
        await host.Services.GetRequiredService<FeedHost>().Drain(default);
        await host.StopAsync();

        (await fixture.Index.Count(default)).ShouldBe(1);
    }

    [Theory]
    [InlineData("Mithaq:Feeds:PageSize", "0")]
    [InlineData("Mithaq:Feeds:LeaseTerm", "00:10:00")]
    [InlineData("Mithaq:Scheduling:SweepParallel", "0")]
    [InlineData("Mithaq:Scheduling:SweepEvery", "00:00:00")]
    public async Task A_setting_out_of_range_stops_the_start(string key, string value)
    {
        await using var fixture = await DeadlineFixture.Open(StoreKind.Sqlite, "2026-11-13T12:00:00Z", feeds: false);
        using var host = Host(fixture, fixture.Store, fixture.Databases, (key, value));

        await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public void Defaults_are_those_that_the_documentation_names()
    {
        var feeds = new FeedOptions();
        var scheduling = new SchedulingOptions();

        (feeds.LeaseTerm.TotalSeconds, feeds.Poll.TotalMilliseconds, feeds.PageSize, feeds.ReadWait.TotalSeconds).ShouldBe((8, 150, 2_000, 2));
        (scheduling.SweepEvery.TotalSeconds, scheduling.SweepPage, scheduling.SweepParallel, scheduling.Rest.TotalMinutes).ShouldBe((1, 1_000, 32, 1));
    }

    private static IHost Host(DeadlineFixture fixture, StoreOptions store, FeedDatabases databases, params (string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddSingleton<IJournal>(fixture.Journal).AddSingleton(fixture.States).AddSingleton<Contracts.IGrains>(fixture.Grains);
        builder.Services.AddSingleton<TimeProvider>(fixture.Clock);
        builder.Services.AddFeedsAndDeadlines(store, databases);
        return builder.Build();
    }
}
