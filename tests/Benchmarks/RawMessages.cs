using System.Diagnostics;
using System.Net.Mime;
using MassTransit;
using Mithaq.Contracts.Publishing;
using Mithaq.Silo.Messaging;

namespace Mithaq.Benchmarks;

/// <summary>What MassTransit and RabbitMQ do on their own: the same bytes, a topic exchange like ours and the same consumer, each message confirmed, so many under way at once.</summary>
internal sealed class RawMessages(IBusControl bus, Outside outside, byte[] body) : IAsyncDisposable
{
    private const int UnderWay = 256;

    public static async Task<RawMessages> Open(BrokerAddress broker, Outside outside, byte[] body)
    {
        var bus = Outside.Bus(broker, _ => { });
        await bus.StartAsync();
        return new(bus, outside, body);
    }

    /// <summary>Messages a second, published and consumed.</summary>
    public async Task<double> Throughput(TimeSpan length)
    {
        var endpoint = await bus.GetSendEndpoint(new($"exchange:{Outside.RawExchange}?type=topic"));
        var message = EventMessage.Parse(body);
        var before = outside.Count;
        var sent = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, UnderWay).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < length)
            {
                await endpoint.Send(message, new Exactly(body));
                Interlocked.Increment(ref sent);
            }
        })));
        await outside.Reached(before + sent);
        return sent / watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync() => await bus.StopAsync();

    private sealed class Exactly(byte[] body) : IPipe<SendContext<EventMessage>>, IMessageSerializer
    {
        public ContentType ContentType { get; } = new(EventMessage.MediaType);

        public Task Send(SendContext<EventMessage> context)
        {
            (context.Serializer, context.ContentType) = (this, ContentType);
            context.SetRoutingKey("ministry.agreement.reference-recorded");
            return Task.CompletedTask;
        }

        public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => new BytesMessageBody(body);

        public void Probe(ProbeContext context) => context.CreateScope("raw");
    }
}
