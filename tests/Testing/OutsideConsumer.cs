using System.Collections.Concurrent;
using Mithaq.Contracts.Publishing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Mithaq.Testing;

/// <summary>A message as a partner's system receives it.</summary>
public sealed record Received(string RoutingKey, IReadOnlyBasicProperties Properties, byte[] Body)
{
    public EventMessage Message { get; } = EventMessage.Parse(Body);
}

/// <summary>A partner's system: it knows RabbitMQ and nothing of us. Its queue is durable, so it misses nothing while the broker is away.</summary>
public sealed class OutsideConsumer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> received = new();
    private readonly IConnection connection;
    private readonly IChannel channel;

    private OutsideConsumer(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public IReadOnlyList<Received> Received => [.. received];

    public int Count => received.Count;

    /// <summary>Called with each message, on the connection's thread.</summary>
    public event Action<Received>? Came;

    /// <param name="keys">Of its bindings to <c>mithaq.events</c>.</param>
    /// <exception cref="RabbitMQ.Client.Exceptions.OperationInterruptedException">The broker does not allow it.</exception>
    public static async Task<OutsideConsumer> Connect(string uri, string queue, params string[] keys)
    {
        var connection = await new ConnectionFactory { Uri = new(uri), AutomaticRecoveryEnabled = true, NetworkRecoveryInterval = TimeSpan.FromMilliseconds(200) }.CreateConnectionAsync();
        try
        {
            var channel = await connection.CreateChannelAsync();
            var consumer = new OutsideConsumer(connection, channel);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
            foreach (var key in keys) await channel.QueueBindAsync(queue, "mithaq.events", key);
            var deliveries = new AsyncEventingBasicConsumer(channel);
            deliveries.ReceivedAsync += (_, delivery) => consumer.Take(delivery);
            await channel.BasicQosAsync(0, 500, global: false);
            await channel.BasicConsumeAsync(queue, autoAck: false, deliveries);
            return consumer;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The exchange as the relay declares it, so that a consumer can be there before the first event.</summary>
    public static async Task DeclareExchange(string uri)
    {
        await using var connection = await new ConnectionFactory { Uri = new(uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("mithaq.events", ExchangeType.Topic, durable: true);
    }

    /// <summary>The versions of one grain in the order in which they first came.</summary>
    public IReadOnlyList<long> Versions(string stream) => [.. received.Where(r => r.Message.Subject == stream).DistinctBy(r => r.Message.Id).Select(r => r.Message.Version)];

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task Take(BasicDeliverEventArgs delivery)
    {
        var message = new Received(delivery.RoutingKey, new BasicProperties(delivery.BasicProperties), delivery.Body.ToArray());
        received.Enqueue(message);
        Came?.Invoke(message);
        try
        {
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        }
        catch (RabbitMQ.Client.Exceptions.AlreadyClosedException)
        {
            // It comes again once the connection is back.
        }
    }
}
