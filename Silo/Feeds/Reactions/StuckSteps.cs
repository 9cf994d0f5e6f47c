using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Mithaq.Contracts;

namespace Mithaq.Silo.Feeds.Reactions;

/// <summary>The steps that did not get through. Only the feed's owner changes them, under its fence; everybody else leaves a request.</summary>
public sealed class StuckSteps(FeedDatabase database)
{
    private const string Columns =
        "id, source, position, event_id as eventId, correlation, ordinal, target, command, payload, state, refusal, attempts, since, requested, why, asked_by as askedBy, retry_at as retryAt, asked";

    /// <summary>The lanes in which something is stuck.</summary>
    public async Task<IReadOnlyList<Lane>> Blocked(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var lanes = await connection.QueryAsync<(string Source, string Target)>(new CommandDefinition(
            "select distinct source, target from stuck_steps where state <> 'dropped'", cancellationToken: stop));
        return [.. lanes.Select(lane => new Lane(new(lane.Source), new(lane.Target)))];
    }

    /// <summary>What is stuck or waits, oldest first; a page after an id.</summary>
    public Task<IReadOnlyList<StuckStep>> List(long after, int limit, CancellationToken stop) =>
        Read($"select {Columns} from stuck_steps where state <> 'dropped' and id > @after order by id limit @limit", new { after, limit }, stop);

    /// <summary>The stuck steps about which a person has decided something, or whose time has come to be tried again.</summary>
    public Task<IReadOnlyList<StuckStep>> Due(DateTimeOffset now, int limit, CancellationToken stop) => Read(
        $"select {Columns} from stuck_steps where state = 'stuck' and (requested is not null or retry_at <= @now) order by id limit @limit", new { now = Microseconds(now), limit }, stop);

    /// <summary>The position of the last event of which a step was dropped; 0: none was.</summary>
    public async Task<long> LastDropped(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select max(position) from stuck_steps where state = 'dropped'", cancellationToken: stop)) ?? 0;
    }

    /// <summary>The commands of dropped steps that follow from events between two positions, both included.</summary>
    public async Task<IReadOnlySet<Guid>> Dropped(long first, long last, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            "select command_id from stuck_steps where state = 'dropped' and position between @first and @last", new { first, last }, cancellationToken: stop))).Select(Guid.Parse).ToHashSet();
    }

    /// <summary>Null: there is none of this number (any more).</summary>
    public async Task<StuckStep?> Find(long id, CancellationToken stop) => (await Read($"select {Columns} from stuck_steps where id = @id", new { id }, stop)).SingleOrDefault();

    /// <summary>A person decides; whoever owns the feed carries it out.</summary>
    /// <param name="id">Null: every stuck step about which nobody has decided yet.</param>
    /// <param name="why">Needed to drop.</param>
    /// <returns>The numbers of the steps; none: what was named is not stuck (those that wait follow by themselves).</returns>
    public async Task<IReadOnlyList<long>> Request(long? id, StepRequest request, string askedBy, string? why, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            $"update stuck_steps set requested = @request, why = @why, asked_by = @askedBy, asked = asked + 1 where state = 'stuck' and {(id is null ? "requested is null" : "id = @id")} returning id",
            new { id, request = Text(request), why, askedBy }, cancellationToken: stop))];
    }

    public Task Add(DbTransaction transaction, IEnumerable<StuckStep> steps, CancellationToken stop) => Run(
        transaction,
        """
        insert into stuck_steps (command_id, source, position, event_id, correlation, ordinal, target, command, payload, state, code, refusal, attempts, since, retry_at)
        values (@CommandId, @Source, @Position, @EventId, @Correlation, @Ordinal, @Target, @Command, @Payload, @State, @Code, @Refusal, @Attempts, @Since, @RetryAt)
        on conflict (command_id) do nothing
        """,
        steps.OrderBy(s => s.Step.Position).ThenBy(s => s.Step.Ordinal).ThenBy(s => s.Step.Target.Stream, StringComparer.Ordinal).Select(s => new
        {
            CommandId = s.Step.CommandId.ToString(), Source = s.Step.Source.Stream, s.Step.Position, EventId = s.Step.EventId.ToString(),
            Correlation = s.Step.Correlation.ToString(), s.Step.Ordinal, Target = s.Step.Target.Stream, Command = MessageNames.Of(s.Step.Command.GetType()),
            s.Step.Payload, State = Text(s.State), s.Refusal?.Code, Refusal = Json(s.Refusal), s.Attempts, Since = Microseconds(s.Since), RetryAt = Microseconds(s.RetryAt),
        }), stop);

    /// <summary>It was tried again in vain. A decision of after that stands.</summary>
    public Task Refused(DbTransaction transaction, StuckStep tried, Refusal refusal, DateTimeOffset? retryAt, CancellationToken stop) => Run(
        transaction,
        """
        update stuck_steps set attempts = attempts + 1, code = @Code, refusal = @refusal, retry_at = @retryAt, requested = case when asked = @Asked then null else requested end
        where id = @Id
        """, new { tried.Id, tried.Asked, refusal.Code, refusal = Json(refusal), retryAt = Microseconds(retryAt) }, stop);

    /// <summary>It has got through.</summary>
    public Task Through(DbTransaction transaction, long id, CancellationToken stop) => Run(transaction, "delete from stuck_steps where id = @id", new { id }, stop);

    /// <returns>False: somebody has decided otherwise since.</returns>
    public async Task<bool> Dropped(DbTransaction transaction, StuckStep step, DateTimeOffset at, CancellationToken stop) => await Run(
        transaction, "update stuck_steps set state = 'dropped', requested = null, retry_at = null, decided_at = @at where id = @Id and asked = @Asked",
        new { step.Id, step.Asked, at = Microseconds(at) }, stop) == 1;

    /// <summary>The next one of a lane has its turn.</summary>
    /// <returns>False: none waits.</returns>
    public async Task<bool> Next(DbTransaction transaction, Lane lane, CancellationToken stop) => await transaction.Connection!.ExecuteAsync(new CommandDefinition(
        """
        update stuck_steps set state = 'stuck', requested = 'retry' where id = (
          select id from stuck_steps where source = @source and target = @target and state = 'waiting' order by position, ordinal limit 1)
        """, new { source = lane.Source.Stream, target = lane.Target.Stream }, transaction, cancellationToken: stop)) == 1;

    private static Task<int> Run(DbTransaction transaction, string sql, object values, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: stop));

    private async Task<IReadOnlyList<StuckStep>> Read(string sql, object values, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: stop))).Select(row => row.Step())];
    }

    private static string Text<T>(T value) where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);

    private static long? Microseconds(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds() * 1000;

    private static string? Json(Refusal? refusal) => refusal is null ? null : JsonSerializer.Serialize(refusal, RefusalJson.Default.Refusal);

    private sealed class Row
    {
        public required long Id { get; init; }
        public required string Source { get; init; }
        public required long Position { get; init; }
        public required string EventId { get; init; }
        public required string Correlation { get; init; }
        public required int Ordinal { get; init; }
        public required string Target { get; init; }
        public required string Command { get; init; }
        public required string Payload { get; init; }
        public required string State { get; init; }
        public string? Refusal { get; init; }
        public required int Attempts { get; init; }
        public required long Since { get; init; }
        public string? Requested { get; init; }
        public string? Why { get; init; }
        public string? AskedBy { get; init; }
        public long? RetryAt { get; init; }
        public required int Asked { get; init; }

        public StuckStep Step() => new(
            Id, new(new(Source), Position, Guid.Parse(EventId), Guid.Parse(Correlation), Ordinal, new(Target), Read(Command, Payload)), Enum.Parse<StepState>(State, ignoreCase: true),
            Refusal is null ? null : JsonSerializer.Deserialize(Refusal, RefusalJson.Default.Refusal), Attempts, DateTimeOffset.UnixEpoch.AddMicroseconds(Since),
            Requested is null ? null : Enum.Parse<StepRequest>(Requested, ignoreCase: true), Why, AskedBy,
            RetryAt is { } at ? DateTimeOffset.UnixEpoch.AddMicroseconds(at) : null, Asked);

        /// <exception cref="Grains.Kernel.UnknownEventException">A newer program wrote it.</exception>
        private static ICommand Read(string name, string payload) => name == CarryOn.Name ? new CarryOn() : MessageNames.Command(name) is { } type
            ? (ICommand)JsonSerializer.Deserialize(payload, ContractsJson.Messages.GetTypeInfo(type))!
            : throw new Grains.Kernel.UnknownEventException(name);
    }
}
