using MassTransit;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Gateway.Notifications;

/// <summary>Every published event comes by here, from this process or from the broker.</summary>
public sealed class NotificationConsumer(Notifier notifier) : IConsumer<EventMessage>
{
    public Task Consume(ConsumeContext<EventMessage> context) => notifier.Take(context.Message, context.CancellationToken);
}
