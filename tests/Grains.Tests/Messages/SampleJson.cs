using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Mithaq.Contracts;

namespace Mithaq.Grains.Tests.Messages;

/// <summary>
/// A message's JSON made from its shape alone, every property filled: with what the grain's own history last called so (ids, keys, hashes), or with the
/// least that can be read. And the same with one part missing.
/// </summary>
internal sealed class SampleJson
{
    private readonly Dictionary<string, JsonNode> known = [];

    public SampleJson(IEnumerable<IEvent> history)
    {
        foreach (var happened in history) Learn(null, JsonSerializer.SerializeToNode(happened, happened.GetType(), ContractsJson.Messages));
    }

    public JsonObject Of(Type message) => (JsonObject)Node(message, "", 0);

    /// <summary>The whole; nothing at all; each part left out, null, empty, or with a hole in it.</summary>
    public static IEnumerable<JsonObject> Broken(JsonObject whole)
    {
        yield return whole;
        yield return [];
        foreach (var path in Paths(whole, []).ToArray())
        {
            yield return With(whole, path, (parent, name) => parent.Remove(name), (list, i) => list.RemoveAt(i));
            foreach (var instead in Instead(At(whole, path)))
                yield return With(whole, path, (parent, name) => parent[name] = instead?.DeepClone(), (list, i) => list[i] = instead?.DeepClone());
        }
    }

    private static IEnumerable<JsonNode?> Instead(JsonNode? part) => part switch
    {
        JsonArray => [null, new JsonArray(), new JsonArray((JsonNode?)null)],
        JsonObject => [null, new JsonObject()],
        _ => [null, "", Guid.Empty.ToString()],
    };

    private void Learn(string? name, JsonNode? node)
    {
        if (node is JsonObject those)
            foreach (var (key, value) in those) Learn(key, value);
        else if (node is JsonArray list)
            foreach (var item in list) Learn(name, item);
        else if (name is not null && node?.GetValueKind() is JsonValueKind.String) known[name] = node;
    }

    private JsonNode Node(Type type, string name, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var info = ContractsJson.Messages.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                return new JsonObject(info.Properties.Where(_ => depth < 6).Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Node(p.PropertyType, p.Name, depth + 1))));
            case JsonTypeInfoKind.Enumerable:
                return new JsonArray(Node(info.ElementType!, name, depth + 1));
            case JsonTypeInfoKind.Dictionary:
                return new JsonObject { ["women"] = Node(info.ElementType!, name, depth + 1) };
        }
        if (type.IsEnum) return JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(0), type, ContractsJson.Messages)!;
        if (type == typeof(bool)) return true;
        if (type.IsPrimitive || type == typeof(decimal)) return 1;
        if (type == typeof(DateOnly)) return "2026-10-05";
        if (type == typeof(OrganisationId)) return "ads";
        // A property's name may mean another thing there: only what can be read as this one.
        if (known.TryGetValue(name, out var value) && Reads(type, value)) return value.DeepClone();
        return type == typeof(GrainId) ? "agreement/0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11"
            : type == typeof(Sha256) ? new string('a', 64)
            : type == typeof(string) ? name switch { "zone" => "UTC", "currency" => "MAD", _ => "x" }
            : Guid.Empty.ToString();
    }

    private static bool Reads(Type type, JsonNode value)
    {
        try
        {
            return value.Deserialize(type, ContractsJson.Messages) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] at)
    {
        IEnumerable<(object Key, JsonNode? Part)> parts = node switch
        {
            JsonObject those => those.Select(p => ((object)p.Key, p.Value)),
            JsonArray list => list.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        foreach (var (key, part) in parts)
        {
            yield return [.. at, key];
            foreach (var deeper in Paths(part, [.. at, key])) yield return deeper;
        }
    }

    private static JsonNode? At(JsonNode? node, IEnumerable<object> path) => path.Aggregate(node, (at, key) => key is int i ? at![i] : at![(string)key]);

    private static JsonObject With(JsonObject whole, object[] path, Action<JsonObject, string> inObject, Action<JsonArray, int> inList)
    {
        var copy = (JsonObject)whole.DeepClone();
        var parent = At(copy, path[..^1]);
        if (parent is JsonArray list) inList(list, (int)path[^1]);
        else inObject((JsonObject)parent!, (string)path[^1]);
        return copy;
    }
}
