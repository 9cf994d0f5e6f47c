using Mithaq.Contracts;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Runtime;

/// <summary>Turns what was decided into what is stored: exact bytes, metadata and the links of the chain.</summary>
internal static class Entries
{
    public static (Append Append, long Instant) Of(
        GrainId grain, GrainState current, IReadOnlyList<IEvent> events, Envelope envelope, IReadOnlyList<(string Stream, long Version)> expectations, DateTimeOffset now)
    {
        var commandHash = Convert.ToHexStringLower(EventCodec.Hash(envelope.Command));
        // Time never runs backwards within a stream, whatever a clock does.
        var instant = Math.Max(current.Instant, Microseconds(now));
        var entries = new NewEntry[events.Count];
        var previous = current.Hash;
        for (var i = 0; i < events.Count; i++)
        {
            var version = current.Version + i + 1;
            var type = EventCodec.NameOf(events[i]);
            var metadata = new EventMetadata(
                Ids.Derive(envelope.CommandId, $"{grain.Stream} {version}"), envelope.CommandId, commandHash, envelope.Actor.Kind, envelope.Actor.Person, envelope.Actor.Organisation,
                envelope.Actor.For?.Party, (events[i] as IDated)?.ActDate, instant, envelope.Correlation ?? envelope.CommandId, envelope.Causation, envelope.Trace).ToBytes();
            var payload = EventCodec.Bytes(events[i]);
            previous = Chain.Next(previous, grain.Stream, version, type, metadata, payload);
            entries[i] = new(type, payload, metadata, previous);
        }
        return (new(grain.Stream, current.Version, envelope.CommandId, entries, [.. expectations.Where(e => e.Stream != grain.Stream)]), instant);
    }

    public static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
