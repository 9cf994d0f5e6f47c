using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Mithaq.Silo.Hosting.Schema;

/// <summary>
/// The numbered scripts of one area ("Journal", "Feeds"…): embedded from <c>{area}/Scripts/{kind}/0001-what.sql</c>, applied once each, in
/// order, under a lock, so that nodes may start together. They only ever expand a schema: nodes of the version before go on working on it.
/// </summary>
public sealed partial class SchemaScripts
{
    // Any constant will do, as long as every node takes the same lock.
    private const long Lock = 0x4D69_7468_6171;

    private readonly string area;
    private readonly StoreKind kind;
    private readonly Assembly assembly;
    private readonly string folder;
    private readonly SortedList<int, string> resources = [];

    /// <param name="assembly">Where the scripts are embedded; null: this program.</param>
    public SchemaScripts(string area, StoreKind kind, Assembly? assembly = null)
    {
        this.area = area;
        this.kind = kind;
        this.assembly = assembly ?? typeof(SchemaScripts).Assembly;
        folder = $"{this.assembly.GetName().Name}.{area}.Scripts.{kind}.";
        foreach (var name in this.assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
            if (Numbered().Match(name[folder.Length..]) is { Success: true } match)
                resources.Add(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), name);
        if (resources.Count == 0) throw new ArgumentException($"No scripts are embedded under {folder}", nameof(area));
    }

    /// <summary>The number of the last script.</summary>
    public int Known => resources.Keys[^1];

    /// <summary>Brings an open connection's database up to date; it belongs to the role that owns the tables.</summary>
    /// <param name="application">PostgreSQL: the other role to which <c>grants.sql</c> gives its rights at every start; null when it is the owner.</param>
    /// <exception cref="SchemaTooNewException"/>
    public async Task Apply(DbConnection connection, string? application = null, CancellationToken stop = default)
    {
        if (await Number(connection, null, stop) == Known && application is null) return;

        // On SQLite this is BEGIN IMMEDIATE, the lock itself; on PostgreSQL the number must be read with a snapshot taken after the lock.
        await using var transaction = await connection.BeginTransactionAsync(kind == StoreKind.PostgreSql ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable, stop);
        if (kind == StoreKind.PostgreSql) await Run($"select pg_advisory_xact_lock({Lock})");
        await Run(kind == StoreKind.PostgreSql ? PostgreSqlTable : SqliteTable);
        var found = await Number(connection, transaction, stop);
        foreach (var (number, resource) in resources.Where(script => script.Key > found))
        {
            await Run(Text(resource));
            await Run(FormattableString.Invariant($"insert into schema_version (area, number) values ('{area}', {number})"));
        }
        if (application is not null)
        {
            await Run($"grant select on schema_version to {application}");
            if (assembly.GetManifestResourceInfo(folder + "grants.sql") is not null) await Run(Text(folder + "grants.sql").Replace(":application", application, StringComparison.Ordinal));
        }
        await transaction.CommitAsync(stop);

        async Task Run(string sql)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private async Task<int> Number(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = kind == StoreKind.PostgreSql
            ? "select to_regclass('schema_version') is not null"
            : "select count(*) from sqlite_master where name = 'schema_version'";
        if (!Convert.ToBoolean(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture)) return 0;
        command.CommandText = $"select coalesce(max(number), 0) from schema_version where area = '{area}'";
        var found = Convert.ToInt32(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
        return found <= Known ? found : throw new SchemaTooNewException(area, found, Known);
    }

    private string Text(string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private const string PostgreSqlTable =
        "create table if not exists schema_version (area text, number int, applied_at timestamptz not null default now(), primary key (area, number))";

    private const string SqliteTable =
        "create table if not exists schema_version (area text, number integer, applied_at text not null default current_timestamp, primary key (area, number))";

    [GeneratedRegex(@"^(\d{4})-[a-z0-9-]+\.sql$")]
    private static partial Regex Numbered();
}
