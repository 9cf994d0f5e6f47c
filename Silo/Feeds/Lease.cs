namespace Mithaq.Silo.Feeds;

/// <summary>The right to write for a feed, until another owner takes it with a higher epoch.</summary>
public sealed record Lease(string Feed, string Owner, long Epoch);

/// <summary>How far a feed came.</summary>
/// <param name="Hash">Of the event at the position; null at 0. When the journal has another one there, it is not the journal that was read.</param>
public sealed record Checkpoint(long Position, byte[]? Hash)
{
    public static Checkpoint Start { get; } = new(0, null);
}

/// <summary>A feed as operators see it.</summary>
/// <param name="Owner">Null while nobody holds the lease.</param>
/// <param name="Stopped">Why it waits for an operator; null while it may run.</param>
/// <param name="Failure">Why this node's last attempt failed; null when it did not, or was not made here.</param>
public sealed record FeedStatus(string Feed, string? Owner, long Epoch, long Position, string? Stopped, string? Failure = null);
