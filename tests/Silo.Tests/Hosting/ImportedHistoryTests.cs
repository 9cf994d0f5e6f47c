using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Silo.Tests.Feeds.Reactions;
using Mithaq.Testing;
using static Mithaq.Testing.Runtime.RunningPartnership;

namespace Mithaq.Silo.Tests.Hosting;

/// <summary>What comes with an imported journal has had its effects: nothing is done again.</summary>
public sealed class ImportedHistoryTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task The_effects_of_an_imported_journal_are_not_brought_about_again_and_those_of_later_events_are(StoreKind kind)
    {
        var store = await Stores.New(kind);
        try
        {
            await using var before = await WholeNode.Open(kind);
            await before.Node.Feeds.StopAsync(default);
            await before.Partnership.Accepted(Agreement, Period(before, "told elsewhere", 1), Ads);
            await Import(store, await Export(before.Node.Journal));

            await using (var node = await MithaqNode.Open(store))
            {
                await node.Feeds.Drain(default);
                (await node.Journal.LastPosition(default)).ShouldBe(await before.Node.Journal.LastPosition(default));
                await node.Accepted(Agreement, Period(before, "told here", 4), Ads);
                await node.Feeds.Drain(default);
                (await node.Journal.Heads([ProgrammeOf("told elsewhere").Stream, ProgrammeOf("told here").Stream], default)).Keys.ShouldBe([ProgrammeOf("told here").Stream]);
            }
        }
        finally
        {
            Stores.Remove(store);
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_import_that_fails_leaves_the_feeds_as_they_were(StoreKind kind)
    {
        var store = await Stores.New(kind);
        try
        {
            await Should.ThrowAsync<ImportFaultException>(() => Import(store, "no export"u8.ToArray()));

            await using var databases = await FeedDatabases.Open(store, TimeProvider.System, default);
            var status = (await new FeedStore(databases.Effects).Status(ReactionFeed.FeedName, default)).ShouldNotBeNull();
            (status.Position, status.Stopped).ShouldBe((0, null));
        }
        finally
        {
            Stores.Remove(store);
        }
    }

    private static OpenProgrammePeriod Period(WholeNode whole, string period, int months) =>
        new(period, whole.Partnership.Today.AddMonths(months), whole.Partnership.Today.AddMonths(months + 2));

    private static async Task<byte[]> Export(IJournalStore journal)
    {
        using var bytes = new MemoryStream();
        await JournalExport.Write(journal, bytes, null, default);
        return bytes.ToArray();
    }

    private static async Task Import(StoreOptions store, byte[] export)
    {
        await using var journal = await Journals.Open(store);
        await ImportedHistory.Read(journal, store, new MemoryStream(export), default);
    }
}
