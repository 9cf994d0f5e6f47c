using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Messaging;

namespace Mithaq.Silo.Hosting;

/// <summary>
/// Imports into a store that no node serves yet. A whole journal brings with it what its events led to, so the feeds that act on the world begin after it:
/// they wait from before the import until they stand at its head, so that a failure in between leaves them stopped and not acting on history.
/// </summary>
internal static class ImportedHistory
{
    private static readonly string[] EffectFeeds = [ReactionFeed.FeedName, RelayFeed.FeedName];

    /// <inheritdoc cref="JournalImport.Read"/>
    public static async Task<ImportResult> Read(IJournalStore journal, StoreOptions store, Stream input, CancellationToken stop)
    {
        // Into a journal with events only a single stream can go, and its effects are those of any other event.
        if (await journal.LastPosition(stop) > 0) return await JournalImport.Read(journal, input, stop);
        await using var databases = await FeedDatabases.Open(store, TimeProvider.System, stop);
        var feeds = new FeedStore(databases.Effects);
        var held = new List<string>();
        foreach (var feed in EffectFeeds)
            if (await feeds.Hold(feed, "a journal is imported", stop)) held.Add(feed);
        var from = Checkpoint.Start;
        try
        {
            var result = await JournalImport.Read(journal, input, stop);
            if (result is { IsWhole: true, Events: > 0 }) from = new(result.Events, await journal.HashAt(result.Events, stop));
            await GoOn();
            return result;
        }
        catch (Exception e) when (e is ImportFaultException or ImportRefusedException)
        {
            await GoOn();
            throw;
        }

        async Task GoOn()
        {
            foreach (var feed in held) await feeds.Resume(feed, from, stop);
        }
    }
}
