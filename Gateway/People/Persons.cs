using System.Data.Common;
using Dapper;
using Mithaq.Contracts;
using Mithaq.Contracts.Persons;

namespace Mithaq.Gateway.People;

/// <summary>
/// The natural persons that the product knows, in one table that may change and from which somebody can disappear (<see cref="Erasures"/>). The journal, views
/// and messages hold ids and seals.
/// </summary>
public sealed class Persons(IAppDatabase database, InstallationKey installation, TimeProvider clock)
{
    private const int LongestReason = 500;
    private const int LargestPage = 200;

    /// <summary>Enters a person. The same id with the same details again is the same entry; an erased person's id is never used again.</summary>
    /// <param name="id">Derived from the caller's key, so that a repeat has one effect.</param>
    /// <param name="by">Null: whoever runs the program.</param>
    /// <param name="notTheSame">
    /// Why this is another person than those who have one of the identifiers; kept with who said so and when, so it may name nobody who is known.
    /// </param>
    /// <param name="salt">Of invented people only, whose seals are the same wherever they are entered; null: a random one.</param>
    public async Task<SaveResult> Register(
        PersonId id, PersonDetails details, PersonId? by, string? notTheSame = null, byte[]? salt = null, CancellationToken stop = default)
    {
        details = DetailsCheck.Tidy(details);
        if (Wrong(details, notTheSame) is { } wrong) return new SaveResult.Refused(wrong);
        var key = await installation.Read(stop);
        var identifiers = Rows(id, details, key);
        await using var connection = await database.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await database.Lock(transaction, identifiers.Select(i => i.Digest).Append(PersonSql.LockOf(id)), stop);
        if (await IsErased(transaction, id, stop)) return Refused(PersonRefusals.Erased);
        if (await PersonSql.Find(connection, transaction, id, stop) is { } earlier)
            return Same(earlier.Person.Details, details) ? new SaveResult.Saved(id, earlier.Person.Version) : Refused(Refusals.OtherPayload);
        var others = await Others(transaction, id, identifiers, stop);
        if (others.Count > 0 && notTheSame is null) return new SaveResult.PossibleDuplicate(others);
        if (others.Count > 0 && await NamesSomebody(notTheSame!, details, transaction, key, stop)) return Refused(PersonRefusals.ReasonNamesPerson);

        var now = PersonSql.Microseconds(clock.GetUtcNow());
        await Execute(transaction,
            """
            insert into persons (id, controller, name_ar, name_fr, name_en, born, gender, email, phone, language, salt, version, registered_at, changed_at)
            values (@Id, @Controller, @Ar, @Fr, @En, @Born, @Gender, @Email, @Phone, @Language, @Salt, @Version, @RegisteredAt, @ChangedAt)
            """, PersonSql.Row.Of(id, details, salt ?? Seal.NewSalt(), 1, now, now), stop);
        await Write(transaction, id, details, identifiers, key, others, notTheSame, by, now, stop);
        await transaction.CommitAsync(stop);
        return new SaveResult.Saved(id, 1);
    }

    /// <summary>Puts other details in the place of those of the version that the caller saw.</summary>
    /// <returns>The same version when nothing differs.</returns>
    public async Task<SaveResult> Change(PersonId id, long version, PersonDetails details, PersonId? by, string? notTheSame = null, CancellationToken stop = default)
    {
        details = DetailsCheck.Tidy(details);
        if (Wrong(details, notTheSame) is { } wrong) return new SaveResult.Refused(wrong);
        var key = await installation.Read(stop);
        var identifiers = Rows(id, details, key);
        await using var connection = await database.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await database.Lock(transaction, identifiers.Select(i => i.Digest).Append(PersonSql.LockOf(id)), stop);
        if (await PersonSql.Find(connection, transaction, id, stop) is not { } found)
            return Refused(await IsErased(transaction, id, stop) ? PersonRefusals.Erased : PersonRefusals.Unknown);
        if (found.Person.Version != version)
            return new SaveResult.Refused(Refusal.Of(Refusals.StaleVersion, ("expected", version), ("version", found.Person.Version)));
        if (Same(found.Person.Details, details)) return new SaveResult.Saved(id, version);
        var known = Rows(id, found.Person.Details, key).Select(i => i.Digest).ToHashSet();
        var others = await Others(transaction, id, [.. identifiers.Where(i => !known.Contains(i.Digest))], stop);
        if (others.Count > 0 && notTheSame is null) return new SaveResult.PossibleDuplicate(others);
        if (others.Count > 0 && await NamesSomebody(notTheSame!, details, transaction, key, stop)) return Refused(PersonRefusals.ReasonNamesPerson);

        var now = PersonSql.Microseconds(clock.GetUtcNow());
        await Execute(transaction,
            """
            update persons set controller = @Controller, name_ar = @Ar, name_fr = @Fr, name_en = @En, born = @Born, gender = @Gender, email = @Email, phone = @Phone,
              language = @Language, version = @Version, changed_at = @ChangedAt
            where id = @Id
            """, PersonSql.Row.Of(id, details, found.Salt, version + 1, 0, now), stop);
        await Execute(transaction,
            "delete from person_identifiers where person = @person; delete from person_traces where person = @person", new { person = id.ToString() }, stop);
        await Write(transaction, id, details, identifiers, key, others, notTheSame, by, now, stop);
        await transaction.CommitAsync(stop);
        return new SaveResult.Saved(id, version + 1);
    }

    /// <summary>Null: never entered, or erased.</summary>
    public async Task<Person?> Find(PersonId id, CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        return (await PersonSql.Find(connection, null, id, stop))?.Person;
    }

    /// <summary>The names of everybody on a page at once; who is erased or unknown is left out.</summary>
    public async Task<IReadOnlyDictionary<PersonId, LocalizedText>> NamesOf(IReadOnlyCollection<PersonId> persons, CancellationToken stop = default)
    {
        if (persons.Count == 0) return new Dictionary<PersonId, LocalizedText>();
        await using var connection = await database.Open(stop);
        var rows = await connection.QueryAsync<NameRow>(new CommandDefinition(
            $"{NameRow.Select} where id {database.Among("@ids")}", new { ids = persons.Select(p => p.ToString()).ToArray() }, cancellationToken: stop));
        return rows.Select(row => row.Line).ToDictionary(line => line.Id, line => line.Names);
    }

    /// <summary>How several persons are written to, at once; who is erased or unknown is left out.</summary>
    public async Task<IReadOnlyDictionary<PersonId, Contact>> ContactsOf(IReadOnlyCollection<PersonId> persons, CancellationToken stop = default)
    {
        if (persons.Count == 0) return new Dictionary<PersonId, Contact>();
        await using var connection = await database.Open(stop);
        var rows = await connection.QueryAsync<(string Id, string? Ar, string? Fr, string? En, string? Email)>(new CommandDefinition(
            $"select id, name_ar, name_fr, name_en, email from persons where id {database.Among("@ids")}", new { ids = persons.Select(p => p.ToString()).ToArray() },
            cancellationToken: stop));
        return rows.ToDictionary(row => new PersonId(Guid.Parse(row.Id)), row => new Contact(new(row.Ar, row.Fr, row.En), row.Email));
    }

    /// <summary>An organisation's persons in the order of their ids.</summary>
    /// <param name="after">The last of the page before.</param>
    /// <param name="most">1–200.</param>
    public async Task<PersonPage> Of(OrganisationId controller, PersonId? after = null, int most = LargestPage, CancellationToken stop = default)
    {
        most = Math.Clamp(most, 1, LargestPage);
        await using var connection = await database.Open(stop);
        var lines = (await connection.QueryAsync<NameRow>(new CommandDefinition(
            $"{NameRow.Select} where controller = @controller and id > @after order by id limit @limit",
            new { controller = controller.Value, after = after?.ToString() ?? "", limit = most + 1 }, cancellationToken: stop))).Select(row => row.Line).ToList();
        return lines.Count <= most ? new(lines, null) : new(lines[..most], lines[most - 1].Id);
    }

    /// <summary>Everybody else who was entered with one of this person's identifiers.</summary>
    public async Task<IReadOnlyList<PersonId>> SameAs(PersonId person, CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        return Ids(await connection.QueryAsync<string>(new CommandDefinition(
            """
            select distinct other.person from person_identifiers mine join person_identifiers other on other.digest = mine.digest
            where mine.person = @person and other.person <> @person order by other.person
            """, new { person = person.ToString() }, cancellationToken: stop)));
    }

    /// <summary>A proof of who the person is now, for events. Null: never entered, or erased.</summary>
    public async Task<Sha256?> SealOf(PersonId person, CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        return await PersonSql.Find(connection, null, person, stop) is { } found ? Seal.Of(found.Person.Details, found.Salt) : null;
    }

    /// <summary>Whether a seal is of this person as known now; of an erased person none ever is.</summary>
    public async Task<bool> Verify(PersonId person, Sha256 seal, CancellationToken stop = default) => await SealOf(person, stop) == seal;

    private Refusal? Wrong(PersonDetails details, string? notTheSame) => notTheSame is { Length: > LongestReason }
        ? Refusal.Invalid([FieldError.Of("/notTheSame", Refusals.Fields.TooLong, ("most", LongestReason), ("length", notTheSame.Length))])
        : notTheSame is not null && string.IsNullOrWhiteSpace(notTheSame) ? Refusal.Invalid([FieldError.Of("/notTheSame", Refusals.Fields.Required)])
        : DetailsCheck.Of(details, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    /// <summary>Whether a reason that is about to be kept speaks of the person it is about, or of anybody who is known.</summary>
    private async Task<bool> NamesSomebody(string reason, PersonDetails details, DbTransaction transaction, Digests key, CancellationToken stop) =>
        Traces.Of(details).Overlaps(Traces.In(reason).Select(found => found.Trace))
        || (await Mentions.Scan(reason, database, key, transaction.Connection!, transaction, stop)).Count > 0;

    private static SaveResult.Refused Refused(string code) => new(Refusal.Of(code));

    /// <summary>Identifiers come back in an order of their own.</summary>
    private static bool Same(PersonDetails one, PersonDetails other) => InOrder(one) == InOrder(other);

    private static PersonDetails InOrder(PersonDetails details) => details with
    {
        Identifiers = [.. (details.Identifiers ?? []).OrderBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.Value, StringComparer.Ordinal)],
    };

    private static List<IdentifierRow> Rows(PersonId id, PersonDetails details, Digests key) =>
        [.. (details.Identifiers ?? []).Select(i => new IdentifierRow(id.ToString(), i.Kind, i.Value, key.OfIdentifier(i.Kind, Traces.Identifier(i.Value))))];

    private static Task<bool> IsErased(DbTransaction transaction, PersonId id, CancellationToken stop) => transaction.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(
        "select exists (select 1 from person_receipts where person = @person)", new { person = id.ToString() }, transaction, cancellationToken: stop));

    private async Task<IReadOnlyList<PersonId>> Others(DbTransaction transaction, PersonId id, List<IdentifierRow> identifiers, CancellationToken stop) => identifiers.Count == 0
        ? []
        : Ids(await transaction.Connection!.QueryAsync<string>(new CommandDefinition(
            $"select distinct person from person_identifiers where digest {database.Among("@digests")} and person <> @person order by person",
            new { digests = identifiers.Select(i => i.Digest).ToArray(), person = id.ToString() }, transaction, cancellationToken: stop)));

    private static async Task Write(
        DbTransaction transaction, PersonId id, PersonDetails details, List<IdentifierRow> identifiers, Digests key, IReadOnlyList<PersonId> others, string? notTheSame,
        PersonId? by, long now, CancellationToken stop)
    {
        var person = id.ToString();
        await Execute(transaction, "insert into person_identifiers (person, kind, value, digest) values (@Person, @Kind, @Value, @Digest)", identifiers, stop);
        await Execute(transaction, "insert into person_traces (digest, person) values (@digest, @person)",
            Traces.Of(details).Select(trace => new { digest = key.OfTrace(trace), person }), stop);
        await Execute(transaction,
            """
            insert into person_overrides (person, other, reason, by_person, at) values (@person, @other, @reason, @by, @at)
            on conflict (person, other) do update set reason = excluded.reason, by_person = excluded.by_person, at = excluded.at
            """,
            others.Select(other => new { person, other = other.ToString(), reason = notTheSame, by = by?.ToString(), at = now }), stop);
    }

    private static Task<int> Execute(DbTransaction transaction, string sql, object parameters, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: stop));

    private static List<PersonId> Ids(IEnumerable<string> ids) => [.. ids.Select(id => new PersonId(Guid.Parse(id)))];

    private sealed record IdentifierRow(string Person, string Kind, string Value, string Digest);

    private sealed class NameRow
    {
        public const string Select = "select id as Id, name_ar as Ar, name_fr as Fr, name_en as En from persons";

        public required string Id { get; init; }
        public string? Ar { get; init; }
        public string? Fr { get; init; }
        public string? En { get; init; }

        public PersonLine Line => new(new(Guid.Parse(Id)), new(Ar, Fr, En));
    }
}
