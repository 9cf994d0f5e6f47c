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

/// <summary>The queue of our own consumers, and what others may put into it.</summary>
public sealed class UnreadableMessagesTests
{
    private const string Good =
        """{"id":"1","source":"urn:mithaq","type":"ma.mithaq.agreement.text-signed.v1","subject":"agreement/1","time":"2026-11-02T09:00:00+00:00","dataschema":"urn:x","sequence":"00000000000000000001","partitionkey":"agreement/1","organisation":"ads"}""";

    [Fact]
    public async Task What_is_no_message_of_ours_lands_with_the_dead_letters_and_holds_nothing_up()
    {
        var (uri, store) = (await RabbitMqServer.NewVirtualHost(), await Stores.New(StoreKind.Sqlite));
        await using var databases = await FeedDatabases.Open(store, TimeProvider.System, default);
        var deadLetters = new DeadLetters(databases.Effects, TimeProvider.System);
        var heard = new Heard();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Mithaq:Messaging:Bus"] = "rabbitmq", ["Mithaq:Messaging:Host"] = uri });
        builder.Services.AddSingleton(deadLetters).AddSingleton(heard);
        builder.AddMessaging(typeof(Listener));
        using (var node = builder.Build())
        {
            await node.StartAsync();
            await Until.True(() => node.Services.GetRequiredService<IEventBus>().Problem is null);
            await using var connection = await new ConnectionFactory { Uri = new(uri) }.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            foreach (var body in new[] { "no json", "{}", "null", Good })
                await channel.BasicPublishAsync("mithaq.events", "ads.agreement.text-signed", Encoding.UTF8.GetBytes(body));

            await Until.True(async () => await deadLetters.Count() == 3 && heard.Messages.Count == 1);
            (await deadLetters.List(0, 10)).ShouldAllBe(letter => letter.Kind == DeadLetters.Notification);
            heard.Messages.ShouldHaveSingleItem().Sequence.ShouldBe("00000000000000000001");
            foreach (var hidden in new[] { "_error", "_skipped" })
            {
                await using var looking = await connection.CreateChannelAsync();
                await Should.ThrowAsync<OperationInterruptedException>(() => looking.QueueDeclarePassiveAsync(MessagingServices.Queue + hidden));
            }
            await node.StopAsync();
        }
        Stores.Remove(store);
    }

    internal sealed class Heard
    {
        public List<EventMessage> Messages { get; } = [];
    }

    internal sealed class Listener(Heard heard) : IConsumer<EventMessage>
    {
        public Task Consume(ConsumeContext<EventMessage> context)
        {
            heard.Messages.Add(context.Message);
            return Task.CompletedTask;
        }
    }
}
