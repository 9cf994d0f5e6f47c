using System.Collections.Concurrent;

namespace Mithaq.Gateway.Notifications;

/// <summary>
/// Whatever comes while the work is under way is worked on together next; no more waits than the bus brings at a time. What fails together is tried one by one, so
/// that nobody fails for another.
/// </summary>
/// <param name="most">At once.</param>
/// <param name="work">All of them or none.</param>
internal sealed class Together<T>(int most, Func<IReadOnlyList<T>, Task> work)
{
    /// <summary>Each may hold a connection meanwhile.</summary>
    private const int AloneAtOnce = 8;

    private readonly ConcurrentQueue<Pending> waiting = new();
    private int busy;

    /// <summary>Completes when it is done, or fails with what was wrong with this one.</summary>
    public Task Do(T item)
    {
        var pending = new Pending(item);
        waiting.Enqueue(pending);
        if (Interlocked.Exchange(ref busy, 1) == 0) _ = Run();
        return pending.Task;
    }

    private async Task Run()
    {
        do
        {
            while (Next() is { Count: > 0 } batch)
                if (!await Done(batch))
                    await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = AloneAtOnce }, async (pending, _) => await Done([pending]));
            Interlocked.Exchange(ref busy, 0);
        }
        while (!waiting.IsEmpty && Interlocked.Exchange(ref busy, 1) == 0);
    }

    private List<Pending> Next()
    {
        var batch = new List<Pending>();
        while (batch.Count < most && waiting.TryDequeue(out var pending)) batch.Add(pending);
        return batch;
    }

    /// <returns>False: they failed together, and nobody has been answered.</returns>
    private async Task<bool> Done(IReadOnlyList<Pending> batch)
    {
        try
        {
            await work([.. batch.Select(pending => pending.Item)]);
            foreach (var pending in batch) pending.SetResult();
        }
        catch (Exception) when (batch.Count > 1)
        {
            return false;
        }
        catch (Exception failure)
        {
            batch[0].SetException(failure);
        }
        return true;
    }

    private sealed class Pending(T item) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public T Item => item;
    }
}
