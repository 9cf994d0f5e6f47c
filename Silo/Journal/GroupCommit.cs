using System.Threading.Channels;
using Mithaq.Silo.Hosting;

namespace Mithaq.Silo.Journal;

/// <summary>
/// One open batch: whatever waits when the one before is stored goes out together, so a commit's cost is shared by all callers of the moment
/// and a single caller waits for nobody.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int LargestBatch = 256;
    private const int LongestQueue = 4096;

    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly IBatchWriter writer;
    // Held by whoever stores batches: the caller who found nobody doing it, so that a single caller pays for no hop to another thread.
    private readonly SemaphoreSlim turn = new(1, 1);
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What the batch being filled writes, and what it expects of streams that it does not write.
    private readonly HashSet<string> written = [];
    private readonly HashSet<string> expected = [];
    private List<Pending> later = [];
    private List<Pending> laterStill = [];

    public GroupCommit(IBatchWriter writer) => this.writer = writer;

    /// <summary>What was stored last.</summary>
    public RecentHeads Recent { get; } = new();

    /// <summary>Completes when a batch with at least one accepted append is stored.</summary>
    public Task NextAppend => Volatile.Read(ref next).Task;

    public Task<AppendResult> Append(Append append, CancellationToken stop)
    {
        if (append.Events.Count == 0) throw new ArgumentException("An append has at least one event.", nameof(append));
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedVersion);
        var pending = new Pending(append, stop);
        if (!queue.Writer.TryWrite(pending)) return WhenThereIsRoom(pending, stop);
        if (turn.Wait(0, CancellationToken.None)) _ = Run();
        return pending.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete()) return;
        // Those who came before are stored, also one who came just as somebody else gave the turn back.
        await turn.WaitAsync();
        await Run();
        await writer.DisposeAsync();
        turn.Dispose();
    }

    private async Task<AppendResult> WhenThereIsRoom(Pending pending, CancellationToken stop)
    {
        await queue.Writer.WriteAsync(pending, stop);
        if (turn.Wait(0, CancellationToken.None)) _ = Run();
        return await pending.Task;
    }

    /// <summary>Stores batch after batch until nothing waits. A caller that was alone is answered last and on this thread.</summary>
    private async Task Run()
    {
        var batch = new List<Pending>(LargestBatch);
        Action? lastAnswer = null;
        do
        {
            while (SomebodyWaits)
            {
                // Others wait: what the answered caller goes on with must not hold them up.
                if (lastAnswer is not null) ThreadPool.UnsafeQueueUserWorkItem(static answer => answer(), lastAnswer, preferLocal: false);
                Fill(batch);
                lastAnswer = batch.Count > 0 ? await Store(batch) : null;
                // The callers just answered run before us, so that those who append again share the next batch. And whoever began this with an append of its
                // own is let go: a store may answer without ever leaving its thread.
                if (batch.Count > 1 || SomebodyWaits) await Task.Yield();
                batch.Clear();
            }
            turn.Release();
        }
        while (queue.Reader.TryPeek(out _) && turn.Wait(0, CancellationToken.None));
        lastAnswer?.Invoke();
    }

    private bool SomebodyWaits => later.Count > 0 || queue.Reader.TryPeek(out _);

    private void Fill(List<Pending> batch)
    {
        written.Clear();
        expected.Clear();
        (later, laterStill) = (laterStill, later);
        foreach (var pending in laterStill) Place(pending, batch);
        laterStill.Clear();
        while (batch.Count < LargestBatch && later.Count < LongestQueue && queue.Reader.TryRead(out var pending)) Place(pending, batch);
        batch.Sort(static (one, other) => string.CompareOrdinal(one.Append.Stream, other.Append.Stream));
    }

    /// <summary>
    /// A stream is written once a batch. One that is written is not expected by another append of the batch: all are checked against the state before it, and
    /// two appends that each expect what the other moves must not both pass.
    /// </summary>
    private void Place(Pending pending, List<Pending> batch)
    {
        var append = pending.Append;
        if (pending.Stop.IsCancellationRequested)
        {
            pending.Later(static p => p.TrySetCanceled(p.Stop));
            return;
        }
        if (batch.Count == LargestBatch || written.Contains(append.Stream) || expected.Contains(append.Stream) || ExpectsWritten(append))
        {
            later.Add(pending);
            return;
        }
        batch.Add(pending);
        written.Add(append.Stream);
        foreach (var (stream, _) in append.Expectations)
            if (stream != append.Stream) expected.Add(stream);
    }

    private bool ExpectsWritten(Append append)
    {
        foreach (var (stream, _) in append.Expectations)
            if (written.Contains(stream)) return true;
        return false;
    }

    /// <summary>Stores and answers; the answer to somebody who is alone is left to the caller, since it may go on right away with whatever awaits it.</summary>
    private async Task<Action?> Store(List<Pending> batch)
    {
        try
        {
            var appends = batch.ConvertAll(static pending => pending.Append);
            var verdicts = await writer.Commit(appends);
            Recent.Add(appends, verdicts);
            if (Array.Exists(verdicts, static verdict => verdict.Outcome == Outcome.Appended))
                Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            if (batch.Count == 1)
            {
                var (alone, verdict) = (batch[0], verdicts[0]);
                return () => Answer(alone, verdict);
            }
            for (var i = 0; i < batch.Count; i++)
                ThreadPool.UnsafeQueueUserWorkItem(static a => Answer(a.Pending, a.Verdict), (Pending: batch[i], Verdict: verdicts[i]), preferLocal: false);
        }
        catch (StoreUnavailableException unavailable)
        {
            foreach (var pending in batch) pending.Later(p => p.TrySetResult(new AppendResult.Unavailable(unavailable)));
        }
        catch (OutcomeUnknownException unknown)
        {
            foreach (var pending in batch) pending.Later(p => p.TrySetResult(new AppendResult.Unknown(unknown.InnerException!)));
        }
        catch (Exception refused) when (batch.Count == 1)
        {
            batch[0].Later(p => p.TrySetException(refused));
        }
        catch (Exception)
        {
            // One of them cannot be stored; halving finds it without making the others fail.
            (await Store(batch[..(batch.Count / 2)]))?.Invoke();
            (await Store(batch[(batch.Count / 2)..]))?.Invoke();
        }
        return null;
    }

    private static void Answer(Pending pending, Verdict verdict) =>
        pending.TrySetResult(verdict.Outcome is Outcome.Appended ? new AppendResult.Appended(verdict.Position) : Conflict);

    private static readonly AppendResult Conflict = new AppendResult.Conflict();

    /// <summary>Whoever awaits it goes on where it is completed: always on a thread of its own, unless it was alone.</summary>
    private sealed class Pending(Append append, CancellationToken stop) : TaskCompletionSource<AppendResult>
    {
        public Append Append { get; } = append;
        public CancellationToken Stop { get; } = stop;

        public void Later(Action<Pending> complete) => ThreadPool.UnsafeQueueUserWorkItem(static what => what.complete(what.pending), (complete, pending: this), preferLocal: false);
    }
}
