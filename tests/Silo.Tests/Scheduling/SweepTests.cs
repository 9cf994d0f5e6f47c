using Dapper;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Scheduling;
using Mithaq.Silo.Tests.Feeds;

namespace Mithaq.Silo.Tests.Scheduling;

/// <summary>Grains hear of their deadlines: once, in time, and after whatever went wrong.</summary>
public sealed class SweepTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Each_step_and_the_effect_come_once_at_their_local_hour(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-10-01T00:00:00Z");
        await fixture.Open("reminder/a", new("visa", DeadlineKind.Formality, new(2026, 11, 20)));

        var told = await fixture.Advancer.AdvanceTo(DeadlineFixture.At("2027-12-31T00:00:00Z"), default);

        told.Select(t => (t.At.ToString("MM-dd HH:mm", null), string.Join(',', t.Reached.Steps), t.Reached.IsDue)).ShouldBe(
            [("11-13 08:00", "-7", false), ("11-20 08:00", "0", false), ("11-21 00:00", "", true), ("11-21 08:00", "1", false), ("11-27 08:00", "7", false)]);
        (await fixture.Events<DeadlineStepsTaken>("reminder/a")).SelectMany(e => e.Steps).ShouldBe([-7, 0, 1, 7]);
        (await fixture.Events<ReferenceRecorded>("reminder/a")).Count(e => e.Reference.Register == "done").ShouldBe(1);
        fixture.Clock.GetUtcNow().ShouldBe(DeadlineFixture.At("2027-12-31T00:00:00Z"));
        (await fixture.Rows("reminder/a")).ShouldHaveSingleItem().NextAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Steps_missed_while_everything_was_down_become_one_notice(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-10-01T00:00:00Z");
        await fixture.Open("reminder/a", new("occurrence", DeadlineKind.CommitmentOccurrence, new(2026, 11, 20)));
        await fixture.Feeds.Drain(default);
        fixture.Clock.Set(DeadlineFixture.At("2026-11-22T12:00:00Z"));

        var outcome = await fixture.Sweep.Run(default);

        outcome.Told.ShouldHaveSingleItem().Reached.ShouldSatisfyAllConditions(r => r.Steps.ShouldBe([-30, -7, -1, 0, 1]), r => r.IsDue.ShouldBeTrue());
        var taken = (await fixture.Events<DeadlineStepsTaken>("reminder/a")).ShouldHaveSingleItem();
        taken.Steps.ShouldBe([-30, -7, -1, 0, 1]);
        taken.Highest.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_an_import_found_past_stays_silent(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-10T00:00:00Z");
        await fixture.Open("reminder/past", new("occurrence", DeadlineKind.CommitmentOccurrence, new(2026, 6, 1), SilentUntil: new(2026, 11, 10)));
        await fixture.Open("reminder/partly", new("occurrence", DeadlineKind.CommitmentOccurrence, new(2026, 11, 10), SilentUntil: new(2026, 11, 10)));

        var told = await fixture.Advancer.AdvanceTo(DeadlineFixture.At("2027-06-01T00:00:00Z"), default);

        told.Select(t => (t.Grain.Stream, t.At.ToString("MM-dd HH:mm", null), string.Join(',', t.Reached.Steps), t.Reached.IsDue)).ShouldBe(
            [("reminder/partly", "11-11 00:00", "", true), ("reminder/partly", "11-11 08:00", "1", false), ("reminder/partly", "11-17 08:00", "7", false), ("reminder/partly", "12-10 08:00", "30", false)]);
        (await fixture.Rows("reminder/past")).ShouldHaveSingleItem().NextAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Eight_in_the_morning_stays_eight_when_a_country_changes_its_time(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-09-01T00:00:00Z");
        // Morocco left UTC+01 for UTC+00 on 20 September 2026.
        await fixture.Open("reminder/a", new("payment", DeadlineKind.Signing, new(2026, 9, 20)));
        await fixture.Open("reminder/b", new("summer", DeadlineKind.Signing, new(2027, 3, 28), Zone: "Europe/Paris"));

        var told = await fixture.Advancer.AdvanceTo(DeadlineFixture.At("2027-05-01T00:00:00Z"), default);

        Times("reminder/a").ShouldBe(["2026-09-01T00:00Z", "2026-09-13T07:00Z", "2026-09-19T07:00Z", "2026-09-21T08:00Z", "2026-09-27T08:00Z"]);
        Times("reminder/b").ShouldBe(["2027-02-26T07:00Z", "2027-03-21T07:00Z", "2027-03-27T07:00Z", "2027-03-29T06:00Z", "2027-04-04T06:00Z"]);

        IEnumerable<string> Times(string stream) => told.Where(t => t.Grain.Stream == stream).Select(t => t.At.ToString("yyyy-MM-ddTHH:mmZ", null));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_told_is_not_told_again_before_the_index_has_passed_it(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-13T12:00:00Z");
        await fixture.Open("reminder/a", new("visa", DeadlineKind.Formality, new(2026, 11, 20)));
        await fixture.Feeds.Drain(default);
        await fixture.Feeds.StopAsync(default);

        (await fixture.Sweep.Run(default)).Told.Count.ShouldBe(1);
        (await fixture.Sweep.Run(default)).ShouldBe(new SweepOutcome([], 0, 0), new OutcomeCounts());
        fixture.Grains.Sent.Count.ShouldBe(1);

        // Another node does not know that it was told: the command's id makes that harmless.
        (await fixture.NewSweep().Run(default)).Nothing.ShouldBe(0);
        fixture.Grains.Sent.Count.ShouldBe(2);
        fixture.Grains.Sent.Select(e => e.CommandId).Distinct().ShouldHaveSingleItem();
        (await fixture.Events<DeadlineStepsTaken>("reminder/a")).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_grain_that_has_nothing_to_do_is_left_alone_for_a_while(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-13T12:00:00Z");
        await fixture.Open("reminder/a", new("deaf", DeadlineKind.Formality, new(2026, 11, 20)));
        await fixture.Feeds.Drain(default);

        (await fixture.Sweep.Run(default)).Nothing.ShouldBe(1);
        (await fixture.Sweep.Run(default)).Nothing.ShouldBe(0);
        fixture.Clock.Set(fixture.Clock.GetUtcNow() + fixture.Scheduling.Rest);
        (await fixture.Sweep.Run(default)).Nothing.ShouldBe(1);
        fixture.Clock.Set(fixture.Clock.GetUtcNow() + fixture.Scheduling.Rest);
        (await fixture.Sweep.Run(default)).Nothing.ShouldBe(0, "the second rest is twice as long");
        (await fixture.Advancer.AdvanceTo(DeadlineFixture.At("2026-12-31T00:00:00Z"), default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Who_is_busy_is_met_again_at_the_next_sweep(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-13T12:00:00Z");
        await fixture.Open("reminder/a", new("visa", DeadlineKind.Formality, new(2026, 11, 20)));
        await fixture.Feeds.Drain(default);
        fixture.Grains.IsBusy = true;
        (await fixture.Sweep.Run(default)).Deferred.ShouldBe(1);
        fixture.Grains.IsBusy = false;

        (await fixture.Sweep.Run(default)).Told.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_deadline_that_is_opened_again_under_its_old_key_and_date_comes_again(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-01T00:00:00Z");
        var resumption = new Reminder("start", DeadlineKind.TrancheDate, new(2026, 11, 20));
        await fixture.Open("reminder/a", resumption);
        await fixture.Advancer.AdvanceTo(DeadlineFixture.At("2026-11-21T00:00:00Z"), default);
        await fixture.Drop("reminder/a", "start");
        await fixture.Open("reminder/a", resumption);

        (await fixture.Advancer.AdvanceTo(DeadlineFixture.At("2026-11-22T00:00:00Z"), default)).ShouldHaveSingleItem().Reached.IsDue.ShouldBeTrue();
        (await fixture.Events<ReferenceRecorded>("reminder/a")).Count(e => e.Reference.Register == "done").ShouldBe(2);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Many_due_at_once_are_told_page_by_page_once_each_also_by_two_sweeps(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-01T00:00:00Z");
        fixture.Scheduling.SweepPage = 7;
        for (var i = 0; i < 30; i++)
        {
            await fixture.Open($"reminder/{i}", new("one", DeadlineKind.Formality, new(2026, 11, 20)));
            await fixture.Open($"reminder/{i}", new("two", DeadlineKind.Formality, new(2026, 11, 20)));
        }
        await fixture.Feeds.Drain(default);
        fixture.Clock.Set(DeadlineFixture.At("2026-11-20T08:00:00Z"));

        await Task.WhenAll(fixture.Sweep.Run(default), fixture.NewSweep().Run(default));
        await fixture.Feeds.Drain(default);

        for (var i = 0; i < 30; i++)
            (await fixture.Events<DeadlineStepsTaken>($"reminder/{i}")).Select(e => (e.Key, string.Join(',', e.Steps))).ShouldBe([("one", "-7,0"), ("two", "-7,0")], ignoreOrder: true);
        (await fixture.Index.Due(Sweep.Microseconds(fixture.Clock.GetUtcNow()), null, 100, default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_sweep_with_nothing_due_is_one_walk_of_the_index(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-01T00:00:00Z", feeds: false);
        await using var connection = await fixture.Databases.Derived.Open(default);
        var many = string.Join(", ", Enumerable.Range(0, 3_000).Select(i =>
            $"('reminder/{i}', 'k', 'Other', 'ads', '2030-01-01', 'Keep', 'UTC', '0', 'None', null, '2030-01-01', {4_000_000_000_000_000 + i}, 1)"));
        await connection.ExecuteAsync($"insert into deadlines values {many}");
        if (kind is StoreKind.PostgreSql) await connection.ExecuteAsync("analyze deadlines");

        var explain = kind is StoreKind.PostgreSql ? "explain (analyze, format text) " : "explain query plan ";
        var plan = string.Join('\n', (await connection.QueryAsync(explain + DeadlineIndex.DueSql, new { now = 1L, next = long.MinValue, stream = "", key = "", limit = 100 }))
            .Select(row => string.Join(' ', ((IDictionary<string, object>)row).Values)));

        plan.ShouldContain("deadlines_next");
        plan.ShouldNotContain("Seq Scan");
        plan.ShouldNotContain("SCAN deadlines");
        plan.ShouldNotContain("Sort");
        plan.ShouldNotContain("TEMP B-TREE");
        if (kind is StoreKind.PostgreSql) plan.ShouldNotContain("Rows Removed by Filter");
        (await fixture.Sweep.Run(default)).ShouldBe(new SweepOutcome([], 0, 0), new OutcomeCounts());
    }

    private sealed class OutcomeCounts : IEqualityComparer<SweepOutcome>
    {
        public bool Equals(SweepOutcome? x, SweepOutcome? y) => (x?.Told.Count, x?.Nothing, x?.Deferred) == (y?.Told.Count, y?.Nothing, y?.Deferred);
        public int GetHashCode(SweepOutcome obj) => obj.Told.Count;
    }
}
