using System.ComponentModel.DataAnnotations;

namespace Mithaq.Silo.Feeds.Reactions;

/// <summary>How effects are carried from one grain to the next. Configuration section <c>Mithaq:Reactions</c>.</summary>
public sealed class ReactionOptions
{
    public const string Section = "Mithaq:Reactions";

    /// <summary>Sources side by side, and targets of one effect. 16.</summary>
    [Range(1, 1_000)]
    public int Parallel { get; set; } = 16;

    /// <summary>The first pause after a target was busy or unavailable; it doubles up to a second. 20 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a step waits for such a target before it is left stuck and the others go on. 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After so long a step that was left stuck with such a target is tried again by itself; it doubles up to <see cref="BackOffAtMost"/>. 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan BackOff { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "7.00:00:00")]
    public TimeSpan BackOffAtMost { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Targets read from the directory at once. 500.</summary>
    [Range(1, 10_000)]
    public int TargetsAtOnce { get; set; } = 500;
}
