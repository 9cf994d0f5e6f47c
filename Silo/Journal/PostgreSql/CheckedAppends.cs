using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>Any appends, each stored or in conflict: <see cref="AppendStatement.Lock"/> and <see cref="AppendStatement.StoreChecked"/>.</summary>
internal sealed class CheckedAppends : IAsyncDisposable
{
    private readonly NpgsqlBatch batch;
    private readonly ArrayParameter<string> streams = new(NpgsqlDbType.Text);
    private readonly ArrayParameter<long> expected = new(NpgsqlDbType.Bigint);
    private readonly ArrayParameter<Guid> commands = new(NpgsqlDbType.Uuid);
    private readonly ArrayParameter<int> counts = new(NpgsqlDbType.Integer);
    private readonly ArrayParameter<byte[]> lastHashes = new(NpgsqlDbType.Bytea);
    private readonly ArrayParameter<string> otherStreams = new(NpgsqlDbType.Text);
    private readonly ArrayParameter<long> otherVersions = new(NpgsqlDbType.Bigint);
    private readonly ArrayParameter<long> expecting = new(NpgsqlDbType.Bigint);
    private readonly ArrayParameter<long> expectation = new(NpgsqlDbType.Bigint);
    private readonly ArrayParameter<long> appends = new(NpgsqlDbType.Bigint);
    private readonly ArrayParameter<int> numbers = new(NpgsqlDbType.Integer);
    private readonly ArrayParameter<string> types = new(NpgsqlDbType.Text);
    private readonly ArrayParameter<byte[]> payloads = new(NpgsqlDbType.Bytea);
    private readonly ArrayParameter<byte[]> metadata = new(NpgsqlDbType.Bytea);
    private readonly ArrayParameter<byte[]> hashes = new(NpgsqlDbType.Bytea);
    private readonly ArrayParameter[] arrays;
    private readonly Dictionary<(string, long), int> distinct = [];

    public CheckedAppends(NpgsqlConnection connection)
    {
        arrays = [streams, expected, commands, counts, lastHashes, otherStreams, otherVersions, expecting, expectation, appends, numbers, types, payloads, metadata, hashes];
        var store = new NpgsqlBatchCommand(AppendStatement.StoreChecked);
        foreach (var array in arrays) store.Parameters.Add(array.Parameter);
        batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(AppendStatement.Lock), store } };
    }

    public Task Prepare() => batch.PrepareAsync();

    /// <returns>Where the head was found, and a verdict for each.</returns>
    public async Task<(long Head, Verdict[] Verdicts)> Store(IReadOnlyList<Append> appended)
    {
        foreach (var array in arrays) array.Clear();
        distinct.Clear();
        for (var i = 0; i < appended.Count; i++) Add(appended[i], i + 1);

        var verdicts = new Verdict[appended.Count];
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var head = reader.GetInt64(0);
        await reader.NextResultAsync();
        for (var i = 0; await reader.ReadAsync(); i++) verdicts[i] = new((Outcome)reader.GetInt32(0), reader.IsDBNull(1) ? 0 : reader.GetInt64(1));
        // The commit's own answer comes last; without this it would be awaited by nobody.
        await reader.CloseAsync();
        return (head, verdicts);
    }

    public ValueTask DisposeAsync() => batch.DisposeAsync();

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
