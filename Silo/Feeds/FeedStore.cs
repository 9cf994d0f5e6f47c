using System.Data.Common;
using Dapper;

namespace Mithaq.Silo.Feeds;

/// <summary>Leases and checkpoints. What takes part in a fence names the owner and the epoch, so an owner that was replaced while it slept changes nothing.</summary>
public sealed class FeedStore(FeedDatabase database)
{
    private const string Held = "feed = @feed and owner = @owner and epoch = @epoch";

    public FeedDatabase Database => database;

    /// <summary>Takes a lease that is free, expired or our own from before.</summary>
    /// <returns>The lease under a new epoch, and where to go on; null while another owner holds it or the feed is stopped.</returns>
    public async Task<(Lease Lease, Checkpoint Checkpoint)?> TryTake(string feed, string owner, TimeSpan term, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"""
            insert into feeds (feed) values (@feed) on conflict (feed) do nothing;
            update feeds set owner = @owner, epoch = epoch + 1, expires_at = {database.NowSql} + @term
            where feed = @feed and stopped is null and (owner is null or owner = @owner or expires_at <= {database.NowSql})
            returning feed, owner, epoch, position, hash, stopped
            """, new { feed, owner, term = Microseconds(term), now = database.Now }, cancellationToken: stop));
        return row is null ? null : (new(feed, owner, row.Epoch), new(row.Position, row.Hash));
    }

    /// <returns>False: another owner has it.</returns>
    public async Task<bool> Renew(Lease lease, TimeSpan term, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"update feeds set expires_at = {database.NowSql} + @term where {Held}",
            new { feed = lease.Feed, owner = lease.Owner, epoch = lease.Epoch, term = Microseconds(term), now = database.Now }, cancellationToken: stop)) == 1;
    }

    public async Task Release(Lease lease, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            $"update feeds set owner = null, expires_at = 0 where {Held}", new { feed = lease.Feed, owner = lease.Owner, epoch = lease.Epoch }, cancellationToken: stop));
    }

    /// <summary>Moves the checkpoint, renews the lease and writes, all or nothing.</summary>
    /// <param name="relaxed">A crash may lose it: it will be made again from the journal.</param>
    /// <returns>False: another owner has the lease, and nothing was written.</returns>
    public async Task<bool> Commit(Lease lease, Checkpoint checkpoint, FeedWrite? write, bool relaxed, TimeSpan term, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        // First, so that the row's lock keeps a new owner out until these effects are committed.
        var moved = await connection.ExecuteAsync(new CommandDefinition(
            $"{(relaxed ? database.Relaxed : "")} update feeds set position = @position, hash = @hash, expires_at = {database.NowSql} + @term where {Held}",
            new { feed = lease.Feed, owner = lease.Owner, epoch = lease.Epoch, position = checkpoint.Position, hash = checkpoint.Hash, term = Microseconds(term), now = database.Now },
            transaction, cancellationToken: stop));
        if (moved != 1) return false;
        if (write is not null) await write(transaction, stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>Empties a derived feed and sends it back to the journal's start. Whoever owns it loses the lease.</summary>
    public async Task Reset(string feed, FeedWrite clear, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into feeds (feed) values (@feed) on conflict (feed) do nothing;
            update feeds set owner = null, expires_at = 0, epoch = epoch + 1, position = 0, hash = null, stopped = null where feed = @feed
            """, new { feed }, transaction, cancellationToken: stop));
        await clear(transaction, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Stops a feed until an operator lets it go on; gives the lease up.</summary>
    public async Task Stop(Lease lease, string reason, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            $"update feeds set stopped = @reason, owner = null, expires_at = 0 where {Held}",
            new { feed = lease.Feed, owner = lease.Owner, epoch = lease.Epoch, reason }, cancellationToken: stop));
    }

    /// <summary>An operator lets a stopped feed go on from an event of the journal as it is now.</summary>
    /// <returns>False: it was not stopped.</returns>
    public async Task<bool> Resume(string feed, Checkpoint from, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            "update feeds set stopped = null, epoch = epoch + 1, position = @position, hash = @hash where feed = @feed and stopped is not null",
            new { feed, position = from.Position, hash = from.Hash }, cancellationToken: stop)) == 1;
    }

    /// <summary>Keeps a feed that has read nothing yet from reading, until <see cref="Resume"/>; an owner loses its lease.</summary>
    /// <returns>False: it has read something, and is left alone.</returns>
    public async Task<bool> Hold(string feed, string reason, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into feeds (feed, stopped) values (@feed, @reason)
            on conflict (feed) do update set stopped = excluded.stopped, owner = null, expires_at = 0, epoch = feeds.epoch + 1 where feeds.position = 0
            """, new { feed, reason }, cancellationToken: stop)) == 1;
    }

    /// <summary>Every feed that ever had a lease here.</summary>
    public async Task<IReadOnlyList<FeedStatus>> All(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("select feed, owner, epoch, position, hash, stopped from feeds order by feed", cancellationToken: stop));
        return [.. rows.Select(Status)];
    }

    /// <summary>Null before the feed's first lease.</summary>
    public async Task<FeedStatus?> Status(string feed, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "select feed, owner, epoch, position, hash, stopped from feeds where feed = @feed", new { feed }, cancellationToken: stop));
        return row is null ? null : Status(row);
    }

    private static FeedStatus Status(Row row) => new(row.Feed, row.Owner, row.Epoch, row.Position, row.Stopped);

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    private sealed class Row
    {
        public required string Feed { get; init; }
        public string? Owner { get; init; }
        public long Epoch { get; init; }
        public long Position { get; init; }
        public byte[]? Hash { get; init; }
        public string? Stopped { get; init; }
    }
}
