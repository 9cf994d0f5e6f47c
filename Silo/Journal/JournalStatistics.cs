namespace Mithaq.Silo.Journal;

/// <param name="Bytes">Of payloads and metadata.</param>
/// <param name="First">When the first event was recorded; null when there is none.</param>
public sealed record JournalStatistics(long Events, long Streams, long Bytes, IReadOnlyList<TypeStats> Types, DateTimeOffset? First, DateTimeOffset? Last)
{
    public static async Task<JournalStatistics> Read(IJournalStore store, CancellationToken stop)
    {
        await using var snapshot = await store.Snapshot(stop);
        var types = await snapshot.Types(stop).ToListAsync(stop);
        var streams = await snapshot.Streams(stop);
        var last = (await snapshot.Head(stop))?.Position ?? 0;
        return new(types.Sum(type => type.Events), streams, types.Sum(type => type.Bytes), types, await InstantAfter(0), await InstantAfter(last - 1));

        async Task<DateTimeOffset?> InstantAfter(long position) =>
            await store.ReadAll(position, stop).FirstOrDefaultAsync(stop) is { } entry
                ? DateTimeOffset.UnixEpoch.AddMicroseconds(EventMetadata.Of(entry).Instant)
                : null;
    }
}
