using System.Text.Json;

namespace Mithaq.Silo.Journal;

public enum Fault
{
    /// <summary>No row has this position.</summary>
    PositionMissing,

    /// <summary>The stream goes on after a version that has no row, or the journal's kept end says that there was one.</summary>
    EventMissing,

    /// <summary>The row does not hash to its link: it, or the link before, was changed.</summary>
    HashDiffers,

    /// <summary>The metadata is not what an event of ours carries.</summary>
    MetadataUnreadable,

    /// <summary>The command column says another thing than the metadata.</summary>
    CommandDiffers,

    /// <summary>The row is found under another stream than the one that it names.</summary>
    Misfiled,

    /// <summary>The kept end of the journal is missing or is not its last event.</summary>
    HeadDiffers,
}

/// <summary>One thing that is not as it was written; what does not apply is null.</summary>
public sealed record BrokenLink(Fault Fault, long? Position, string? Stream, long? Version, string Explanation);

/// <param name="Broken">In the order found, the first <see cref="JournalVerifier.Most"/>; at most one a stream, since nothing after a broken link can be trusted.</param>
public sealed record Verification(long Events, long Streams, IReadOnlyList<BrokenLink> Broken)
{
    public bool IsWhole => Broken.Count == 0;

    /// <summary>The first that can name its stream and version, else the first.</summary>
    public BrokenLink? First => Broken.FirstOrDefault(link => link.Version is not null) ?? (IsWhole ? null : Broken[0]);
}

/// <summary>
/// Reads the whole journal once and recomputes everything that can be: every chain, dense positions, the kept end of the journal, and the copies of command
/// ids. Memory holds the end of each stream, no rows.
/// </summary>
public sealed class JournalVerifier
{
    public const int Most = 100;

    private readonly Dictionary<string, End> ends = [];
    private readonly List<BrokenLink> broken = [];
    private long events;
    private long last;

    private JournalVerifier() { }

    public static Task<Verification> Verify(IJournalStore store, CancellationToken stop) => new JournalVerifier().Run(store, stop);

    private async Task<Verification> Run(IJournalStore store, CancellationToken stop)
    {
        await using var snapshot = await store.Snapshot(stop);
        await foreach (var row in snapshot.Rows(null, stop)) Check(row);
        CheckHead(await snapshot.Head(stop));
        await foreach (var (position, stream, version) in snapshot.Misfiled(stop))
            Report(new(Fault.Misfiled, position, stream, version, "the row is found under another stream than it names"));
        return new Verification(events, ends.Count, broken);
    }

    private void Check(JournalEntry entry)
    {
        events++;
        if (entry.Position != last + 1)
            Report(new(Fault.PositionMissing, last + 1, null, null, $"positions {last + 1} to {entry.Position - 1} have no row"));
        last = entry.Position;

        if (!ends.TryGetValue(entry.Stream, out var end)) ends.Add(entry.Stream, end = new End());
        if (end.IsBroken) return;
        if (Wrong(end, entry) is var (fault, version, explanation))
        {
            end.IsBroken = true;
            Report(new(fault, fault == Fault.EventMissing ? null : entry.Position, entry.Stream, version, explanation));
        }
        (end.Version, end.Position, end.Hash) = (entry.Version, entry.Position, entry.Hash);
    }

    private static (Fault, long, string)? Wrong(End end, JournalEntry entry)
    {
        if (entry.Version != end.Version + 1) return (Fault.EventMissing, end.Version + 1, $"version {entry.Version} follows {end.Version}");
        if (!Chain.Next(end.Hash, entry.Stream, entry.Version, entry.Type, entry.Metadata, entry.Payload).AsSpan().SequenceEqual(entry.Hash))
            return (Fault.HashDiffers, entry.Version, "the row does not hash to its link");
        if (CommandOf(entry) is not { } command) return (Fault.MetadataUnreadable, entry.Version, "the metadata cannot be read");
        if (entry.Command != (command == end.Command ? null : command)) return (Fault.CommandDiffers, entry.Version, $"the command column says {entry.Command?.ToString() ?? "nothing"}, the metadata {command}");
        end.Command = command;
        return null;
    }

    private void CheckHead(JournalHead? head)
    {
        if (head is null)
        {
            Report(new(Fault.HeadDiffers, last, null, null, "the journal's kept end is missing"));
        }
        else if (head.Position > last)
        {
            Report(new(Fault.PositionMissing, last + 1, null, null, $"positions {last + 1} to {head.Position} have no row"));
            Report(new(Fault.EventMissing, head.Position, head.Stream, head.Version, "the journal is said to end with this event, which has no row"));
        }
        else if (head.Position < last)
        {
            Report(new(Fault.HeadDiffers, head.Position, null, null, $"the journal is said to end at {head.Position}, its last row is at {last}"));
        }
        else if (head.Stream is { } stream && !(ends.TryGetValue(stream, out var end) && (end.Position, end.Version) == (last, head.Version) && end.Hash.AsSpan().SequenceEqual(head.Hash)))
        {
            Report(new(Fault.HeadDiffers, last, stream, head.Version, "the journal's kept end is not its last event"));
        }
    }

    private void Report(BrokenLink link)
    {
        if (broken.Count < Most) broken.Add(link);
    }

    private static Guid? CommandOf(JournalEntry entry)
    {
        try
        {
            return EventMetadata.FromBytes(entry.Metadata).CommandId;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class End
    {
        public long Version { get; set; }
        public long Position { get; set; }
        public byte[] Hash { get; set; } = Chain.Origin;
        public Guid Command { get; set; }
        public bool IsBroken { get; set; }
    }
}
