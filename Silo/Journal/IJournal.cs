namespace Mithaq.Silo.Journal;

/// <summary>The truth: an append-only, hash-chained log of streams. One port, two stores, one conformance suite.</summary>
public interface IJournal
{
    /// <summary>
    /// Appends all events of one command as one unit, or none. Appends that wait at the same moment share one statement and one commit.
    /// Never throws for a lost connection or a full disk: that is <see cref="AppendResult.Unknown"/> or <see cref="AppendResult.Unavailable"/>.
    /// </summary>
    Task<AppendResult> Append(Append append, CancellationToken stop);

    /// <summary>One stream in order, after the given version.</summary>
    IAsyncEnumerable<JournalEntry> ReadStream(string stream, long afterVersion, CancellationToken stop);

    /// <summary>Several streams in one query, each stream's entries in order and together. Each is named once.</summary>
    IAsyncEnumerable<JournalEntry> ReadStreams(IReadOnlyCollection<StreamPart> parts, CancellationToken stop);

    /// <summary>The whole journal in order of position, after the given one, with flat memory however long it is.</summary>
    IAsyncEnumerable<JournalEntry> ReadAll(long afterPosition, CancellationToken stop);

    /// <summary>What a feed needs to know of the next entries, without their payloads.</summary>
    /// <param name="hash">Of the entry at that position, as the feed read it; null: not compared.</param>
    /// <returns>Null when the journal has another entry at that position, or none: it was restored from a backup.</returns>
    Task<IReadOnlyList<EntryHead>?> ReadHeads(long afterPosition, byte[]? hash, int limit, CancellationToken stop);

    /// <summary>The entries of some types between two positions, in order; the others are not touched.</summary>
    /// <param name="upTo">Inclusive.</param>
    Task<IReadOnlyList<JournalEntry>> ReadOfTypes(long afterPosition, long upTo, IReadOnlyCollection<string> types, CancellationToken stop);

    /// <summary>The hash of the entry at this position, or null when there is none.</summary>
    Task<byte[]?> HashAt(long position, CancellationToken stop);

    /// <summary>The last version, hash and position of each stream; streams that do not exist are absent.</summary>
    Task<IReadOnlyDictionary<string, StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken stop);

    /// <summary>The events that an accepted command made in this stream; empty when it was never accepted. Reads the stream's index through: asked where a repeat is likely.</summary>
    Task<IReadOnlyList<JournalEntry>> FindCommand(string stream, Guid commandId, CancellationToken stop);

    Task<long> LastPosition(CancellationToken stop);

    /// <summary>Completes at the next append through this instance: it wakes the feeds. What other nodes append is found by polling.</summary>
    Task NextLocalAppend { get; }
}

/// <summary>
/// The events of one command for one stream. Whoever appends knows which commands made the events up to the expected version, and that this one is not among
/// them; since the append expects that version, a command has one effect at most.
/// </summary>
/// <param name="ExpectedVersion">The stream's version that was decided on; 0 creates the stream.</param>
/// <param name="Events">At least one, versions following each other, hashes chained onto the stream's head.</param>
/// <param name="Expectations">Other streams that were read for the decision, with the versions seen (0: did not exist).</param>
public sealed record Append(
    string Stream, long ExpectedVersion, Guid CommandId, IReadOnlyList<NewEntry> Events, IReadOnlyList<(string Stream, long Version)> Expectations);

/// <summary>An event ready to be stored: the exact bytes, and the link of the chain that covers them.</summary>
public sealed record NewEntry(string Type, byte[] Payload, byte[] Metadata, byte[] Hash);

/// <param name="Command">The id of the command that made it, kept on the first of its events only.</param>
public sealed record JournalEntry(long Position, string Stream, long Version, string Type, byte[] Payload, byte[] Metadata, byte[] Hash, Guid? Command);

public readonly record struct EntryHead(long Position, string Stream, long Version, string Type, byte[] Hash);

/// <summary>A stream, or what of it lies after one version and up to another.</summary>
/// <param name="UpTo">Inclusive.</param>
public readonly record struct StreamPart(string Stream, long After = 0, long UpTo = long.MaxValue);

public readonly record struct StreamHead(long Version, long Position, byte[] Hash);

public abstract record AppendResult
{
    /// <param name="Position">Of the last event; those of one append are dense.</param>
    public sealed record Appended(long Position) : AppendResult;

    /// <summary>The stream, or one that was read for the decision, has moved on.</summary>
    public sealed record Conflict : AppendResult;

    /// <summary>The connection died in the middle: whether it was stored must be looked up by the command id.</summary>
    public sealed record Unknown(Exception Cause) : AppendResult;

    /// <summary>The store could not be reached, or has no room: nothing was stored.</summary>
    public sealed record Unavailable(Exception Cause) : AppendResult;
}
