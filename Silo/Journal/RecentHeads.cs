namespace Mithaq.Silo.Journal;

/// <summary>
/// What this instance appended last, so that the feeds of a busy node follow it without asking the database for what has just been written there. Only a run
/// without gaps is kept: where another node has appended in between, the run begins anew and the feeds read on from the database.
/// </summary>
internal sealed class RecentHeads(int capacity = RecentHeads.Capacity)
{
    private const int Capacity = 16_384;

    private readonly Lock gate = new();
    private readonly EntryHead[] run = new EntryHead[capacity];
    private long first;
    private long next;

    /// <param name="verdicts">In the order of the appends; positions ascend with them.</param>
    public void Add(IReadOnlyList<Append> appends, Verdict[] verdicts)
    {
        lock (gate)
        {
            for (var i = 0; i < verdicts.Length; i++)
                if (verdicts[i] is (Outcome.Appended, var last)) Add(appends[i], last);
        }
    }

    /// <summary>The entries that follow one that is remembered with this hash; null when that one, or anything after it, is not remembered.</summary>
    public IReadOnlyList<EntryHead>? After(long position, byte[] hash, int limit)
    {
        lock (gate)
        {
            if (position < first || position >= next - 1 || !run[position % capacity].Hash.AsSpan().SequenceEqual(hash)) return null;
            var heads = new EntryHead[Math.Min(limit, next - 1 - position)];
            for (var i = 0; i < heads.Length; i++) heads[i] = run[(position + 1 + i) % capacity];
            return heads;
        }
    }

    private void Add(Append append, long last)
    {
        var position = last - append.Events.Count + 1;
        if (position != next) first = position;
        for (var i = 0; i < append.Events.Count; i++, position++)
            run[position % capacity] = new(position, append.Stream, append.ExpectedVersion + i + 1, append.Events[i].Type, append.Events[i].Hash);
        next = position;
        first = Math.Max(first, next - capacity);
    }
}
