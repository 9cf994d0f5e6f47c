using System.ComponentModel.DataAnnotations;

namespace Mithaq.Silo.Runtime;

/// <summary>Limits of the runtime; section <c>Mithaq:Runtime</c>.</summary>
public sealed class RuntimeOptions
{
    public const string Section = "Mithaq:Runtime";

    /// <summary>Commands and reads that wait for one grain; beyond it: busy. Default 256.</summary>
    [Range(1, 100_000)]
    public int QueuePerGrain { get; set; } = 256;

    /// <summary>Commands and reads under way in the whole node; beyond it: busy. Default 10,000.</summary>
    [Range(1, 10_000_000)]
    public int QueueInAll { get; set; } = 10_000;

    /// <summary>Grains kept in memory; beyond it the longest idle leave. Default 50,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxActive { get; set; } = 50_000;

    /// <summary>A grain idle for so long leaves memory. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a stopping node waits for what is under way. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainWithin { get; set; } = TimeSpan.FromSeconds(20);
}
