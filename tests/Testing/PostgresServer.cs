using Mithaq.Silo.Hosting;
using Npgsql;

namespace Mithaq.Testing;

/// <summary>
/// One PostgreSQL server for a whole test run: the one that <c>MITHAQ_TEST_POSTGRES</c> names (a superuser's connection string), or a private one,
/// started at first use and stopped when the process ends. Every test takes a database of its own.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<string>> Server = new(Start);

    // Held so that it lives, and ends, with this process.
    private static PrivatePostgres? server;

    /// <summary>The connection string of an empty database.</summary>
    public static async Task<string> NewDatabase() => await PrivatePostgres.CreateDatabase(await Server.Value, $"test_{Guid.CreateVersion7():N}");

    /// <summary>Runs a statement over a connection of its own.</summary>
    public static async Task Execute(string connectionString, string sql)
    {
        await using var connection = await Connect(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> Scalar<T>(string connectionString, string sql)
    {
        await using var connection = await Connect(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<NpgsqlConnection> Connect(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string> Start()
    {
        if (Environment.GetEnvironmentVariable("MITHAQ_TEST_POSTGRES") is { Length: > 0 } given) return given;
        return (server = await PrivatePostgres.Start()).ConnectionString;
    }
}
