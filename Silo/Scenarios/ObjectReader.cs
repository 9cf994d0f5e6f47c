using System.Globalization;
using System.Text.Json;
using Mithaq.Contracts;

namespace Mithaq.Silo.Scenarios;

/// <summary>Takes an object's members one by one, and names those that nobody took. A mistake never stops the reading.</summary>
internal sealed class ObjectReader
{
    private readonly string file;
    private readonly List<Problem> problems;
    private readonly HashSet<string> known = [];

    public ObjectReader(string file, Node node, List<Problem> problems)
    {
        (this.file, Node, this.problems) = (file, node, problems);
        if (node.Kind is not JsonValueKind.Object) Wrong(node, "an object expected");
    }

    public Node Node { get; }

    /// <summary>The member, whatever it is; null when it is absent.</summary>
    public Node? Take(string name, bool required = false)
    {
        known.Add(name);
        var found = Node.Member(name);
        if (found is null && required && Node.Kind is JsonValueKind.Object) Wrong(Node, $"\"{name}\" is missing");
        return found;
    }

    public string? Text(string name, bool required = false)
    {
        if (Take(name, required) is not { } found) return null;
        if (found.Text is { Length: > 0 } text) return text;
        Wrong(found, "text expected");
        return null;
    }

    public bool Flag(string name)
    {
        if (Take(name) is not { } found) return false;
        if (found.Kind is not (JsonValueKind.True or JsonValueKind.False)) Wrong(found, "true or false expected");
        return found.Kind is JsonValueKind.True;
    }

    public int? Number(string name, bool required = false)
    {
        if (Take(name, required) is not { } found) return null;
        if (found.Kind is JsonValueKind.Number && int.TryParse(found.Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Wrong(found, "a whole number expected");
        return null;
    }

    public DateOnly? Date(string name, bool required = false)
    {
        if (Take(name, required) is not { } found) return null;
        if (DateOnly.TryParseExact(found.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Wrong(found, $"a date (yyyy-mm-dd) expected, not {found.Raw}");
        return null;
    }

    public IReadOnlyList<Node> List(string name, bool required = false)
    {
        if (Take(name, required) is not { } found) return [];
        if (found.Kind is JsonValueKind.Array) return found.Items;
        Wrong(found, "a list expected");
        return [];
    }

    public IReadOnlyList<KeyValuePair<string, Node>> Map(string name, bool required = false)
    {
        if (Take(name, required) is not { } found) return [];
        if (found.Kind is JsonValueKind.Object) return found.Members;
        Wrong(found, "an object expected");
        return [];
    }

    /// <summary>Words in up to three languages, at least one.</summary>
    public LocalizedText? Words(string name, bool required = false)
    {
        if (Take(name, required) is not { } found) return null;
        var words = new ObjectReader(file, found, problems);
        var text = new LocalizedText(words.Text("ar"), words.Text("fr"), words.Text("en"));
        words.NothingElse();
        if (text == new LocalizedText() && found.Kind is JsonValueKind.Object) Wrong(found, "words in ar, fr or en expected");
        return text;
    }

    public void NothingElse()
    {
        foreach (var (name, value) in Node.Members)
            if (!known.Contains(name)) Wrong(value, $"unknown \"{name}\"; known: {string.Join(", ", known)}");
    }

    public void Wrong(Node at, string message) => problems.Add(new(file, at.Line, at.Path, message));
}
