using System.Net.Mime;
using MassTransit;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Silo.Messaging;

/// <summary>
/// Events on the topic exchange <see cref="Exchange"/>, each stored and confirmed by the broker. The first organisation's routing key is the message's; those of the
/// others go into the header <c>BCC</c>, which the broker obeys and takes away, so that no receiver learns of the others.
/// </summary>
internal sealed class RabbitMqBus(IBusControl bus, BrokerAddress broker) : IEventBus
{
    public const string Exchange = "mithaq.events";
    private const string OtherKeys = "BCC";

    private static readonly Uri Address = new($"exchange:{Exchange}?type=topic");
    private ISendEndpoint? endpoint;
    private volatile bool isBound;

    public string Name => "rabbitmq";

    public string? Problem => bus.CheckHealth() is { Status: BusHealthStatus.Healthy } ? null : $"{broker} cannot be reached, or does not let us in";

    public async Task Publish(OutgoingEvent outgoing, CancellationToken stop)
    {
        // Until the queue of our own consumers is bound to the exchange, the broker would confirm what goes out, and drop it. Once it is, it stays.
        if (!isBound && Problem is { } problem) throw new InvalidOperationException(problem);
        isBound = true;
        var to = endpoint ??= await bus.GetSendEndpoint(Address);
        await to.Send(outgoing.Message, new Send(outgoing), stop);
    }

    private sealed class Send(OutgoingEvent outgoing) : IPipe<SendContext<EventMessage>>, IMessageSerializer
    {
        private static readonly ContentType Json = new(EventMessage.MediaType);

        public ContentType ContentType => Json;

        Task IPipe<SendContext<EventMessage>>.Send(SendContext<EventMessage> context)
        {
            context.MessageId = Guid.Parse(outgoing.Message.Id);
            context.Serializer = this;
            context.ContentType = Json;
            context.SetRoutingKey(outgoing.RoutingKeys[0]);
            if (outgoing.RoutingKeys.Count > 1)
            {
                var properties = context.GetPayload<RabbitMqSendContext>().BasicProperties;
                properties.Headers ??= new Dictionary<string, object?>();
                properties.Headers[OtherKeys] = outgoing.RoutingKeys.Skip(1).ToList<object>();
            }
            return Task.CompletedTask;
        }

        public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => new BytesMessageBody(outgoing.Body);

        public void Probe(ProbeContext context) => context.CreateScope("cloudevents");
    }
}
