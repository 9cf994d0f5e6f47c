namespace Mithaq.Silo.Messaging;

/// <summary>How long a page waits for a bus that takes nothing: every confirmation renews it.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource over;
    private readonly CancellationTokenSource either;
    private readonly TimeSpan length;
    private readonly TimeProvider realTime;
    private long renewed;
    private Exception? last;

    public Patience(MessagingOptions options, TimeProvider realTime, CancellationToken stop)
    {
        (length, this.realTime, renewed) = (options.Patience, realTime, realTime.GetTimestamp());
        over = new CancellationTokenSource(length, realTime);
        either = CancellationTokenSource.CreateLinkedTokenSource(stop, over.Token);
    }

    public CancellationToken Token => either.Token;

    public bool IsOver => over.IsCancellationRequested;

    public void Confirmed()
    {
        // The timer is moved at most ten times in its length: it costs a lock that all streams would queue for.
        if (realTime.GetElapsedTime(Volatile.Read(ref renewed)) < length / 10) return;
        Volatile.Write(ref renewed, realTime.GetTimestamp());
        over.CancelAfter(length);
    }

    public void Failed(Exception e) => Volatile.Write(ref last, e);

    public BusUnavailableException Failure(IEventBus bus) => new($"{bus.Name} took nothing for {length.TotalSeconds:0.#} s{(bus.Problem is { } problem ? $": {problem}" : "")}", Volatile.Read(ref last));

    public void Dispose()
    {
        either.Dispose();
        over.Dispose();
    }
}

/// <summary>The bus took nothing for longer than the relay waits.</summary>
public sealed class BusUnavailableException(string message, Exception? cause) : Exception(message, cause);
