using Mithaq.Silo.Hosting;
using Npgsql;

namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>The writer's connection, its prepared statements and what it knows of the journal as long as it lasts.</summary>
internal sealed class PostgreSqlAppender : IAsyncDisposable
{
    // The plan of an append is made once and fits any size; the isolation is what the lock's own command relies on.
    private const string Settings = """
        set default_transaction_isolation = 'read committed'; set plan_cache_mode = force_generic_plan; set jit = off;
        set enable_seqscan = off; set enable_mergejoin = off; set enable_bitmapscan = off
        """;

    private readonly NpgsqlConnection connection;
    private readonly CheckedAppends anyAppends;
    private readonly NextAppends nextAppends;
    private readonly LoneAppend loneAppend;
    private readonly KnownEnds ends = new();
    private readonly HashSet<(string Stream, long Version)> unknown = [];
    private readonly int process;
    private readonly DateTime started;

    // Whether nobody else had moved the head when it was last seen: only then it is worth counting on.
    private bool alone;

    private PostgreSqlAppender(NpgsqlConnection connection, DateTime started)
    {
        (this.connection, this.started, process) = (connection, started, connection.ProcessID);
        (anyAppends, nextAppends, loneAppend) = (new(connection), new(connection), new(connection));
    }

    public bool IsOpen => connection.FullState == System.Data.ConnectionState.Open;

    /// <exception cref="StoreUnavailableException">Nothing was sent.</exception>
    public static async Task<PostgreSqlAppender> Open(NpgsqlDataSource source)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync();
            await using (var command = new NpgsqlCommand(Settings, connection)) await command.ExecuteNonQueryAsync();
            await using var start = new NpgsqlCommand("select backend_start from pg_stat_activity where pid = pg_backend_pid()", connection);
            var appender = new PostgreSqlAppender(connection, (DateTime)(await start.ExecuteScalarAsync())!);
            await appender.anyAppends.Prepare();
            await appender.nextAppends.Prepare();
            await appender.loneAppend.Prepare();
            return appender;
        }
        catch (Exception exception) when (PostgreSqlErrors.RefusesConnection(exception))
        {
            if (connection is not null) await connection.DisposeAsync();
            throw PostgreSqlErrors.Unreachable(exception);
        }
    }

    /// <summary>Ends another appender's backend and waits until it is gone, at most five seconds.</summary>
    public async Task End(PostgreSqlAppender other)
    {
        await using var end = new NpgsqlCommand("select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid = $1 and backend_start = $2", connection)
        {
            Parameters = { new() { Value = other.process }, new() { Value = other.started } },
        };
        await end.ExecuteNonQueryAsync();
    }

    public async Task<Verdict[]> Store(IReadOnlyList<Append> appends)
    {
        if (alone && await TryStoreNext(appends)) return [.. appends.Select(Stored)];

        var before = ends.Head;
        var (head, verdicts) = await anyAppends.Store(appends);
        alone = head == before;
        ends.FindHead(head);
        for (var i = 0; i < verdicts.Length; i++)
            if (verdicts[i].Outcome is Outcome.Appended) ends.Stored(appends[i], verdicts[i].Position);
        return verdicts;
    }

    public async ValueTask DisposeAsync()
    {
        await loneAppend.DisposeAsync();
        await nextAppends.DisposeAsync();
        await anyAppends.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>Whether all of them are stored, at the head; none when anything stands against one, or another node was the last to append.</summary>
    private async Task<bool> TryStoreNext(IReadOnlyList<Append> appends)
    {
        unknown.Clear();
        foreach (var append in appends)
            if (!ends.AddUnknown(append, unknown)) return false;
        return appends is [{ Events.Count: 1 } lone] && unknown.Count <= LoneAppend.MostUnknown
            ? await loneAppend.TryStore(lone, ends.Head, unknown)
            : await nextAppends.TryStore(appends, ends.Head, unknown);
    }

    private Verdict Stored(Append append)
    {
        ends.Stored(append, ends.Head + append.Events.Count);
        return new(Outcome.Appended, ends.Head);
    }
}
