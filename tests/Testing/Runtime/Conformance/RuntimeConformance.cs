using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Testing.Journal;
using Mithaq.Testing.Rules;
using Shouldly;
using Xunit;

namespace Mithaq.Testing.Runtime.Conformance;

/// <summary>What any shell promises, on any store.</summary>
public abstract partial class RuntimeConformance : IAsyncLifetime
{
    protected static readonly GrainCatalog Catalog = new(new TallyRules());
    private static readonly Actor Caller = People.Ads.As(Role.Coordinator);
    private readonly List<IJournalStore> stores = [];

    private StoreOptions options = new();
    private readonly ManualClock clock = new();
    private readonly ManualClock idleClock = new();

    protected abstract Task<StoreOptions> NewStore();

    /// <summary>A node that knows nothing of the others on its store.</summary>
    protected abstract Task<Shell> NewShell(ActivationServices services, RuntimeOptions limits, TimeProvider idleClock);

    public async Task InitializeAsync() => options = await NewStore();

    public virtual async Task DisposeAsync()
    {
        foreach (var store in stores) await store.DisposeAsync();
    }

    private async Task<(Shell Grains, FaultyJournal Journal)> Node(Action<RuntimeOptions>? configure = null)
    {
        var store = await Journals.Open(options);
        stores.Add(store);
        var journal = new FaultyJournal(store);
        var limits = new RuntimeOptions();
        configure?.Invoke(limits);
        var states = new GrainStates(journal, Catalog);
        return (await NewShell(new ActivationServices(journal, states, new GrainFacts(states), new FixedZones(), clock), limits, idleClock), journal);
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
        clock.AdjustTime(clock.GetUtcNow().AddMinutes(-10));
        await grains.Send(Count("a", "c2"), default);

        var instants = await journal.ReadStream("tally/a", 0, default).Select(e => EventMetadata.FromBytes(e.Metadata).Instant).ToListAsync();
        instants.ShouldBe([Micros(clock.GetUtcNow().AddMinutes(10)), Micros(clock.GetUtcNow().AddMinutes(10))]);

        static long Micros(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
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

    [Fact]
    public async Task A_decision_that_rests_on_its_own_grain_too_is_refused_like_any_other()
    {
        var (grains, _) = await Node();
        for (var i = 0; i < 3; i++) await grains.Send(Count("a", $"c{i}"), default);
        await grains.Send(Close("a", "close"), default);

        Refused(await grains.Send(Count("a", "after", with: "a"), default)).ShouldBe(Refusals.WrongStage);
    }
}
