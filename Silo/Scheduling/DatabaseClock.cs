namespace Mithaq.Silo.Scheduling;

/// <summary>
/// The database's clock, which all nodes share: its time as last measured, carried on by this machine's monotonic counter. Until the first
/// measurement it is the system's clock.
/// </summary>
/// <param name="read">Asks the database for its time.</param>
public sealed class DatabaseClock(Func<CancellationToken, Task<DateTimeOffset>> read, TimeProvider system) : TimeProvider
{
    private Anchor anchor = new(system.GetUtcNow(), system.GetTimestamp());

    /// <summary>How far this node's own clock is behind the database's (negative: ahead), for health.</summary>
    public TimeSpan Offset => GetUtcNow() - system.GetUtcNow();

    public override long TimestampFrequency => system.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        var (time, timestamp) = Volatile.Read(ref anchor);
        return time + system.GetElapsedTime(timestamp);
    }

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Measures again; the answer is taken to be from the middle of the call.</summary>
    public async Task Measure(CancellationToken stop)
    {
        var asked = system.GetTimestamp();
        var time = await read(stop);
        var answered = system.GetTimestamp();
        Volatile.Write(ref anchor, new(time + (system.GetElapsedTime(asked, answered) / 2), answered));
    }

    private sealed record Anchor(DateTimeOffset Time, long Timestamp);
}

/// <summary>Measures the database's clock at start and every minute. When the database does not answer, time goes on from the last measurement.</summary>
public sealed partial class ClockKeeper(DatabaseClock clock, TimeProvider system, ILogger<ClockKeeper> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <exception cref="System.Data.Common.DbException">The database does not answer: the program does not start on a clock that it does not know.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await clock.Measure(cancellationToken);
        running = Keep(stopping.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Keep(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, system);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await clock.Measure(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogFailure(e);
            }
        }
    }

    public void Dispose() => stopping.Dispose();

    [LoggerMessage(LogLevel.Warning, "The database's clock could not be read; time goes on from the last measurement")]
    private partial void LogFailure(Exception e);
}
