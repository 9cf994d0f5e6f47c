using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Notifications;

/// <summary>Who is told of what, in which way, and what became of it.</summary>
/// <param name="realTime">The clock of SQLite's leases, also where the product's clock is moved; PostgreSQL has its own.</param>
public sealed class NotificationStore(IAppDatabase database, TimeProvider realTime)
{
    private const string ClaimLock = "notification claims";

    /// <summary>SQL for now, in microseconds; <c>@now</c> on SQLite.</summary>
    private string Now => database.Dialect is Dialect.PostgreSql ? "(extract(epoch from clock_timestamp()) * 1000000)::bigint" : "@now";

    /// <summary>Due by <c>@due</c>, and nobody's.</summary>
    private string Open => $"state = 'due' and due_at <= @due and (claimed_until is null or claimed_until <= {Now})";

    /// <summary>Writes what some events lead to, all or nothing. Repeats change nothing, and an erased person is told of nothing.</summary>
    /// <param name="notifications">Of these events.</param>
    public async Task Add(IReadOnlyCollection<Notice> notices, IReadOnlyCollection<Notification> notifications, CancellationToken stop)
    {
        if (notifications.Count == 0) return;
        var at = notices.ToLookup(notice => notice.EventId, notice => notice.At);
        // In one order, so that two nodes that take in the same events do not wait for each other.
        var values = new
        {
            notices = Json(notices.Select(NoticeRow.Of).OrderBy(row => row.EventId, StringComparer.Ordinal), NotificationJson.Default.IEnumerableNoticeRow),
            notifications = Json(
                notifications.Select(n => NotificationRow.Of(n, at[n.EventId].First())).OrderBy(row => row.Id, StringComparer.Ordinal), NotificationJson.Default.IEnumerableNotificationRow),
        };
        await using var connection = await database.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        // One command, so that PostgreSQL is asked once.
        await Execute(transaction, NoticeRow.Insert(database) + NotificationRow.Insert(database), values, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Takes mails that are due: for each person among them all that is, so that a digest is whole. Nobody else gets them until the lease ends or they are settled.</summary>
    /// <param name="due">Now, by the product's clock.</param>
    /// <param name="lease">Of real time.</param>
    /// <param name="persons">At most so many at once.</param>
    public async Task<Claim> Claim(DateTimeOffset due, TimeSpan lease, int persons, CancellationToken stop)
    {
        var token = Guid.CreateVersion7(realTime.GetUtcNow());
        var values = new { due = PersonSql.Microseconds(due), lease = lease.Ticks / TimeSpan.TicksPerMicrosecond, now = PersonSql.Microseconds(realTime.GetUtcNow()), token = token.ToString(), persons };
        await using var connection = await database.Open(stop);
        await using (var transaction = await connection.BeginTransactionAsync(stop))
        {
            await database.Lock(transaction, [ClaimLock], stop);
            var taken = await Execute(transaction,
                $"""
                update notifications set claim = @token, claimed_until = {Now} + @lease
                where {Open} and person in (select person from notifications where {Open} group by person order by min(due_at), person limit @persons)
                """, values, stop);
            await transaction.CommitAsync(stop);
            if (taken == 0) return new(token, []);
        }
        return new(token, await Tellings(connection, "where n.claim = @token order by n.person, o.at, o.grain, o.version", values, stop));
    }

    /// <summary>These go into one mail, now and whenever it is tried again.</summary>
    public async Task Plan(Guid token, IEnumerable<Guid> ids, string messageId, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            $"update notifications set message_id = @messageId where claim = @token and id {database.Among("@ids")}",
            new { token = token.ToString(), ids = ids.Select(id => id.ToString()).ToArray(), messageId }, cancellationToken: stop));
    }

    /// <summary>Whatever is not settled yet is free for others.</summary>
    public async Task Release(Guid token, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            "update notifications set claim = null, claimed_until = null where claim = @token", new { token = token.ToString() }, cancellationToken: stop));
    }

    /// <summary>The server has taken the mail that these were put into.</summary>
    public Task Sent(Guid token, IEnumerable<Guid> ids, string messageId, DateTimeOffset at, CancellationToken stop) =>
        Settle("state = 'sent', message_id = @messageId, settled_at = @at, reason = null", token, ids, at, messageId, null, stop);

    /// <summary>It failed and is tried again.</summary>
    /// <param name="dueAt">By the product's clock.</param>
    public Task Retry(Guid token, IEnumerable<Guid> ids, DateTimeOffset dueAt, string reason, CancellationToken stop) =>
        Settle("attempts = attempts + 1, due_at = @at, reason = @reason", token, ids, dueAt, null, reason, stop);

    /// <summary>It failed for good; it belongs among the dead letters now.</summary>
    public Task GiveUp(Guid token, IEnumerable<Guid> ids, string reason, DateTimeOffset at, CancellationToken stop) =>
        Settle("state = 'given-up', attempts = attempts + 1, settled_at = @at, reason = @reason", token, ids, at, null, reason, stop);

    /// <summary>Settles what is due for whoever has no address: nobody knows where to write to.</summary>
    /// <returns>How many mails.</returns>
    public async Task<int> NoAddress(DateTimeOffset due, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"""
            update notifications set state = 'no-address', settled_at = @due, claim = null, claimed_until = null
            where {Open} and not exists (select 1 from persons where persons.id = notifications.person and persons.email is not null)
            """, new { due = PersonSql.Microseconds(due), now = PersonSql.Microseconds(realTime.GetUtcNow()) }, cancellationToken: stop));
    }

    /// <summary>A mail that was given up is due again, with everything that was in it.</summary>
    /// <param name="id">Of its first notification.</param>
    /// <returns>False: it was not given up, or is there no more.</returns>
    public async Task<bool> Revive(Guid id, DateTimeOffset dueAt, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            update notifications set state = 'due', attempts = 0, due_at = @dueAt, settled_at = null, reason = null
            where state = 'given-up' and (id = @id or (person, message_id) in (select person, message_id from notifications where id = @id and digest = 1))
            """,
            new { id = id.ToString(), dueAt = PersonSql.Microseconds(dueAt) }, cancellationToken: stop)) > 0;
    }

    /// <summary>The instant of the next mail; null: none waits.</summary>
    public async Task<DateTimeOffset?> NextDue(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select min(due_at) from notifications where state = 'due'", cancellationToken: stop)) is { } at
            ? PersonSql.Instant(at)
            : null;
    }

    /// <summary>All of one event, by person and channel.</summary>
    public async Task<IReadOnlyList<Telling>> Of(Guid eventId, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await Tellings(connection, "where n.event_id = @eventId order by n.person, n.channel", new { eventId = eventId.ToString() }, stop);
    }

    /// <summary>Who is told of some events, each person once, by event and person.</summary>
    public async Task<IReadOnlyList<Notification>> InboxOf(IReadOnlyCollection<Guid> events, CancellationToken stop)
    {
        if (events.Count == 0) return [];
        await using var connection = await database.Open(stop);
        return [.. (await connection.QueryAsync<NotificationRow>(new CommandDefinition(
            $"select {NotificationRow.Columns} from notifications n where n.channel = 'inbox' and n.event_id {database.Among("@ids")} order by n.event_id, n.person",
            new { ids = events.Select(id => id.ToString()).ToArray() }, cancellationToken: stop))).Select(row => row.Notification())];
    }

    public async Task<long> Count(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from notifications", cancellationToken: stop));
    }

    private static async Task<IReadOnlyList<Telling>> Tellings(DbConnection connection, string which, object values, CancellationToken stop) =>
    [
        .. await connection.QueryAsync<NotificationRow, NoticeRow, Telling>(
            new($"select {NotificationRow.Columns}, {NoticeRow.Columns} from notifications n join notices o on o.event_id = n.event_id {which}", values, cancellationToken: stop),
            (notification, notice) => new(notification.Notification(), notice.Notice()), splitOn: nameof(NoticeRow.EventId)),
    ];

    private async Task Settle(string change, Guid token, IEnumerable<Guid> ids, DateTimeOffset at, string? messageId, string? reason, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            $"update notifications set {change}, claim = null, claimed_until = null where claim = @token and id {database.Among("@ids")}",
            new { token = token.ToString(), ids = ids.Select(id => id.ToString()).ToArray(), at = PersonSql.Microseconds(at), messageId, reason }, cancellationToken: stop));
    }

    private static string Json<TRow>(IEnumerable<TRow> rows, JsonTypeInfo<IEnumerable<TRow>> type) => JsonSerializer.Serialize(rows, type);

    private static Task<int> Execute(DbTransaction transaction, string sql, object values, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: stop));
}
