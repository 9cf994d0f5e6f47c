using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Gateway.Partners;

/// <summary>What is published, as an AsyncAPI 3.0 document made from the event types.</summary>
public static class AsyncApi
{
    private const string Exchange = "mithaq.events";

    /// <param name="version">Of the program.</param>
    public static JsonObject Document(string version)
    {
        var (messages, references, schemas) = (new JsonObject(), new JsonObject(), new JsonObject { ["cloudEvent"] = Envelope() });
        foreach (var (name, type) in EventSchemas.Events)
        {
            var schema = EventSchemas.Of(name, type);
            // Within the document a schema is found by its place.
            schema.Remove("$schema");
            schema.Remove("$id");
            schemas[name] = schema;
            messages[name] = Message(name);
            references[name] = Reference($"#/components/messages/{name}");
        }
        return new()
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Mithaq events",
                ["version"] = version,
                ["description"] = "What happens to agreements, committees, programmes, cases and participations, for the systems of the parties. At least once: "
                    + "source and id tell a repeat, sequence the order within one partitionkey. An organisation receives what its own routing keys bring.",
                ["license"] = new JsonObject { ["name"] = "Apache-2.0" },
            },
            ["defaultContentType"] = EventMessage.MediaType,
            ["channels"] = new JsonObject
            {
                ["events"] = new JsonObject
                {
                    ["address"] = "{organisation}.{grain}.{event}",
                    ["description"] = $"The routing keys of the topic exchange {Exchange}. A system binds its own queue to it with keys that begin with its organisation.",
                    ["messages"] = references,
                    ["parameters"] = new JsonObject
                    {
                        ["organisation"] = new JsonObject { ["description"] = "The organisation that may see the event, a slug" },
                        ["grain"] = new JsonObject
                        {
                            ["description"] = "The kind of thing it happened to",
                            ["enum"] = new JsonArray("agreement", "committee", "programme", "case", "participation", "organisation"),
                        },
                        ["event"] = new JsonObject { ["description"] = "The event's name without its grain and version (\"text-signed\")" },
                    },
                    ["bindings"] = new JsonObject
                    {
                        ["amqp"] = new JsonObject
                        {
                            ["is"] = "routingKey",
                            ["exchange"] = new JsonObject { ["name"] = Exchange, ["type"] = "topic", ["durable"] = true, ["autoDelete"] = false },
                        },
                    },
                },
            },
            ["operations"] = new JsonObject { ["publishEvents"] = new JsonObject { ["action"] = "send", ["channel"] = Reference("#/channels/events") } },
            ["components"] = new JsonObject { ["messages"] = messages, ["schemas"] = schemas },
        };
    }

    private static JsonObject Message(string name) => new()
    {
        ["name"] = EventMessage.TypePrefix + name,
        ["title"] = name,
        ["contentType"] = EventMessage.MediaType,
        ["payload"] = new JsonObject
        {
            ["allOf"] = new JsonArray(
                Reference("#/components/schemas/cloudEvent"),
                new JsonObject
                {
                    ["properties"] = new JsonObject
                    {
                        ["type"] = new JsonObject { ["const"] = EventMessage.TypePrefix + name },
                        ["dataschema"] = new JsonObject { ["const"] = EventMessage.SchemaPrefix + name },
                        ["data"] = Reference($"#/components/schemas/{name}"),
                    },
                }),
        },
    };

    private static JsonObject Envelope()
    {
        var schema = PublishingJson.Default.Options.GetJsonSchemaAsNode(
            typeof(EventMessage), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        var properties = schema["properties"]!.AsObject();
        properties["specversion"] = new JsonObject { ["const"] = "1.0" };
        properties["time"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        foreach (var (key, text) in Meanings) properties[key]!.AsObject()["description"] = text;
        schema["type"] = "object";
        schema["required"] = new JsonArray([.. new[]
        {
            "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "sequence", "partitionkey", "organisation",
        }.Select(p => (JsonNode)JsonValue.Create(p))]);
        return schema;
    }

    private static readonly (string Key, string Text)[] Meanings =
    [
        ("id", "The event's id, the same however often it is sent"),
        ("subject", "The grain (\"agreement/0f…\")"),
        ("sequence", "The version of the grain that this event made, 20 digits: sorts as text"),
        ("partitionkey", "The grain again: messages with the same one stay in order"),
        ("organisation", "Whose act it is; \"system\" for timers and what follows from other grains"),
        ("correlationid", "The same for everything that one act led to"),
        ("dataref", "Where the data is when the message would be larger than 64 KiB"),
    ];

    private static JsonObject Reference(string place) => new() { ["$ref"] = place };
}
