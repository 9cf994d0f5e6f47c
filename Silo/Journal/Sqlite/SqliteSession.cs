using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

internal sealed class SqliteSession(KeptConnection connection) : ReadSession
{
    public override string BeginSnapshot => "begin";

    public override string Among(string parameter) => $"in (select value from json_each({parameter}))";

    public override string Each(string parameter, string table) => $"json_each({parameter}) as {table}";

    public override string EachPart(string streams, string after, string upTo, string table) => $"""
        (select s.value as name, a.value as after, u.value as up_to
         from json_each({streams}) s join json_each({after}) a on a.key = s.key join json_each({upTo}) u on u.key = s.key) as {table}
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
        long[] numbers => JsonSerializer.Serialize(numbers, ListsJson.Default.Int64Array),
        _ => value,
    };
}
