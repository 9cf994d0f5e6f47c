using System.Collections.Concurrent;
using MassTransit;
using Mithaq.Contracts.Publishing;
using Mithaq.Silo.Messaging;

namespace Mithaq.Benchmarks;

/// <summary>A consumer behind the broker, on a bus of its own: it counts, and notes how late each message is.</summary>
internal sealed class Outside(IBusControl bus, Outside.Consumer consumer) : IAsyncDisposable
{
    /// <summary>Of its own, so that the node's consumers have no part in what MassTransit does alone.</summary>
    public const string RawExchange = "raw.events";
    private const string Exchange = "mithaq.events";

    public long Count => Volatile.Read(ref consumer.Count);

    public static async Task<Outside> Open(BrokerAddress broker)
    {
        var consumer = new Consumer();
        var bus = Bus(broker, rabbit => rabbit.ReceiveEndpoint("outside", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PrefetchCount = 500;
            foreach (var exchange in new[] { Exchange, RawExchange })
                endpoint.Bind(exchange, binding => (binding.ExchangeType, binding.Durable, binding.RoutingKey) = ("topic", true, "#"));
            endpoint.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType, isDefault: true);
            endpoint.Instance(consumer);
        }));
        await bus.StartAsync();
        return new(bus, consumer);
    }

    public static IBusControl Bus(BrokerAddress broker, Action<IRabbitMqBusFactoryConfigurator> configure) => MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit =>
    {
        rabbit.Host(broker.Host, broker.Port, broker.VirtualHost, "outside", host =>
        {
            host.Username(broker.User);
            host.Password(broker.Password);
        });
        configure(rabbit);
    });

    public async Task Reached(long count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Count < count && await timer.WaitForNextTickAsync()) { }
    }

    /// <summary>Milliseconds from recorded to received since the last call, ascending.</summary>
    public List<double> TakeLags()
    {
        var lags = new List<double>();
        while (consumer.Lags.TryDequeue(out var lag)) lags.Add(lag);
        lags.Sort();
        return lags;
    }

    public bool NoteLags { set => consumer.NoteLags = value; }

    public async ValueTask DisposeAsync() => await bus.StopAsync();

    internal sealed class Consumer : IConsumer<EventMessage>
    {
        public long Count;
        public volatile bool NoteLags;

        public ConcurrentQueue<double> Lags { get; } = new();

        public Task Consume(ConsumeContext<EventMessage> context)
        {
            if (NoteLags) Lags.Enqueue((TimeProvider.System.GetUtcNow() - context.Message.Time).TotalMilliseconds);
            Interlocked.Increment(ref Count);
            return Task.CompletedTask;
        }
    }
}
