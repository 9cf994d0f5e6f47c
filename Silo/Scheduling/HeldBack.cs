using System.Collections.Concurrent;
using Mithaq.Silo.Feeds.Deadlines;

namespace Mithaq.Silo.Scheduling;

/// <summary>
/// Rows that a sweep leaves alone: those told, until the index has passed what came of it; and those whose grain had nothing to do, for a while that
/// doubles, as long as the row stays as it is. Lost with the process: telling again changes nothing.
/// </summary>
internal sealed class HeldBack(TimeSpan rest)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(string Stream, string Key), long> told = new();
    private readonly ConcurrentDictionary<(string Stream, string Key), Resting> resting = new();

    /// <summary>The last position that the index must pass.</summary>
    public long LastTold => told.IsEmpty ? 0 : told.Values.Max();

    public void Told(DueDeadline due, long position)
    {
        told[KeyOf(due)] = position;
        resting.TryRemove(KeyOf(due), out _);
    }

    public void HadNothingToDo(DueDeadline due, DateTimeOffset now) => resting.AddOrUpdate(
        KeyOf(due),
        _ => new(due, now + rest, rest),
        (_, before) =>
        {
            var longer = before.For * 2 > LongestRest ? LongestRest : before.For * 2;
            return before.Due == due ? new(due, now + longer, longer) : new(due, now + rest, rest);
        });

    public bool Holds(DueDeadline due, DateTimeOffset now) =>
        told.ContainsKey(KeyOf(due)) || (resting.TryGetValue(KeyOf(due), out var asleep) && asleep.Due == due && now < asleep.Until);

    /// <summary>The index has passed a position.</summary>
    public void Passed(long position, DateTimeOffset now)
    {
        foreach (var (key, at) in told)
            if (at <= position) told.TryRemove(new(key, at));
        // Kept beyond its rest, so that the next one is longer; a row that is gone is not met again.
        foreach (var (key, asleep) in resting)
            if (now > asleep.Until + LongestRest) resting.TryRemove(new(key, asleep));
    }

    private static (string, string) KeyOf(DueDeadline due) => (due.Row.Stream, due.Row.Key);

    private sealed record Resting(DueDeadline Due, DateTimeOffset Until, TimeSpan For);
}
