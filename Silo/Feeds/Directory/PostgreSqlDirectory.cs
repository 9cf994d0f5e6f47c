using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Silo.Feeds.Directory;

/// <summary>Whole pages as arrays.</summary>
public sealed class PostgreSqlDirectory(FeedDatabase database) : GrainDirectory(database)
{
    protected override string InList => "= any(@list)";
    protected override object List(IReadOnlyCollection<string> values) => values.ToArray();

    public override async Task Write(DbTransaction transaction, IReadOnlyCollection<DirectoryEntry> entries, CancellationToken stop)
    {
        var links = entries.SelectMany(entry => entry.LinkedTo.Select(link => (entry.Stream, Link: link, entry.Kind, entry.IsOpen, entry.Hears))).ToArray();
        await Run(
            transaction,
            """
            insert into directory (stream, kind, is_open, hears, links) select * from unnest($1, $2, $3, $4, $5)
            on conflict (stream) do update set (kind, is_open, hears, links) = (excluded.kind, excluded.is_open, excluded.hears, excluded.links)
            """, stop, Text(entries, e => e.Stream), Text(entries, e => e.Kind), Truth(entries, e => e.IsOpen), Truth(entries, e => e.Hears),
            Text(entries, e => e.Links));
        await Run(transaction, "delete from directory_links where stream = any($1)", stop, Text(entries, e => e.Stream));
        await Run(
            transaction, "insert into directory_links (stream, link, kind, is_open, hears) select * from unnest($1, $2, $3, $4, $5)", stop,
            Text(links, l => l.Stream), Text(links, l => l.Link), Text(links, l => l.Kind), Truth(links, l => l.IsOpen), Truth(links, l => l.Hears));
    }

    private static NpgsqlParameter<string[]> Text<T>(IReadOnlyCollection<T> rows, Func<T, string> value) =>
        new() { TypedValue = [.. rows.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter<bool[]> Truth<T>(IReadOnlyCollection<T> rows, Func<T, bool> value) =>
        new() { TypedValue = [.. rows.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean };

    private static async Task Run(DbTransaction transaction, string sql, CancellationToken stop, params NpgsqlParameter[] parameters)
    {
        var bound = (NpgsqlTransaction)transaction;
        await using var command = new NpgsqlCommand(sql, bound.Connection, bound);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(stop);
    }
}
