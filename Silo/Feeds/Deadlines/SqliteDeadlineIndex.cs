using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>One prepared statement, run for each row: nothing crosses a network.</summary>
public sealed class SqliteDeadlineIndex(FeedDatabase database) : DeadlineIndex(database)
{
    protected override string InList => "in (select value from json_each(@list))";
    protected override object List(IReadOnlyCollection<string> values) => JsonSerializer.Serialize([.. values], StreamListJson.Default.StringArray);

    public override Task Upsert(DbTransaction transaction, IReadOnlyCollection<DueDeadline> rows, CancellationToken stop) => Run(
        transaction,
        $"""
        insert into deadlines ({Columns}) values ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (stream, key) do update set (kind, owes, nominal, rule, zone, steps, effect, silent_until, resolved, next_at, as_of) =
          (excluded.kind, excluded.owes, excluded.nominal, excluded.rule, excluded.zone, excluded.steps, excluded.effect, excluded.silent_until,
           excluded.resolved, excluded.next_at, excluded.as_of)
        """,
        rows.Select(d => new object?[]
        {
            d.Row.Stream, d.Row.Key, d.Row.Kind.ToString(), d.Row.Owes, d.Row.Nominal, d.Row.Rule.ToString(), d.Row.Zone, d.Row.Steps, d.Row.Effect.ToString(),
            d.Row.SilentUntil, d.Row.Resolved, d.Row.NextAt, d.AsOf,
        }), stop);

    public override Task Delete(DbTransaction transaction, IReadOnlyCollection<DeadlineRow> rows, CancellationToken stop) =>
        Run(transaction, "delete from deadlines where stream = $0 and key = $1", rows.Select(r => new object?[] { r.Stream, r.Key }), stop);

    public override Task AddOwing(DbTransaction transaction, IReadOnlyCollection<(string Organisation, string Stream, string Key)> owing, CancellationToken stop) =>
        Run(transaction, "insert into deadline_owes (organisation, stream, key) values ($0, $1, $2) on conflict do nothing", Owing(owing), stop);

    public override Task RemoveOwing(DbTransaction transaction, IReadOnlyCollection<(string Organisation, string Stream, string Key)> owing, CancellationToken stop) =>
        Run(transaction, "delete from deadline_owes where organisation = $0 and stream = $1 and key = $2", Owing(owing), stop);

    public override Task Clear(DbTransaction transaction, CancellationToken stop) => Run(
        transaction, "delete from deadlines; delete from deadline_owes; delete from deadline_calendars; delete from deadline_versions", [[]], stop);

    private static IEnumerable<object?[]> Owing(IReadOnlyCollection<(string Organisation, string Stream, string Key)> owing) =>
        owing.Select(o => new object?[] { o.Organisation, o.Stream, o.Key });

    private static async Task Run(DbTransaction transaction, string sql, IEnumerable<object?[]> rows, CancellationToken stop)
    {
        var bound = (SqliteTransaction)transaction;
        await using var command = new SqliteCommand(sql, bound.Connection, bound);
        foreach (var row in rows)
        {
            for (var i = command.Parameters.Count; i < row.Length; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
            for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(stop);
        }
    }
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class StreamListJson : JsonSerializerContext;
