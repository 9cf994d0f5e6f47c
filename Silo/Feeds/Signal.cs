namespace Mithaq.Silo.Feeds;

/// <summary>Wakes everybody who waits. Take <see cref="Next"/> before looking at the condition, or a pulse in between is missed.</summary>
internal sealed class Signal
{
    private TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref source).Task;

    public void Pulse() => Interlocked.Exchange(ref source, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
