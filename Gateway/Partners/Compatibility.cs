using System.Text.Json.Nodes;

namespace Mithaq.Gateway.Partners;

/// <summary>Whether those who read an earlier contract can go on reading.</summary>
public static class Compatibility
{
    /// <summary>What a reader of the earlier schemas could rely on and no longer can, a line each ("agreement.text-signed.v1/actDate: is gone"); empty: nothing.</summary>
    /// <param name="earlier">As <see cref="EventSchemas.All"/> gave them.</param>
    public static IReadOnlyList<string> Breaks(JsonObject earlier, JsonObject now)
    {
        var breaks = new List<string>();
        foreach (var (name, schema) in earlier)
            if (now[name] is not JsonObject today) breaks.Add($"{name}: is published no more");
            else
            {
                if ((string?)schema!["x-audience"] == "parties" && (string?)today["x-audience"] != "parties") breaks.Add($"{name}: is kept from the other parties");
                Compare(name, schema, today, schema.AsObject(), today, breaks);
            }
        return breaks;
    }

    private static void Compare(string place, JsonNode? earlier, JsonNode? now, JsonObject earlierRoot, JsonObject nowRoot, List<string> breaks)
    {
        (earlier, now) = (Resolved(earlier, earlierRoot), Resolved(now, nowRoot));
        // "true" and "{}" allow anything.
        if (earlier is not JsonObject { Count: > 0 } before) return;
        if (now is not JsonObject today)
        {
            breaks.Add($"{place}: has no certain form any more");
            return;
        }
        if (Set(today["type"]) is var types && Set(before["type"]) is { Count: > 0 } known && (types.Count == 0 || !types.IsSubsetOf(known)))
            breaks.Add($"{place}: was {string.Join(" or ", known.Order())}, is {string.Join(" or ", types.Order())}");
        if (Set(before["enum"]) is { Count: > 0 } values && Set(today["enum"]) is var left && !values.IsSubsetOf(left))
            breaks.Add($"{place}: knows no {string.Join(", ", values.Except(left).Order())} any more");
        foreach (var rule in (string[])["pattern", "format", "const"])
            if (before[rule] is { } form && form.ToJsonString() != today[rule]?.ToJsonString()) breaks.Add($"{place}: {rule} was {form}, is {today[rule]?.ToString() ?? "none"}");
        foreach (var property in Set(before["required"]).Except(Set(today["required"])).Order()) breaks.Add($"{place}/{property}: is not always there any more");
        if (before["properties"] is JsonObject properties)
            foreach (var (property, schema) in properties)
                if (today["properties"] is JsonObject has && has.ContainsKey(property)) Compare($"{place}/{property}", schema, has[property], earlierRoot, nowRoot, breaks);
                else breaks.Add($"{place}/{property}: is gone");
        foreach (var part in (string[])["items", "additionalProperties"])
            if (before[part] is { } schema) Compare($"{place}/{part}", schema, today[part], earlierRoot, nowRoot, breaks);
    }

    /// <summary>A type that occurs again is written as a pointer to its first place.</summary>
    private static JsonNode? Resolved(JsonNode? schema, JsonObject root)
    {
        if ((string?)(schema as JsonObject)?["$ref"] is not { } pointer) return schema;
        JsonNode? found = root;
        foreach (var step in pointer.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            found = found is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : found?[step];
        return found;
    }

    private static HashSet<string> Set(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.Select(v => v?.ToString() ?? "null")],
        JsonValue value => [value.ToString()],
        _ => [],
    };
}
