using System.Data.Common;
using Mithaq.Contracts;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Feeds.Directory;

/// <summary>Keeps the directory: for each page the streams that moved, and only those whose entry came out otherwise than before.</summary>
public sealed class DirectoryFeed(GrainDirectory directory, IStates states, int streamsKept = DirectoryFeed.StreamsKept) : IFeed
{
    public const string FeedName = "directory";

    private const int StreamsKept = 20_000;

    /// <summary>Grows when any grain's entry is found in another way: the directory is built again.</summary>
    internal const int Form = 4;

    private readonly RecentStreams<Known> recent = new(streamsKept);

    public string Name => FeedName;
    public FeedKind Kind => FeedKind.Derived;

    public async ValueTask<Opening> Opened(CancellationToken stop)
    {
        recent.Clear();
        return await directory.Form(stop) == Form ? Opening.Ready : Opening.Rebuild;
    }

    public async ValueTask<FeedWrite?> Handle(IReadOnlyList<EntryHead> page, CancellationToken stop)
    {
        var changed = await Changed(await Otherwise(page, stop), stop);
        return changed.Count == 0 ? null : (transaction, token) => directory.Write(transaction, changed, token);
    }

    public Task Clear(DbTransaction transaction, CancellationToken stop) => directory.Clear(transaction, Form, stop);

    /// <summary>The streams that are not remembered just so. A grain's entry seldom changes: this is the common path, and it ends here.</summary>
    private async ValueTask<List<(string Stream, GrainState State, Known Known)>> Otherwise(IReadOnlyList<EntryHead> page, CancellationToken stop)
    {
        var versions = new Dictionary<string, long>(page.Count);
        foreach (var head in page) versions[head.Stream] = head.Version;
        foreach (var (stream, version) in versions)
            if (recent.TryGet(stream, out var seen) && seen.Version >= version) versions.Remove(stream);

        var otherwise = new List<(string, GrainState, Known)>();
        if (versions.Count == 0) return otherwise;
        foreach (var (stream, state) in await states.Latest(versions, stop))
        {
            var known = new Known(state.Version, state.Rules.IsOpen(state.State), state.Rules.Hears(state.State), state.Rules.Links(state.State));
            if (recent.TryGet(stream, out var before) && before.Means(known)) recent.Set(stream, before with { Version = state.Version });
            else otherwise.Add((stream, state, known));
        }
        return otherwise;
    }

    /// <summary>Those that are not written just so: a stream that was not remembered may not have changed at all.</summary>
    private async ValueTask<List<DirectoryEntry>> Changed(List<(string Stream, GrainState State, Known Known)> otherwise, CancellationToken stop)
    {
        var changed = new List<DirectoryEntry>();
        if (otherwise.Count == 0) return changed;
        var written = await directory.OfStreams([.. otherwise.Select(o => o.Stream)], stop);
        foreach (var (stream, state, known) in otherwise)
        {
            var entry = DirectoryEntry.Of(stream, state.Rules.Kind, known.IsOpen, known.Hears, known.Links);
            if (written.GetValueOrDefault(stream) != entry) changed.Add(entry);
            // Should the write fail, the feed is opened anew and all this is forgotten.
            recent.Set(stream, known);
        }
        return changed;
    }

    /// <param name="Version">Of the state that was looked at, or of a later one that means the same.</param>
    private readonly record struct Known(long Version, bool IsOpen, bool Hears, IReadOnlyList<GrainId> Links)
    {
        public bool Means(Known other) => IsOpen == other.IsOpen && Hears == other.Hears && Links.SequenceEqual(other.Links);
    }
}
