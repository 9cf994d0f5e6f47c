using System.Collections.Concurrent;
using Mithaq.Silo.Messaging;

namespace Mithaq.Silo.Tests.Messaging;

/// <summary>A bus that remembers what was handed over, in the order of its coming, and does what a test wants before that.</summary>
internal sealed class RecordingBus : IEventBus
{
    private readonly ConcurrentQueue<OutgoingEvent> taken = new();

    public string Name => "recording";
    public string? Problem { get; set; }
    public Func<OutgoingEvent, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;
    public IReadOnlyList<OutgoingEvent> Taken => [.. taken];

    public async Task Publish(OutgoingEvent outgoing, CancellationToken stop)
    {
        await Before(outgoing, stop);
        taken.Enqueue(outgoing);
    }
}
