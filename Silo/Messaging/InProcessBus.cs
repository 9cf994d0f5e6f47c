using MassTransit.Mediator;

namespace Mithaq.Silo.Messaging;

/// <summary>Hands events to the consumers of this process, and waits for them.</summary>
internal sealed class InProcessBus(IMediator mediator) : IEventBus, IDisposable
{
    private readonly SemaphoreSlim free = new(MessagingServices.ConsumedAtOnce);

    public string Name => "inProcess";

    public string? Problem => null;

    public async Task Publish(OutgoingEvent outgoing, CancellationToken stop)
    {
        await free.WaitAsync(stop);
        try
        {
            await mediator.Publish(outgoing.Message, stop);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
