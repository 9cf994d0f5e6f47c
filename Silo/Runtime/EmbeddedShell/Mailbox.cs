namespace Mithaq.Silo.Runtime.EmbeddedShell;

/// <summary>One turn at a time for one grain: whoever finds it idle runs at once, the others wait in order.</summary>
internal sealed class Mailbox(Activation activation, int limit, long created)
{
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool taken;
    private bool retired;

    public Activation Activation => activation;

    /// <summary>When the last turn ended, by the idle clock.</summary>
    public long LastUsed { get; private set; } = created;

    public enum Entry { Turn, Full, Retired }

    /// <summary>Asks for a turn. <see cref="Entry.Turn"/>: it comes when the task completes, and ends with <see cref="Leave"/>.</summary>
    public Entry TryEnter(out Task turn)
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
    public void Leave(long now)
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
