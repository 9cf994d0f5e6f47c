using Mithaq.Contracts;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Feeds.Reactions;

/// <summary>Brings a command to its grain, with patience for those that cannot take it now.</summary>
/// <param name="realTime">For the pauses.</param>
public sealed partial class Courier(IGrains grains, IJournal journal, ReactionOptions options, TimeProvider realTime, ILogger<Courier> log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Why a target could not take a step now, and may be able to later.</summary>
    public static bool Passes(Refusal refusal) => refusal.Code is Refusals.Busy or Refusals.Unavailable;

    /// <param name="patience">How long it waits for a target that cannot take it now.</param>
    /// <returns>Null: it is done, now or before. Otherwise why not.</returns>
    public async Task<Refusal?> Bring(Step step, TimeSpan patience, CancellationToken stop)
    {
        var (started, pause) = (realTime.GetTimestamp(), options.Retry);
        while (true)
        {
            if (await Send(step, stop) is not Answer.Refused { Refusal: var refusal }) return null;
            if (refusal.Code is Refusals.OtherPayload)
            {
                // An older program brought it, in the shape that the command had then.
                LogOtherShape(step.Target.Stream, MessageNames.Of(step.Command.GetType()), step.Position);
                return null;
            }
            if (!Passes(refusal)) return refusal;
            if (realTime.GetElapsedTime(started) + pause > patience)
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

    [LoggerMessage(LogLevel.Information, "{Target}: {Command}, which follows from position {Position}, was done before with another payload, and is left so")]
    private partial void LogOtherShape(string target, string command, long position);
}
