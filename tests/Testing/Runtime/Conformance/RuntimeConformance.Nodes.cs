using System.Collections.Concurrent;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Testing.Journal;
using Shouldly;
using Xunit;

namespace Mithaq.Testing.Runtime.Conformance;

/// <summary>Several nodes on one store: none is right about a grain by itself.</summary>
public abstract partial class RuntimeConformance
{
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
}
