namespace Mithaq.Silo.Messaging;

/// <summary>How long a page waits for a bus that takes nothing: every confirmation renews it.</summary>
internal sealed class Patience : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource over;
    private readonly CancellationTokenSource either;
    private readonly TimeSpan length;
    private readonly TimeSpan retry;
    private readonly TimeProvider realTime;
    private long renewed;
    private Exception? last;

    public Patience(MessagingOptions options, TimeProvider realTime, CancellationToken stop)
    {
        (length, retry, this.realTime, renewed) = (options.Patience, options.Retry, realTime, realTime.GetTimestamp());
        over = new CancellationTokenSource(length, realTime);
        either = CancellationTokenSource.CreateLinkedTokenSource(stop, over.Token);
    }

    public CancellationToken Token => either.Token;

    public bool IsOver => over.IsCancellationRequested;

    /// <summary>Until the bus has it for good, as long as there is patience. Throws <see cref="OperationCanceledException"/> after that.</summary>
    public async Task Bring(IEventBus bus, OutgoingEvent outgoing)
    {
        for (var pause = retry; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                await bus.Publish(outgoing, Token);
                Confirmed();
                return;
            }
            catch (Exception e) when (!Token.IsCancellationRequested)
            {
                Volatile.Write(ref last, e);
                await Task.Delay(pause, realTime, Token);
            }
        }
    }

    private void Confirmed()
    {
        // The timer is moved at most ten times in its length: it costs a lock that all streams would queue for.
        if (realTime.GetElapsedTime(Volatile.Read(ref renewed)) < length / 10) return;
        Volatile.Write(ref renewed, realTime.GetTimestamp());
        over.CancelAfter(length);
    }

    public BusUnavailableException Failure(IEventBus bus) => new($"{bus.Name} took nothing for {length.TotalSeconds:0.#} s{(bus.Problem is { } problem ? $": {problem}" : "")}", Volatile.Read(ref last));

    public void Dispose()
    {
        either.Dispose();
        over.Dispose();
    }
}

/// <summary>The bus took nothing for longer than the relay waits.</summary>
public sealed class BusUnavailableException(string message, Exception? cause) : Exception(message, cause);
