using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>One event onto a head that nobody has moved: <see cref="AppendStatement.StoreLone"/>. Plain values cost a lone caller less than arrays of one.</summary>
internal sealed class LoneAppend : IAsyncDisposable
{
    /// <summary>Expectations that the database can be asked to check.</summary>
    public const int MostUnknown = 2;

    private readonly NpgsqlCommand command;

    public LoneAppend(NpgsqlConnection connection)
    {
        command = new NpgsqlCommand(AppendStatement.StoreLone, connection);
        foreach (var type in (NpgsqlDbType[])[
            NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea,
            NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Bigint])
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
    }

    public Task Prepare() => command.PrepareAsync();

    /// <param name="at">The head.</param>
    /// <param name="unknown">What it expects and the database has to check, at most <see cref="MostUnknown"/>.</param>
    public async Task<bool> TryStore(Append append, long at, IReadOnlyCollection<(string Stream, long Version)> unknown)
    {
        var entry = append.Events[0];
        var values = command.Parameters;
        values[0].Value = at;
        values[1].Value = append.Stream;
        values[2].Value = append.ExpectedVersion;
        values[3].Value = append.CommandId;
        values[4].Value = entry.Type;
        values[5].Value = entry.Payload;
        values[6].Value = entry.Metadata;
        values[7].Value = entry.Hash;
        for (var i = 8; i < 8 + (2 * MostUnknown); i++) values[i].Value = DBNull.Value;
        var n = 8;
        foreach (var (stream, version) in unknown)
        {
            values[n++].Value = stream;
            values[n++].Value = version;
        }
        return await command.ExecuteNonQueryAsync() > 0;
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();
}
