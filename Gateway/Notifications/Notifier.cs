using Microsoft.Extensions.Logging;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Gateway.Notifications;

/// <summary>
/// Turns published events into notifications: each comes at least once and in any order, and is told once. Those that come at the same moment are written together.
/// What fails is tried again, and then put among the dead letters: only a database that takes neither is passed on to whoever brought the event.
/// </summary>
/// <param name="pauses">Before each further attempt.</param>
public sealed partial class Notifier(NoticeWriter writer, DeadLetters deadLetters, TimeProvider realTime, IReadOnlyList<TimeSpan> pauses, ILogger<Notifier> log)
{
    /// <summary>Events that are written together.</summary>
    public const int Most = 64;

    // Nobody's own token: whoever stops waits no longer, and takes the others' events with it no more than its own.
    private readonly Together<EventMessage> together = new(Most, messages => writer.Write(messages, CancellationToken.None));

    public static IReadOnlyList<TimeSpan> Pauses { get; } = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2)];

    public async Task Take(EventMessage message, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Before the others', so that what is no message of ours makes nobody else be tried again.
                NoticeWriter.Check(message);
                await together.Do(message).WaitAsync(stop);
                return;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                if (e is FormatException || attempt > pauses.Count)
                {
                    LogGivenUp(message.Id, e.GetType().Name);
                    await deadLetters.Add(DeadLetters.Notification, message.Id ?? "", Reason(e), message.ToBytes(), attempt, stop: stop);
                    return;
                }
            }
            await Task.Delay(pauses[attempt - 1], realTime, stop);
        }
    }

    private static string Reason(Exception e) => $"{e.GetType().Name}: {e.Message}";

    [LoggerMessage(LogLevel.Warning, "nobody could be told of event {Event} ({Failure}): it is among the dead letters")]
    private partial void LogGivenUp(string? @event, string failure);
}
