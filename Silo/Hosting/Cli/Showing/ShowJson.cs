using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mithaq.Silo.Hosting.Cli.Working;

namespace Mithaq.Silo.Hosting.Cli.Showing;

[JsonSerializable(typeof(Sheet))]
[JsonSerializable(typeof(WorkSheet))]
[JsonSerializable(typeof(CalendarLine))]
internal sealed partial class ShowJson : JsonSerializerContext
{
    /// <summary>For people and pipes, not for web pages: Arabic and accents as they are.</summary>
    public static ShowJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
