using System.Data.Common;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>What differs between the rows as they are and as they should be.</summary>
internal sealed class RowChanges
{
    private readonly List<DueDeadline> upserted = [];
    private readonly List<DeadlineRow> deleted = [];
    private readonly List<(string, string, string)> owing = [];
    private readonly List<(string, string, string)> owingNoMore = [];

    public bool IsEmpty => upserted.Count == 0 && deleted.Count == 0;

    /// <summary>Compares the rows of one stream by key.</summary>
    public void Compare(DeadlineRow[] before, DeadlineRow[] after, long asOf)
    {
        foreach (var row in after)
        {
            var earlier = Find(before, row.Key);
            if (row == earlier) continue;
            upserted.Add(new(row, asOf));
            if (row.Owes == earlier?.Owes) continue;
            if (earlier is not null) owingNoMore.AddRange(Owing(earlier));
            owing.AddRange(Owing(row));
        }
        foreach (var row in before)
        {
            if (Find(after, row.Key) is not null) continue;
            deleted.Add(row);
            owingNoMore.AddRange(Owing(row));
        }
    }

    public async Task Write(DeadlineIndex index, DbTransaction transaction, CancellationToken stop)
    {
        if (deleted.Count > 0) await index.Delete(transaction, deleted, stop);
        if (upserted.Count > 0) await index.Upsert(transaction, upserted, stop);
        if (owingNoMore.Count > 0) await index.RemoveOwing(transaction, owingNoMore, stop);
        if (owing.Count > 0) await index.AddOwing(transaction, owing, stop);
    }

    private static DeadlineRow? Find(DeadlineRow[] rows, string key) => Array.Find(rows, r => r.Key == key);

    private static IEnumerable<(string, string, string)> Owing(DeadlineRow row) => row.Owing().Select(o => (o.Value, row.Stream, row.Key));
}
