using System.Runtime.CompilerServices;
using Mithaq.Contracts;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Feeds.Directory;

/// <summary>The directory for those to whom it matters that nothing is missing: each answer holds all that the journal held when it was asked.</summary>
/// <param name="feed">The directory's, on this node; whoever owns it.</param>
public sealed class CurrentDirectory(GrainDirectory directory, Func<FeedRunner> feed, IJournal journal, FeedOptions options)
{
    /// <exception cref="TimeoutException">The directory did not come up to the journal within <see cref="FeedOptions.ReadWait"/>.</exception>
    public async Task<int> CountOpen(string kind, GrainId linkedTo, CancellationToken stop)
    {
        await CatchUp(stop);
        return await directory.CountOpen(kind, linkedTo, stop);
    }

    /// <inheritdoc cref="CountOpen"/>
    public async Task<IReadOnlyList<GrainId>> OpenOfAny(string kind, IReadOnlyCollection<GrainId> linkedTo, int most, CancellationToken stop)
    {
        await CatchUp(stop);
        return await directory.OpenOfAny(kind, linkedTo, most, stop);
    }

    /// <summary>The grains whose stream begins so, open or not, in order.</summary>
    /// <inheritdoc cref="CountOpen"/>
    public async Task<IReadOnlyList<GrainId>> BeginningWith(GrainId beginning, int most, CancellationToken stop)
    {
        await CatchUp(stop);
        return await directory.BeginningWith(beginning, most, stop);
    }

    /// <summary>Every open grain of a kind that belongs to a grain, page by page in order of their streams.</summary>
    /// <exception cref="TimeoutException">As above.</exception>
    public IAsyncEnumerable<IReadOnlyList<GrainId>> Open(string kind, GrainId linkedTo, int size, CancellationToken stop) =>
        Pages((after, token) => directory.Open(kind, linkedTo, after, size, token), size, stop);

    /// <summary>The same, of those that want to hear of that grain: the open ones, and some that are over.</summary>
    /// <exception cref="TimeoutException">As above.</exception>
    public IAsyncEnumerable<IReadOnlyList<GrainId>> Hearing(string kind, GrainId linkedTo, int size, CancellationToken stop) =>
        Pages((after, token) => directory.Hearing(kind, linkedTo, after, size, token), size, stop);

    private async IAsyncEnumerable<IReadOnlyList<GrainId>> Pages(
        Func<GrainId?, CancellationToken, Task<IReadOnlyList<GrainId>>> read, int size, [EnumeratorCancellation] CancellationToken stop)
    {
        await CatchUp(stop);
        GrainId? after = null;
        while (true)
        {
            var page = await read(after, stop);
            if (page.Count > 0) yield return page;
            if (page.Count < size) yield break;
            after = page[^1];
        }
    }

    private async Task CatchUp(CancellationToken stop)
    {
        var head = await journal.LastPosition(stop);
        if (!await feed().Reached(head, options.ReadWait, stop)) throw new TimeoutException($"the directory has not passed position {head} within {options.ReadWait.TotalSeconds} s");
    }
}
