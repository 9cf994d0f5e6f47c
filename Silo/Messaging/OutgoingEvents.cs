using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Messaging;

/// <summary>From the journal's entries to messages.</summary>
internal static class OutgoingEvents
{
    /// <summary>First word of the routing key of what no organisation outside may see.</summary>
    public static readonly OrganisationId Nobody = new("platform");

    /// <summary>An entry as a message, and its grain right after it.</summary>
    /// <param name="before">The grain right before it.</param>
    /// <exception cref="UnreadableEntryException"/>
    public static (OutgoingEvent Outgoing, Standing After) Next(JournalEntry entry, Standing before, string source)
    {
        var (happened, metadata) = (EventCodec.Read(entry), EventMetadata.Of(entry));
        var after = before.After(entry.Version, happened);
        return (Of(entry, metadata, source, before.Audience(happened, metadata, after)), after);
    }

    private static OutgoingEvent Of(JournalEntry entry, EventMetadata metadata, string source, IReadOnlyList<OrganisationId> audience)
    {
        var grain = new GrainId(entry.Stream);
        var message = new EventMessage(
            metadata.EventId.ToString(), source, EventMessage.TypePrefix + entry.Type, entry.Stream, DateTimeOffset.UnixEpoch.AddMicroseconds(metadata.Instant),
            EventMessage.SchemaPrefix + entry.Type, EventMessage.SequenceOf(entry.Version), entry.Stream, (metadata.RecordedFor ?? metadata.Organisation).Value,
            metadata.Correlation.ToString(), metadata.Trace, PublishedEvents.Data(entry.Type, entry.Payload));
        var body = message.ToBytes();
        if (body.Length > EventMessage.MostBytes)
        {
            message = message with { Data = null, DataRef = $"/grains/{entry.Stream}/events/{entry.Version}" };
            body = message.ToBytes();
        }
        return new(message, body, audience.Count == 0 ? [EventMessage.RoutingKey(Nobody, grain, entry.Type)] : [.. audience.Select(o => EventMessage.RoutingKey(o, grain, entry.Type))]);
    }
}
