using System.Data.Common;
using Mithaq.Contracts;
using Mithaq.Gateway.Notifications;
using Mithaq.Grains;
using Mithaq.Grains.Kernel;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Messaging;

/// <summary>
/// Brings every event to the bus. Streams go side by side, the events of one stream one after the other, each confirmed before the next is sent; then the checkpoint.
/// After a crash events may come again, under the same ids. While the bus takes nothing, nothing more is read.
/// </summary>
/// <param name="realTime">For pauses and patience.</param>
public sealed partial class RelayFeed(
    IEventBus bus, IJournal journal, GrainCatalog catalog, DeadLetters deadLetters, MessagingOptions options, TimeProvider realTime, ILogger<RelayFeed> log) : IFeed
{
    public const string FeedName = "relay";

    private readonly Addressees addressees = new(journal, catalog, options.GrainsKept);

    public string Name => FeedName;
    public FeedKind Kind => FeedKind.Effect;

    public ValueTask<Opening> Opened(CancellationToken stop)
    {
        addressees.Clear();
        return ValueTask.FromResult(Opening.Ready);
    }

    public async ValueTask<FeedWrite?> Handle(IReadOnlyList<EntryHead> page, CancellationToken stop)
    {
        var types = page.Select(head => head.Type).ToHashSet();
        foreach (var type in types)
            if (MessageNames.Event(type) is null) throw new UnknownEventException(type);
        var streams = (await journal.ReadOfTypes(page[0].Position - 1, page[^1].Position, types, stop)).GroupBy(entry => entry.Stream).ToArray();
        var before = await addressees.Before(streams, stop);
        using var patience = new Patience(options, realTime, stop);
        try
        {
            await Parallel.ForEachAsync(
                streams, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = patience.Token },
                async (stream, _) => await Carry(stream, before[stream.Key], patience));
        }
        catch (OperationCanceledException) when (patience.IsOver)
        {
            throw patience.Failure(bus);
        }
        return FeedWrites.OnlyCheckpoint;
    }

    public Task Clear(DbTransaction transaction, CancellationToken stop) => throw new NotSupportedException("it has told the world: it cannot be built again");

    private async Task Carry(IGrouping<string, JournalEntry> stream, Standing standing, Patience patience)
    {
        foreach (var entry in stream)
        {
            OutgoingEvent outgoing;
            try
            {
                (outgoing, standing) = OutgoingEvents.Next(entry, standing, options.Source);
            }
            catch (Exception e) when (e is not UnknownEventException)
            {
                // Nothing here waits or asks anybody: it would fail the same way for ever, and everything behind it would wait.
                standing = standing with { Version = entry.Version };
                LogUnpublishable(e, entry.Stream, entry.Version, entry.Position);
                await deadLetters.Add(DeadLetters.Relay, ReplayedEvents.Subject(entry), e.Message, entry.Payload, attempts: 1, stop: patience.Token);
                continue;
            }
            await patience.Bring(bus, outgoing);
        }
        addressees.Remember(stream.Key, standing);
    }

    [LoggerMessage(LogLevel.Error, "{Stream} version {Version} (position {Position}) cannot be published")]
    private partial void LogUnpublishable(Exception e, string stream, long version, long position);
}
