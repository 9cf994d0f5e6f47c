using System.Text.Json.Serialization;

namespace Mithaq.Silo.Journal.Sqlite;

[JsonSerializable(typeof(IReadOnlyCollection<string>))]
[JsonSerializable(typeof(IReadOnlyCollection<StreamPart>))]
internal sealed partial class ListsJson : JsonSerializerContext;
