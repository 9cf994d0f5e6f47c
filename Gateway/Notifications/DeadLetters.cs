using Dapper;
using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Notifications;

public enum DeadLetterState { Dead, Replayed, Dropped }

/// <summary>What was given up.</summary>
/// <param name="Id">By which people name it.</param>
/// <param name="Kind">What it was on its way to: see <see cref="DeadLetters"/>.</param>
/// <param name="Subject">An event's or a notification's id; one letter a kind and subject.</param>
/// <param name="Body">The exact bytes; empty where the subject says it all.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Why">Why it was dropped.</param>
public sealed record DeadLetter(
    long Id, string Kind, string Subject, string Reason, byte[] Body, int Attempts, DateTimeOffset At, DeadLetterState State = DeadLetterState.Dead, string? Why = null,
    DateTimeOffset? DecidedAt = null);

/// <summary>What consumers and senders gave up, kept until somebody has decided, and after.</summary>
public sealed class DeadLetters(IAppDatabase database, TimeProvider clock)
{
    /// <summary>A published event that could not be turned into notifications; the body is the message.</summary>
    public const string Notification = "notification";

    /// <summary>A mail that no server takes; the subject is the notification.</summary>
    public const string Mail = "mail";

    /// <summary>An event that could not be published; the body is its stored payload.</summary>
    public const string Relay = "relay";

    private const string Columns =
        "id as Id, kind as Kind, subject as Subject, reason as Reason, body as Body, attempts as Attempts, at as At, state as State, why as Why, decided_at as DecidedAt";

    /// <summary>Once a kind and subject: what dies again is the same letter, with its new reason.</summary>
    /// <param name="person">Where it is one person's affair: it goes when the person is erased.</param>
    public async Task Add(string kind, string subject, string reason, byte[] body, int attempts, PersonId? person = null, CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into dead_letters (kind, subject, reason, body, attempts, at, state, person) values (@kind, @subject, @reason, @body, @attempts, @at, 'dead', @person)
            on conflict (kind, subject) do update set reason = excluded.reason, body = excluded.body, attempts = dead_letters.attempts + excluded.attempts, at = excluded.at,
              state = 'dead', why = null, decided_at = null
            """,
            new { kind, subject, reason, body, attempts, at = PersonSql.Microseconds(clock.GetUtcNow()), person = person?.ToString() }, cancellationToken: stop));
    }

    /// <summary>Those about which nobody has decided, oldest first.</summary>
    /// <param name="after">The last of the page before.</param>
    public async Task<IReadOnlyList<DeadLetter>> List(long after, int most, CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            $"select {Columns} from dead_letters where state = 'dead' and id > @after order by id limit @most", new { after, most }, cancellationToken: stop))).Select(row => row.Letter())];
    }

    /// <summary>Null: there is none of this number (any more).</summary>
    public async Task<DeadLetter?> Find(long id, CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"select {Columns} from dead_letters where id = @id", new { id }, cancellationToken: stop)))?.Letter();
    }

    public async Task<long> Count(CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from dead_letters where state = 'dead'", cancellationToken: stop));
    }

    /// <returns>False: it is decided already, or there is none of this number.</returns>
    public Task<bool> Replayed(long id, CancellationToken stop = default) => Decide(id, DeadLetterState.Replayed, null, stop);

    /// <inheritdoc cref="Replayed"/>
    public Task<bool> Drop(long id, string why, CancellationToken stop = default) => Decide(id, DeadLetterState.Dropped, why, stop);

    private async Task<bool> Decide(long id, DeadLetterState state, string? why, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            "update dead_letters set state = @state, why = @why, decided_at = @at where id = @id and state = 'dead'",
            new { id, state = Spelling.Of(state), why, at = PersonSql.Microseconds(clock.GetUtcNow()) }, cancellationToken: stop)) == 1;
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public required string Kind { get; init; }
        public required string Subject { get; init; }
        public required string Reason { get; init; }
        public required byte[] Body { get; init; }
        public long Attempts { get; init; }
        public long At { get; init; }
        public required string State { get; init; }
        public string? Why { get; init; }
        public long? DecidedAt { get; init; }

        public DeadLetter Letter() => new(
            Id, Kind, Subject, Reason, Body, (int)Attempts, PersonSql.Instant(At), Spelling.Read<DeadLetterState>(State), Why, DecidedAt is { } at ? PersonSql.Instant(at) : null);
    }
}
