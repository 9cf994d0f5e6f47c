using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>Appends onto a head that nobody has moved, all or none: <see cref="AppendStatement.StoreNext"/>.</summary>
internal sealed class NextAppends : IAsyncDisposable
{
    private readonly NpgsqlCommand command;
    private readonly NpgsqlParameter<long> head = new();
    private readonly NpgsqlParameter<long> count = new();
    private readonly NpgsqlParameter<string> lastStream = new();
    private readonly NpgsqlParameter<long> lastVersion = new();
    private readonly NpgsqlParameter<byte[]> lastHash = new();
    private readonly ArrayParameter<string> unknownStreams = new(NpgsqlDbType.Text);
    private readonly ArrayParameter<long> unknownVersions = new(NpgsqlDbType.Bigint);
    private readonly ArrayParameter<string> streams = new(NpgsqlDbType.Text);
    private readonly ArrayParameter<long> versions = new(NpgsqlDbType.Bigint);
    private readonly ArrayParameter<string> types = new(NpgsqlDbType.Text);
    private readonly ArrayParameter<byte[]> payloads = new(NpgsqlDbType.Bytea);
    private readonly ArrayParameter<byte[]> metadata = new(NpgsqlDbType.Bytea);
    private readonly ArrayParameter<byte[]> hashes = new(NpgsqlDbType.Bytea);
    private readonly ArrayParameter<Guid?> commands = new(NpgsqlDbType.Uuid);
    private readonly ArrayParameter[] arrays;

    public NextAppends(NpgsqlConnection connection)
    {
        arrays = [unknownStreams, unknownVersions, streams, versions, types, payloads, metadata, hashes, commands];
        command = new NpgsqlCommand(AppendStatement.StoreNext, connection) { Parameters = { head, count, lastStream, lastVersion, lastHash } };
        foreach (var array in arrays) command.Parameters.Add(array.Parameter);
        (lastStream.TypedValue, lastHash.TypedValue) = ("", []);
    }

    public Task Prepare() => command.PrepareAsync();

    /// <param name="at">The head.</param>
    /// <param name="unknown">What they expect and the database has to check.</param>
    public async Task<bool> TryStore(IReadOnlyList<Append> appended, long at, IReadOnlyCollection<(string Stream, long Version)> unknown)
    {
        foreach (var array in arrays) array.Clear();
        foreach (var (stream, version) in unknown)
        {
            unknownStreams.Values.Add(stream);
            unknownVersions.Values.Add(version);
        }
        foreach (var append in appended) Add(append);
        (head.TypedValue, count.TypedValue) = (at, streams.Values.Count);
        (lastStream.TypedValue, lastVersion.TypedValue, lastHash.TypedValue) = (streams.Values[^1], versions.Values[^1], hashes.Values[^1]);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    private void Add(Append append)
    {
        for (var i = 0; i < append.Events.Count; i++)
        {
            var entry = append.Events[i];
            streams.Values.Add(append.Stream);
            versions.Values.Add(append.ExpectedVersion + i + 1);
            types.Values.Add(entry.Type);
            payloads.Values.Add(entry.Payload);
            metadata.Values.Add(entry.Metadata);
            hashes.Values.Add(entry.Hash);
            commands.Values.Add(i == 0 ? append.CommandId : null);
        }
    }
}
