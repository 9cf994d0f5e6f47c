using System.Text.Json.Serialization;

namespace Mithaq.Silo.Journal.Sqlite;

[JsonSerializable(typeof(IReadOnlyCollection<string>))]
internal sealed partial class NamesJson : JsonSerializerContext;
