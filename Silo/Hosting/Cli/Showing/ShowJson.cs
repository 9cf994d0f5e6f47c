using System.Text.Json.Serialization;
using Mithaq.Silo.Hosting.Cli.Working;

namespace Mithaq.Silo.Hosting.Cli.Showing;

[JsonSerializable(typeof(Sheet))]
[JsonSerializable(typeof(WorkSheet))]
[JsonSerializable(typeof(CalendarLine))]
internal sealed partial class ShowJson : JsonSerializerContext
{
    public static ShowJson Lines { get; } = new(ConsoleJson.Options());
}
