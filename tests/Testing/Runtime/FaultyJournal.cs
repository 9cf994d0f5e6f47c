using System.Collections.Concurrent;
using Mithaq.Silo.Journal;

namespace Mithaq.Testing.Runtime;

/// <summary>A real journal whose appends a test can hold back or make fail.</summary>
public sealed class FaultyJournal(IJournal inner) : IJournal
{
    private readonly ConcurrentQueue<Func<Append, Task<AppendResult>>> faults = new();
    private TaskCompletionSource? gate;
    private int held;

    private int appends;

    public int Appends => Volatile.Read(ref appends);

    /// <summary>Appends that wait at the gate.</summary>
    public int Held => Volatile.Read(ref held);

    public void Hold() => gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => Interlocked.Exchange(ref gate, null)?.SetResult();

    /// <summary>The next append is stored, but its answer is lost on the way.</summary>
    public void LoseNextAnswer() => faults.Enqueue(async append =>
    {
        await inner.Append(append, default);
        return new AppendResult.Unknown(new IOException("the connection died after the commit"));
    });

    /// <summary>The next append is lost before it is stored.</summary>
    public void LoseNextAppend() => faults.Enqueue(_ => Task.FromResult<AppendResult>(new AppendResult.Unknown(new IOException("the connection died before the commit"))));

    public void RefuseNext() => faults.Enqueue(_ => Task.FromResult<AppendResult>(new AppendResult.Unavailable(new IOException("no room"))));

    public async Task<AppendResult> Append(Append append, CancellationToken stop)
    {
        if (gate is { } closed)
        {
            Interlocked.Increment(ref held);
            await closed.Task;
            Interlocked.Decrement(ref held);
        }
        Interlocked.Increment(ref appends);
        return faults.TryDequeue(out var fault) ? await fault(append) : await inner.Append(append, stop);
    }

    public IAsyncEnumerable<JournalEntry> ReadStream(string stream, long afterVersion, CancellationToken stop) => inner.ReadStream(stream, afterVersion, stop);
    public IAsyncEnumerable<JournalEntry> ReadStreams(IReadOnlyCollection<StreamPart> parts, CancellationToken stop) => inner.ReadStreams(parts, stop);
    public IAsyncEnumerable<JournalEntry> ReadAll(long afterPosition, CancellationToken stop) => inner.ReadAll(afterPosition, stop);
    public Task<IReadOnlyList<EntryHead>?> ReadHeads(long afterPosition, byte[]? hash, int limit, CancellationToken stop) => inner.ReadHeads(afterPosition, hash, limit, stop);
    public Task<IReadOnlyList<JournalEntry>> ReadOfTypes(long afterPosition, long upTo, IReadOnlyCollection<string> types, CancellationToken stop) =>
        inner.ReadOfTypes(afterPosition, upTo, types, stop);
    public Task<byte[]?> HashAt(long position, CancellationToken stop) => inner.HashAt(position, stop);
    public Task<IReadOnlyDictionary<string, StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken stop) => inner.Heads(streams, stop);
    public Task<IReadOnlyList<JournalEntry>> FindCommand(string stream, Guid commandId, CancellationToken stop) => inner.FindCommand(stream, commandId, stop);
    public Task<long> LastPosition(CancellationToken stop) => inner.LastPosition(stop);
    public Task NextLocalAppend => inner.NextLocalAppend;
}
