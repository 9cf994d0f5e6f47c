using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>A reading connection with its prepared statements; disposing gives it back.</summary>
internal sealed class SqliteSession(SqliteConnection connection, ConcurrentBag<SqliteSession> pool) : ReadSession
{
    private readonly Dictionary<string, SqliteCommand> idle = [];

    public override string BeginSnapshot => "begin";

    public override string Among(string parameter) => $"in (select value from json_each({parameter}))";

    public override string Each(string parameter, string table) => $"json_each({parameter}) as {table}";

    public override string EachPart(string streams, string after, string upTo, string table) => $"""
        (select s.value as name, a.value as after, u.value as up_to
         from json_each({streams}) s join json_each({after}) a on a.key = s.key join json_each({upTo}) u on u.key = s.key) as {table}
        """;

    public override Guid Id(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    public override ValueTask DisposeAsync()
    {
        pool.Add(this);
        return ValueTask.CompletedTask;
    }

    public void Close() => connection.Dispose();

    protected override DbCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        // Taken out while it is read: the same statement may be open twice on one connection.
        if (!idle.Remove(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
        }
        command.Parameters.Clear();
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue("@" + name, Native(value));
        return command;
    }

    protected override void Done(DbCommand command)
    {
        if (!idle.TryAdd(command.CommandText, (SqliteCommand)command)) command.Dispose();
    }

    protected override bool IsUnavailable(DbException exception) => exception is SqliteException error && SqliteErrors.IsUnavailable(error);

    private static object Native(object value) => value switch
    {
        Guid id => id.ToByteArray(bigEndian: true),
        IReadOnlyCollection<string> names => JsonSerializer.Serialize(names, ListsJson.Default.IReadOnlyCollectionString),
        long[] numbers => JsonSerializer.Serialize(numbers, ListsJson.Default.Int64Array),
        _ => value,
    };
}
