using System.ComponentModel.DataAnnotations;

namespace Mithaq.Silo.Feeds;

/// <summary>How the feeds follow the journal. Configuration section <c>Mithaq:Feeds</c>.</summary>
public sealed class FeedOptions
{
    public const string Section = "Mithaq:Feeds";

    /// <summary>How long a lease holds without being renewed: another node waits that long after a crash. 8 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan LeaseTerm { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How often a node asks for a lease that another holds. 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan LeaseRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the journal is asked for what other nodes appended; an append of this node wakes the feeds at once. 150 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>A pause after a page that was not full, so that a busy journal is read in few large pages. 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The same for feeds that act on the world: others wait for what they do. 10 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan EffectLinger { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Entries a page, at most. 2,000.</summary>
    [Range(1, 100_000)]
    public int PageSize { get; set; } = 2_000;

    /// <summary>How long a feed may put off storing a checkpoint when its pages led to nothing. 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The first pause after a failure; it doubles up to <see cref="RetryAtMost"/>. 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause after failures, and how long a node stays away from a feed that met an event it does not know. 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan RetryAtMost { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a page in hand may take once the program stops. 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a read waits for a position before it is answered as stale. 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ReadWait { get; set; } = TimeSpan.FromSeconds(2);
}
