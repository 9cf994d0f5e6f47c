using System.Data.Common;
using Npgsql;

namespace Mithaq.Silo.Journal.PostgreSql;

internal sealed class PostgreSqlSession(NpgsqlConnection connection) : ReadSession
{
    public override string BeginSnapshot => "begin isolation level repeatable read, read only";

    public override string Among(string parameter) => $"= any({parameter})";

    public override string OfStream => "stream = @stream";

    public override string? Misfiled => null;

    // A subquery with an end of its own is not merged with what stands around it, where it could become a join that reads everything.
    public override (string Sql, (string Name, object Value)[] Parameters) Parts(string columns, IReadOnlyCollection<StreamPart> parts) => (
        $"""
        select {columns} from unnest(@streams, @after, @upTo) as part (name, after, up_to)
        cross join lateral (
            select * from journal where stream = part.name and version > part.after and version <= part.up_to order by version offset 0) as entry
        order by stream, version
        """,
        [
            ("streams", parts.Select(part => part.Stream).ToArray()),
            ("after", parts.Select(part => part.After).ToArray()),
            ("upTo", parts.Select(part => part.UpTo).ToArray()),
        ]);

    public override string Ends(string columns) => $"""
        select {columns} from (select distinct name from unnest(@streams) as n (name)) as n
        cross join lateral (select * from journal where stream = n.name order by version desc limit 1) as entry
        """;

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
