using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Deadlines;

namespace Mithaq.Silo.Scheduling;

/// <summary>Moves a scenario's time: from one instant at which something is due to the next, with the same sweep and feeds as in real time, but no timers.</summary>
/// <param name="realTime">For the pauses between attempts.</param>
public sealed class Advancer(SimulatedClock clock, DeadlineIndex index, Sweep sweep, FeedHost feeds, IDepartures departures, TimeProvider realTime)
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
            await departures.SendDue(stop);
            if (await Next(stop) is not { } next || next > target) break;
            clock.Set(next);
        }
        clock.Set(target);
        return told;
    }

    /// <summary>Waits until all that has happened has had its effects.</summary>
    public async Task Drain(CancellationToken stop)
    {
        await feeds.Drain(stop);
        await departures.Drain(stop);
    }

    private async Task<DateTimeOffset?> Next(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? deadline = await index.NextDue(Sweep.Microseconds(now), stop) is { } due ? DateTimeOffset.UnixEpoch.AddMicroseconds(due) : null;
        // What could not be done at its instant does not hold up time.
        var other = await departures.NextDue(stop) is { } at && at > now ? at : (DateTimeOffset?)null;
        return deadline is null || other < deadline ? other : deadline;
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

/// <summary>What leaves the node while time moves.</summary>
public interface IDepartures
{
    /// <summary>Waits until everything that went out has been taken in by our own consumers.</summary>
    Task Drain(CancellationToken stop);

    /// <summary>Sends what is due at this instant.</summary>
    Task SendDue(CancellationToken stop);

    /// <summary>The next instant at which something is to be sent, or an earlier one at which it could not be; null: none.</summary>
    Task<DateTimeOffset?> NextDue(CancellationToken stop);
}
