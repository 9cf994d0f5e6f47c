using System.Globalization;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Gateway.Notifications;

/// <summary>Writes down who is told of what has happened.</summary>
public sealed class NoticeWriter(IHearers hearers, NotificationStore store, Preferences preferences, TimeProvider clock)
{
    /// <summary>One attempt, for all of them or none.</summary>
    /// <exception cref="FormatException">One is no message of ours.</exception>
    public async Task Write(IReadOnlyList<EventMessage> messages, CancellationToken stop)
    {
        var ids = messages.Select(Check).ToArray();
        var now = clock.GetUtcNow();
        var hearings = await hearers.Of(messages, now, stop);
        var heard = hearings.Select((hearing, n) => (Id: ids[n], Message: messages[n], Hearing: hearing!)).Where(h => h.Hearing is not null).ToArray();
        if (heard.Length == 0) return;
        var wishes = await preferences.Wishes([.. heard.SelectMany(h => h.Hearing.Hearers).Select(hearer => hearer.Person).Distinct()], stop);
        await store.Add(
            [.. heard.Select(h => NoticeOf(h.Id, h.Message, h.Hearing.Facts))],
            [.. heard.SelectMany(h => h.Hearing.Hearers.SelectMany(hearer => Of(h.Id, hearer, wishes[hearer.Person], h.Hearing.IsOverdue, now)))], stop);
    }

    /// <returns>The event's id.</returns>
    /// <exception cref="FormatException">The message does not name an event of a grain.</exception>
    internal static Guid Check(EventMessage message) =>
        Guid.TryParse(message.Id, out var id) && message is { Subject: { } subject, Type: not null, Organisation: not null } && subject.IndexOf('/', StringComparison.Ordinal) > 0
        && long.TryParse(message.Sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? id
            : throw new FormatException("the message does not name an event of a grain");

    private static Notice NoticeOf(Guid id, EventMessage message, NoticeFacts facts) =>
        new(id, message.Grain, message.Version, message.EventName, new(message.Organisation), message.Time, facts, message.Data?.GetRawText());

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
}
