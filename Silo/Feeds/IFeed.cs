using System.Data.Common;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Feeds;

/// <summary>What becomes of a feed whose checkpoint is not in the journal any more.</summary>
public enum FeedKind
{
    /// <summary>Made of the journal alone: it is rebuilt.</summary>
    Derived,

    /// <summary>It has acted on the world: it stops and waits for an operator.</summary>
    Effect,
}

/// <summary>Something that follows the journal in order. One owner at a time, over all nodes.</summary>
public interface IFeed
{
    /// <summary>Unique and stable: the name of its lease and checkpoint.</summary>
    string Name { get; }

    FeedKind Kind { get; }

    /// <summary>This node has become the owner: what was remembered of earlier pages is out of date.</summary>
    ValueTask<Opening> Opened(CancellationToken stop);

    /// <summary>
    /// Works out what a page leads to. A page can come again (after a crash, or when the write failed), so nothing is remembered before it is written.
    /// </summary>
    /// <param name="page">In order of position; never empty.</param>
    /// <returns>
    /// What to write in one transaction with the checkpoint (<see cref="FeedWrites.OnlyCheckpoint"/> where the page has acted on the world), or null when the page
    /// led to nothing: that it does so again after a crash costs nothing.
    /// </returns>
    /// <exception cref="Mithaq.Grains.Kernel.UnknownEventException">A newer program wrote an event: the lease goes to a node that knows it.</exception>
    ValueTask<FeedWrite?> Handle(IReadOnlyList<EntryHead> page, CancellationToken stop);

    /// <summary>Asked between pages: work that comes from elsewhere than the journal. What it gives is written under the same fence.</summary>
    ValueTask<FeedWrite?> Meanwhile(CancellationToken stop) => default;

    /// <summary>Empties everything that the feed wrote; only asked of derived feeds.</summary>
    Task Clear(DbTransaction transaction, CancellationToken stop);
}

/// <summary>Writes within the transaction that also moves the checkpoint, under the feed's fence.</summary>
public delegate Task FeedWrite(DbTransaction transaction, CancellationToken stop);

public static class FeedWrites
{
    /// <summary>Nothing but how far the feed came, at once.</summary>
    public static FeedWrite OnlyCheckpoint { get; } = (_, _) => Task.CompletedTask;
}

/// <summary>What a new owner finds of what the feed wrote before.</summary>
public abstract record Opening
{
    private Opening() { }

    public static Opening Ready { get; } = new Fits();

    /// <summary>It no longer fits this program: a derived feed is emptied and starts again.</summary>
    public static Opening Rebuild { get; } = new DoesNotFit();

    /// <summary>It fits after this write.</summary>
    public static Opening First(FeedWrite write) => new Needs(write);

    internal sealed record Fits : Opening;
    internal sealed record DoesNotFit : Opening;
    internal sealed record Needs(FeedWrite Write) : Opening;
}
