using System.Diagnostics.CodeAnalysis;
using Mithaq.Contracts;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>
/// What the feed itself last wrote for the streams that it met last, so that a busy stream costs no query. Two generations: when the younger is full
/// the older is dropped, so at most twice <paramref name="most"/> streams are kept.
/// </summary>
internal sealed class RecentRows(int most)
{
    /// <param name="Version">Of the state that the rows were made from, or of a later one with the same deadlines.</param>
    internal readonly record struct Entry(long Version, OpenItem[] Items, DeadlineRow[] Rows);

    private Dictionary<string, Entry> young = [];
    private Dictionary<string, Entry> old = [];

    public bool TryGet(string stream, [MaybeNullWhen(false)] out Entry entry) => young.TryGetValue(stream, out entry) || old.TryGetValue(stream, out entry);

    public void Set(string stream, Entry entry)
    {
        if (young.Count >= most) (old, young) = (young, []);
        young[stream] = entry;
    }

    public void Clear()
    {
        young.Clear();
        old.Clear();
    }
}
