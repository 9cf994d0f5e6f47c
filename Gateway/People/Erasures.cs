using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Mithaq.Contracts;
using Mithaq.Contracts.Persons;

namespace Mithaq.Gateway.People;

/// <summary>
/// Makes a person disappear: row, salt, identifiers and traces in one transaction, then every copy. The id stays in the history and stands for nobody; no seal can
/// be verified or guessed any more.
/// </summary>
public sealed partial class Erasures(
    IAppDatabase database, InstallationKey installation, IEnumerable<IForgetsPersons> keepers, TimeProvider clock, ILogger<Erasures> log)
{
    private const int LongestReason = 500;

    /// <summary>Erases a person. Again, it gives the same receipt, and asks those keepers of copies that have not forgotten yet.</summary>
    /// <param name="by">Null: whoever runs the program.</param>
    /// <param name="reason">Kept for ever, so it may name neither the person nor anybody else who is known.</param>
    public async Task<EraseResult> Erase(PersonId person, PersonId? by, string reason, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) return new EraseResult.Refused(Refusal.Invalid([FieldError.Of("/reason", Refusals.Fields.Required)]));
        if (reason.Length > LongestReason)
            return new EraseResult.Refused(Refusal.Invalid([FieldError.Of("/reason", Refusals.Fields.TooLong, ("most", LongestReason), ("length", reason.Length))]));
        if (await Delete(person, by, reason, stop) is { } refusal) return new EraseResult.Refused(refusal);
        var done = (await Find(person, stop))!.Copies.Select(copy => copy.Keeper).ToHashSet();
        foreach (var keeper in keepers.Where(keeper => !done.Contains(keeper.Keeper))) await Forget(keeper, person, stop);
        var receipt = (await Find(person, stop))!;
        var pending = keepers.Select(keeper => keeper.Keeper).Except(receipt.Copies.Select(copy => copy.Keeper)).Select(name => new Forgetting(name, null));
        return new EraseResult.Erased(receipt with { Copies = [.. receipt.Copies, .. pending] });
    }

    /// <summary>Null: not erased.</summary>
    public async Task<Receipt?> Find(PersonId person, CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        return await Find(person, connection, null, stop);
    }

    private static async Task<Receipt?> Find(PersonId person, DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            select id as Id, at as At, by_person as ByPerson, reason as Reason, names as Names, contacts as Contacts, identifiers as Identifiers, traces as Traces,
              overrides as Overrides, hash as Hash
            from person_receipts where person = @person
            """, new { person = person.ToString() }, transaction, cancellationToken: stop));
        if (row is null) return null;
        var copies = await connection.QueryAsync<CopyRow>(new CommandDefinition(
            "select keeper as Keeper, at as At from person_forgettings where person = @person order by keeper", new { person = person.ToString() }, transaction,
            cancellationToken: stop));
        return row.Receipt(person, [.. copies.Select(copy => new Forgetting(copy.Keeper, PersonSql.Instant(copy.At)))]);
    }

    /// <returns>Null: the person is gone, now or since before.</returns>
    private async Task<Refusal?> Delete(PersonId id, PersonId? by, string reason, CancellationToken stop)
    {
        var key = await installation.Read(stop);
        await using var connection = await database.Open(stop);
        await using (var transaction = await connection.BeginTransactionAsync(stop))
        {
            await database.LockEverybody(transaction, stop);
            if ((await Mentions.Scan(reason, database, key, connection, transaction, stop)).Count > 0) return Refusal.Of(PersonRefusals.ReasonNamesPerson);
            if (await PersonSql.Find(connection, transaction, id, stop) is not { } found)
                return await Find(id, connection, transaction, stop) is null ? Refusal.Of(PersonRefusals.Unknown) : null;

            var person = id.ToString();
            var details = found.Person.Details;
            string?[] names = [details.Names.Ar, details.Names.Fr, details.Names.En];
            string?[] contacts = [details.Email, details.Phone];
            var overrides = await Execute("delete from person_overrides where person = @person or other = @person");
            var traces = await Execute("delete from person_traces where person = @person");
            var identifiers = await Execute("delete from person_identifiers where person = @person");
            await Execute("delete from persons where id = @person");
            var at = PersonSql.Instant(PersonSql.Microseconds(clock.GetUtcNow()));
            var receipt = new Receipt(
                Ids.Derive(id.Value, "erasure"), id, at, by, reason,
                new(names.Count(n => n is not null), contacts.Count(c => c is not null), identifiers, traces, overrides), default, []);
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into person_receipts (person, id, at, by_person, reason, names, contacts, identifiers, traces, overrides, hash)
                values (@Person, @Id, @At, @ByPerson, @Reason, @Names, @Contacts, @Identifiers, @Traces, @Overrides, @Hash)
                """, Row.Of(receipt with { Hash = receipt.Computed() }), transaction, cancellationToken: stop));
            await transaction.CommitAsync(stop);

            Task<int> Execute(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, new { person }, transaction, cancellationToken: stop));
        }
        // Deleted bytes are overwritten in the file, but older pages still stand in the write-ahead log.
        if (database.Dialect is Dialect.Sqlite) await connection.ExecuteAsync(new CommandDefinition("pragma wal_checkpoint(truncate)", cancellationToken: stop));
        return null;
    }

    private async Task Forget(IForgetsPersons keeper, PersonId person, CancellationToken stop)
    {
        try
        {
            await keeper.Forget(person, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One that fails must not keep the others from forgetting. Its message may hold what is being erased: the log gets its type alone.
            LogFailure(keeper.Keeper, e.GetType().Name);
            return;
        }
        await using var connection = await database.Open(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into person_forgettings (person, keeper, at) values (@person, @keeper, @at) on conflict do nothing",
            new { person = person.ToString(), keeper = keeper.Keeper, at = PersonSql.Microseconds(clock.GetUtcNow()) }, cancellationToken: stop));
    }

    [LoggerMessage(LogLevel.Error, "{Keeper} could not forget an erased person ({Failure}): repeat the erasure")]
    private partial void LogFailure(string keeper, string failure);

    private sealed class CopyRow
    {
        public required string Keeper { get; init; }
        public long At { get; init; }
    }

    private sealed class Row
    {
        public string? Person { get; init; }
        public required string Id { get; init; }
        public long At { get; init; }
        public string? ByPerson { get; init; }
        public required string Reason { get; init; }
        public long Names { get; init; }
        public long Contacts { get; init; }
        public long Identifiers { get; init; }
        public long Traces { get; init; }
        public long Overrides { get; init; }
        public required string Hash { get; init; }

        public static Row Of(Receipt receipt) => new()
        {
            Person = receipt.Person.ToString(), Id = receipt.Id.ToString(), At = PersonSql.Microseconds(receipt.At), ByPerson = receipt.By?.ToString(),
            Reason = receipt.Reason, Names = receipt.Removed.Names, Contacts = receipt.Removed.Contacts, Identifiers = receipt.Removed.Identifiers, Traces = receipt.Removed.Traces,
            Overrides = receipt.Removed.Overrides, Hash = receipt.Hash.Value,
        };

        public Receipt Receipt(PersonId person, IReadOnlyList<Forgetting> copies) => new(
            Guid.Parse(Id), person, PersonSql.Instant(At), ByPerson is null ? null : new(Guid.Parse(ByPerson)), Reason,
            new((int)Names, (int)Contacts, (int)Identifiers, (int)Traces, (int)Overrides), new(Hash), copies);
    }
}
