using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mithaq.Contracts.Publishing;

/// <summary>
/// An event as partner systems receive it: a CloudEvents 1.0 message in structured JSON mode, at most 64 KiB. It comes at least once: <see cref="Source"/> and
/// <see cref="Id"/> tell a repeat, <see cref="Sequence"/> the order within one <see cref="PartitionKey"/>.
/// </summary>
/// <param name="Id">The event's id, a UUID: the same however often it is sent.</param>
/// <param name="Source">The installation it comes from: a URI reference ("urn:mithaq:ministry").</param>
/// <param name="Type">"ma.mithaq." and the event's name with its version ("ma.mithaq.agreement.text-signed.v1").</param>
/// <param name="Subject">The grain ("agreement/0f…").</param>
/// <param name="Time">When it was recorded.</param>
/// <param name="DataSchema">The id of the JSON Schema of <paramref name="Data"/>.</param>
/// <param name="Sequence">The version of the grain that this event made, in 20 digits so that it sorts as text.</param>
/// <param name="PartitionKey">The grain again: what must stay in order has the same.</param>
/// <param name="Organisation">Whose act it is; "system" for timers and what follows from other grains.</param>
/// <param name="CorrelationId">The same for everything that one act led to.</param>
/// <param name="TraceParent">W3C trace context, where the act had one.</param>
/// <param name="Data">The event; null when the message would be too large: then <paramref name="DataRef"/> says where it is.</param>
/// <param name="DataRef">A URI reference to the data ("/grains/agreement/0f…/events/12").</param>
public sealed record EventMessage(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("subject")] string Subject,
    [property: JsonPropertyName("time")] DateTimeOffset Time,
    [property: JsonPropertyName("dataschema")] string DataSchema,
    [property: JsonPropertyName("sequence")] string Sequence,
    [property: JsonPropertyName("partitionkey")] string PartitionKey,
    [property: JsonPropertyName("organisation")] string Organisation,
    [property: JsonPropertyName("correlationid")] string? CorrelationId = null,
    [property: JsonPropertyName("traceparent")] string? TraceParent = null,
    [property: JsonPropertyName("data")] JsonElement? Data = null,
    [property: JsonPropertyName("dataref")] string? DataRef = null)
{
    public const string TypePrefix = "ma.mithaq.";
    public const string SchemaPrefix = "urn:mithaq:schema:";
    public const string MediaType = "application/cloudevents+json";
    public const int MostBytes = 64 * 1024;

    [JsonPropertyName("specversion")]
    public string SpecVersion { get; init; } = "1.0";

    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; init; } = "application/json";

    [JsonIgnore]
    public GrainId Grain => new(Subject);

    /// <summary>The version of the grain that this event made.</summary>
    [JsonIgnore]
    public long Version => long.Parse(Sequence, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The event's name with its version ("agreement.text-signed.v1").</summary>
    [JsonIgnore]
    public string EventName => Type.StartsWith(TypePrefix, StringComparison.Ordinal) ? Type[TypePrefix.Length..] : Type;

    /// <summary>What happened; null for a type that these contracts do not know, and where the data stayed behind.</summary>
    /// <exception cref="JsonException">The data has another shape.</exception>
    public IEvent? Event() =>
        Data is { } data && MessageNames.Event(EventName) is { } type ? (IEvent?)data.Deserialize(type, ContractsJson.Messages) : null;

    public static string SequenceOf(long version) => version.ToString("D20", CultureInfo.InvariantCulture);

    /// <exception cref="JsonException">Not such a message.</exception>
    public static EventMessage Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, PublishingJson.Default.EventMessage) ?? throw new JsonException("the message is null");

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Default.EventMessage);

    /// <summary>The words of a routing key: "ads.agreement.text-signed". Organisations and kinds are slugs, so there are always three.</summary>
    /// <param name="eventName">As in <see cref="EventName"/>.</param>
    public static string RoutingKey(OrganisationId organisation, GrainId grain, string eventName) => $"{organisation}.{grain.Kind}.{Word(eventName)}";

    /// <summary>Binds a queue to an event of whatever organisation and kind of grain: "*.*.text-signed".</summary>
    /// <param name="eventName">As in <see cref="EventName"/>.</param>
    public static string BindingKey(string eventName) => $"*.*.{Word(eventName)}";

    private static string Word(string eventName) => eventName.Split('.')[1];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventMessage))]
public sealed partial class PublishingJson : JsonSerializerContext;
