using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using Npgsql;

namespace Mithaq.Silo.Tests.Messaging;

/// <summary>A broker that goes away, and connections that break: nothing is lost, and each grain's events come in order.</summary>
public sealed class BrokerFaultTests : IAsyncLifetime
{
    private StoreOptions store = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        if (store.Kind is StoreKind.PostgreSql || Directory.Exists(store.DataDirectory)) Stores.Remove(store);
        return Task.CompletedTask;
    }

    private static Dictionary<string, string?> Through(string uri) => new()
    {
        ["Mithaq:Messaging:Bus"] = "rabbitmq", ["Mithaq:Messaging:Host"] = uri, ["Mithaq:Messaging:Patience"] = "00:00:02",
    };

    /// <summary>Waits until all that is in the journal has come, each grain's events in order.</summary>
    private static async Task AllCome(MithaqNode node, OutsideConsumer consumer)
    {
        var last = await node.Journal.LastPosition(default);
        await Until.True(() => consumer.Received.DistinctBy(r => r.Message.Id).Count() == last, TimeSpan.FromSeconds(90));
        foreach (var grain in SharedAgreements.All)
        {
            var stored = await node.Journal.ReadStream(grain.Stream, 0, default).Select(e => e.Version).ToListAsync();
            consumer.Versions(grain.Stream).ShouldBe(stored);
        }
        foreach (var same in consumer.Received.GroupBy(r => r.Message.Id)) same.ShouldAllBe(r => r.Body.SequenceEqual(same.First().Body));
    }

    [Fact]
    public async Task A_broker_that_is_away_at_the_start_and_again_under_load_costs_no_event_no_order_and_no_memory()
    {
        store = await Stores.New(StoreKind.Sqlite);
        await using var broker = await PrivateRabbitMq.Start();
        await OutsideConsumer.DeclareExchange(broker.Uri);
        await using var consumer = await OutsideConsumer.Connect(broker.Uri, "everything", "#");
        await broker.StopNode();

        await using var node = await MithaqNode.Open(store, settings: Through(broker.Uri));
        var shared = new SharedAgreements(node.Grains);
        await shared.Prepare();
        await Until.True(() => node.Get<IEventBus>().Problem is not null);
        await broker.StartNode();
        await AllCome(node, consumer);
        // Our own consumers come back a little later than the relay.
        await Until.True(() => node.Get<IEventBus>().Problem is null, TimeSpan.FromSeconds(60));

        var work = shared.Work("before", 200, _ => { });
        await broker.StopNode();
        await work;
        await shared.Work("away", 100, _ => { });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => shared.Work($"away-{n}", 500, _ => { })));
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        await Until.True(() => node.Feeds[RelayFeed.FeedName].Failure is not null);
        node.Feeds[RelayFeed.FeedName].Failure.ShouldNotBeNull().ShouldContain("took nothing");
        await broker.StartNode();
        await AllCome(node, consumer);
        grown.ShouldBeLessThan(32 << 20);
    }

    [Fact]
    public async Task A_connection_that_breaks_between_a_message_and_its_confirm_brings_the_message_again_under_its_id()
    {
        store = await Stores.New(StoreKind.Sqlite);
        var uri = await RabbitMqServer.NewVirtualHost();
        await OutsideConsumer.DeclareExchange(uri);
        await using var consumer = await OutsideConsumer.Connect(uri, "everything", "#");
        await using var proxy = new TcpProxy("127.0.0.1", new Uri(uri).Port);
        await using var node = await MithaqNode.Open(store, settings: Through(new UriBuilder(uri) { Port = proxy.Port }.Uri.ToString()));
        var shared = new SharedAgreements(node.Grains);
        await shared.Prepare();
        await node.Feeds.Drain(default);
        var known = await node.Journal.LastPosition(default);
        await Until.True(() => consumer.Count == known);

        proxy.HoldAnswers();
        await shared.Work("unconfirmed", 1, _ => { });
        await Until.True(() => consumer.Count > known);
        proxy.Cut();

        await AllCome(node, consumer);
        consumer.Received.GroupBy(r => r.Message.Id).ShouldContain(same => same.Count() > 1);
    }

    [Fact]
    public async Task A_node_that_is_killed_between_messages_and_checkpoint_has_lost_nothing()
    {
        store = await Stores.New(StoreKind.PostgreSql);
        var uri = await RabbitMqServer.NewVirtualHost();
        await OutsideConsumer.DeclareExchange(uri);
        await using var consumer = await OutsideConsumer.Connect(uri, "everything", "#");
        await using (var first = await MithaqNode.Open(store, settings: Through(uri)))
        {
            await new SharedAgreements(first.Grains).Prepare();
            await first.Feeds.Drain(default);
        }
        var begun = consumer.Count;
        using (var doomed = ChildProcess.Start(
            "Mithaq.Faults", new Dictionary<string, string> { ["Mithaq__Messaging__Bus"] = "rabbitmq", ["Mithaq__Messaging__Host"] = uri },
            "work", "postgres", store.ConnectionString!, "doomed", "100000"))
        {
            _ = doomed.StandardOutput.ReadToEndAsync();
            await Until.True(() => consumer.Count > begun);
            // Whoever holds the row of the checkpoint keeps the node from storing how far it came, while it goes on sending.
            await using var connection = new NpgsqlConnection(store.ConnectionString);
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var locking = new NpgsqlCommand("select position from feeds where feed = 'relay' for update", connection, transaction);
            var stored = (long)(await locking.ExecuteScalarAsync())!;
            await Until.True(() => consumer.Received.DistinctBy(r => r.Message.Id).Count() > stored);
            doomed.Kill();
            await doomed.WaitForExitAsync();
        }
        await using var node = await MithaqNode.Open(store, settings: Through(uri));
        await AllCome(node, consumer);
        consumer.Received.GroupBy(r => r.Message.Id).ShouldContain(same => same.Count() > 1);
    }

    [Fact]
    public async Task A_journal_restored_from_an_older_backup_stops_the_relay_until_an_operator_decides()
    {
        store = await Stores.New(StoreKind.Sqlite);
        var backup = Directory.CreateTempSubdirectory("mithaq-backup-").FullName;
        try
        {
            var uri = await RabbitMqServer.NewVirtualHost();
            await OutsideConsumer.DeclareExchange(uri);
            await using var consumer = await OutsideConsumer.Connect(uri, "everything", "#");
            await Live(uri, shared => shared.Prepare());
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            File.Copy(Path.Combine(store.DataDirectory, "journal.db"), Path.Combine(backup, "journal.db"));
            await Live(uri, shared => shared.Work("lost", 2, _ => { }));
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(store.DataDirectory, "journal.db*")) File.Delete(file);
            File.Copy(Path.Combine(backup, "journal.db"), Path.Combine(store.DataDirectory, "journal.db"));
            var told = consumer.Count;

            await using var node = await MithaqNode.Open(store, settings: Through(uri));
            await new SharedAgreements(node.Grains).Work("after", 3, _ => { });
            await Until.True(async () => (await node.Feeds[RelayFeed.FeedName].Status(default)).Stopped is not null);
            (await Cli("feeds", "--data", store.DataDirectory)).ShouldContain("stopped: the journal no longer holds the event at position");
            consumer.Count.ShouldBe(told);
        }
        finally
        {
            Directory.Delete(backup, recursive: true);
        }
    }

    private async Task Live(string uri, Func<SharedAgreements, Task> what)
    {
        await using var node = await MithaqNode.Open(store, settings: Through(uri));
        await what(new SharedAgreements(node.Grains));
        await node.Feeds.Drain(default);
    }

    private static async Task<string> Cli(params string[] arguments)
    {
        await using var output = new StringWriter();
        (await Mithaq.Silo.Hosting.Cli.CommandLine.Run(arguments, output, TextWriter.Null)).ShouldBe(Mithaq.Silo.Hosting.Cli.ExitCodes.Done);
        return output.ToString();
    }
}
