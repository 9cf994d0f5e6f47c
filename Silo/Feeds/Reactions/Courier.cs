using Mithaq.Contracts;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Feeds.Reactions;

/// <summary>Brings a command to its grain, with patience for those that cannot take it now.</summary>
/// <param name="realTime">For the pauses.</param>
public sealed partial class Courier(IGrains grains, IJournal journal, ReactionOptions options, TimeProvider realTime, ILogger<Courier> log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <param name="started">When the page was begun (<see cref="TimeProvider.GetTimestamp"/>): its patience is shared by all its steps.</param>
    /// <returns>Null: it is done, now or before. Otherwise why not.</returns>
    public async Task<Refusal?> Bring(Step step, long started, CancellationToken stop)
    {
        var pause = options.Retry;
        while (true)
        {
            var answer = await Send(step, stop);
            if (answer is not Answer.Refused { Refusal: var refusal }) return null;
            if (refusal.Code is not (Refusals.Busy or Refusals.Unavailable)) return refusal;
            if (realTime.GetElapsedTime(started) + pause > options.Patience)
            {
                // Where it is the store that is away, nothing gets stuck: the page fails, and comes again when it is back.
                await journal.LastPosition(stop);
                return refusal;
            }
            await Task.Delay(pause, realTime, stop);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    private async ValueTask<Answer> Send(Step step, CancellationToken stop)
    {
        try
        {
            return await grains.Send(step.Envelope, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // One grain that fails must not keep the others from what concerns them.
            LogFailed(e, step.Target.Stream, MessageNames.Of(step.Command.GetType()), step.Position);
            return new Answer.Refused(Refusal.Of(Refusals.Unavailable));
        }
    }

    [LoggerMessage(LogLevel.Error, "{Target}: {Command}, which follows from position {Position}, failed")]
    private partial void LogFailed(Exception e, string target, string command, long position);
}
