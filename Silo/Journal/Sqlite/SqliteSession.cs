using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

internal sealed class SqliteSession(KeptConnection connection) : ReadSession
{
    public override string BeginSnapshot => "begin";

    public override string Among(string parameter) => $"in (select value from json_each({parameter}))";

    // A cross join is not turned round. One list: several would be joined by looking through all of one for each element of another.
    public override (string Sql, (string Name, object Value)[] Parameters) Parts(string columns, IReadOnlyCollection<StreamPart> parts) => (
        $"""
        select {columns} from (select value ->> 'Stream' as name, value ->> 'After' as after, value ->> 'UpTo' as up_to from json_each(@parts)) part
        cross join journal on stream = part.name and version > part.after and version <= part.up_to
        order by stream, version
        """,
        [("parts", JsonSerializer.Serialize(parts, ListsJson.Default.IReadOnlyCollectionStreamPart))]);

    public override string Ends(string columns) => $"""
        select {columns} from (select distinct value as name from json_each(@streams)) n
        cross join journal j on j.stream = n.name and j.version = (select max(version) from journal where stream = n.name)
        """;

    public override Guid Id(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    protected override DbCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.Take(sql);
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue("@" + name, Native(value));
        return command;
    }

    protected override void Done(DbCommand command) => connection.GiveBack((SqliteCommand)command);

    protected override bool IsUnavailable(DbException exception) => exception is SqliteException error && SqliteErrors.IsUnavailable(error);

    private static object Native(object value) => value switch
    {
        Guid id => id.ToByteArray(bigEndian: true),
        IReadOnlyCollection<string> names => JsonSerializer.Serialize(names, ListsJson.Default.IReadOnlyCollectionString),
        _ => value,
    };
}
