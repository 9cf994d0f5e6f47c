using System.Reflection;
using System.Text.Json;

namespace Mithaq.Contracts.Publishing;

/// <summary>The part of an event that leaves the house: its journaled JSON without what is <see cref="NotPublishedAttribute"/>.</summary>
public static class PublishedEvents
{
    private static readonly Dictionary<string, HashSet<string>> Withheld = MessageNames.EventTypes
        .Select(type => (Name: MessageNames.Of(type), Properties: WithheldOf(type).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToHashSet()))
        .Where(e => e.Properties.Count > 0).ToDictionary(e => e.Name, e => e.Properties);

    public static IEnumerable<PropertyInfo> WithheldOf(Type type) => type.GetProperties().Where(p => p.IsDefined(typeof(NotPublishedAttribute)));

    /// <param name="eventName">"agreement.text-signed.v1".</param>
    /// <param name="payload">The exact bytes of the journal.</param>
    /// <exception cref="JsonException"/>
    public static JsonElement Data(string eventName, ReadOnlyMemory<byte> payload)
    {
        if (!Withheld.TryGetValue(eventName, out var withheld))
        {
            var reader = new Utf8JsonReader(payload.Span);
            return JsonElement.ParseValue(ref reader);
        }
        using var whole = JsonDocument.Parse(payload);
        using var kept = new MemoryStream(payload.Length);
        using (var writer = new Utf8JsonWriter(kept, new() { Encoder = ContractsJson.Messages.Encoder }))
        {
            writer.WriteStartObject();
            foreach (var property in whole.RootElement.EnumerateObject())
                if (!withheld.Contains(property.Name)) property.WriteTo(writer);
            writer.WriteEndObject();
        }
        var rest = new Utf8JsonReader(kept.GetBuffer().AsSpan(0, (int)kept.Length));
        return JsonElement.ParseValue(ref rest);
    }
}
