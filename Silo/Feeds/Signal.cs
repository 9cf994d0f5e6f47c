using System.Runtime.CompilerServices;

namespace Mithaq.Silo.Feeds;

/// <summary>Wakes everybody who waits. Take <see cref="Next"/> before looking at the condition, or a pulse in between is missed.</summary>
internal sealed class Signal
{
    private TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref source).Task;

    public void Pulse() => Interlocked.Exchange(ref source, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}

internal static class Patient
{
    /// <summary>Waits until it is done, the time is over or we stop. Unlike a delay beside the task, it leaves no timer behind.</summary>
    public static ConfiguredTaskAwaitable AtMost(this Task task, TimeSpan time, TimeProvider realTime, CancellationToken stop) =>
        task.WaitAsync(time, realTime, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
