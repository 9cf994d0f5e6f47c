using System.Data.Common;
using Dapper;
using Mithaq.Contracts;

namespace Mithaq.Silo.Feeds.Directory;

/// <summary>Which grains there are, what they belong to and whether they are open: the rows, for the feed that writes them and those who look something up.</summary>
public abstract class GrainDirectory(FeedDatabase database)
{
    /// <summary>SQL for "is in the list <c>@list</c>", and the list in the form that it takes.</summary>
    protected abstract string InList { get; }
    protected abstract object List(IReadOnlyCollection<string> values);

    /// <summary>The entries take the place of what was written for their streams.</summary>
    public abstract Task Write(DbTransaction transaction, IReadOnlyCollection<DirectoryEntry> entries, CancellationToken stop);

    /// <summary>A page of the open grains of a kind that belong to a grain, in order of their streams.</summary>
    /// <param name="after">The last one of the page before.</param>
    public Task<IReadOnlyList<GrainId>> Open(string kind, GrainId linkedTo, GrainId? after, int limit, CancellationToken stop) =>
        Page(OpenSql, kind, linkedTo, after, limit, stop);

    /// <summary>The same, of those that want to hear of that grain.</summary>
    public Task<IReadOnlyList<GrainId>> Hearing(string kind, GrainId linkedTo, GrainId? after, int limit, CancellationToken stop) =>
        Page(HearingSql, kind, linkedTo, after, limit, stop);

    private async Task<IReadOnlyList<GrainId>> Page(string sql, string kind, GrainId linkedTo, GrainId? after, int limit, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var streams = await connection.QueryAsync<string>(new CommandDefinition(
            sql, new { link = linkedTo.Stream, kind, after = after?.Stream ?? "", limit }, cancellationToken: stop));
        return [.. streams.Select(stream => new GrainId(stream))];
    }

    internal static string OpenSql { get; } =
        "select stream from directory_links where link = @link and kind = @kind and is_open and stream > @after order by stream limit @limit";

    internal static string HearingSql { get; } =
        "select stream from directory_links where link = @link and kind = @kind and hears and stream > @after order by stream limit @limit";

    public async Task<int> CountOpen(string kind, GrainId linkedTo, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from directory_links where link = @link and kind = @kind and is_open", new { link = linkedTo.Stream, kind }, cancellationToken: stop));
    }

    /// <summary>The open grains of a kind that belong to any of the grains, in order of their streams.</summary>
    /// <param name="most">So many at most.</param>
    public async Task<IReadOnlyList<GrainId>> OpenOfAny(string kind, IReadOnlyCollection<GrainId> linkedTo, int most, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var streams = await connection.QueryAsync<string>(new CommandDefinition(
            $"select distinct stream from directory_links where link {InList} and kind = @kind and is_open order by stream limit @most",
            new { list = List([.. linkedTo.Select(link => link.Stream)]), kind, most }, cancellationToken: stop));
        return [.. streams.Select(stream => new GrainId(stream))];
    }

    public async Task<IReadOnlyList<GrainId>> BeginningWith(GrainId beginning, int most, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var streams = await connection.QueryAsync<string>(new CommandDefinition(
            "select stream from directory where stream >= @from and stream < @to order by stream limit @most",
            new { from = beginning.Stream, to = beginning.Stream + '\uFFFF', most }, cancellationToken: stop));
        return [.. streams.Select(stream => new GrainId(stream))];
    }

    /// <summary>What is written of several streams, in one query; those that were never met are absent.</summary>
    public async Task<IReadOnlyDictionary<string, DirectoryEntry>> OfStreams(IReadOnlyCollection<string> streams, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"select stream, kind, is_open as isOpen, hears, links from directory where stream {InList}", new { list = List(streams) }, cancellationToken: stop));
        return rows.ToDictionary(row => row.Stream, row => new DirectoryEntry(row.Stream, row.Kind, row.IsOpen, row.Hears, row.Links));
    }

    /// <summary>The form in which the rows were made; null: there are none yet.</summary>
    public async Task<int?> Form(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteScalarAsync<int?>(new CommandDefinition("select max(form) from directory_form", cancellationToken: stop));
    }

    /// <summary>Empties the directory, for rows of another form.</summary>
    public Task Clear(DbTransaction transaction, int form, CancellationToken stop) => transaction.Connection!.ExecuteAsync(new CommandDefinition(
        "delete from directory_links; delete from directory; delete from directory_form; insert into directory_form (form) values (@form)", new { form }, transaction,
        cancellationToken: stop));

    private sealed class Row
    {
        public required string Stream { get; init; }
        public required string Kind { get; init; }
        public required bool IsOpen { get; init; }
        public required bool Hears { get; init; }
        public required string Links { get; init; }
    }
}
