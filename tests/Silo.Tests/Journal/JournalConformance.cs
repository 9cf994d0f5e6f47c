using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;
using Mithaq.Silo.Journal;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Journal;

/// <summary>What both stores promise; the subclasses add only what is one database's own.</summary>
public abstract partial class JournalConformance : IAsyncLifetime
{
    private readonly List<IJournalStore> opened = [];

    protected StoreOptions Options { get; private set; } = new();
    protected IJournalStore Journal { get; private set; } = null!;

    protected abstract Task<StoreOptions> NewStore();

    public async Task InitializeAsync()
    {
        Options = await NewStore();
        Journal = await Open();
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var journal in opened) await journal.DisposeAsync();
    }

    protected async Task<IJournalStore> Open()
    {
        var journal = await Journals.Open(Options);
        opened.Add(journal);
        return journal;
    }

    protected Task<AppendResult> Append(Append append) => Journal.Append(append, default);

    /// <summary>Appends that wait at the same moment, in this order: those behind the first are stored in one go.</summary>
    protected virtual Task<Task<AppendResult>[]> Queued(params Append[] appends) => Task.FromResult(appends.Select(Append).ToArray());

    private async Task<AppendResult[]> Together(params Append[] appends) => await Task.WhenAll(await Queued(appends));

    protected static async Task<T> Is<T>(Task<AppendResult> result) where T : AppendResult => (await result).ShouldBeOfType<T>();

    [Fact]
    public async Task What_was_appended_is_read_back_byte_for_byte()
    {
        var builder = new StreamBuilder("agreement/one");
        var append = builder.Next(events: 2, payload: """{"purpose":"شراكة، coopération"}""");

        (await Is<AppendResult.Appended>(Append(append))).Position.ShouldBe(2);

        var read = await Journal.ReadStream("agreement/one", 0, default).ToListAsync();
        read.Select(entry => (entry.Position, entry.Stream, entry.Version, entry.Type)).ShouldBe([(1, "agreement/one", 1, "test.happened.v1"), (2, "agreement/one", 2, "test.happened.v1")]);
        for (var i = 0; i < 2; i++)
        {
            read[i].Payload.ShouldBe(append.Events[i].Payload);
            read[i].Metadata.ShouldBe(append.Events[i].Metadata);
            read[i].Hash.ShouldBe(append.Events[i].Hash);
        }
        (await Journal.ReadStream("agreement/one", 1, default).ToListAsync()).ShouldHaveSingleItem().Version.ShouldBe(2);
        (await Journal.Heads(["agreement/one", "agreement/none", "agreement/one"], default)).ShouldHaveSingleItem().Value.ShouldSatisfyAllConditions(
            head => head.Version.ShouldBe(2), head => head.Position.ShouldBe(2), head => head.Hash.ShouldBe(builder.Hash));
        (await Journal.HashAt(2, default)).ShouldBe(builder.Hash);
        (await Journal.HashAt(3, default)).ShouldBeNull();
        (await Journal.LastPosition(default)).ShouldBe(2);
        (await Journal.ReadHeads(1, null, 10, default))!.ShouldHaveSingleItem().Version.ShouldBe(2);
    }

    [Fact]
    public async Task Several_streams_are_read_in_order_and_together()
    {
        var (one, two) = (new StreamBuilder("case/1"), new StreamBuilder("case/2"));
        foreach (var append in new[] { two.Next(), one.Next(), two.Next(), one.Next() }) await Is<AppendResult.Appended>(Append(append));

        var whole = await Journal.ReadStreams([new("case/2"), new("case/1"), new("case/none")], default).ToListAsync();
        var parts = await Journal.ReadStreams([new("case/2", UpTo: 1), new("case/1", After: 1, UpTo: 5)], default).ToListAsync();

        whole.Select(entry => (entry.Stream, entry.Version)).ShouldBe([("case/1", 1), ("case/1", 2), ("case/2", 1), ("case/2", 2)]);
        parts.Select(entry => (entry.Stream, entry.Version)).ShouldBe([("case/1", 2), ("case/2", 1)]);
    }

    [Fact]
    public async Task A_node_that_is_alone_stores_old_streams_and_new_ones_and_several_events_together_and_refuses_only_what_is_stale()
    {
        var (old, stale) = (new StreamBuilder("case/old"), new StreamBuilder("case/stale"));
        for (var i = 0; i < 3; i++) await Is<AppendResult.Appended>(Append(old.Next(events: 2)));
        for (var i = 0; i < 2; i++) await Is<AppendResult.Appended>(Append(stale.Next()));

        var good = new[] { old.Next(), new StreamBuilder("case/new").Next(events: 3), new StreamBuilder("case/other").Next(expecting: [("case/nobody", 0), ("case/stale", 2)]) };
        var results = await Together(good);
        var mixed = await Together(old.Next(events: 2), new StreamBuilder("case/stale", version: 1).Next("late"), new StreamBuilder("case/last").Next());

        results.ShouldAllBe(result => result is AppendResult.Appended);
        mixed.Select(result => result is AppendResult.Appended).ShouldBe([true, false, true]);
        (await Journal.LastPosition(default)).ShouldBe(16);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task Two_commands_of_one_stream_that_wait_together_are_stored_one_after_the_other()
    {
        var builder = new StreamBuilder("agreement/busy");
        var first = builder.Next();
        var second = builder.Next();

        var results = await Together(first, second);

        results.ShouldAllBe(result => result is AppendResult.Appended);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task Of_two_commands_decided_on_the_same_version_one_conflicts()
    {
        var builder = new StreamBuilder("agreement/raced");

        var results = await Together(builder.Peek("one"), builder.Peek("other"));

        results.Count(result => result is AppendResult.Appended).ShouldBe(1);
        results.Count(result => result is AppendResult.Conflict).ShouldBe(1);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task A_conflict_leaves_the_others_of_its_batch()
    {
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/5").Next("earlier")));
        var appends = Enumerable.Range(0, 64).Select(i => new StreamBuilder($"case/{i}").Next("now")).ToArray();

        var results = await Together(appends);

        results[5].ShouldBeOfType<AppendResult.Conflict>();
        results.Count(result => result is AppendResult.Appended).ShouldBe(63);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task A_data_error_fails_its_own_append_alone()
    {
        var appends = Enumerable.Range(0, 64).Select(i => new StreamBuilder($"case/{i}").Next(events: 2)).ToArray();
        var bad = appends[20].Events[1] with { Hash = new byte[31] };
        appends[20] = appends[20] with { Events = [appends[20].Events[0], bad] };

        var tasks = await Queued(appends);

        await Should.ThrowAsync<Exception>(tasks[20]);
        foreach (var task in tasks.Where(task => task != tasks[20])) await Is<AppendResult.Appended>(task);
        (await Journal.ReadStream("case/20", 0, default).ToListAsync()).ShouldBeEmpty();
        (await Journal.LastPosition(default)).ShouldBe(126);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task Several_events_of_a_command_are_one_unit_and_found_by_its_id()
    {
        var builder = new StreamBuilder("agreement/unit");
        foreach (var append in new[] { builder.Next("first"), builder.Next("second", events: 3), builder.Next("third", events: 2) }) await Is<AppendResult.Appended>(Append(append));

        (await Journal.FindCommand("agreement/unit", StreamBuilder.CommandId("second"), default)).Select(entry => entry.Version).ShouldBe([2, 3, 4]);
        (await Journal.FindCommand("agreement/unit", StreamBuilder.CommandId("third"), default)).Select(entry => entry.Version).ShouldBe([5, 6]);
        (await Journal.FindCommand("agreement/unit", StreamBuilder.CommandId("never"), default)).ShouldBeEmpty();
        (await Journal.FindCommand("agreement/other", StreamBuilder.CommandId("first"), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_append_twice_at_once_has_one_effect()
    {
        var append = new StreamBuilder("agreement/double").Next("create");

        var results = await Together([.. Enumerable.Repeat(append, 8)]);

        results.Count(result => result is AppendResult.Appended).ShouldBe(1);
        results.Count(result => result is AppendResult.Conflict).ShouldBe(7);
        (await Journal.FindCommand("agreement/double", StreamBuilder.CommandId("create"), default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_append_whose_expectation_on_another_stream_no_longer_holds_conflicts()
    {
        var organisation = new StreamBuilder("organisation/ads");
        await Is<AppendResult.Appended>(Append(organisation.Next("registered")));
        await Is<AppendResult.Appended>(Append(organisation.Next("role revoked")));

        await Is<AppendResult.Conflict>(Append(new StreamBuilder("agreement/a").Next(expecting: ("organisation/ads", 1))));
        await Is<AppendResult.Conflict>(Append(new StreamBuilder("agreement/b").Next(expecting: ("organisation/none", 1))));
        await Is<AppendResult.Conflict>(Append(new StreamBuilder("agreement/c").Next(expecting: ("organisation/ads", 0))));
        await Is<AppendResult.Appended>(Append(new StreamBuilder("agreement/d").Next(expecting: [("organisation/ads", 2), ("organisation/none", 0)])));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task Two_appends_that_each_expect_what_the_other_moves_do_not_both_pass()
    {
        for (var i = 0; i < 20; i++)
        {
            var (one, other) = ($"organisation/{i}a", $"organisation/{i}b");

            var results = await Together(new StreamBuilder(one).Next(expecting: (other, 0)), new StreamBuilder(other).Next(expecting: (one, 0)));

            results.Count(result => result is AppendResult.Appended).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_local_append_wakes_who_waits_for_it()
    {
        var next = Journal.NextLocalAppend;
        next.IsCompleted.ShouldBeFalse();

        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/1").Next()));

        await next;
        Journal.NextLocalAppend.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_stops_the_start()
    {
        await Tamper("insert into schema_version (area, number) values ('Journal', 99)");

        var refused = await Should.ThrowAsync<SchemaTooNewException>(() => Journals.Open(Options));

        refused.Message.ShouldContain("99");
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    [Trait("Size", "full")]
    public Task A_long_journal_is_read_with_flat_memory(int events) => ReadLong(events);

    [Fact]
    public Task A_journal_of_20_000_events_is_read_with_flat_memory() => ReadLong(20_000);

    private async Task ReadLong(int events)
    {
        await Journal.Import(LongJournal(events), intoEmpty: true, default);
        long read = 0, most = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await foreach (var entry in Journal.ReadAll(0, default))
        {
            entry.Position.ShouldBe(++read);
            if (read % 10_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        read.ShouldBe(events);
        most.ShouldBeLessThan(24 << 20);
    }

    private static async IAsyncEnumerable<JournalEntry> LongJournal(int events)
    {
        var payload = new string('x', 1000);
        for (var i = 0; i < events / 10; i++)
        {
            var append = new StreamBuilder($"case/{i:D7}").Next(events: 10, payload: payload);
            for (var n = 0; n < 10; n++)
            {
                var entry = append.Events[n];
                yield return new JournalEntry(0, append.Stream, n + 1, entry.Type, entry.Payload, entry.Metadata, entry.Hash, n == 0 ? append.CommandId : null);
            }
            if (i % 1000 == 0) await Task.Yield();
        }
    }

    protected abstract Task<StoreOptions> AnotherStore();

    /// <summary>Does to the database what the port does not allow.</summary>
    protected abstract Task Tamper(string sql);

    protected async Task ShouldBeWhole() => (await JournalVerifier.Verify(Journal, default)).Broken.ShouldBeEmpty();
}
