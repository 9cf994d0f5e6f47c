// Receives an organisation's events with MassTransit, as the types of Mithaq.Contracts. The account may use queues and routing keys that begin with the
// organisation's name, and no others.
//
//   MITHAQ_BROKER=amqp://ads:password@broker:5672 dotnet run -- ads
using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Publishing;
using RabbitMQ.Client;

if (args is not [var organisation] || Environment.GetEnvironmentVariable("MITHAQ_BROKER") is not { } broker)
{
    Console.Error.WriteLine("usage: MITHAQ_BROKER=amqp://account:password@host dotnet run -- ORGANISATION");
    return 2;
}

// The exchange is Mithaq's: MassTransit would declare it, which the account may not. So the queue is bound beforehand; it is durable, and what happens while this
// program is down waits in it.
var queue = $"{organisation}.events-dotnet";
await using (var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync())
{
    await using var channel = await connection.CreateChannelAsync();
    await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
    await channel.QueueBindAsync(queue, "mithaq.events", $"{organisation}.#");
}

var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
builder.Services.AddMassTransit(bus =>
{
    bus.AddConsumer<Listener>();
    bus.UsingRabbitMq((context, rabbit) =>
    {
        rabbit.Host(new Uri(broker));
        rabbit.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            // One after the other: several at once would overtake each other, and what came too late would be taken for a repeat.
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType, isDefault: true);
            endpoint.ConfigureConsumer<Listener>(context);
        });
    });
});
using var host = builder.Build();
await host.StartAsync();
Console.Error.WriteLine($"{organisation} listens");
await host.WaitForShutdownAsync();
return 0;

internal sealed class Listener : IConsumer<EventMessage>
{
    // Messages come at least once. A system of record keeps these in its database, in the transaction that uses the event.
    private static readonly ConcurrentDictionary<string, string> Latest = new();

    public Task Consume(ConsumeContext<EventMessage> context)
    {
        var message = context.Message;
        if (Latest.TryGetValue(message.PartitionKey, out var seen) && string.CompareOrdinal(message.Sequence, seen) <= 0) return Task.CompletedTask;
        Latest[message.PartitionKey] = message.Sequence;
        Console.WriteLine(message.Event() switch
        {
            TextSigned signed => $"{message.Subject} signed by {signed.Party} on {signed.ActDate:yyyy-MM-dd}",
            AgreementCameIntoForce inForce => $"{message.Subject} in force on {inForce.On:yyyy-MM-dd}",
            { } other => $"{message.Subject} {other.GetType().Name}",
            null => $"{message.Subject} {message.Type}",
        });
        return Task.CompletedTask;
    }
}
