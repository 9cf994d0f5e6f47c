using Mithaq.Silo.Hosting;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Feeds;

/// <summary>The two stores of the conformance tests, each test with a fresh one.</summary>
public static class Stores
{
    public static TheoryData<StoreKind> Both { get; } = [StoreKind.Sqlite, StoreKind.PostgreSql];

    public static async Task<StoreOptions> New(StoreKind kind) => kind is StoreKind.PostgreSql
        ? new() { Kind = kind, ConnectionString = await PostgresServer.NewDatabase() }
        : new() { Kind = kind, DataDirectory = Directory.CreateTempSubdirectory("mithaq-feeds-").FullName };

    public static void Remove(StoreOptions options)
    {
        if (options.Kind is StoreKind.PostgreSql) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(options.DataDirectory, recursive: true);
    }
}
