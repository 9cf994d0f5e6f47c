using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Mithaq.Silo.Journal;

/// <summary>
/// An export is JSON Lines: a header, an entry a line in order of position, and a last line with their number, without which it was cut off. Payload
/// and metadata are the stored bytes: as text when they are UTF-8 (ours are JSON), else in base64.
/// </summary>
internal static class ExportFormat
{
    public const string Name = "mithaq.journal.v1";

    // Arabic and French stay readable; the lines are no part of a web page.
    private static readonly ExportJson Json = new(new JsonSerializerOptions(ExportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <param name="Stream">The one that was exported; null: all.</param>
    public sealed record Header(string Format, string? Stream);

    public sealed record Line(
        long Position, string Stream, long Version, string Type, string Hash, string? Metadata, string? Payload, string? MetadataBase64, string? PayloadBase64);

    public sealed record Footer(long Events);

    public static byte[] Write(Header header) => JsonSerializer.SerializeToUtf8Bytes(header, Json.Header);

    public static byte[] Write(Footer footer) => JsonSerializer.SerializeToUtf8Bytes(footer, Json.Footer);

    public static byte[] Write(JournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(
        new Line(
            entry.Position, entry.Stream, entry.Version, entry.Type, Convert.ToHexStringLower(entry.Hash),
            Text(entry.Metadata), Text(entry.Payload), Base64(entry.Metadata), Base64(entry.Payload)),
        Json.Line);

    /// <exception cref="JsonException"/>
    public static Header ReadHeader(string line) => JsonSerializer.Deserialize(line, Json.Header) ?? throw new JsonException("null is no header");

    /// <summary>An entry, or null for the last line with the number that it gives.</summary>
    /// <exception cref="JsonException"/>
    /// <exception cref="FormatException">Hexadecimal or base64.</exception>
    public static (JournalEntry? Entry, long Events) Read(string line)
    {
        if (line.StartsWith("""{"events":""", StringComparison.Ordinal)) return (null, JsonSerializer.Deserialize(line, Json.Footer)!.Events);
        var read = JsonSerializer.Deserialize(line, Json.Line) ?? throw new JsonException("null is no entry");
        return (new JournalEntry(
            read.Position, read.Stream, read.Version, read.Type, Bytes(read.Payload, read.PayloadBase64), Bytes(read.Metadata, read.MetadataBase64), Convert.FromHexString(read.Hash), null), 0);
    }

    private static string? Text(byte[] bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    private static string? Base64(byte[] bytes) => Utf8.IsValid(bytes) ? null : Convert.ToBase64String(bytes);

    private static byte[] Bytes(string? text, string? base64) =>
        text is not null ? Encoding.UTF8.GetBytes(text) : Convert.FromBase64String(base64 ?? throw new JsonException("payload or metadata is missing"));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ExportFormat.Header))]
[JsonSerializable(typeof(ExportFormat.Line))]
[JsonSerializable(typeof(ExportFormat.Footer))]
internal sealed partial class ExportJson : JsonSerializerContext;
