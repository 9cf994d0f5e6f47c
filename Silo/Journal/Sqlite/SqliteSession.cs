using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

internal sealed class SqliteSession(KeptConnection connection) : ReadSession
{
    public override string BeginSnapshot => "begin";

    public override string Among(string parameter) => $"in (select value from json_each({parameter}))";

    public override string OfStream => "stream_number = (select number from streams where name = @stream)";

    public override string Misfiled => """
        select min(position), stream, version from journal where stream is not (select name from streams where number = stream_number) group by stream order by 1
        """;

    // A cross join is not turned round. One list: several would be joined by looking through all of one for each element of another.
    public override (string Sql, (string Name, object Value)[] Parameters) Parts(string columns, IReadOnlyCollection<StreamPart> parts) => (
        $"""
        select {columns} from (select value ->> 'Stream' as name, value ->> 'After' as after, value ->> 'UpTo' as up_to from json_each(@parts)) part
        cross join streams s on s.name = part.name
        cross join journal on stream_number = s.number and version > part.after and version <= part.up_to
        order by stream, version
        """,
        [("parts", JsonSerializer.Serialize(parts, ListsJson.Default.IReadOnlyCollectionStreamPart))]);

    public override string Ends(string columns) => $"""
        select {columns} from (select distinct value as name from json_each(@streams)) n
        cross join streams s on s.name = n.name
        cross join journal j on j.stream_number = s.number and j.version = (select max(version) from journal where stream_number = s.number)
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
