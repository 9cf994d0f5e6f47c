using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Messaging;

public sealed class BusHealthTests
{
    [Fact]
    public async Task A_node_without_its_broker_answers_and_says_that_it_is_degraded()
    {
        var store = await Stores.New(StoreKind.Sqlite);
        // Nobody listens here: the port is taken, and never answered.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var broker = $"127.0.0.1:{((IPEndPoint)silent.LocalEndPoint!).Port}";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mithaq:Messaging:Bus"] = "rabbitmq", ["Mithaq:Messaging:Host"] = $"amqp://mithaq:p4ssword@{broker}",
        }).Build();
        using var stop = new CancellationTokenSource();
        await using var output = new StringWriter();
        var running = NodeHost.Run(store, configuration, "http://127.0.0.1:0", TextWriter.Synchronized(output), stop.Token);
        try
        {
            await Until.True(() => running.IsCompleted || output.ToString().Contains("listens on", StringComparison.Ordinal));
            var url = output.ToString().Split("listens on ")[1].Split(';')[0];
            using var client = new HttpClient();
            using var answer = await client.GetAsync(new Uri($"{url}/health/ready"));
            var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            health.GetProperty("status").GetString().ShouldBe("degraded");
            health.GetProperty("bus").GetProperty("bus").GetString().ShouldBe("rabbitmq");
            health.GetProperty("bus").GetProperty("problem").GetString().ShouldBe($"amqp://{broker}/ cannot be reached, or does not let us in");
        }
        finally
        {
            await stop.CancelAsync();
            await running;
            Stores.Remove(store);
        }
    }
}
