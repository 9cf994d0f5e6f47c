using System.Collections.Concurrent;
using System.Text;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mithaq.Silo.Tests.Messaging;

/// <summary>The queue of our own consumers: what comes into it, and what others may put there.</summary>
public sealed class OwnQueueTests
{
    private const string Good =
        """{"id":"1","source":"urn:mithaq","type":"ma.mithaq.agreement.text-signed.v1","subject":"agreement/1","time":"2026-11-02T09:00:00+00:00","dataschema":"urn:x","sequence":"00000000000000000001","partitionkey":"agreement/1","organisation":"ads"}""";

    [Fact]
    public async Task What_is_no_message_of_ours_lands_with_the_dead_letters_and_holds_nothing_up()
    {
        await using var queue = await OwnQueue.Open();
        foreach (var body in new[] { "no json", "{}", "null", Good }) await queue.Publish("ads.agreement.text-signed", body);

        await Until.True(async () => await queue.DeadLetters.Count() == 3 && queue.Heard.Count == 1);
        (await queue.DeadLetters.List(0, 10)).ShouldAllBe(letter => letter.Kind == DeadLetters.Notification);
        queue.Heard.ShouldHaveSingleItem().Sequence.ShouldBe("00000000000000000001");
        foreach (var hidden in new[] { "_error", "_skipped" }) await Should.ThrowAsync<OperationInterruptedException>(() => queue.Declared(MessagingServices.Queue + hidden));
    }

    [Fact]
    public async Task Only_the_events_that_are_asked_for_come_into_the_queue_whatever_the_grain()
    {
        await using var queue = await OwnQueue.Open();
        foreach (var (key, sequence) in new[] { ("ads.agreement.text-revised", 1), ("ads.agreement.text-signed", 2), ("hcar.programme.text-signed", 3) })
            await queue.Publish(key, Good.Replace(EventMessage.SequenceOf(1), EventMessage.SequenceOf(sequence), StringComparison.Ordinal));

        await Until.True(() => queue.Heard.Count == 2);
        queue.Heard.Select(m => m.Version).ShouldBe([2, 3], ignoreOrder: true);
    }

    /// <summary>The consumers' queue on a broker of its own, with a listener, and somebody who publishes.</summary>
    private sealed class OwnQueue(IHost node, StoreOptions store, FeedDatabases databases, IConnection connection, IChannel channel) : IAsyncDisposable
    {
        public IReadOnlyList<EventMessage> Heard => [.. node.Services.GetRequiredService<ConcurrentQueue<EventMessage>>()];

        public DeadLetters DeadLetters => node.Services.GetRequiredService<DeadLetters>();

        public static async Task<OwnQueue> Open()
        {
            var (uri, store) = (await RabbitMqServer.NewVirtualHost(), await Stores.New(StoreKind.Sqlite));
            var databases = await FeedDatabases.Open(store, TimeProvider.System, default);
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Mithaq:Messaging:Bus"] = "rabbitmq", ["Mithaq:Messaging:Host"] = uri });
            builder.Services.AddSingleton(new DeadLetters(databases.Effects, TimeProvider.System)).AddSingleton<ConcurrentQueue<EventMessage>>();
            builder.AddMessaging(["agreement.text-signed.v1"], typeof(Listener));
            var node = builder.Build();
            await node.StartAsync();
            await Until.True(() => node.Services.GetRequiredService<IEventBus>().Problem is null);
            var connection = await new ConnectionFactory { Uri = new(uri) }.CreateConnectionAsync();
            return new(node, store, databases, connection, await connection.CreateChannelAsync());
        }

        public ValueTask Publish(string key, string body) => channel.BasicPublishAsync(RabbitMqBus.Exchange, key, Encoding.UTF8.GetBytes(body));

        /// <summary>Throws where there is no such queue.</summary>
        public async Task Declared(string queue)
        {
            await using var looking = await connection.CreateChannelAsync();
            await looking.QueueDeclarePassiveAsync(queue);
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
            await node.StopAsync();
            node.Dispose();
            await databases.DisposeAsync();
            Stores.Remove(store);
        }
    }

    internal sealed class Listener(ConcurrentQueue<EventMessage> heard) : IConsumer<EventMessage>
    {
        public Task Consume(ConsumeContext<EventMessage> context)
        {
            heard.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
