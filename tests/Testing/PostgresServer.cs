using Mithaq.Silo.Hosting;

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

    private static async Task<string> Start()
    {
        if (Environment.GetEnvironmentVariable("MITHAQ_TEST_POSTGRES") is { Length: > 0 } given) return given;
        return (server = await PrivatePostgres.Start()).ConnectionString;
    }
}
