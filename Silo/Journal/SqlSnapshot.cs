using System.Runtime.CompilerServices;

namespace Mithaq.Silo.Journal;

internal sealed class SqlSnapshot : IJournalSnapshot
{
    private readonly ReadSession session;

    private SqlSnapshot(ReadSession session) => this.session = session;

    public static async Task<IJournalSnapshot> Begin(ReadSession session, CancellationToken stop)
    {
        await session.Execute(session.BeginSnapshot, stop);
        var snapshot = new SqlSnapshot(session);
        await snapshot.Head(stop);
        return snapshot;
    }

    public async Task<JournalHead?> Head(CancellationToken stop) => await session.Query(
        "select position, stream, version, hash from head",
        static (_, row) => new JournalHead(
            row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? 0 : row.GetInt64(2), row.IsDBNull(3) ? [] : row.GetFieldValue<byte[]>(3)), stop)
        .SingleOrDefaultAsync(stop);

    public IAsyncEnumerable<JournalEntry> Rows(string? stream, CancellationToken stop) => stream is null ? All(stop) : SqlJournal.ReadStream(session, stream, 0, stop);

    public IAsyncEnumerable<(long Position, string Stream, long Version)> Misfiled(CancellationToken stop) => session.Misfiled is { } sql
        ? session.Query(sql, static (_, row) => (row.GetInt64(0), row.GetString(1), row.GetInt64(2)), stop)
        : AsyncEnumerable.Empty<(long, string, long)>();

    public async Task<long> Streams(CancellationToken stop) =>
        await session.Query("select count(*) from journal where version = 1", static (_, row) => row.GetInt64(0), stop).SingleAsync(stop);

    public IAsyncEnumerable<TypeStats> Types(CancellationToken stop) => session.Query(
        "select type, count(*), cast(sum(length(payload) + length(metadata)) as bigint) from journal group by type order by type",
        static (_, row) => new TypeStats(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), stop);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await session.Execute("rollback", CancellationToken.None);
        }
        finally
        {
            await session.DisposeAsync();
        }
    }

    private async IAsyncEnumerable<JournalEntry> All([EnumeratorCancellation] CancellationToken stop)
    {
        var page = new PageSize();
        var after = long.MinValue;
        while (true)
        {
            var rows = await SqlJournal.ReadPage(session, after, page.Rows, stop);
            foreach (var row in rows) yield return row;
            if (rows.Count < page.Rows) yield break;
            after = rows[^1].Position;
            page = page.After(rows);
        }
    }
}
