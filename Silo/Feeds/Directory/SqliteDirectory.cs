using System.Data.Common;
using System.Text.Json;
using Dapper;
using Mithaq.Silo.Journal.Sqlite;

namespace Mithaq.Silo.Feeds.Directory;

/// <summary>One prepared statement, run for each row: nothing crosses a network.</summary>
public sealed class SqliteDirectory(FeedDatabase database) : GrainDirectory(database)
{
    protected override string InList => "in (select value from json_each(@list))";
    protected override object List(IReadOnlyCollection<string> values) => JsonSerializer.Serialize(values, ListsJson.Default.IReadOnlyCollectionString);

    public override async Task Write(DbTransaction transaction, IReadOnlyCollection<DirectoryEntry> entries, CancellationToken stop)
    {
        await Run(
            """
            insert into directory (stream, kind, is_open, hears, links) values (@Stream, @Kind, @IsOpen, @Hears, @Links)
            on conflict (stream) do update set (kind, is_open, hears, links) = (excluded.kind, excluded.is_open, excluded.hears, excluded.links)
            """, entries);
        await Run("delete from directory_links where stream = @Stream", entries);
        await Run(
            "insert into directory_links (stream, link, kind, is_open, hears) values (@Stream, @Link, @Kind, @IsOpen, @Hears)",
            entries.SelectMany(entry => entry.LinkedTo.Select(link => new { entry.Stream, Link = link, entry.Kind, entry.IsOpen, entry.Hears })));

        Task Run(string sql, IEnumerable<object> rows) => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, rows, transaction, cancellationToken: stop));
    }
}
