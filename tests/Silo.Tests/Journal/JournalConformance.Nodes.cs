using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Testing;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Journal;

/// <summary>Several nodes, several processes.</summary>
public abstract partial class JournalConformance
{
    [Fact]
    public async Task Four_nodes_on_shared_streams_store_everything_once_in_dense_order_without_deadlock()
    {
        var nodes = new[] { Journal, await Open(), await Open(), await Open() };
        var stored = await Task.WhenAll(nodes.SelectMany((node, n) => Enumerable.Range(0, 8).Select(caller => SharedStreams.Append(node, $"{n}-{caller}", 25))));

        stored.Sum().ShouldBe(4 * 8 * 25);
        (await Journal.LastPosition(default)).ShouldBe(800);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task A_feed_that_reads_after_its_checkpoint_never_misses_an_event_while_others_write()
    {
        var nodes = new[] { Journal, await Open(), await Open() };
        var writing = Task.WhenAll(nodes.SelectMany((node, n) => Enumerable.Range(0, 6).Select(caller => AppendOwn(node, $"case/{n}-{caller}", 60))));
        var reader = await Open();
        var seen = new List<EntryHead>();

        while (seen.Count < 3 * 6 * 60)
        {
            var written = writing.IsCompleted;
            var page = await reader.ReadHeads(seen.Count == 0 ? 0 : seen[^1].Position, null, 50, default) ?? [];
            seen.AddRange(page);
            if (page.Count == 0 && written) break;
        }

        await writing;
        seen.Select(head => head.Position).ShouldBe(Enumerable.Range(1, 1080).Select(position => (long)position));
        foreach (var stream in seen.GroupBy(head => head.Stream)) stream.Select(head => head.Version).ShouldBe(Enumerable.Range(1, 60).Select(version => (long)version));
    }

    [Fact]
    public async Task A_lone_caller_sees_what_another_node_has_appended_since_its_last_append()
    {
        var there = await Open();
        var (ours, theirs) = (new StreamBuilder("case/ours"), new StreamBuilder("case/theirs"));
        for (var i = 0; i < 3; i++) (await Journal.Append(ours.Next(), default)).ShouldBe(new AppendResult.Appended(i + 1));
        (await there.Append(theirs.Next(), default)).ShouldBe(new AppendResult.Appended(4));

        var late = ours.Next() with { Expectations = [("case/theirs", 0)] };
        (await Journal.Append(late, default)).ShouldBeOfType<AppendResult.Conflict>();
        (await Journal.Append(late with { Expectations = [("case/theirs", 1)] }, default)).ShouldBe(new AppendResult.Appended(5));
        (await there.Append(theirs.Next() with { Expectations = [("case/ours", 4)] }, default)).ShouldBe(new AppendResult.Appended(6));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task What_a_node_knows_of_its_streams_does_not_hide_what_another_has_appended()
    {
        var there = await Open();
        var (one, two, three) = (new StreamBuilder("case/1"), new StreamBuilder("case/2"), new StreamBuilder("case/3"));
        for (var i = 0; i < 3; i++)
            foreach (var stream in new[] { one, two, three }) await Is<AppendResult.Appended>(Append(stream.Next()));
        var stale = one.Peek("stale");
        await Is<AppendResult.Appended>(there.Append(one.Next("elsewhere"), default));

        var together = await Together(stale, two.Next(), three.Peek("stale too", expecting: ("case/1", 3)));

        together.Select(result => result is AppendResult.Appended).ShouldBe([false, true, false]);
        // Nor later, when it is alone again and looks up only what it does not know.
        for (var i = 0; i < 2; i++) await Is<AppendResult.Appended>(Append(two.Next()));
        await Is<AppendResult.Conflict>(Append(stale));
        await Is<AppendResult.Conflict>(Append(three.Peek("stale again", expecting: ("case/1", 3))));
        await Is<AppendResult.Appended>(Append(one.Next()));
        await Is<AppendResult.Appended>(Append(three.Next(expecting: ("case/1", 5))));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task Nor_does_it_hide_that_the_journals_end_was_lost()
    {
        var (kept, lost) = (new StreamBuilder("case/kept"), new StreamBuilder("case/lost"));
        for (var i = 0; i < 3; i++) await Is<AppendResult.Appended>(Append(kept.Next()));
        await Is<AppendResult.Appended>(Append(lost.Next()));
        await Is<AppendResult.Appended>(Append(lost.Next()));
        await Tamper("delete from journal where position > 3");
        await Tamper("update head set (position, stream, version, hash) = (select position, stream, version, hash from journal where position = 3)");

        await Is<AppendResult.Conflict>(Append(lost.Next()));
        await Is<AppendResult.Conflict>(Append(kept.Peek(expecting: ("case/lost", 2))));
        await Is<AppendResult.Appended>(Append(kept.Next(expecting: ("case/lost", 0))));
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/lost").Next()));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task Lone_callers_of_several_nodes_store_everything_once_in_dense_order()
    {
        var nodes = new[] { Journal, await Open(), await Open() };

        await Task.WhenAll(nodes.Select((node, n) => AppendOwn(node, $"case/{n}", 150)));

        (await Journal.LastPosition(default)).ShouldBe(450);
        await ShouldBeWhole();
    }

    private static async Task AppendOwn(IJournal node, string stream, int appends)
    {
        var builder = new StreamBuilder(stream);
        for (var i = 0; i < appends; i++) (await node.Append(builder.Next(), default)).ShouldBeOfType<AppendResult.Appended>();
    }

    [Fact]
    public async Task Several_processes_on_one_store_keep_positions_dense_and_chains_whole()
    {
        var place = Options.Kind == StoreKind.PostgreSql ? Options.ConnectionString! : Options.DataDirectory;
        var kind = Options.Kind == StoreKind.PostgreSql ? "postgres" : "sqlite";
        var processes = Enumerable.Range(0, 3).Select(n => ChildProcess.Start("Mithaq.Faults", "append", kind, place, $"process {n}", "160").Output()).ToArray();

        var here = await SharedStreams.Append(Journal, "here", 100);

        here.ShouldBe(100);
        (await Task.WhenAll(processes)).Select(output => output.Trim()).ShouldBe(["160", "160", "160"]);
        (await Journal.LastPosition(default)).ShouldBe(580);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task Nodes_may_start_together_on_an_empty_store()
    {
        var options = await AnotherStore();

        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Journals.Open(options))));

        opened.AddRange(nodes);
        foreach (var (node, n) in nodes.Select((node, n) => (node, n))) await Is<AppendResult.Appended>(node.Append(new StreamBuilder($"case/{n}").Next(), default));
        (await nodes[0].LastPosition(default)).ShouldBe(4);
    }
}
