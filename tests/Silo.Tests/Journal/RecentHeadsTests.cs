using Mithaq.Silo.Journal;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Journal;

/// <summary>The tail of the journal that feeds follow in memory: never a gap, never another journal's.</summary>
public sealed class RecentHeadsTests
{
    private readonly RecentHeads recent = new(8);
    private readonly StreamBuilder stream = new("case/1");

    [Fact]
    public void What_follows_an_entry_is_remembered_in_order()
    {
        var first = Add(1);
        Add(3, events: 2);

        recent.After(1, first, 10)!.Select(head => (head.Position, head.Version)).ShouldBe([(2L, 2L), (3L, 3L)]);
        recent.After(1, first, 1)!.ShouldHaveSingleItem().Position.ShouldBe(2);
    }

    [Fact]
    public void At_the_end_the_database_is_asked_since_another_node_may_have_appended() => recent.After(1, Add(1), 10).ShouldBeNull();

    [Fact]
    public void Where_another_node_appended_in_between_the_run_begins_anew()
    {
        var first = Add(1);
        Add(2);
        var later = Add(4);
        Add(5);

        recent.After(1, first, 10).ShouldBeNull();
        recent.After(4, later, 10)!.ShouldHaveSingleItem().Position.ShouldBe(5);
    }

    [Fact]
    public void After_an_entry_with_another_hash_nothing_is_said()
    {
        Add(1);
        Add(2);

        recent.After(1, new byte[32], 10).ShouldBeNull();
    }

    [Fact]
    public void Only_the_latest_are_kept()
    {
        var hashes = Enumerable.Range(1, 20).Select(position => Add(position)).ToArray();

        recent.After(12, hashes[11], 100).ShouldBeNull();
        recent.After(13, hashes[12], 100)!.Select(head => head.Position).ShouldBe([14, 15, 16, 17, 18, 19, 20]);
    }

    [Fact]
    public void What_was_not_stored_is_not_remembered()
    {
        var first = Add(1);
        recent.Add([stream.Peek()], [new(Outcome.Conflict, 0)]);

        recent.After(1, first, 10).ShouldBeNull();
    }

    /// <returns>The hash of its last event.</returns>
    private byte[] Add(long last, int events = 1)
    {
        var append = stream.Next(events: events);
        recent.Add([append], [new(Outcome.Appended, last)]);
        return append.Events[^1].Hash;
    }
}
