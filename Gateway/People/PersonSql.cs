using System.Data.Common;
using System.Globalization;
using Dapper;
using Mithaq.Contracts;

namespace Mithaq.Gateway.People;

/// <summary>Rows of the persons table, and what differs between the dialects.</summary>
internal static class PersonSql
{
    /// <summary>The name of the lock that is held against an erasure.</summary>
    private const string Everybody = "persons";

    public const string Columns =
        """
        id as Id, controller as Controller, name_ar as Ar, name_fr as Fr, name_en as En, born as Born, gender as Gender, email as Email, phone as Phone,
        language as Language, salt as Salt, version as Version, registered_at as RegisteredAt, changed_at as ChangedAt
        """;

    /// <summary>The right side of "column among these".</summary>
    /// <summary>The members of an array in JSON as rows with the column <c>value</c>, of which both databases read <c>value->>'member'</c>.</summary>
    public static string Rows(this IAppDatabase database, string json) => database.Dialect is Dialect.PostgreSql ? $"jsonb_array_elements(cast({json} as jsonb))" : $"json_each({json})";

    public static string Among(this IAppDatabase database, string list) => database.Dialect is Dialect.PostgreSql ? $"= any({list})" : $"in {list}";

    /// <summary>
    /// Whoever writes of one person, or of one identifier, waits for the other, and for an erasure. SQLite has one writer at a time anyway; on PostgreSQL what
    /// is locked may not be a row yet. In one order, so that no two wait for each other; until the transaction ends.
    /// </summary>
    public static async Task Lock(this IAppDatabase database, DbTransaction transaction, IEnumerable<string> names, CancellationToken stop)
    {
        if (database.Dialect is Dialect.Sqlite) return;
        await Locked(transaction, "pg_advisory_xact_lock_shared", Number(Everybody), stop);
        foreach (var number in names.Select(Number).Distinct().Order()) await Locked(transaction, "pg_advisory_xact_lock", number, stop);
    }

    /// <summary>
    /// An erasure waits for all who are entering or changing somebody, and they for it: each of them may be about to write of the erased person, and which of
    /// them cannot be known beforehand. Erasures are rare and short.
    /// </summary>
    public static async Task LockEverybody(this IAppDatabase database, DbTransaction transaction, CancellationToken stop)
    {
        if (database.Dialect is Dialect.PostgreSql) await Locked(transaction, "pg_advisory_xact_lock", Number(Everybody), stop);
    }

    private static async Task Locked(DbTransaction transaction, string function, long number, CancellationToken stop) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition($"select {function}(@number)", new { number }, transaction, cancellationToken: stop));

    private static long Number(string name) =>
        long.Parse(Sha256.Of(System.Text.Encoding.UTF8.GetBytes(name)).Value.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static string LockOf(PersonId person) => $"person {person}";

    public static async Task<(Person Person, byte[] Salt)?> Find(DbConnection connection, DbTransaction? transaction, PersonId id, CancellationToken stop)
    {
        var person = id.ToString();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from persons where id = @person", new { person }, transaction, cancellationToken: stop));
        if (row is null) return null;
        var identifiers = await connection.QueryAsync<IdentifierRow>(new CommandDefinition(
            "select kind as Kind, value as Value from person_identifiers where person = @person order by kind, value", new { person }, transaction, cancellationToken: stop));
        return (row.Person([.. identifiers.Select(i => new Identifier(i.Kind, i.Value))]), row.Salt);
    }

    public static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Instant(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public sealed class Row
    {
        public required string Id { get; init; }
        public required string Controller { get; init; }
        public string? Ar { get; init; }
        public string? Fr { get; init; }
        public string? En { get; init; }
        public string? Born { get; init; }
        public string? Gender { get; init; }
        public string? Email { get; init; }
        public string? Phone { get; init; }
        public string? Language { get; init; }
        public required byte[] Salt { get; init; }
        public long Version { get; init; }
        public long RegisteredAt { get; init; }
        public long ChangedAt { get; init; }

        public static Row Of(PersonId id, PersonDetails details, byte[] salt, long version, long registeredAt, long changedAt) => new()
        {
            Id = id.ToString(), Controller = details.Controller.Value, Ar = details.Names.Ar, Fr = details.Names.Fr, En = details.Names.En,
            Born = details.Born?.ToString("O", CultureInfo.InvariantCulture), Gender = details.Gender?.ToString(), Email = details.Email, Phone = details.Phone,
            Language = details.Language, Salt = salt, Version = version, RegisteredAt = registeredAt, ChangedAt = changedAt,
        };

        public Person Person(IReadOnlyList<Identifier> identifiers) => new(
            new(Guid.Parse(Id)),
            new(new(Controller), new(Ar, Fr, En), Born is null ? null : DateOnly.ParseExact(Born, "O", CultureInfo.InvariantCulture),
                Gender is null ? null : Enum.Parse<Gender>(Gender), identifiers, Email, Phone, Language),
            Version, Instant(RegisteredAt), Instant(ChangedAt));
    }

    private sealed class IdentifierRow
    {
        public required string Kind { get; init; }
        public required string Value { get; init; }
    }
}
