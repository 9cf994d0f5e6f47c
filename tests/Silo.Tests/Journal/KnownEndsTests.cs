using Mithaq.Silo.Journal;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Journal;

public sealed class KnownEndsTests
{
    private readonly KnownEnds ends = new(2);
    private readonly HashSet<(string, long)> unknown = [];
    private readonly StreamBuilder one = new("case/1");

    [Fact]
    public void What_was_stored_and_what_it_expected_is_known()
    {
        ends.Stored(one.Next(events: 2, expecting: ("organisation/ads", 7)), 9);

        ends.Head.ShouldBe(9);
        ends.AddUnknown(one.Peek(expecting: ("organisation/ads", 7)), unknown).ShouldBeTrue();
        unknown.ShouldBeEmpty();
        ends.AddUnknown(one.Peek(expecting: ("organisation/ads", 8)), unknown).ShouldBeFalse();
        ends.AddUnknown(new StreamBuilder("case/1", version: 1).Peek(), unknown).ShouldBeFalse();
    }

    [Fact]
    public void What_was_never_met_is_to_be_asked_once()
    {
        ends.AddUnknown(one.Peek(expecting: ("organisation/ads", 7)), unknown).ShouldBeTrue();
        ends.AddUnknown(new StreamBuilder("case/2").Peek(expecting: ("organisation/ads", 7)), unknown).ShouldBeTrue();

        unknown.ShouldBe([("case/1", 0), ("organisation/ads", 7), ("case/2", 0)]);
    }

    [Theory, InlineData(9, true), InlineData(10, false), InlineData(8, false)]
    public void A_head_that_somebody_moved_makes_all_unknown(long found, bool known)
    {
        ends.Stored(one.Next(), 9);

        ends.FindHead(found);

        ends.Head.ShouldBe(found);
        ends.TryGet("case/1", out _).ShouldBe(known);
    }

    [Fact]
    public void Beyond_its_size_the_oldest_are_forgotten()
    {
        for (var i = 1; i <= 5; i++) ends.Stored(new StreamBuilder($"case/{i}").Next(), i);

        Enumerable.Range(1, 5).Where(i => ends.TryGet($"case/{i}", out _)).ShouldBe([3, 4, 5]);
    }
}
