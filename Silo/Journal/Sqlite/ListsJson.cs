using System.Text.Json.Serialization;

namespace Mithaq.Silo.Journal.Sqlite;

[JsonSerializable(typeof(IReadOnlyCollection<string>))]
[JsonSerializable(typeof(long[]))]
internal sealed partial class ListsJson : JsonSerializerContext;
