namespace Mithaq.Silo.Journal;

/// <summary>A journal with what its keepers need: verification, export, import, statistics. Disposing waits for what is being stored.</summary>
public interface IJournalStore : IJournal, IAsyncDisposable
{
    /// <summary>The database's clock; every node on it agrees on the time.</summary>
    Task<DateTimeOffset> ReadClock(CancellationToken stop);

    /// <summary>The journal as of now, whatever is appended meanwhile.</summary>
    Task<IJournalSnapshot> Snapshot(CancellationToken stop);

    /// <summary>
    /// Stores whole streams, none of which exists, in one transaction; all or none. The entries' own positions are not read: they follow the journal's
    /// last one. An exception out of <paramref name="entries"/> undoes everything and passes through.
    /// </summary>
    /// <param name="intoEmpty">Refuse unless the journal is empty.</param>
    /// <returns>How many were stored.</returns>
    /// <exception cref="ImportRefusedException">The journal is not empty, or a stream exists.</exception>
    Task<long> Import(IAsyncEnumerable<JournalEntry> entries, bool intoEmpty, CancellationToken stop);
}

/// <summary>One consistent view; it holds a connection until disposed.</summary>
public interface IJournalSnapshot : IAsyncDisposable
{
    /// <summary>What the head row says; null when the row is gone.</summary>
    Task<JournalHead?> Head(CancellationToken stop);

    /// <summary>Every row as stored, in order of position; those of one stream (in the same order) when it is named.</summary>
    IAsyncEnumerable<JournalEntry> Rows(string? stream, CancellationToken stop);

    /// <summary>Of each stream the first entry that is found under another than it names, though its chain may be whole.</summary>
    IAsyncEnumerable<(long Position, string Stream, long Version)> Misfiled(CancellationToken stop);

    /// <summary>How many streams there are.</summary>
    Task<long> Streams(CancellationToken stop);

    /// <summary>Events and payload bytes by type.</summary>
    IAsyncEnumerable<TypeStats> Types(CancellationToken stop);
}

/// <summary>Where the journal is said to end.</summary>
/// <param name="Position">0 for an empty journal.</param>
/// <param name="Stream">Of the last event, as are version and hash; null for an empty journal.</param>
public sealed record JournalHead(long Position, string? Stream, long Version, byte[] Hash);

/// <param name="Bytes">Of the payloads and metadata.</param>
public sealed record TypeStats(string Type, long Events, long Bytes);

public sealed class ImportRefusedException(string message) : Exception(message);
