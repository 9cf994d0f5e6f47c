namespace Mithaq.Silo.Scheduling;

/// <summary>A scenario's time: it stands still until it is set, and never goes back. Its timers run on real time.</summary>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <exception cref="ArgumentOutOfRangeException">It is later already.</exception>
    public void Set(DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(now.UtcTicks, Interlocked.Read(ref ticks), nameof(now));
        Interlocked.Exchange(ref ticks, now.UtcTicks);
    }
}
