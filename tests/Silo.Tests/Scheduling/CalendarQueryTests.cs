using Mithaq.Contracts;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Scheduling;

/// <summary>What falls due for an organisation between two days, in everything open that belongs to it.</summary>
public sealed class CalendarQueryTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task It_has_the_days_at_both_ends_by_date_and_nothing_of_grains_that_are_closed_or_others(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-02T09:00:00Z");
        await fixture.Open("reminder/a", new("last", DeadlineKind.TranchePayment, new(2026, 12, 10)));
        await fixture.Open("reminder/a", new("beyond", DeadlineKind.TranchePayment, new(2026, 12, 11)));
        await fixture.Open("reminder/b", new("first", DeadlineKind.TranchePayment, new(2026, 12, 1)));
        await fixture.Open("reminder/b", new("before", DeadlineKind.TranchePayment, new(2026, 11, 30)));
        await fixture.Open("reminder/closed", new("closed", DeadlineKind.TranchePayment, new(2026, 12, 4)));
        await fixture.Open("reminder/others", new("others", DeadlineKind.TranchePayment, new(2026, 12, 4)));
        await fixture.Feeds.Drain(default);
        await Enter(fixture, ("reminder/a", true, People.Ads), ("reminder/b", true, People.Ads), ("reminder/closed", false, People.Ads), ("reminder/others", true, People.Ocp));

        var rows = await fixture.Index.Between(People.Ads.Organisation, new(2026, 12, 1), new(2026, 12, 10), 10, default);

        rows.Select(row => (row.Stream, row.Key)).ShouldBe([("reminder/b", "first"), ("reminder/a", "last")]);
        (await fixture.Index.Between(People.Ads.Organisation, new(2026, 12, 1), new(2026, 12, 10), 1, default)).ShouldHaveSingleItem().Key.ShouldBe("first");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Grains_are_found_by_the_beginning_of_their_stream(StoreKind kind)
    {
        await using var fixture = await DeadlineFixture.Open(kind, "2026-11-02T09:00:00Z");
        await Enter(fixture, ("reminder/ab", true, People.Ads), ("reminder/aa", false, People.Ads), ("reminder/b", true, People.Ads), ("reminders/a", true, People.Ads));

        (await fixture.Databases.Grains.BeginningWith(new("reminder/a"), 10, default)).Select(g => g.Stream).ShouldBe(["reminder/aa", "reminder/ab"]);
        (await fixture.Databases.Grains.BeginningWith(new("reminder/"), 2, default)).Count.ShouldBe(2);
        (await fixture.Databases.Grains.BeginningWith(new("reminder/c"), 10, default)).ShouldBeEmpty();
    }

    private static async Task Enter(DeadlineFixture fixture, params (string Stream, bool IsOpen, Staff Of)[] grains)
    {
        await using var connection = await fixture.Databases.Derived.Open(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await fixture.Databases.Grains.Write(
            transaction, [.. grains.Select(g => DirectoryEntry.Of(g.Stream, "reminder", g.IsOpen, g.IsOpen, [GrainId.Organisation(g.Of.Organisation)]))], default);
        await transaction.CommitAsync();
    }
}
