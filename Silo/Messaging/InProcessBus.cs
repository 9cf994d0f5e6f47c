using MassTransit.Mediator;

namespace Mithaq.Silo.Messaging;

/// <summary>Hands events to the consumers of this process, and waits for them.</summary>
internal sealed class InProcessBus(IMediator mediator) : IEventBus
{
    public string Name => "inProcess";

    public string? Problem => null;

    public Task Publish(OutgoingEvent outgoing, CancellationToken stop) => mediator.Publish(outgoing.Message, stop);
}
