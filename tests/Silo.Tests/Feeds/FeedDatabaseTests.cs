using Dapper;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Feeds;

public sealed class FeedDatabaseTests
{
    /// <summary>SQLite's word for a commit that survives a loss of power, and for one that may not.</summary>
    private const long Full = 2, Normal = 1;

    [Fact]
    public async Task Connections_out_of_the_pool_are_as_durable_as_their_own_database_wants()
    {
        var store = await Stores.New(StoreKind.Sqlite);
        try
        {
            Directory.CreateDirectory(store.DataDirectory);
            var path = Path.Combine(store.DataDirectory, "app.db");
            await using var kept = new SqliteFeedDatabase(path, durable: true, TimeProvider.System);
            await using var simulated = new SqliteFeedDatabase(path, durable: false, TimeProvider.System);

            foreach (var (database, wanted) in new[] { (kept, Full), (kept, Full), (simulated, Normal), (kept, Full), (simulated, Normal), (kept, Full) })
            {
                await using var connection = await database.Open(default);
                (await connection.ExecuteScalarAsync<long>("pragma synchronous")).ShouldBe(wanted);
            }
        }
        finally
        {
            Stores.Remove(store);
        }
    }
}
