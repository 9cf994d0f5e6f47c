using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Mithaq.Silo.Journal;

/// <summary>What both databases answer with the same statements; a store adds its connections, its writer and its import.</summary>
internal abstract class SqlJournal : IJournalStore
{
    private const string Columns = "position, stream, version, type, payload, metadata, hash, command";

    private readonly GroupCommit commit;

    protected SqlJournal(IBatchWriter writer) => commit = new GroupCommit(writer);

    public Task NextLocalAppend => commit.NextAppend;

    public Task<AppendResult> Append(Append append, CancellationToken stop) => commit.Append(append, stop);

    public async IAsyncEnumerable<JournalEntry> ReadStream(string stream, long afterVersion, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var session = await OpenReading(stop);
        await foreach (var row in ReadStream(session, stream, afterVersion, stop)) yield return row;
    }

    public async IAsyncEnumerable<JournalEntry> ReadStreams(IReadOnlyCollection<StreamPart> parts, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var session = await OpenReading(stop);
        var (sql, parameters) = session.Parts(Columns, parts);
        await foreach (var entry in session.Query(sql, Entry, stop, parameters)) yield return entry;
    }

    public async IAsyncEnumerable<JournalEntry> ReadAll(long afterPosition, [EnumeratorCancellation] CancellationToken stop)
    {
        // A connection a page: a reader that takes hours between two entries holds none.
        var page = new PageSize();
        while (true)
        {
            List<JournalEntry> rows;
            await using (var session = await OpenReading(stop)) rows = await ReadPage(session, afterPosition, page.Rows, stop);
            foreach (var row in rows) yield return row;
            if (rows.Count < page.Rows) yield break;
            afterPosition = rows[^1].Position;
            page = page.After(rows);
        }
    }

    public async Task<IReadOnlyList<EntryHead>?> ReadHeads(long afterPosition, byte[]? hash, int limit, CancellationToken stop)
    {
        if (hash is null) return await ReadHeads(afterPosition, limit, stop);
        if (commit.Recent.After(afterPosition, hash, limit) is { } remembered) return remembered;
        var heads = await ReadHeads(afterPosition - 1, limit + 1, stop);
        return heads.Count > 0 && heads[0].Position == afterPosition && heads[0].Hash.AsSpan().SequenceEqual(hash) ? [.. heads.Skip(1)] : null;
    }

    private Task<IReadOnlyList<EntryHead>> ReadHeads(long afterPosition, int limit, CancellationToken stop) => List(
        "select position, stream, version, type, hash from journal where position > @after order by position limit @limit",
        static (_, row) => new EntryHead(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetFieldValue<byte[]>(4)),
        stop, ("after", afterPosition), ("limit", limit));

    public async Task<IReadOnlyList<JournalEntry>> ReadOfTypes(long afterPosition, long upTo, IReadOnlyCollection<string> types, CancellationToken stop)
    {
        await using var session = await OpenReading(stop);
        var sql = $"select {Columns} from journal where position > @after and position <= @upTo and type {session.Among("@types")} order by position";
        return await session.Query(sql, Entry, stop, ("after", afterPosition), ("upTo", upTo), ("types", types)).ToListAsync(stop);
    }

    public async Task<byte[]?> HashAt(long position, CancellationToken stop) =>
        (await List("select hash from journal where position = @position", static (_, row) => row.GetFieldValue<byte[]>(0), stop, ("position", position))).SingleOrDefault();

    public async Task<IReadOnlyDictionary<string, StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken stop)
    {
        await using var session = await OpenReading(stop);
        return await session.Query(session.Ends("stream, version, position, hash"), Head, stop, ("streams", streams))
            .ToDictionaryAsync(head => head.Stream, head => head.Head, cancellationToken: stop);
    }

    public async Task<IReadOnlyList<JournalEntry>> FindCommand(string stream, Guid commandId, CancellationToken stop)
    {
        await using var session = await OpenReading(stop);
        var sql = $"""
            with found as (select version from journal where {session.OfStream} and command = @command)
            select {Columns} from journal
            where {session.OfStream} and version >= (select version from found) and version < coalesce(
                (select min(version) from journal where {session.OfStream} and command is not null and version > (select version from found)), {long.MaxValue})
            order by version
            """;
        return await session.Query(sql, Entry, stop, ("stream", stream), ("command", commandId)).ToListAsync(stop);
    }

    public async Task<long> LastPosition(CancellationToken stop) => (await List("select position from head", static (_, row) => row.GetInt64(0), stop)).Single();

    public abstract Task<DateTimeOffset> ReadClock(CancellationToken stop);

    public async Task<IJournalSnapshot> Snapshot(CancellationToken stop)
    {
        var session = await OpenReading(stop);
        try
        {
            return await SqlSnapshot.Begin(session, stop);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public abstract Task<long> Import(IAsyncEnumerable<JournalEntry> entries, bool intoEmpty, CancellationToken stop);

    public virtual async ValueTask DisposeAsync()
    {
        await commit.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<ReadSession> OpenReading(CancellationToken stop);

    internal static async IAsyncEnumerable<JournalEntry> ReadStream(ReadSession session, string stream, long afterVersion, [EnumeratorCancellation] CancellationToken stop)
    {
        var page = new PageSize();
        while (true)
        {
            var rows = await session.Query(
                $"select {Columns} from journal where {session.OfStream} and version > @after order by version limit @limit", Entry, stop,
                ("stream", stream), ("after", afterVersion), ("limit", page.Rows)).ToListAsync(stop);
            foreach (var row in rows) yield return row;
            if (rows.Count < page.Rows) yield break;
            afterVersion = rows[^1].Version;
            page = page.After(rows);
        }
    }

    internal static async Task<List<JournalEntry>> ReadPage(ReadSession session, long afterPosition, int limit, CancellationToken stop) => await session.Query(
        $"select {Columns} from journal where position > @after order by position limit @limit", Entry, stop, ("after", afterPosition), ("limit", limit)).ToListAsync(stop);

    private static (string Stream, StreamHead Head) Head(ReadSession session, DbDataReader row) =>
        (row.GetString(0), new StreamHead(row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3)));

    private static JournalEntry Entry(ReadSession session, DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3),
        row.GetFieldValue<byte[]>(4), row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6), row.IsDBNull(7) ? null : session.Id(row, 7));

    private async Task<IReadOnlyList<T>> List<T>(string sql, Func<ReadSession, DbDataReader, T> read, CancellationToken stop, params (string Name, object Value)[] parameters)
    {
        await using var session = await OpenReading(stop);
        return await session.Query(sql, read, stop, parameters).ToListAsync(stop);
    }
}
