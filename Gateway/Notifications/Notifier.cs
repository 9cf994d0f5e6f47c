using Microsoft.Extensions.Logging;
using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Gateway.Notifications;

/// <summary>
/// Turns published events into notifications: each comes at least once and in any order, and is told once. What fails is tried again, and then put among the dead
/// letters: only a database that takes neither is passed on to whoever brought the event.
/// </summary>
/// <param name="pauses">Before each further attempt.</param>
public sealed partial class Notifier(
    IHearers hearers, NotificationStore store, Preferences preferences, DeadLetters deadLetters, TimeProvider clock, TimeProvider realTime, IReadOnlyList<TimeSpan> pauses,
    ILogger<Notifier> log)
{
    public static IReadOnlyList<TimeSpan> Pauses { get; } = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2)];

    public async Task Take(EventMessage message, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Write(message, stop);
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

    /// <summary>One attempt.</summary>
    /// <exception cref="FormatException">It is no message of ours.</exception>
    public async Task Write(EventMessage message, CancellationToken stop)
    {
        var id = Check(message);
        var now = clock.GetUtcNow();
        if (await hearers.Of(message, now, stop) is not { } hearing) return;
        var wishes = await preferences.Wishes([.. hearing.Hearers.Select(h => h.Person)], stop);
        var notice = new Notice(id, message.Grain, message.Version, message.EventName, new(message.Organisation), message.Time, hearing.Facts, message.Data?.GetRawText());
        await store.Add(notice, [.. hearing.Hearers.SelectMany(hearer => Of(id, hearer, wishes[hearer.Person], hearing.IsOverdue, now))], stop);
    }

    /// <summary>The inbox has it at once; the mail waits for its time, where the person wants mails.</summary>
    private static IEnumerable<Notification> Of(Guid id, Hearer hearer, (Preference Preference, string Language) wish, bool overdue, DateTimeOffset now)
    {
        yield return In(Channel.Inbox, now, NotificationState.Sent);
        if (wish.Preference.Mail is MailWish.Digest) yield return In(Channel.Mail, overdue ? hearer.Morning : hearer.WorkingMorning, NotificationState.Due);
        else if (wish.Preference.Mail is MailWish.AtOnce) yield return In(Channel.Mail, overdue || hearer.WorksToday ? now : hearer.WorkingMorning, NotificationState.Due);

        Notification In(Channel channel, DateTimeOffset due, NotificationState state) => new(
            Notification.IdOf(id, hearer.Person, channel), id, hearer.Person, channel, hearer.Organisation, hearer.Role, wish.Language, due,
            channel is Channel.Mail && wish.Preference.Mail is MailWish.Digest, state);
    }

    private static Guid Check(EventMessage message) =>
        Guid.TryParse(message.Id, out var id) && message is { Subject: { } subject, Type: not null, Organisation: not null } && subject.IndexOf('/', StringComparison.Ordinal) > 0
        && long.TryParse(message.Sequence, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) && version > 0
            ? id
            : throw new FormatException("the message does not name an event of a grain");

    private static string Reason(Exception e) => $"{e.GetType().Name}: {e.Message}";

    [LoggerMessage(LogLevel.Warning, "nobody could be told of event {Event} ({Failure}): it is among the dead letters")]
    private partial void LogGivenUp(string? @event, string failure);
}
