using System.ComponentModel.DataAnnotations;

namespace Mithaq.Silo.Scheduling;

/// <summary>How deadlines are told to their grains. Configuration section <c>Mithaq:Scheduling</c>.</summary>
public sealed class SchedulingOptions
{
    public const string Section = "Mithaq:Scheduling";

    /// <summary>How often the sweep looks for what has come. 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Rows read at once. 1,000.</summary>
    [Range(1, 100_000)]
    public int SweepPage { get; set; } = 1_000;

    /// <summary>Commands under way at once. 32.</summary>
    [Range(1, 1_000)]
    public int SweepParallel { get; set; } = 32;

    /// <summary>How long a sweep waits for the index to pass what the one before told. 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan IndexWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a deadline rests whose grain had nothing to do, although the index says that it has come; it doubles up to a day. 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Rest { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a node of a cluster says that it is there; its timers pass to others when it has not for about twice as long. 7.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CheckIn { get; set; } = TimeSpan.FromSeconds(7.5);
}
