using Mithaq.Contracts.Publishing;

namespace Mithaq.Silo.Messaging;

/// <summary>Where the relay hands events over.</summary>
public interface IEventBus
{
    /// <summary>"inProcess" or "rabbitmq".</summary>
    string Name { get; }

    /// <summary>Why nothing can be handed over now, without secrets; null while all is well.</summary>
    string? Problem { get; }

    /// <summary>Completes once the event is handed over for good: stored and confirmed by the broker, or taken by the consumers of this process. Throws when it may not be.</summary>
    Task Publish(OutgoingEvent outgoing, CancellationToken stop);
}

/// <summary>An event on its way out.</summary>
/// <param name="Body">The message as JSON; the exact bytes that are sent.</param>
/// <param name="RoutingKeys">One for each organisation that may see it; at least one.</param>
public sealed record OutgoingEvent(EventMessage Message, byte[] Body, IReadOnlyList<string> RoutingKeys);
