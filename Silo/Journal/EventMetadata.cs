using System.Text.Json;
using System.Text.Json.Serialization;
using Mithaq.Contracts;

namespace Mithaq.Silo.Journal;

/// <summary>What is known of an event beside its payload; stored as exact JSON bytes and covered by the chain.</summary>
/// <param name="CommandHash">SHA-256 of the command's payload in lower-case hexadecimal.</param>
/// <param name="ActDate">The day on the paper, where the event has one.</param>
/// <param name="Instant">When it was recorded: microseconds since 1970-01-01T00:00:00Z by the database's clock, never before the stream's previous event.</param>
public sealed record EventMetadata(
    Guid EventId, Guid CommandId, string CommandHash, ActorKind Kind, PersonId Actor, OrganisationId Organisation, OrganisationId? RecordedFor,
    DateOnly? ActDate, long Instant, Guid Correlation, Guid? Causation, string? Trace)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, MetadataJson.Default.EventMetadata);

    /// <exception cref="UnreadableEntryException"/>
    public static EventMetadata Of(JournalEntry entry)
    {
        try
        {
            return FromBytes(entry.Metadata);
        }
        catch (JsonException cause)
        {
            throw new UnreadableEntryException(entry, cause);
        }
    }

    public static EventMetadata FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, MetadataJson.Default.EventMetadata) ?? throw new JsonException("metadata is null");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventMetadata))]
internal sealed partial class MetadataJson : JsonSerializerContext;
