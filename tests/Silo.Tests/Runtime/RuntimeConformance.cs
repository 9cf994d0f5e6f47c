using System.Collections.Concurrent;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.EmbeddedShell;
using Mithaq.Testing;
using Mithaq.Testing.Journal;
using Mithaq.Testing.Rules;
using Mithaq.Testing.Runtime;

namespace Mithaq.Silo.Tests.Runtime;

/// <summary>What any shell promises, on any store.</summary>
public abstract class RuntimeConformance : IAsyncLifetime
{
    private static readonly GrainCatalog Catalog = new(new TallyRules());
    private static readonly Actor Caller = People.Ads.As(Role.Coordinator);
    private readonly List<IJournalStore> stores = [];

    private StoreOptions options = new();
    private readonly ManualClock clock = new();
    private readonly ManualClock idleClock = new();

    protected abstract Task<StoreOptions> NewStore();

    public async Task InitializeAsync() => options = await NewStore();

    public virtual async Task DisposeAsync()
    {
        foreach (var store in stores) await store.DisposeAsync();
    }

    private async Task<(EmbeddedGrains Grains, FaultyJournal Journal)> Node(Action<RuntimeOptions>? configure = null)
    {
        var store = await Journals.Open(options);
        stores.Add(store);
        var journal = new FaultyJournal(store);
        var limits = new RuntimeOptions();
        configure?.Invoke(limits);
        var states = new GrainStates(journal, Catalog);
        var services = new ActivationServices(journal, states, new GrainFacts(states), new FixedZones(), clock);
        return (new EmbeddedGrains(services, Catalog, limits, idleClock), journal);
    }

    private static GrainId Tally(string key) => new("tally", key);

    private static Envelope Count(string grain, string id, string number = "1", long? expected = null, string? with = null) => new(
        Tally(grain), new RecordReference(new Reference(number, with is null ? "order office" : $"with {Tally(with)}", new("ads"))), StreamBuilder.CommandId(id), Caller, expected);

    private static Envelope Close(string grain, string id) => new(Tally(grain), new WithdrawAgreement("done"), StreamBuilder.CommandId(id), Caller);

    private static Envelope Confirm(string grain, string id) => new(Tally(grain), new ConfirmRecordedActs(), StreamBuilder.CommandId(id), Caller);

    private static Answer.Accepted Accepted(Answer answer) => answer.ShouldBeOfType<Answer.Accepted>(answer.ToString());

    private static string Refused(Answer answer) => answer.ShouldBeOfType<Answer.Refused>(answer.ToString()).Refusal.Code;

    [Fact]
    public async Task A_grain_takes_one_turn_at_a_time()
    {
        var (grains, _) = await Node();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => grains.Send(Count("a", $"c{i}"), default).AsTask()));

        answers.Select(a => Accepted(a).Version).Order().ShouldBe(Enumerable.Range(1, 100).Select(v => (long)v));
    }

    [Fact]
    public async Task A_repeated_command_gets_its_first_answer_for_ever()
    {
        var (grains, journal) = await Node();
        var first = Accepted(await grains.Send(Count("a", "same"), default));
        await grains.Send(Count("a", "other"), default);

        var again = Accepted(await grains.Send(Count("a", "same"), default));
        var (restarted, _) = await Node();
        var afterRestart = Accepted(await restarted.Send(Count("a", "same"), default));

        (again.Version, again.Position).ShouldBe((first.Version, first.Position));
        (afterRestart.Version, afterRestart.Position).ShouldBe((first.Version, first.Position));
        again.Events.ShouldHaveSingleItem().ShouldBeOfType<ReferenceRecorded>().Reference.Number.ShouldBe("1");
        (await journal.LastPosition(default)).ShouldBe(2);
    }

    [Fact]
    public async Task A_repeat_on_a_node_that_has_not_seen_the_first_has_no_second_effect()
    {
        var (one, journal) = await Node();
        var (other, _) = await Node();
        await other.Send(Count("a", "before"), default);
        var first = Accepted(await one.Send(Count("a", "same"), default));

        Accepted(await other.Send(Count("a", "same"), default)).Position.ShouldBe(first.Position);
        Refused(await other.Send(Count("a", "same", "another number"), default)).ShouldBe(Refusals.OtherPayload);
        (await journal.LastPosition(default)).ShouldBe(2);
    }

    [Fact]
    public async Task A_repeat_that_would_be_refused_by_now_still_gets_its_first_answer()
    {
        var (grains, _) = await Node();
        for (var i = 0; i < 3; i++) await grains.Send(Count("a", $"c{i}"), default);
        var first = Accepted(await grains.Send(Close("a", "close"), default));

        Accepted(await grains.Send(Close("a", "close"), default)).Version.ShouldBe(first.Version);
        Refused(await grains.Send(Close("a", "close once more"), default)).ShouldBe(Refusals.WrongStage);
    }

    [Fact]
    public async Task A_repeat_in_flight_waits_for_the_first_answer()
    {
        var (grains, journal) = await Node();
        journal.Hold();
        var first = grains.Send(Count("a", "same"), default).AsTask();
        var second = grains.Send(Count("a", "same"), default).AsTask();
        await Until.True(() => journal.Held == 1);
        second.IsCompleted.ShouldBeFalse();

        journal.Release();

        Accepted(await second).Version.ShouldBe(Accepted(await first).Version);
        (await journal.LastPosition(default)).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_command_id_with_another_payload_is_refused()
    {
        var (grains, _) = await Node();
        await grains.Send(Count("a", "same", "1"), default);

        Refused(await grains.Send(Count("a", "same", "2"), default)).ShouldBe(Refusals.OtherPayload);
    }

    [Fact]
    public async Task A_command_decided_on_another_version_than_its_caller_saw_is_refused()
    {
        var (grains, _) = await Node();
        await grains.Send(Count("a", "c1"), default);

        Refused(await grains.Send(Count("a", "c2", expected: 0), default)).ShouldBe(Refusals.StaleVersion);
        Accepted(await grains.Send(Count("a", "c3", expected: 1), default)).Version.ShouldBe(2);
        Accepted(await grains.Send(Count("a", "c3", expected: 1), default)).Version.ShouldBe(2, "a repeat is answered though the version has moved");
    }

    [Fact]
    public async Task A_stale_node_neither_refuses_nor_finds_nothing_to_do()
    {
        var (one, _) = await Node();
        var (two, _) = await Node();
        Refused(await one.Send(Close("a", "too early"), default)).ShouldBe(TallyRules.TooFew);
        Accepted(await one.Send(Confirm("b", "first"), default)).Version.ShouldBe(1);
        for (var i = 0; i < 3; i++) await two.Send(Count("a", $"c{i}"), default);
        await two.Send(Count("b", "c"), default);

        Accepted(await one.Send(Close("a", "now"), default)).Version.ShouldBe(4);
        Accepted(await one.Send(Confirm("b", "second"), default)).ShouldSatisfyAllConditions(a => a.Events.ShouldBeEmpty(), a => a.Version.ShouldBe(2));
    }

    [Fact]
    public async Task A_decision_that_rests_on_another_grain_sees_it_as_it_is_now()
    {
        var (one, _) = await Node();
        var (two, _) = await Node();
        Refused(await one.Send(Count("a", "before", with: "b"), default)).ShouldBe(TallyRules.OtherClosed);
        for (var i = 0; i < 3; i++) await two.Send(Count("b", $"c{i}"), default);

        Accepted(await one.Send(Count("a", "now", with: "b"), default)).Version.ShouldBe(1);
        await two.Send(Close("b", "close"), default);
        Refused(await one.Send(Count("a", "after", with: "b"), default)).ShouldBe(TallyRules.OtherClosed, "the append does not take what was remembered");
        Refused(await one.Send(new(Tally("a"), new RecordReference(new("1", "with unheard-of/grain", new("ads"))), StreamBuilder.CommandId("unheard"), Caller), default))
            .ShouldBe(TallyRules.OtherClosed);
    }

    [Fact]
    public async Task Another_grain_that_moves_under_a_decision_makes_it_be_taken_again()
    {
        var (one, journal) = await Node();
        var (two, _) = await Node();
        for (var i = 0; i < 3; i++) await two.Send(Count("b", $"c{i}"), default);
        journal.Hold();
        var decided = one.Send(Count("a", "held", with: "b"), default).AsTask();
        await Until.True(() => journal.Held == 1);

        await two.Send(Close("b", "close"), default);
        journal.Release();

        Refused(await decided).ShouldBe(TallyRules.OtherClosed);
    }

    [Fact]
    public async Task Two_nodes_that_fight_over_grains_lose_and_double_nothing()
    {
        var nodes = new[] { await Node(), await Node() };
        var answers = new ConcurrentBag<(string Grain, long Version)>();

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
        {
            var grain = $"g{i % 5}";
            answers.Add((grain, Accepted(await nodes[i % 2].Grains.Send(Count(grain, $"c{i}"), default)).Version));
        })));

        foreach (var grain in answers.GroupBy(a => a.Grain))
            grain.Select(a => a.Version).Order().ShouldBe(Enumerable.Range(1, 80).Select(v => (long)v));
        (await nodes[0].Journal.LastPosition(default)).ShouldBe(400);
    }

    [Fact]
    public async Task Beyond_a_grains_queue_the_answer_is_busy_at_once()
    {
        var (grains, journal) = await Node(o => o.QueuePerGrain = 2);
        journal.Hold();
        var waiting = Enumerable.Range(0, 3).Select(i => grains.Send(Count("a", $"c{i}"), default).AsTask()).ToArray();
        await Until.True(() => journal.Held == 1);

        Refused(await grains.Send(Count("a", "one too many"), default)).ShouldBe(Refusals.Busy);

        journal.Release();
        (await Task.WhenAll(waiting)).Select(a => Accepted(a).Version).Order().ShouldBe([1, 2, 3]);
        Accepted(await grains.Send(Count("a", "one too many"), default)).Version.ShouldBe(4);
    }

    [Fact]
    public async Task Beyond_the_nodes_queue_the_answer_is_busy_at_once()
    {
        var (grains, journal) = await Node(o => o.QueueInAll = 3);
        journal.Hold();
        var waiting = Enumerable.Range(0, 3).Select(i => grains.Send(Count($"g{i}", $"c{i}"), default).AsTask()).ToArray();
        await Until.True(() => journal.Held == 3);

        Refused(await grains.Send(Count("another", "c"), default)).ShouldBe(Refusals.Busy);

        journal.Release();
        foreach (var answer in await Task.WhenAll(waiting)) Accepted(answer);
    }

    [Fact]
    public async Task Whoever_gives_up_while_waiting_does_nothing()
    {
        var (grains, journal) = await Node();
        using var patience = new CancellationTokenSource();
        journal.Hold();
        var first = grains.Send(Count("a", "c1"), default).AsTask();
        var second = grains.Send(Count("a", "c2"), patience.Token).AsTask();
        var third = grains.Send(Count("a", "c3"), default).AsTask();
        await Until.True(() => journal.Held == 1);

        await patience.CancelAsync();
        journal.Release();

        Accepted(await first).Version.ShouldBe(1);
        await Should.ThrowAsync<OperationCanceledException>(second);
        Accepted(await third).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Draining_waits_for_what_is_under_way_and_takes_no_more()
    {
        var (grains, journal) = await Node();
        journal.Hold();
        var underWay = grains.Send(Count("a", "c1"), default).AsTask();
        await Until.True(() => journal.Held == 1);

        var drained = grains.Drain();
        Refused(await grains.Send(Count("a", "c2"), default)).ShouldBe(Refusals.Unavailable);
        drained.IsCompleted.ShouldBeFalse();
        journal.Release();
        await drained;

        Accepted(await underWay).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Idle_grains_leave_memory_and_come_back_as_they_were()
    {
        var (grains, _) = await Node(o => o.IdleAfter = TimeSpan.FromMinutes(5));
        await grains.Send(Count("old", "c1"), default);
        idleClock.Advance(TimeSpan.FromMinutes(4));
        await grains.Send(Count("young", "c2"), default);
        idleClock.Advance(TimeSpan.FromMinutes(2));

        grains.Tidy();

        grains.Active.ShouldBe(1);
        Accepted(await grains.Send(Count("old", "c3"), default)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Beyond_the_limit_the_longest_idle_leave()
    {
        var (grains, _) = await Node(o => o.MaxActive = 10);
        for (var i = 0; i < 30; i++)
        {
            await grains.Send(Count($"g{i}", $"c{i}"), default);
            idleClock.Advance(TimeSpan.FromSeconds(1));
        }

        await Until.True(() => grains.Active <= 10);
        Accepted(await grains.Send(Count("g0", "again"), default)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_was_lost_after_the_commit_is_found_again()
    {
        var (grains, journal) = await Node();
        journal.LoseNextAnswer();

        Accepted(await grains.Send(Count("a", "c1"), default)).Version.ShouldBe(1);
        Accepted(await grains.Send(Count("a", "c2"), default)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task An_append_that_was_lost_before_the_commit_is_tried_again()
    {
        var (grains, journal) = await Node();
        journal.LoseNextAppend();

        Accepted(await grains.Send(Count("a", "c1"), default)).Version.ShouldBe(1);
        (await journal.LastPosition(default)).ShouldBe(1);
        journal.Appends.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_refuses_makes_the_command_unavailable_and_recovers()
    {
        var (grains, journal) = await Node();
        journal.RefuseNext();

        Refused(await grains.Send(Count("a", "c1"), default)).ShouldBe(Refusals.Unavailable);
        Accepted(await grains.Send(Count("a", "c1"), default)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_grain_with_an_event_of_a_newer_program_is_unavailable_and_the_others_are_not()
    {
        var (grains, journal) = await Node();
        await journal.Append(new StreamBuilder("tally/newer").Next(type: "tally.invented-tomorrow.v1"), default);

        Refused(await grains.Send(Count("newer", "c1"), default)).ShouldBe(Refusals.Unavailable);
        (await grains.Read(Tally("newer"), Caller, default)).ShouldBeOfType<ReadAnswer.Refused>().Refusal.Code.ShouldBe(Refusals.Unavailable);
        Accepted(await grains.Send(Count("a", "c2"), default));
    }

    [Fact]
    public async Task Instants_never_run_backwards_within_a_stream()
    {
        var (grains, journal) = await Node();
        await grains.Send(Count("a", "c1"), default);
        clock.Advance(TimeSpan.FromMinutes(-10));
        await grains.Send(Count("a", "c2"), default);

        var instants = await journal.ReadStream("tally/a", 0, default).Select(e => EventMetadata.FromBytes(e.Metadata).Instant).ToListAsync();
        instants.ShouldBe([Micros(clock.GetUtcNow().AddMinutes(10)), Micros(clock.GetUtcNow().AddMinutes(10))]);

        static long Micros(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    }

    [Fact]
    public async Task A_read_sees_what_another_node_appended()
    {
        var (one, _) = await Node();
        var (two, _) = await Node();
        await one.Send(Count("a", "c1"), default);
        await two.Send(Count("a", "c2"), default);

        var view = (await one.Read(Tally("a"), Caller, default)).ShouldBeOfType<ReadAnswer.Found>().View;

        view.ShouldSatisfyAllConditions(v => v.Version.ShouldBe(2), v => v.Stage.ShouldBe("Counting"), v => ((Tally)v.State).Count.ShouldBe(2));
        (await one.Read(Tally("nobody"), Caller, default)).ShouldBeOfType<ReadAnswer.Refused>().Refusal.Code.ShouldBe(Refusals.NotFound);
        Refused(await one.Send(new Envelope(new("unheard-of", "a"), new ConfirmRecordedActs(), StreamBuilder.CommandId("x"), Caller), default)).ShouldBe(Refusals.NotFound);
    }

    [Fact]
    public async Task States_for_feeds_come_from_active_grains_or_the_journal()
    {
        var (one, _) = await Node();
        var (two, _) = await Node();
        await one.Send(Count("here", "c1"), default);
        await two.Send(Count("there", "c2"), default);

        var states = await one.Latest(new Dictionary<string, long> { ["tally/here"] = 1, ["tally/there"] = 1, ["tally/nowhere"] = 1 }, default);

        states.Keys.Order().ShouldBe(["tally/here", "tally/there"]);
        states.Values.ShouldAllBe(state => state.Version == 1 && ((Tally)state.State).Count == 1);
    }
}

public sealed class SqliteRuntimeTests : RuntimeConformance
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-runtime-");

    protected override Task<StoreOptions> NewStore() => Task.FromResult(new StoreOptions { DataDirectory = folder.FullName });

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

public sealed class PostgreSqlRuntimeTests : RuntimeConformance
{
    protected override async Task<StoreOptions> NewStore() => new() { Kind = StoreKind.PostgreSql, ConnectionString = await PostgresServer.NewDatabase() };
}
