using System.Diagnostics.CodeAnalysis;

namespace Mithaq.Silo.Journal;

/// <summary>
/// What is remembered of the streams that were met last. Two generations: when the younger is full the older is dropped, so at most twice
/// <paramref name="most"/> streams are kept. Not safe for several threads at once.
/// </summary>
internal sealed class RecentStreams<TEntry>(int most) where TEntry : notnull
{
    private Dictionary<string, TEntry> young = [];
    private Dictionary<string, TEntry> old = [];

    public bool TryGet(string stream, [MaybeNullWhen(false)] out TEntry entry) => young.TryGetValue(stream, out entry) || old.TryGetValue(stream, out entry);

    public void Set(string stream, TEntry entry)
    {
        if (young.Count >= most) (old, young) = (young, []);
        young[stream] = entry;
    }

    public void Forget(string stream)
    {
        young.Remove(stream);
        old.Remove(stream);
    }

    public void Clear()
    {
        young.Clear();
        old.Clear();
    }
}
