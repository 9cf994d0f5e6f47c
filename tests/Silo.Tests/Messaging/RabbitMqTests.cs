using System.Text;
using Mithaq.Contracts.Publishing;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using RabbitMQ.Client;

namespace Mithaq.Silo.Tests.Messaging;

/// <summary>What partner systems get from a real broker.</summary>
public sealed class RabbitMqTests : IAsyncLifetime
{
    private string broker = "";
    private StoreOptions store = null!;

    public async Task InitializeAsync()
    {
        (broker, store) = (await RabbitMqServer.NewVirtualHost(), await Stores.New(StoreKind.Sqlite));
        await OutsideConsumer.DeclareExchange(broker);
    }

    public Task DisposeAsync()
    {
        Stores.Remove(store);
        return Task.CompletedTask;
    }

    private Task<MithaqNode> Node(string? password = null) => MithaqNode.Open(store, settings: new Dictionary<string, string?>
    {
        ["Mithaq:Messaging:Bus"] = "rabbitmq", ["Mithaq:Messaging:Host"] = password is null ? broker : broker.Replace(new Uri(broker).UserInfo, $"mithaq:{password}", StringComparison.Ordinal),
    });

    [Fact]
    public async Task Each_party_gets_every_event_once_as_exact_json_and_none_learns_of_the_others()
    {
        await using var ads = await OutsideConsumer.Connect(broker, "ads.all", "ads.#");
        await using var hcar = await OutsideConsumer.Connect(broker, "hcar.all", "hcar.#");
        await using var both = await OutsideConsumer.Connect(broker, "both", "#", "ads.#", "hcar.#");
        await using var node = await Node();
        var shared = new SharedAgreements(node.Grains);
        await shared.Prepare();
        await shared.Work("one", 3, _ => { });
        await node.Feeds.Drain(default);
        var grain = SharedAgreements.Agreement(0).Stream;
        var stored = await node.Journal.ReadStream(grain, 0, default).ToListAsync();
        var all = await node.Journal.LastPosition(default);
        await Until.True(() => both.Count == all && ads.Versions(grain).Count == stored.Count && hcar.Versions(grain).Count == stored.Count);

        ads.Versions(grain).ShouldBe(stored.Select(e => e.Version));
        hcar.Versions(grain).ShouldBe(stored.Select(e => e.Version));
        // A queue with several bindings that fit has a message once.
        both.Received.Select(r => r.Message.Id).ShouldBeUnique();
        ads.Received.ShouldAllBe(r => !r.Message.Subject.StartsWith("organisation/hcar", StringComparison.Ordinal));

        var (message, entry) = (hcar.Received.First(r => r.Message.Subject == grain), stored[0]);
        message.Properties.ContentType.ShouldBe(EventMessage.MediaType);
        message.Properties.MessageId.ShouldBe(message.Message.Id);
        message.Properties.DeliveryMode.ShouldBe(DeliveryModes.Persistent);
        message.Properties.Headers?.Keys.ShouldNotContain("BCC");
        message.Body.ShouldBe(message.Message.ToBytes());
        message.Message.Data.ShouldNotBeNull().GetRawText().ShouldBe(Encoding.UTF8.GetString(entry.Payload));
        Encoding.UTF8.GetString(message.Body).ShouldNotContain("messageType");
    }

    [Fact]
    public async Task What_is_said_of_the_broker_has_no_password_in_it()
    {
        using var said = new Listening();
        await using var node = await Node("not-the-p4ssword");
        var bus = node.Get<IEventBus>();
        var shared = new SharedAgreements(node.Grains);
        await shared.Prepare();
        await Until.True(() => bus.Problem is not null);
        bus.Problem.ShouldNotBeNull().ShouldContain($"127.0.0.1:{new Uri(broker).Port}");
        bus.Problem.ShouldNotContain("p4ssword");
        said.All.ShouldNotContain("p4ssword");
    }

    /// <summary>Standard error, where a node's log goes.</summary>
    private sealed class Listening : IDisposable
    {
        private readonly TextWriter before = Console.Error;
        private readonly StringWriter heard = new();

        public Listening() => Console.SetError(TextWriter.Synchronized(heard));

        public string All => heard.ToString();

        public void Dispose() => Console.SetError(before);
    }
}
