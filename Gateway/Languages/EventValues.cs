using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mithaq.Contracts;

namespace Mithaq.Gateway.Languages;

/// <summary>An event's properties by path, shown by their types; a path through a list means all its items, <c>count</c> how many there are.</summary>
internal sealed class EventValues(Texts texts, Type type, JsonElement payload, Func<string, string?>? names) : IValues
{
    /// <summary>The type of the property at a path, of its items where there are several; null: there is no such property.</summary>
    public static Type? TypeAt(Type type, ReadOnlySpan<string> path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var info = ContractsJson.Messages.GetTypeInfo(type);
        if (info.Kind is JsonTypeInfoKind.Enumerable) return path is ["count"] ? typeof(int) : TypeAt(info.ElementType!, path);
        if (path.IsEmpty) return type;
        foreach (var property in info.Properties)
            if (property.Name == path[0]) return TypeAt(property.PropertyType, path[1..]);
        return null;
    }

    public Value? Of(string path)
    {
        string[] segments = path.Split('.');
        return TypeAt(type, segments) is { } leaf ? At(payload, segments, leaf) : null;
    }

    private Value? At(JsonElement element, ReadOnlySpan<string> path, Type leaf)
    {
        if (element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        if (element.ValueKind is JsonValueKind.Array) return path is ["count"] ? Count(element.GetArrayLength()) : Items(element, path, leaf);
        if (path.IsEmpty) return Shown(element, leaf);
        return element.TryGetProperty(path[0], out var member) ? At(member, path[1..], leaf, path[0]) : null;
    }

    /// <summary>A number that is a name, not a quantity, or a string that names a message, is known by its property.</summary>
    private Value? At(JsonElement member, ReadOnlySpan<string> path, Type leaf, string name) => (path.IsEmpty, name) switch
    {
        (true, "year") => new(texts.Isolated(member.GetRawText()), member.GetRawText()),
        (true, "act") => new(texts.Command(member.GetString()!), member.GetString()!),
        _ => At(member, path, leaf),
    };

    private Value? Items(JsonElement list, ReadOnlySpan<string> path, Type leaf)
    {
        var shown = new List<string>();
        foreach (var item in list.EnumerateArray())
            if (At(item, path, leaf) is { } value) shown.Add(value.Text);
        return shown.Count == 0 ? null : new(texts.List(shown), Number: shown.Count);
    }

    private Value Count(int count) => new(texts.Isolated(texts.Number(count)), Plain(count), count);

    private Value? Shown(JsonElement element, Type leaf)
    {
        if (leaf.IsEnum) return new(texts.Word(leaf, element.GetString()!), element.GetString()!);
        if (leaf == typeof(DateOnly)) return Data(texts.Date(element.Deserialize<DateOnly>(ContractsJson.Messages)));
        if (leaf == typeof(Money)) return Data(texts.Money(element.Deserialize<Money>(ContractsJson.Messages)));
        if (leaf == typeof(LocalizedText)) return Data(texts.Of(element.Deserialize<LocalizedText>(ContractsJson.Messages)!));
        if (leaf == typeof(Document)) return Data(element.GetProperty("name").GetString()!);
        if (leaf == typeof(OrganisationId) || leaf == typeof(PersonId) || leaf == typeof(GrainId))
            return Data(names?.Invoke(element.GetString()!) ?? element.GetString()!);
        return element.ValueKind switch
        {
            JsonValueKind.True => new("", "true"),
            JsonValueKind.False => new("", "false"),
            JsonValueKind.Number => new(texts.Isolated(texts.Number(element.GetDecimal())), element.GetRawText(), element.GetDecimal()),
            JsonValueKind.String => element.GetString() is { Length: > 0 } text ? Data(text) : null,
            _ => new("", "some"),
        };
    }

    private Value Data(string text) => new(texts.Isolated(text), text);

    private static string Plain(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
