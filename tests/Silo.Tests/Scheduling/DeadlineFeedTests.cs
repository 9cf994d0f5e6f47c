using Dapper;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Scheduling;

/// <summary>The index of deadlines holds what grains wait for, resolved by the calendars of those who owe.</summary>
public sealed class DeadlineFeedTests
{
    private const string Start = "2026-11-02T09:00:00Z";
    private const string Ads = "organisation/ads";
    private const string Ocp = "organisation/ocp";
    private static readonly DateOnly IndependenceManifesto = new(2027, 1, 11);

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_row_stands_for_each_open_deadline_and_goes_with_it(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, Start);
        await fixture.Open("reminder/a", new("payment", DeadlineKind.TranchePayment, new(2026, 12, 10)));
        await fixture.Open("reminder/a", new("visa", DeadlineKind.Formality, new(2026, 11, 6)));

        (await fixture.Rows("reminder/a")).ShouldBe(
        [
            new("reminder/a", "payment", DeadlineKind.TranchePayment, "ads", new(2026, 12, 10), DayRule.Next, "Africa/Casablanca", "-30,0,7,14,21,28,35,42,49,56",
                DueEffect.None, null, new(2026, 12, 10), Micro("2026-11-10T08:00:00Z")),
            new("reminder/a", "visa", DeadlineKind.Formality, "ads", new(2026, 11, 6), DayRule.Next, "Africa/Casablanca", "-7,0,1,7",
                DueEffect.DayAfter, null, new(2026, 11, 6), Micro("2026-10-30T08:00:00Z")),
        ]);
        await fixture.Drop("reminder/a", "payment");
        (await fixture.Rows("reminder/a")).ShouldHaveSingleItem().Key.ShouldBe("visa");
        await fixture.Drop("reminder/a", "visa");
        (await fixture.Rows("reminder/a")).ShouldBeEmpty();
        (await Owing(fixture)).ShouldBe(0);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, DeadlineKind.CommitmentOccurrence, "2027-01-12")]
    [InlineData(StoreKind.Sqlite, DeadlineKind.NonRenewalNotice, "2027-01-08")]
    [InlineData(StoreKind.Sqlite, DeadlineKind.Expiry, "2027-01-11")]
    [InlineData(StoreKind.PostgreSql, DeadlineKind.CommitmentOccurrence, "2027-01-12")]
    [InlineData(StoreKind.PostgreSql, DeadlineKind.NonRenewalNotice, "2027-01-08")]
    [InlineData(StoreKind.PostgreSql, DeadlineKind.Expiry, "2027-01-11")]
    public async Task A_date_that_is_a_holiday_moves_by_the_kinds_rule(StoreKind store, DeadlineKind kind, string resolved)
    {
        await using var fixture = await DeadlineFixture.Open(store, Start);
        await fixture.Send(Ads, new RegisterOrganisation(new(Fr: "ADS")));

        await fixture.Open("reminder/a", new("due", kind, IndependenceManifesto));

        (await fixture.Rows("reminder/a")).ShouldHaveSingleItem().Resolved.ShouldBe(DateOnly.Parse(resolved, null));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_changed_calendar_of_any_who_owe_resolves_their_rows_again_and_no_others(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, Start);
        await fixture.Send(Ads, new RegisterOrganisation(new(Fr: "ADS")));
        await fixture.Send(Ocp, new RegisterOrganisation(new(Fr: "OCP"), Country: "FR"));
        await fixture.Open("reminder/both", new("due", DeadlineKind.CommitmentOccurrence, IndependenceManifesto, "ads,ocp"));
        await fixture.Open("reminder/ads", new("due", DeadlineKind.CommitmentOccurrence, IndependenceManifesto));
        await fixture.Open("reminder/ocp", new("due", DeadlineKind.CommitmentOccurrence, IndependenceManifesto, "ocp"));
        (await Resolved()).ShouldBe([("reminder/ads", 12), ("reminder/both", 12), ("reminder/ocp", 11)]);

        await fixture.Send(Ocp, new ChangeHolidays(2027, [new(new(2027, 1, 12), new(Fr: "fête du groupe"))]));
        (await Resolved()).ShouldBe([("reminder/ads", 12), ("reminder/both", 13), ("reminder/ocp", 11)]);

        await fixture.Send(Ads, new ChangeCalendar("Africa/Casablanca", null, [DayOfWeek.Monday, DayOfWeek.Tuesday]));
        (await Resolved()).ShouldBe([("reminder/ads", 11), ("reminder/both", 11), ("reminder/ocp", 11)]);
        (await fixture.Rows("reminder/both")).ShouldHaveSingleItem().NextAt.ShouldBe(Micro("2026-12-12T08:00:00Z"));

        async Task<IEnumerable<(string, int)>> Resolved() =>
            (await fixture.Rows("reminder/ads", "reminder/both", "reminder/ocp")).Select(r => (r.Stream, r.Resolved.Day));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_organisation_waits_for_its_holidays_by_its_own_calendar(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, Start);
        await fixture.Send(Ads, new RegisterOrganisation(new(Fr: "ADS")));
        await fixture.Send(Ads, new ActivateOrganisation());

        (await fixture.Rows(Ads)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            row => row.Key.ShouldBe("holidays:2027"), row => row.Resolved.ShouldBe(new DateOnly(2026, 12, 1)), row => row.Owes.ShouldBe("ads"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task New_tz_data_schedules_every_row_again_without_reading_the_journal_anew(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, Start, feeds: false);
        await fixture.Open("reminder/a", new("due", DeadlineKind.Expiry, new(2026, 12, 10)));
        await fixture.Feeds.StartAsync(default);
        var rows = await fixture.Rows("reminder/a");
        await fixture.Feeds.StopAsync(default);
        await using (var connection = await fixture.Databases.Derived.Open(default))
        {
            await connection.ExecuteAsync("update deadlines set next_at = 1");
            await connection.ExecuteAsync("update deadline_versions set value = '2025b' where name = 'zones'");
        }

        await using var again = await Restarted(fixture);

        await Until.True(async () => (await fixture.Index.OfStreams(["reminder/a"], default))["reminder/a"].SequenceEqual(rows));
        (await fixture.Index.Versions(default))["zones"].ShouldBe(fixture.Zones.Version);
        (await fixture.Runner.Status(default)).Position.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_rebuild_and_new_rules_give_the_same_rows_again(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, Start);
        await fixture.Send(Ads, new RegisterOrganisation(new(Fr: "ADS")));
        for (var i = 0; i < 20; i++)
        {
            await fixture.Open($"reminder/{i}", new("due", DeadlineKind.CommitmentOccurrence, IndependenceManifesto.AddDays(i)));
            await fixture.Open($"reminder/{i}", new("payment", DeadlineKind.TranchePayment, new(2026, 11, 20), "ads,ocp"));
        }
        await fixture.Send(Ads, new ChangeHolidays(2027, [new(new(2027, 1, 12), new(Fr: "fête"))]));
        await fixture.Advancer.AdvanceTo(DeadlineFixture.At("2026-12-20T00:00:00Z"), default);
        string[] streams = [.. Enumerable.Range(0, 20).Select(i => $"reminder/{i}")];
        var rows = await fixture.Rows(streams);
        rows.Count.ShouldBe(40);

        await fixture.Runner.Rebuild(default);
        (await fixture.Rows(streams)).ShouldBe(rows);

        await fixture.Feeds.StopAsync(default);
        await using (var connection = await fixture.Databases.Derived.Open(default))
            await connection.ExecuteAsync("update deadline_versions set value = 'older' where name = 'rules'; delete from deadlines where key = 'due'");
        await using var again = await Restarted(fixture);
        await Until.True(async () => (await fixture.Index.Count(default)) == 40);
        (await fixture.Index.OfStreams(streams, default)).SelectMany(r => r).ShouldBe(rows, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_page_that_changes_no_deadline_writes_nothing(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, Start, feeds: false);
        await fixture.Open("reminder/a", new("due", DeadlineKind.Expiry, new(2026, 12, 10)));
        await fixture.Feeds.StartAsync(default);
        await fixture.Rows("reminder/a");
        await fixture.Feeds.StopAsync(default);
        await fixture.Note("reminder/a");

        (await fixture.Feed.Opened(default)).ShouldBe(Mithaq.Silo.Feeds.Opening.Ready);
        (await fixture.Feed.Handle((await fixture.Journal.ReadHeads(1, null, 10, default))!, default)).ShouldBeNull();
    }

    private static async Task<IAsyncDisposable> Restarted(DeadlineFixture fixture)
    {
        var stop = new CancellationTokenSource();
        var run = Task.Run(() => fixture.Runner.Run(stop.Token));
        await Task.Yield();
        return new Running(stop, run);
    }

    private sealed record Running(CancellationTokenSource Stop, Task Run) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Stop.CancelAsync();
            await Run;
            Stop.Dispose();
        }
    }

    private static async Task<long> Owing(DeadlineFixture fixture)
    {
        await using var connection = await fixture.Databases.Derived.Open(default);
        return await connection.ExecuteScalarAsync<long>("select count(*) from deadline_owes");
    }

    private static long Micro(string instant) => Mithaq.Silo.Scheduling.Sweep.Microseconds(DeadlineFixture.At(instant));
}
