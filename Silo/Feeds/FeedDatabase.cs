using System.Data.Common;
using Mithaq.Gateway;
using Mithaq.Silo.Journal.Sqlite;
using Npgsql;

namespace Mithaq.Silo.Feeds;

/// <summary>The database that a feed writes; its lease and checkpoint live there too.</summary>
public abstract class FeedDatabase : IAppDatabase, IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>SQL for now, in microseconds since 1970; <c>@now</c> stands for <see cref="Now"/>.</summary>
    public abstract string NowSql { get; }

    /// <summary>The value of <c>@now</c>; null where the database's own clock is asked.</summary>
    public abstract long? Now { get; }

    /// <summary>Put before the first statement of a transaction that may be lost in a crash, because the journal holds it all.</summary>
    public abstract string Relaxed { get; }

    public abstract Task<DbConnection> Open(CancellationToken stop);

    /// <summary>Closes what is open and not in use.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Leases by the database's clock: the nodes' own clocks may be wrong.</summary>
public sealed class PostgreSqlFeedDatabase(NpgsqlDataSource source) : FeedDatabase
{
    public override Dialect Dialect => Dialect.PostgreSql;
    public override string NowSql => "(extract(epoch from clock_timestamp()) * 1000000)::bigint";
    public override long? Now => null;
    public override string Relaxed => "set local synchronous_commit = off;";

    public override async Task<DbConnection> Open(CancellationToken stop) => await source.OpenConnectionAsync(stop);

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}

/// <param name="path">The file; its folder exists.</param>
/// <param name="durable">Whether a commit must survive a loss of power; what is derived is only read from the journal again.</param>
/// <param name="clock">Real time, also in scenarios.</param>
public sealed class SqliteFeedDatabase(string path, bool durable, TimeProvider clock) : FeedDatabase
{
    // More patient than the journal, whose callers wait: another feed may be rebuilding. What is kept for good may be personal: what is deleted there is
    // overwritten in the file.
    private readonly SqlitePool pool = new(
        path,
        $"pragma busy_timeout = 30000; pragma synchronous = {(durable ? "full" : "normal")}; pragma secure_delete = {(durable ? "on" : "off")}; pragma cache_size = -16000");

    public override Dialect Dialect => Dialect.Sqlite;
    public override string NowSql => "@now";
    public override long? Now => clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
    public override string Relaxed => "";

    public override Task<DbConnection> Open(CancellationToken stop) =>
        stop.IsCancellationRequested ? Task.FromCanceled<DbConnection>(stop) : Task.FromResult<DbConnection>(pool.Open());

    public override ValueTask DisposeAsync()
    {
        pool.Dispose();
        return ValueTask.CompletedTask;
    }
}
