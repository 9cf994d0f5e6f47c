namespace Mithaq.Silo.Runtime;

/// <summary>One turn at a time for one grain: whoever finds it idle runs at once, the others wait in order.</summary>
internal class Mailbox(Activation activation, int limit, long created)
{
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool taken;
    private bool retired;

    public Activation Activation => activation;

    /// <summary>When the last turn ended, by the idle clock.</summary>
    public long LastUsed { get; private set; } = created;

    /// <summary>Somebody is in it, or waits.</summary>
    public bool IsTaken
    {
        get
        {
            lock (waiting) return taken;
        }
    }

    public enum Entry { Turn, Full, Retired }

    /// <summary>Runs in a turn of its own; <see cref="Entry.Full"/> and <see cref="Entry.Retired"/>: nothing was run. Whoever gives up while waiting does nothing.</summary>
    public async ValueTask<(Entry Entry, T Result)> Run<T>(Func<Activation, CancellationToken, ValueTask<T>> run, TimeProvider clock, CancellationToken stop)
    {
        var entry = TryEnter(out var turn);
        if (entry is not Entry.Turn) return (entry, default!);
        if (!turn.IsCompleted) await Come(turn, clock, stop);
        try
        {
            stop.ThrowIfCancellationRequested();
            return (entry, await run(activation, stop));
        }
        finally
        {
            Leave(clock.GetTimestamp());
        }
    }

    /// <summary>Waits for a turn; one that nobody waits for any more passes on when it comes.</summary>
    private async Task Come(Task turn, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            await turn.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            _ = turn.ContinueWith(_ => Leave(clock.GetTimestamp()), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Asks for a turn. <see cref="Entry.Turn"/>: it comes when the task completes, and ends with <see cref="Leave"/>.</summary>
    private Entry TryEnter(out Task turn)
    {
        turn = Task.CompletedTask;
        lock (waiting)
        {
            if (retired) return Entry.Retired;
            if (!taken)
            {
                taken = true;
                return Entry.Turn;
            }
            if (waiting.Count >= limit) return Entry.Full;
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(source);
            turn = source.Task;
            return Entry.Turn;
        }
    }

    /// <summary>Ends a turn: the next in line has it.</summary>
    private void Leave(long now)
    {
        TaskCompletionSource? next;
        lock (waiting)
        {
            LastUsed = now;
            if (!waiting.TryDequeue(out next)) taken = false;
        }
        next?.SetResult();
    }

    /// <summary>Takes it out of use unless somebody is in it.</summary>
    public bool TryRetire()
    {
        lock (waiting)
        {
            if (taken) return false;
            return retired = true;
        }
    }
}
