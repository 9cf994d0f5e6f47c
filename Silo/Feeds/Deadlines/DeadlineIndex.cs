using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Mithaq.Contracts;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>The rows of the index, for the feed that writes them and the sweep that reads them.</summary>
public abstract class DeadlineIndex(FeedDatabase database)
{
    protected const string Columns = "stream, key, kind, owes, nominal, rule, zone, steps, effect, silent_until, resolved, next_at, as_of";

    /// <summary>SQL for "is in the list <c>@list</c>", and the list in the form that it takes.</summary>
    protected abstract string InList { get; }
    protected abstract object List(IReadOnlyCollection<string> values);

    public abstract Task Upsert(DbTransaction transaction, IReadOnlyCollection<DueDeadline> rows, CancellationToken stop);
    public abstract Task Delete(DbTransaction transaction, IReadOnlyCollection<DeadlineRow> rows, CancellationToken stop);
    public abstract Task AddOwing(DbTransaction transaction, IReadOnlyCollection<(string Organisation, string Stream, string Key)> owing, CancellationToken stop);
    public abstract Task RemoveOwing(DbTransaction transaction, IReadOnlyCollection<(string Organisation, string Stream, string Key)> owing, CancellationToken stop);

    /// <summary>Empties the index.</summary>
    public abstract Task Clear(DbTransaction transaction, CancellationToken stop);

    /// <summary>All rows of several streams, in one query.</summary>
    public async Task<ILookup<string, DeadlineRow>> OfStreams(IReadOnlyCollection<string> streams, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var rows = await Read(connection, null, $"select {Columns} from deadlines where stream {InList}", stop, ("list", List(streams)));
        return rows.ToLookup(d => d.Row.Stream, d => d.Row);
    }

    /// <summary>A page of what has come by now, earliest first.</summary>
    /// <param name="after">The last row of the page before.</param>
    public async Task<IReadOnlyList<DueDeadline>> Due(long now, DeadlineRow? after, int limit, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await Read(connection, null, DueSql, stop,
            ("now", now), ("next", after?.NextAt ?? long.MinValue), ("stream", after?.Stream ?? ""), ("key", after?.Key ?? ""), ("limit", limit));
    }

    /// <summary>Walks the index on <c>next_at</c> from its start: what is not due is never touched.</summary>
    internal static string DueSql { get; } =
        $"select {Columns} from deadlines where next_at <= @now and (next_at, stream, key) > (@next, @stream, @key) order by next_at, stream, key limit @limit";

    /// <summary>What falls due between two days, both included, in the organisation's own grain and in every open one that belongs to it; by date, in one query.</summary>
    public async Task<IReadOnlyList<DeadlineRow>> Between(OrganisationId organisation, DateOnly from, DateOnly to, int limit, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var rows = await Read(
            connection, null,
            $"""
            select {string.Join(", ", Columns.Split(", ").Select(c => "d." + c))} from deadlines d
            where d.stream in (select stream from directory_links where link = @link and is_open union all select @link)
              and d.resolved >= @from and d.resolved <= @to order by d.resolved, d.stream, d.key limit @limit
            """, stop, ("link", GrainId.Organisation(organisation).Stream), ("from", from), ("to", to), ("limit", limit));
        return [.. rows.Select(r => r.Row)];
    }

    /// <summary>The next instant after the given one at which something is due, in microseconds since 1970.</summary>
    public async Task<long?> NextDue(long after, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select min(next_at) from deadlines where next_at > @after", new { after }, cancellationToken: stop));
    }

    public async Task<long> Count(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from deadlines", cancellationToken: stop));
    }

    /// <summary>Every row, or those that rest on an organisation's calendar, page by page in order of stream and key.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DueDeadline>> Pages(
        DbTransaction transaction, OrganisationId? owing, int size, [EnumeratorCancellation] CancellationToken stop)
    {
        var sql = owing is null
            ? $"select {Columns} from deadlines where (stream, key) > (@stream, @key) order by stream, key limit @limit"
            : $"""
              select {string.Join(", ", Columns.Split(", ").Select(c => "d." + c))} from deadline_owes o join deadlines d on d.stream = o.stream and d.key = o.key
              where o.organisation = @organisation and (o.stream, o.key) > (@stream, @key) order by o.stream, o.key limit @limit
              """;
        DeadlineRow? last = null;
        while (true)
        {
            var page = await Read(transaction.Connection!, transaction, sql, stop,
                ("organisation", owing?.Value ?? ""), ("stream", last?.Stream ?? ""), ("key", last?.Key ?? ""), ("limit", size));
            if (page.Count > 0) yield return page;
            if (page.Count < size) yield break;
            last = page[^1].Row;
        }
    }

    public async Task<IReadOnlyDictionary<string, string>> Versions(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await Pairs(connection, new CommandDefinition("select name, value from deadline_versions", cancellationToken: stop));
    }

    public Task SetVersion(DbTransaction transaction, string name, string value, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "insert into deadline_versions (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value",
            new { name, value }, transaction, cancellationToken: stop));

    /// <summary>The fingerprints of the calendars that the rows were resolved with.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Calendars(IReadOnlyCollection<string> organisations, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await Pairs(connection, new CommandDefinition(
            $"select organisation, fingerprint from deadline_calendars where organisation {InList}", new { list = List(organisations) }, cancellationToken: stop));
    }

    public Task SetCalendar(DbTransaction transaction, string organisation, string fingerprint, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            insert into deadline_calendars (organisation, fingerprint) values (@organisation, @fingerprint)
            on conflict (organisation) do update set fingerprint = excluded.fingerprint
            """, new { organisation, fingerprint }, transaction, cancellationToken: stop));

    private static async Task<IReadOnlyDictionary<string, string>> Pairs(DbConnection connection, CommandDefinition command) =>
        (await connection.QueryAsync<(string Name, string Value)>(command)).ToDictionary(p => p.Name, p => p.Value);

    private static async Task<IReadOnlyList<DueDeadline>> Read(
        DbConnection connection, DbTransaction? transaction, string sql, CancellationToken stop, params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        var rows = new List<DueDeadline>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            rows.Add(new(
                new(reader.GetString(0), reader.GetString(1), Enum.Parse<DeadlineKind>(reader.GetString(2)), reader.GetString(3), reader.GetFieldValue<DateOnly>(4),
                    Enum.Parse<DayRule>(reader.GetString(5)), reader.GetString(6), reader.GetString(7), Enum.Parse<DueEffect>(reader.GetString(8)),
                    reader.IsDBNull(9) ? null : reader.GetFieldValue<DateOnly>(9), reader.GetFieldValue<DateOnly>(10), reader.IsDBNull(11) ? null : reader.GetInt64(11)),
                reader.GetInt64(12)));
        return rows;
    }
}
