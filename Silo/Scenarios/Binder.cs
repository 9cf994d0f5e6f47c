using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Mithaq.Contracts;

namespace Mithaq.Silo.Scenarios;

/// <summary>What the readable names of a file stand for. Null: no such name.</summary>
internal interface INames
{
    PersonId? Person(string key);
    /// <summary>Somebody for whom the case is played.</summary>
    PersonId? Beneficiary(string key);
    /// <summary>The proof of who that is.</summary>
    Sha256? Seal(string key);
    GrainId? Grain(string name);
    /// <summary>An id that a step named with "as", or that of a committee's recommendation ("s3.recommendation.reports", by the decision's key).</summary>
    Guid? Id(string name);
    /// <summary>The hash of a version of the text of the grain that the step is about: the last, or a numbered one.</summary>
    Sha256? Text(int? version);
    /// <summary>The hash of an addendum that a step named with "as".</summary>
    Sha256? Addendum(string name);
    bool IsOrganisation(OrganisationId id);
}

/// <summary>
/// Brings what a file says into the shape of a message. People ("ads.director"; "@person:amina" of the file's own), grains, documents ("letter.pdf") and hashes ("@text", "@text:1",
/// "@addendum:name", "@seal:amina", "@hash:words") are written by name where the shape wants an id. Every mistake is told at its line, not only the first.
/// </summary>
internal sealed class Binder(string file, List<Problem> problems, INames names)
{
    /// <param name="whole">Fields that the shape requires must be there; a part of a message need not have them.</param>
    /// <param name="aside">Members of the top object that are not the message's.</param>
    public JsonNode? Bind(Node node, Type type, bool whole = true, params ReadOnlySpan<string> aside)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (wanted == typeof(Document) && node.Kind is JsonValueKind.String) return DocumentNamed(node.Text!);
        var shape = ContractsJson.Messages.GetTypeInfo(wanted);
        return shape.Kind switch
        {
            JsonTypeInfoKind.Object => Object(node, shape, whole, aside),
            JsonTypeInfoKind.Enumerable => List(node, shape.ElementType!, whole),
            _ => Scalar(node, wanted),
        };
    }

    private JsonNode? Object(Node node, JsonTypeInfo shape, bool whole, ReadOnlySpan<string> aside)
    {
        if (node.Kind is not JsonValueKind.Object) return Wrong(node, "an object expected");
        var bound = new JsonObject();
        foreach (var (name, value) in node.Members)
        {
            if (aside.Contains(name)) continue;
            if (shape.Properties.FirstOrDefault(p => p.Name == name) is not { } property)
                Wrong(value, $"unknown field \"{name}\"; known: {string.Join(", ", shape.Properties.Select(p => p.Name))}");
            else if (!value.IsNull) bound[name] = Bind(value, property.PropertyType, whole);
            else if (whole && IsRequired(property)) Wrong(value, "a value expected, not null");
            else if (!whole) bound[name] = null;
        }
        if (whole)
            foreach (var property in shape.Properties)
                if (IsRequired(property) && node.Member(property.Name) is null) Wrong(node, $"\"{property.Name}\" is missing");
        return bound;
    }

    private JsonNode? List(Node node, Type element, bool whole)
    {
        if (node.Kind is not JsonValueKind.Array) return Wrong(node, "a list expected");
        var bound = new JsonArray();
        foreach (var item in node.Items) bound.Add(Bind(item, element, whole));
        return bound;
    }

    private JsonNode? Scalar(Node node, Type wanted)
    {
        if (node.Kind is JsonValueKind.Object or JsonValueKind.Array) return Wrong(node, $"{Wording(wanted)} expected");
        if (node.Kind is JsonValueKind.String && Named(node, wanted, out var named)) return named;
        try
        {
            JsonSerializer.Deserialize(node.Raw, ContractsJson.Messages.GetTypeInfo(wanted));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return Wrong(node, $"{Wording(wanted)} expected, not {node.Raw}");
        }
        if (wanted == typeof(OrganisationId) && !names.IsOrganisation(new(node.Text!))) return Wrong(node, $"unknown organisation {node.Raw}");
        return JsonNode.Parse(node.Raw);
    }

    /// <summary>A name where the shape wants an id.</summary>
    private bool Named(Node node, Type wanted, out JsonNode? named)
    {
        var text = node.Text!;
        object? found;
        if (wanted == typeof(PersonId) && text.StartsWith("@person:", StringComparison.Ordinal))
            found = (object?)names.Beneficiary(text[8..]) ?? Missing($"nobody of the file's people is called \"{text[8..]}\"");
        else if (wanted == typeof(PersonId)) found = (object?)names.Person(text) ?? Missing($"unknown person \"{text}\"");
        else if (wanted == typeof(GrainId)) found = (object?)names.Grain(text) ?? Missing($"nothing is called \"{text}\" up to here");
        else if (wanted == typeof(Guid)) found = (object?)names.Id(text) ?? Missing($"no id is called \"{text}\" up to here");
        else if (wanted == typeof(Sha256) && text.StartsWith("@hash:", StringComparison.Ordinal)) found = HashOf(text[6..]);
        else if (wanted == typeof(Sha256) && text == "@text") found = (object?)names.Text(null) ?? Missing("there is no text yet");
        else if (wanted == typeof(Sha256) && text.StartsWith("@text:", StringComparison.Ordinal))
            found = int.TryParse(text[6..], out var version) && names.Text(version) is { } hash ? hash : Missing($"there is no {text[1..]}");
        else if (wanted == typeof(Sha256) && text.StartsWith("@addendum:", StringComparison.Ordinal))
            found = (object?)names.Addendum(text[10..]) ?? Missing($"no addendum is called \"{text[10..]}\" up to here");
        else if (wanted == typeof(Sha256) && text.StartsWith("@seal:", StringComparison.Ordinal))
            found = (object?)names.Seal(text[6..]) ?? Missing($"nobody of the file's people is called \"{text[6..]}\"");
        else if (wanted == typeof(Sha256) && !new Sha256(text).IsValid)
            found = Missing("a hash expected: 64 hexadecimal digits, \"@text\", \"@text:1\", \"@addendum:name\", \"@seal:name\" or \"@hash:words\"");
        else
        {
            named = null;
            return false;
        }
        named = found is null ? null : JsonValue.Create(found.ToString());
        return true;

        string? Missing(string message)
        {
            Wrong(node, message);
            return null;
        }
    }

    /// <summary>A file of the cases: it exists in name alone, its hash is that of its name.</summary>
    public static Document DocumentOf(string name) => new(name, HashOf(name), name.Length);

    private static JsonNode? DocumentNamed(string name) => JsonSerializer.SerializeToNode(DocumentOf(name), ContractsJson.Messages.GetTypeInfo(typeof(Document)));

    private static Sha256 HashOf(string words) => Sha256.Of(System.Text.Encoding.UTF8.GetBytes(words));

    /// <summary>A constructor's parameter without a default that may not be null.</summary>
    private static bool IsRequired(JsonPropertyInfo property) => property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false };

    private static string Wording(Type type) =>
        type == typeof(DateOnly) ? "a date (yyyy-mm-dd)"
        : type == typeof(string) ? "text"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) || type == typeof(decimal) ? "a number"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
        : type.Name;

    private JsonNode? Wrong(Node node, string message)
    {
        problems.Add(new(file, node.Line, node.Path, message));
        return null;
    }
}
