using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Deadlines;

namespace Mithaq.Silo.Scheduling;

/// <summary>Moves a scenario's time: from one instant at which something is due to the next, with the same sweep and feeds as in real time, but no timers.</summary>
/// <param name="realTime">For the pauses between attempts.</param>
/// <param name="taken">Waits, after the feeds, for whoever takes what they brought out; null: they wait themselves.</param>
public sealed class Advancer(
    SimulatedClock clock, DeadlineIndex index, Sweep sweep, FeedHost feeds, TimeProvider realTime, Func<CancellationToken, Task>? taken = null)
{
    /// <summary>Rounds at one instant: beyond it grains keep each other awake.</summary>
    private const int MostRounds = 1_000;
    private const int MostAttempts = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Everything that is due up to and including the target has happened afterwards, with all that follows from it.</summary>
    /// <returns>The deadlines that came, in order of time.</returns>
    /// <exception cref="InvalidOperationException">A feed does not go on, a grain stays unavailable, or something is due again and again.</exception>
    public async Task<IReadOnlyList<ToldDeadline>> AdvanceTo(DateTimeOffset target, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, clock.GetUtcNow());
        var told = new List<ToldDeadline>();
        await Drain(stop);
        while (true)
        {
            await Settle(told, stop);
            var next = await index.NextDue(Sweep.Microseconds(clock.GetUtcNow()), stop);
            if (next is null || next > Sweep.Microseconds(target)) break;
            clock.Set(DateTimeOffset.UnixEpoch.AddMicroseconds(next.Value));
        }
        clock.Set(target);
        return told;
    }

    /// <summary>Waits until all that has happened has had its effects.</summary>
    public async Task Drain(CancellationToken stop)
    {
        await feeds.Drain(stop);
        if (taken is not null) await taken(stop);
    }

    /// <summary>Sweeps until nothing more is due at this instant.</summary>
    private async Task Settle(List<ToldDeadline> told, CancellationToken stop)
    {
        var attempts = 0;
        for (var round = 0; round < MostRounds; round++)
        {
            var outcome = await sweep.Run(feeds.Drain, stop);
            told.AddRange(outcome.Told.OrderBy(t => t.Grain.Stream, StringComparer.Ordinal).ThenBy(t => t.Reached.Key, StringComparer.Ordinal));
            await Drain(stop);
            if (outcome.Deferred > 0)
            {
                if (++attempts > MostAttempts) throw new InvalidOperationException($"{outcome.Deferred} grains stay unavailable at {clock.GetUtcNow():O}");
                await Task.Delay(Pause, realTime, stop);
            }
            else if (outcome.Told.Count == 0)
            {
                return;
            }
        }
        throw new InvalidOperationException($"at {clock.GetUtcNow():O} something is due again and again, last {told.LastOrDefault()}");
    }
}
