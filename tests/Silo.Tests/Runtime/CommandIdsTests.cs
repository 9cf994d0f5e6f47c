using Mithaq.Contracts;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Tests.Feeds.Reactions;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Runtime;

/// <summary>Commands are known again by 16 bits of their ids, and then looked up.</summary>
public sealed class CommandIdsTests
{
    /// <summary>Two ids with the same print: among so many there are some.</summary>
    private static readonly Guid[] Alike = [.. Enumerable.Range(0, 5_000).Select(i => StreamBuilder.CommandId($"alike {i}")).GroupBy(id => (ushort)id.GetHashCode()).First(g => g.Count() > 1).Take(2)];

    [Fact]
    public void Two_that_look_alike_are_both_taken_for_known()
    {
        var known = new CommandIds();
        known.MayContain(Alike[0]).ShouldBeFalse();
        known.Add(Alike[0]);

        Alike[0].ShouldNotBe(Alike[1]);
        known.MayContain(Alike[1]).ShouldBeTrue();
        known.Clear();
        known.MayContain(Alike[1]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_command_that_looks_like_an_old_one_is_done_and_each_repeat_has_its_own_answer()
    {
        await using var fixture = await ReactionFixture.Open(StoreKind.Sqlite);
        var node = await fixture.Node(feeds: false);
        Envelope[] commands = [.. Alike.Select((id, i) => fixture.Count("tally/a", $"{i}") with { CommandId = id })];

        var first = new List<Answer.Accepted>();
        foreach (var command in commands) first.Add(await node.Send(command));
        var repeated = new List<Answer.Accepted>();
        foreach (var command in commands) repeated.Add(await node.Send(command));

        first.Select(a => a.Version).ShouldBe([1, 2]);
        repeated.Select(a => (a.Version, a.Position)).ShouldBe(first.Select(a => (a.Version, a.Position)));
        (await node.Entries("tally/a")).Count.ShouldBe(2);
    }
}
