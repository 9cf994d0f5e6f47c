using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using Npgsql;

namespace Mithaq.Silo.Tests.Runtime;

/// <summary>Whole nodes, each a process of its own, that work on the same agreements, or die.</summary>
public abstract class NodesTests : IAsyncLifetime
{
    protected MithaqNode Node { get; private set; } = null!;

    /// <summary>As the child processes take it.</summary>
    protected abstract (string Kind, string Place) Place { get; }

    protected abstract Task<StoreOptions> NewStore();

    public virtual async Task InitializeAsync()
    {
        Node = await MithaqNode.Open(await NewStore());
        await new SharedAgreements(Node.Grains).Prepare();
    }

    public virtual async Task DisposeAsync() => await Node.DisposeAsync();

    private async Task<List<string>> References()
    {
        var references = new List<string>();
        await foreach (var entry in Node.Journal.ReadStreams([.. SharedAgreements.All.Select(a => a.Stream)], default))
            if (EventCodec.Read(entry) is ReferenceRecorded recorded) references.Add(recorded.Reference.Number);
        return references;
    }

    [Fact]
    public async Task Two_processes_that_fight_over_agreements_lose_double_and_refuse_nothing()
    {
        var others = new[] { "one", "two" }.Select(name => ChildProcess.Start("Mithaq.Faults", "work", Place.Kind, Place.Place, name, "60").Output()).ToArray();
        var own = new List<string>();
        await new SharedAgreements(Node.Grains).Work("here", 40, own.Add);
        var theirs = (await Task.WhenAll(others)).SelectMany(said => said.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var references = await References();

        references.Count.ShouldBe(160);
        references.Order().ShouldBe(theirs.Concat(own).Order());
        (await JournalVerifier.Verify(Node.Journal, default)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_killed_process_had_acknowledged_is_there_once()
    {
        using var process = ChildProcess.Start("Mithaq.Faults", "work", Place.Kind, Place.Place, "doomed", "100000");
        var acknowledged = new List<string>();
        while (acknowledged.Count < 100 && await process.StandardOutput.ReadLineAsync() is { } line) acknowledged.Add(line);
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line) acknowledged.Add(line);
        await process.WaitForExitAsync();

        var references = await References();

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(100);
        references.ShouldBeUnique();
        acknowledged.Except(references).ShouldBeEmpty();
        (await JournalVerifier.Verify(Node.Journal, default)).IsWhole.ShouldBeTrue();
        await new SharedAgreements(Node.Grains).Work("survivor", 5, _ => { });
    }
}

public sealed class SqliteNodesTests : NodesTests
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

public sealed class PostgreSqlNodesTests : NodesTests
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
