using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using Mithaq.Testing.Runtime.Conformance;
using Npgsql;

namespace Mithaq.Silo.Tests.Runtime;

public sealed class SqliteNodesTests : NodesConformance
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-nodes-");

    protected override (string, string) Place => ("sqlite", folder.FullName);

    protected override Task<StoreOptions> NewStore() => Task.FromResult(new StoreOptions { DataDirectory = folder.FullName });

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

public sealed class PostgreSqlNodesTests : NodesConformance
{
    private string database = "";

    protected override (string, string) Place => ("postgres", database);

    protected override async Task<StoreOptions> NewStore() => new() { Kind = StoreKind.PostgreSql, ConnectionString = database = await PostgresServer.NewDatabase() };

    [Fact]
    public async Task While_the_database_is_away_commands_are_unavailable_and_afterwards_all_goes_on_by_itself()
    {
        var shared = new SharedAgreements(Node.Grains);
        await shared.Work("before", 5, _ => { });

        await Server("alter database {0} with allow_connections false", "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{1}'");
        var refused = await Should.ThrowAsync<InvalidOperationException>(shared.Work("away", 1, _ => { }));
        await Server("alter database {0} with allow_connections true");

        refused.Message.ShouldContain("was not accepted");
        await Until.True(async () =>
        {
            try
            {
                await shared.Work("away", 1, _ => { });
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        });
        await shared.Work("after", 5, _ => { });
        await Node.Feeds.Drain(default);
        (await JournalVerifier.Verify(Node.Journal, default)).IsWhole.ShouldBeTrue();
    }

    private async Task Server(params string[] statements)
    {
        var to = new NpgsqlConnectionStringBuilder(database);
        var name = to.Database!;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, $"\"{name}\"", name), connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
