namespace Mithaq.Silo.Journal;

/// <summary>
/// Where streams end, as far as one writing session knows: what it wrote or asked for stays so until somebody else moves the journal's head, so what an append
/// expects need not be looked up again. A session begins with nothing: while the connection was gone, a backup may have been restored.
/// </summary>
internal sealed class KnownEnds(int most = KnownEnds.Most)
{
    public const int Most = 16_384;

    private readonly RecentStreams<long> ends = new(most);

    /// <summary>The journal's last position, as this session left it.</summary>
    public long Head { get; private set; }

    /// <summary>The head is found there: when somebody else has moved it, nothing is known any more.</summary>
    /// <returns>Whether it is where this session left it.</returns>
    public bool FindHead(long position)
    {
        var left = position == Head;
        if (!left) Forget();
        Head = position;
        return left;
    }

    /// <summary>What was stored is undone.</summary>
    public void Forget() => ends.Clear();

    public bool TryGet(string stream, out long version) => ends.TryGet(stream, out version);

    public void Learn(string stream, long version) => ends.Set(stream, version);

    /// <summary>It is stored, and the head is at its last event.</summary>
    public void Stored(Append append, long position)
    {
        foreach (var (stream, version) in append.Expectations) Learn(stream, version);
        Learn(append.Stream, append.ExpectedVersion + append.Events.Count);
        Head = position;
    }

    /// <summary>Adds what an append expects and nobody here knows.</summary>
    /// <returns>False: it is known to expect what is not so.</returns>
    public bool AddUnknown(Append append, HashSet<(string Stream, long Version)> unknown)
    {
        if (!AddUnknown((append.Stream, append.ExpectedVersion), unknown)) return false;
        foreach (var expectation in append.Expectations)
            if (!AddUnknown(expectation, unknown)) return false;
        return true;
    }

    private bool AddUnknown((string Stream, long Version) expectation, HashSet<(string Stream, long Version)> unknown)
    {
        if (TryGet(expectation.Stream, out var version)) return version == expectation.Version;
        unknown.Add(expectation);
        return true;
    }
}
