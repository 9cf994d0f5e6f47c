using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>Many rows a statement, as arrays.</summary>
public sealed class PostgreSqlDeadlineIndex(FeedDatabase database) : DeadlineIndex(database)
{
    protected override string InList => "= any(@list)";
    protected override object List(IReadOnlyCollection<string> values) => values.ToArray();

    public override Task Upsert(DbTransaction transaction, IReadOnlyCollection<DueDeadline> rows, CancellationToken stop) => Run(
        transaction,
        $"""
        insert into deadlines as d ({Columns})
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (stream, key) do update set (kind, owes, nominal, rule, zone, steps, effect, silent_until, resolved, next_at, as_of) =
          (excluded.kind, excluded.owes, excluded.nominal, excluded.rule, excluded.zone, excluded.steps, excluded.effect, excluded.silent_until,
           excluded.resolved, excluded.next_at, excluded.as_of)
        """,
        stop,
        Text(rows, d => d.Row.Stream), Text(rows, d => d.Row.Key), Text(rows, d => d.Row.Kind.ToString()), Text(rows, d => d.Row.Owes),
        Dates(rows, d => d.Row.Nominal), Text(rows, d => d.Row.Rule.ToString()), Text(rows, d => d.Row.Zone), Text(rows, d => d.Row.Steps),
        Text(rows, d => d.Row.Effect.ToString()), Dates(rows, d => d.Row.SilentUntil), Dates(rows, d => d.Row.Resolved), Numbers(rows, d => d.Row.NextAt),
        Numbers(rows, d => d.AsOf));

    public override Task Delete(DbTransaction transaction, IReadOnlyCollection<DeadlineRow> rows, CancellationToken stop) => Run(
        transaction, "delete from deadlines d using unnest($1, $2) as gone (stream, key) where d.stream = gone.stream and d.key = gone.key", stop,
        Text(rows, r => r.Stream), Text(rows, r => r.Key));

    public override Task AddOwing(DbTransaction transaction, IReadOnlyCollection<(string Organisation, string Stream, string Key)> owing, CancellationToken stop) => Run(
        transaction, "insert into deadline_owes (organisation, stream, key) select * from unnest($1, $2, $3) on conflict do nothing", stop, Owing(owing));

    public override Task RemoveOwing(DbTransaction transaction, IReadOnlyCollection<(string Organisation, string Stream, string Key)> owing, CancellationToken stop) => Run(
        transaction,
        """
        delete from deadline_owes o using unnest($1, $2, $3) as gone (organisation, stream, key)
        where o.organisation = gone.organisation and o.stream = gone.stream and o.key = gone.key
        """, stop, Owing(owing));

    public override Task Clear(DbTransaction transaction, CancellationToken stop) =>
        Run(transaction, "truncate deadlines, deadline_owes, deadline_calendars, deadline_versions", stop);

    private static NpgsqlParameter[] Owing(IReadOnlyCollection<(string Organisation, string Stream, string Key)> owing) =>
        [Text(owing, o => o.Organisation), Text(owing, o => o.Stream), Text(owing, o => o.Key)];

    private static NpgsqlParameter<string[]> Text<T>(IReadOnlyCollection<T> rows, Func<T, string> value) => Array(rows, value, NpgsqlDbType.Text);
    private static NpgsqlParameter<DateOnly?[]> Dates<T>(IReadOnlyCollection<T> rows, Func<T, DateOnly?> value) => Array(rows, value, NpgsqlDbType.Date);
    private static NpgsqlParameter<long?[]> Numbers<T>(IReadOnlyCollection<T> rows, Func<T, long?> value) => Array(rows, value, NpgsqlDbType.Bigint);

    private static NpgsqlParameter<TValue[]> Array<T, TValue>(IReadOnlyCollection<T> rows, Func<T, TValue> value, NpgsqlDbType type) =>
        new NpgsqlParameter<TValue[]> { TypedValue = [.. rows.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type };

    private static async Task Run(DbTransaction transaction, string sql, CancellationToken stop, params NpgsqlParameter[] parameters)
    {
        var bound = (NpgsqlTransaction)transaction;
        await using var command = new NpgsqlCommand(sql, bound.Connection, bound);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(stop);
    }
}
