using System.Data.Common;
using Npgsql;

namespace Mithaq.Silo.Journal.PostgreSql;

internal sealed class PostgreSqlSession(NpgsqlConnection connection) : ReadSession
{
    public override string BeginSnapshot => "begin isolation level repeatable read, read only";

    public override string Among(string parameter) => $"= any({parameter})";

    public override string Each(string parameter, string table) => $"unnest({parameter}) as {table} (value)";

    public override string EachPart(string streams, string after, string upTo, string table) => $"unnest({streams}, {after}, {upTo}) as {table} (name, after, up_to)";

    public override Guid Id(DbDataReader row, int column) => row.GetGuid(column);

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    protected override DbCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters) command.Parameters.Add(new NpgsqlParameter(name, value is IReadOnlyCollection<string> names ? names.ToArray() : value));
        return command;
    }

    protected override void Done(DbCommand command) => command.Dispose();

    protected override bool IsUnavailable(DbException exception) => PostgreSqlErrors.IsUnavailable(exception);
}
