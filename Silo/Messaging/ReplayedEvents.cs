using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Gateway.Notifications;
using Mithaq.Grains;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Messaging;

/// <summary>
/// An event that could not be published, once more: for when the program that could not do it was mended. It goes out after those that have overtaken it; its sequence
/// tells receivers where it belongs.
/// </summary>
internal sealed class ReplayedEvents(IEventBus bus, IJournal journal, GrainCatalog catalog, MessagingOptions options, TimeProvider realTime) : IReplays
{
    public string Kind => DeadLetters.Relay;

    /// <summary>What the subject of such a letter says of an event.</summary>
    public static string Subject(JournalEntry entry) => $"{entry.Stream} {entry.Version.ToString(CultureInfo.InvariantCulture)}";

    public async Task<string?> Replay(DeadLetter letter, CancellationToken stop)
    {
        using var patience = new Patience(options, realTime, stop);
        try
        {
            if (await Find(letter.Subject, stop) is not { } outgoing) return $"the journal has no event '{letter.Subject}'";
            await patience.Bring(bus, outgoing);
            return null;
        }
        catch (OperationCanceledException) when (patience.IsOver)
        {
            return patience.Failure(bus).Message;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return e.Message;
        }
    }

    private async Task<OutgoingEvent?> Find(string subject, CancellationToken stop)
    {
        var stream = subject[..Math.Max(subject.IndexOf(' ', StringComparison.Ordinal), 0)];
        if (catalog.Find(new(stream)) is null) return null;
        var standing = Standing.Start(catalog, new(stream), 0);
        await foreach (var entry in journal.ReadStream(stream, 0, stop))
        {
            if (Subject(entry) == subject) return OutgoingEvents.Next(entry, standing, options.Source).Outgoing;
            standing = standing.Past(entry);
        }
        return null;
    }
}
