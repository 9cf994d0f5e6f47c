using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mithaq.Contracts;

namespace Mithaq.Silo.Runtime.OrleansShell;

/// <summary>
/// How commands and answers cross between nodes: the messages as everywhere (<see cref="ContractsJson.Messages"/>), beside their names. A node takes only what it
/// understands to the last field: what a newer one sends is passed back to it, never half understood.
/// </summary>
internal static class Wire
{
    private static readonly WireJson Shapes = new(new JsonSerializerOptions(ContractsJson.Messages)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
        Converters = { new NamedMessages<ICommand>(MessageNames.Command), new NamedMessages<IEvent>(MessageNames.Event) },
    });

    /// <summary>The answer of a node that does not understand: whoever sent it does it itself.</summary>
    public static byte[] PassedBack { get; } = Bytes((Answer?)null);

    public static byte[] Bytes(Envelope envelope) => JsonSerializer.SerializeToUtf8Bytes(new Sent(envelope, Activity.Current?.Id), Shapes.Sent);

    /// <summary>Null when it is of a newer program.</summary>
    public static (Envelope Envelope, string? Span)? Envelope(byte[] bytes) => Read(bytes, Shapes.Sent) is { } sent ? (sent.Envelope, sent.Span) : null;

    /// <param name="answer">Null: passed back.</param>
    public static byte[] Bytes(Answer? answer) => JsonSerializer.SerializeToUtf8Bytes(
        answer switch
        {
            Answer.Accepted accepted => new Returned(Accepted: accepted),
            Answer.Refused refused => new Returned(Refused: refused.Refusal),
            _ => new Returned(),
        },
        Shapes.Returned);

    /// <summary>Null when it was passed back, or made of events that a newer program alone knows.</summary>
    public static Answer? Answer(byte[] bytes) => Read(bytes, Shapes.Returned) switch
    {
        { Accepted: { } accepted } => accepted,
        { Refused: { } refusal } => new Answer.Refused(refusal),
        _ => null,
    };

    private static T? Read<T>(byte[] bytes, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An array of the message's name and the message.</summary>
    private sealed class NamedMessages<T>(Func<string, Type?> named) : JsonConverter<T> where T : class
    {
        private static readonly JsonSerializerOptions Strict = new(ContractsJson.Messages) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not JsonTokenType.StartArray || !reader.Read() || reader.TokenType is not JsonTokenType.String) throw new JsonException("no message");
            var type = named(reader.GetString()!) ?? throw new JsonException($"{reader.GetString()} is not known");
            reader.Read();
            var message = (T)JsonSerializer.Deserialize(ref reader, Strict.GetTypeInfo(type))!;
            return reader.Read() && reader.TokenType is JsonTokenType.EndArray ? message : throw new JsonException("more than a message");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(MessageNames.Of(value.GetType()));
            JsonSerializer.Serialize(writer, value, ContractsJson.Messages.GetTypeInfo(value.GetType()));
            writer.WriteEndArray();
        }
    }
}

/// <param name="Span">The caller's part of the trace; that of the envelope is kept with the events.</param>
internal sealed record Sent(Envelope Envelope, string? Span);

/// <summary>One of the two, or neither: passed back.</summary>
internal sealed record Returned(Answer.Accepted? Accepted = null, Refusal? Refused = null);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Sent))]
[JsonSerializable(typeof(Returned))]
internal sealed partial class WireJson : JsonSerializerContext;
