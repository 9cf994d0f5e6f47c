using Mithaq.Silo.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>One connection of its own, one prepared batch, one round trip and one commit for all appends of a moment.</summary>
internal sealed class PostgreSqlWriter(NpgsqlDataSource source) : IBatchWriter
{
    private Session? session;

    public async Task<Verdict[]> Commit(IReadOnlyList<Append> batch)
    {
        if (session is { IsOpen: false }) await Drop();
        session ??= await Session.Open(source);
        try
        {
            return await session.Store(batch);
        }
        catch (PostgresException refused) when (!PostgreSqlErrors.EndsConnection(refused))
        {
            // An error that leaves the connection open has undone the whole transaction.
            if (PostgreSqlErrors.IsBadData(refused)) throw;
            throw new StoreUnavailableException($"PostgreSQL refused to store: {refused.MessageText}", refused);
        }
        catch (NpgsqlException lost)
        {
            var dead = session;
            await Drop();
            await End(dead);
            throw new OutcomeUnknownException(lost);
        }
        catch (Exception)
        {
            // A value that the driver cannot encode: nothing was committed, but half a message may have been sent.
            await Drop();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Drop();

    /// <summary>
    /// The server may not have noticed: a backend that still waits for the head's lock would store its batch after the callers have looked their commands up and
    /// found nothing. So it is ended before they are told; when the database cannot be reached, neither can they look anything up.
    /// </summary>
    private async Task End(Session dead)
    {
        try
        {
            session = await Session.Open(source);
            await session.End(dead);
        }
        catch (Exception error) when (error is StoreUnavailableException or NpgsqlException)
        {
            await Drop();
        }
    }

    private async Task Drop()
    {
        if (session is not null) await session.DisposeAsync();
        session = null;
    }

    private sealed class Session : IAsyncDisposable
    {
        // The plan of the append is made once and fits any size; the isolation is what the lock's own command relies on.
        private const string Settings = """
            set default_transaction_isolation = 'read committed'; set plan_cache_mode = force_generic_plan; set jit = off;
            set enable_seqscan = off; set enable_mergejoin = off; set enable_bitmapscan = off
            """;

        private readonly NpgsqlConnection connection;
        private readonly NpgsqlBatch batch;
        private readonly Column<string> streams = new(NpgsqlDbType.Text);
        private readonly Column<long> expected = new(NpgsqlDbType.Bigint);
        private readonly Column<Guid> commands = new(NpgsqlDbType.Uuid);
        private readonly Column<int> counts = new(NpgsqlDbType.Integer);
        private readonly Column<byte[]> lastHashes = new(NpgsqlDbType.Bytea);
        private readonly Column<string> otherStreams = new(NpgsqlDbType.Text);
        private readonly Column<long> otherVersions = new(NpgsqlDbType.Bigint);
        private readonly Column<long> expecting = new(NpgsqlDbType.Bigint);
        private readonly Column<long> expectation = new(NpgsqlDbType.Bigint);
        private readonly Column<long> appends = new(NpgsqlDbType.Bigint);
        private readonly Column<int> numbers = new(NpgsqlDbType.Integer);
        private readonly Column<string> types = new(NpgsqlDbType.Text);
        private readonly Column<byte[]> payloads = new(NpgsqlDbType.Bytea);
        private readonly Column<byte[]> metadata = new(NpgsqlDbType.Bytea);
        private readonly Column<byte[]> hashes = new(NpgsqlDbType.Bytea);
        private readonly Column[] columns;
        private readonly NpgsqlCommand lone;
        private readonly Dictionary<(string, long), int> distinct = [];

        private readonly int process;
        private readonly DateTime started;
        // Where this session left the head, and whether nobody else had moved it when this was last seen: only then it is worth counting on.
        private long head;
        private bool alone;

        private Session(NpgsqlConnection connection, DateTime started)
        {
            (this.connection, this.started, process) = (connection, started, connection.ProcessID);
            columns = [streams, expected, commands, counts, lastHashes, otherStreams, otherVersions, expecting, expectation, appends, numbers, types, payloads, metadata, hashes];
            var store = new NpgsqlBatchCommand(AppendStatement.Store);
            foreach (var column in columns) store.Parameters.Add(column.Parameter);
            batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(AppendStatement.Lock), store } };
            lone = new NpgsqlCommand(AppendStatement.StoreOne, connection);
            foreach (var type in (NpgsqlDbType[])[
                NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea,
                NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint])
                lone.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        public bool IsOpen => connection.FullState == System.Data.ConnectionState.Open;

        /// <exception cref="StoreUnavailableException">Nothing was sent.</exception>
        public static async Task<Session> Open(NpgsqlDataSource source)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = await source.OpenConnectionAsync();
                await using (var command = new NpgsqlCommand(Settings, connection)) await command.ExecuteNonQueryAsync();
                await using var start = new NpgsqlCommand("select backend_start from pg_stat_activity where pid = pg_backend_pid()", connection);
                var session = new Session(connection, (DateTime)(await start.ExecuteScalarAsync())!);
                await session.batch.PrepareAsync();
                await session.lone.PrepareAsync();
                return session;
            }
            catch (Exception exception) when (PostgreSqlErrors.RefusesConnection(exception))
            {
                if (connection is not null) await connection.DisposeAsync();
                throw PostgreSqlErrors.Unreachable(exception);
            }
        }

        /// <summary>Ends another session's backend and waits until it is gone, at most five seconds.</summary>
        public async Task End(Session other)
        {
            await using var end = new NpgsqlCommand("select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid = $1 and backend_start = $2", connection)
            {
                Parameters = { new() { Value = other.process }, new() { Value = other.started } },
            };
            await end.ExecuteNonQueryAsync();
        }

        public async Task<Verdict[]> Store(IReadOnlyList<Append> appended)
        {
            if (alone && appended is [{ ExpectedVersion: > 0, Events.Count: 1, Expectations.Count: <= 1 } only] && await StoreOne(only)) return [new(Outcome.Appended, head)];
            foreach (var column in columns) column.Clear();
            distinct.Clear();
            for (var i = 0; i < appended.Count; i++) Add(appended[i], i + 1);

            var verdicts = new Verdict[appended.Count];
            var left = head;
            long? found = null;
            await using var reader = await batch.ExecuteReaderAsync();
            await reader.NextResultAsync();
            for (var i = 0; await reader.ReadAsync(); i++)
            {
                verdicts[i] = new((Outcome)reader.GetInt32(0), reader.IsDBNull(1) ? 0 : reader.GetInt64(1));
                if (verdicts[i].Outcome is not Outcome.Appended) continue;
                found ??= verdicts[i].Position - appended[i].Events.Count;
                head = verdicts[i].Position;
            }
            alone = found == left;
            // The commit's own answer comes last; without this it would be awaited by nobody.
            await reader.CloseAsync();
            return verdicts;
        }

        /// <summary>Whether it is stored, at the head; not when anything stands against it, or another node was the last to append.</summary>
        private async Task<bool> StoreOne(Append append)
        {
            var entry = append.Events[0];
            var values = lone.Parameters;
            values[0].Value = append.Stream;
            values[1].Value = append.ExpectedVersion;
            values[2].Value = append.CommandId;
            values[3].Value = entry.Type;
            values[4].Value = entry.Payload;
            values[5].Value = entry.Metadata;
            values[6].Value = entry.Hash;
            (string Stream, long Version)? other = append.Expectations is [var only] ? only : null;
            values[7].Value = (object?)other?.Stream ?? DBNull.Value;
            values[8].Value = (object?)other?.Version ?? DBNull.Value;
            values[9].Value = head;
            if (await lone.ExecuteNonQueryAsync() == 0) return false;
            head++;
            return true;
        }

        public async ValueTask DisposeAsync()
        {
            await lone.DisposeAsync();
            await batch.DisposeAsync();
            await connection.DisposeAsync();
        }

        private void Add(Append append, int n)
        {
            streams.Values.Add(append.Stream);
            expected.Values.Add(append.ExpectedVersion);
            commands.Values.Add(append.CommandId);
            counts.Values.Add(append.Events.Count);
            lastHashes.Values.Add(append.Events[^1].Hash);
            foreach (var (stream, version) in append.Expectations)
            {
                if (!distinct.TryGetValue((stream, version), out var k))
                {
                    otherStreams.Values.Add(stream);
                    otherVersions.Values.Add(version);
                    distinct.Add((stream, version), k = otherStreams.Values.Count);
                }
                expecting.Values.Add(n);
                expectation.Values.Add(k);
            }
            for (var i = 0; i < append.Events.Count; i++)
            {
                var entry = append.Events[i];
                appends.Values.Add(n);
                numbers.Values.Add(i + 1);
                types.Values.Add(entry.Type);
                payloads.Values.Add(entry.Payload);
                metadata.Values.Add(entry.Metadata);
                hashes.Values.Add(entry.Hash);
            }
        }
    }

    private abstract class Column
    {
        public abstract NpgsqlParameter Parameter { get; }
        public abstract void Clear();
    }

    /// <summary>An array parameter whose list is filled anew for every batch.</summary>
    private sealed class Column<T> : Column
    {
        public Column(NpgsqlDbType type) => Parameter = new NpgsqlParameter<List<T>> { TypedValue = Values, NpgsqlDbType = NpgsqlDbType.Array | type };

        public List<T> Values { get; } = [];
        public override NpgsqlParameter Parameter { get; }
        public override void Clear() => Values.Clear();
    }
}
