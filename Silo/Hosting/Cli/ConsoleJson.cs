using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>How commands print JSON.</summary>
internal static class ConsoleJson
{
    /// <summary>For people and pipes, not for web pages: Arabic and accents as they are. New ones each time, since a context keeps its own.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
