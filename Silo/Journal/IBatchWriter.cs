namespace Mithaq.Silo.Journal;

/// <summary>What a database does for <see cref="GroupCommit"/>: one batch, one commit. Never called twice at a time.</summary>
internal interface IBatchWriter : IAsyncDisposable
{
    /// <summary>
    /// Stores the appends, which are sorted by stream and write no stream twice nor one that another of them expects; one verdict each, in their order.
    /// Throws <see cref="Hosting.StoreUnavailableException"/> (nothing was stored), <see cref="OutcomeUnknownException"/>, or anything else for data
    /// that the database refuses (nothing was stored).
    /// </summary>
    Task<Verdict[]> Commit(IReadOnlyList<Append> batch);
}

internal enum Outcome { Appended, Conflict }

/// <param name="Position">Of the last event, when appended.</param>
internal readonly record struct Verdict(Outcome Outcome, long Position);

/// <summary>The connection died between sending and hearing: the batch may be stored or not.</summary>
internal sealed class OutcomeUnknownException(Exception cause) : Exception(cause.Message, cause);
