using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Benchmarks;

/// <summary>The least that a durable command can cost: one prepared auto-commit INSERT of the same bytes into a table with one index.</summary>
internal sealed class InsertBaseline(NpgsqlConnection connection, NpgsqlCommand insert) : IAsyncDisposable
{
    private long next;

    /// <summary>As an event of the measured command: payload, metadata and hash.</summary>
    private static readonly (byte[] Payload, byte[] Metadata, byte[] Hash) Bytes = (new byte[90], new byte[420], new byte[32]);

    public static async Task<InsertBaseline> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand("create table rows (id bigint primary key, stream text not null, payload bytea not null, metadata bytea not null, hash bytea not null)", connection))
            await create.ExecuteNonQueryAsync();
        var insert = new NpgsqlCommand("insert into rows values ($1, $2, $3, $4, $5)", connection)
        {
            Parameters =
            {
                new() { NpgsqlDbType = NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = Bytes.Payload }, new() { Value = Bytes.Metadata }, new() { Value = Bytes.Hash },
            },
        };
        insert.Parameters[0].Value = 0L;
        insert.Parameters[1].Value = "";
        await insert.PrepareAsync();
        return new(connection, insert);
    }

    public async Task Insert()
    {
        insert.Parameters[0].Value = ++next;
        insert.Parameters[1].Value = $"agreement/{Guid.CreateVersion7()}";
        await insert.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await insert.DisposeAsync();
        await connection.DisposeAsync();
    }
}
