using System.Text.Json;

namespace Mithaq.Silo.Scenarios;

/// <summary>A JSON value that knows where it stands, so that every mistake can be shown with its line.</summary>
/// <param name="Path">RFC 6901 pointer from the top of the file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Raw">A scalar as it is written; empty for objects and arrays.</param>
public sealed record Node(
    string Path, int Line, JsonValueKind Kind, string Raw, IReadOnlyList<KeyValuePair<string, Node>> Members, IReadOnlyList<Node> Items)
{
    public string? Text => Kind is JsonValueKind.String ? JsonSerializer.Deserialize(Raw, SeedJson.Default.String) : null;

    public bool IsNull => Kind is JsonValueKind.Null;

    public Node? Member(string name) => Members.FirstOrDefault(m => m.Key == name).Value;
}

/// <summary>Reads a file into nodes. A name that stands twice in an object is a mistake too.</summary>
internal sealed class NodeReader
{
    private readonly string file;
    private readonly byte[] bytes;
    private readonly List<Problem> problems;
    private readonly List<long> lineEnds = [];

    private NodeReader(string file, byte[] bytes, List<Problem> problems)
    {
        (this.file, this.bytes, this.problems) = (file, bytes, problems);
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == '\n') lineEnds.Add(i);
    }

    /// <summary>Null when the file is not JSON: nothing more can be said about it then.</summary>
    public static Node? Read(string file, ReadOnlySpan<byte> utf8, List<Problem> problems)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var bytes = (utf8.StartsWith(mark) ? utf8[mark.Length..] : utf8).ToArray();
        var nodes = new NodeReader(file, bytes, problems);
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            var top = nodes.Value(ref reader, "");
            reader.Read();
            return top;
        }
        catch (JsonException e)
        {
            problems.Add(new(file, (int)(e.LineNumber ?? 0) + 1, "", $"not JSON: {Reason(e)}"));
            return null;
        }
    }

    private Node Value(ref Utf8JsonReader reader, string path)
    {
        var line = LineAt(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new(path, line, JsonValueKind.Object, "", Members(ref reader, path), []),
            JsonTokenType.StartArray => new(path, line, JsonValueKind.Array, "", [], Items(ref reader, path)),
            JsonTokenType.String => Scalar(ref reader, path, line, JsonValueKind.String),
            JsonTokenType.Number => Scalar(ref reader, path, line, JsonValueKind.Number),
            JsonTokenType.True => Scalar(ref reader, path, line, JsonValueKind.True),
            JsonTokenType.False => Scalar(ref reader, path, line, JsonValueKind.False),
            _ => Scalar(ref reader, path, line, JsonValueKind.Null),
        };
    }

    private Node Scalar(ref Utf8JsonReader reader, string path, int line, JsonValueKind kind) =>
        new(path, line, kind, System.Text.Encoding.UTF8.GetString(bytes.AsSpan((int)reader.TokenStartIndex..(int)reader.BytesConsumed)), [], []);

    private List<KeyValuePair<string, Node>> Members(ref Utf8JsonReader reader, string path)
    {
        var members = new List<KeyValuePair<string, Node>>();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var at = $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            if (members.Exists(m => m.Key == name)) problems.Add(new(file, LineAt(reader.TokenStartIndex), at, $"\"{name}\" stands twice"));
            reader.Read();
            members.Add(new(name, Value(ref reader, at)));
        }
        return members;
    }

    private List<Node> Items(ref Utf8JsonReader reader, string path)
    {
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray) items.Add(Value(ref reader, $"{path}/{items.Count}"));
        return items;
    }

    private int LineAt(long offset)
    {
        var at = lineEnds.BinarySearch(offset);
        return (at < 0 ? ~at : at) + 1;
    }

    private static string Reason(JsonException e) => e.Message.Split(" LineNumber:")[0];
}
