using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Gateway.Partners;

/// <summary>A JSON Schema (2020-12) for the data of every published event, made from its type as it is written.</summary>
public static class EventSchemas
{
    private static readonly JsonSchemaExporterOptions Shape = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Name };

    /// <summary>By event name ("agreement.text-signed.v1"), in order of the names.</summary>
    public static IReadOnlyList<(string Name, Type Type)> Events { get; } =
        [.. MessageNames.EventTypes.Select(type => (MessageNames.Of(type), type)).OrderBy(e => e.Item1, StringComparer.Ordinal)];

    /// <summary>One document with all of them by name.</summary>
    public static JsonObject All() => new(Events.Select(e => KeyValuePair.Create(e.Name, (JsonNode?)Of(e.Name, e.Type))));

    public static JsonObject Of(string name, Type type)
    {
        var shape = ContractsJson.Messages.GetJsonSchemaAsNode(type, Shape).AsObject();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = EventMessage.SchemaPrefix + name,
            ["title"] = name,
            ["x-audience"] = JsonNamingPolicy.CamelCase.ConvertName(Audiences.Of(type).ToString()),
        };
        foreach (var (key, value) in shape.ToArray())
        {
            shape.Remove(key);
            schema[key] = value;
        }
        foreach (var withheld in PublishedEvents.WithheldOf(type)) Withhold(schema, JsonNamingPolicy.CamelCase.ConvertName(withheld.Name));
        // An event without anything of its own is an empty object; what is added later is not refused by those who read it today.
        schema["type"] = "object";
        return schema;
    }

    private static void Withhold(JsonObject schema, string property)
    {
        schema["properties"]?.AsObject().Remove(property);
        Remove(schema, property);
    }

    /// <summary>What has a converter of its own says nothing of its form: ids are strings with a form that partners may rely on.</summary>
    private static JsonNode Name(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (FormOf(context.TypeInfo.Type) is { } form) return form;
        if (schema is not JsonObject { } whole || whole["properties"] is not JsonObject properties) return schema;
        foreach (var property in context.TypeInfo.Properties)
        {
            // What is null is left out when it is written.
            if (property.IsGetNullable) Remove(whole, property.Name);
            // An optional id never comes here by itself.
            if (Nullable.GetUnderlyingType(property.PropertyType) is not { } inner || FormOf(inner) is not { } optional) continue;
            optional["type"] = new JsonArray("string", "null");
            properties[property.Name] = optional;
        }
        return schema;
    }

    private static void Remove(JsonObject schema, string required)
    {
        if (schema["required"] is not JsonArray names || names.FirstOrDefault(name => (string?)name == required) is not { } entry) return;
        names.Remove(entry);
        if (names.Count == 0) schema.Remove("required");
    }

    private static JsonObject? FormOf(Type type) =>
        type == typeof(GrainId) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z]+/.+$" }
        : type == typeof(OrganisationId) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$" }
        : type == typeof(PersonId) ? new JsonObject { ["type"] = "string", ["format"] = "uuid" }
        : type == typeof(Sha256) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$" }
        : null;
}
