using System.Diagnostics.CodeAnalysis;

namespace Mithaq.Silo.Feeds;

/// <summary>
/// What a feed itself last wrote for the streams that it met last, so that a busy stream costs no query. Two generations: when the younger is full
/// the older is dropped, so at most twice <paramref name="most"/> streams are kept.
/// </summary>
internal sealed class RecentStreams<TEntry>(int most) where TEntry : struct
{
    private Dictionary<string, TEntry> young = [];
    private Dictionary<string, TEntry> old = [];

    public bool TryGet(string stream, [MaybeNullWhen(false)] out TEntry entry) => young.TryGetValue(stream, out entry) || old.TryGetValue(stream, out entry);

    public void Set(string stream, TEntry entry)
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
