using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>Puts notices into words.</summary>
/// <param name="persons">Names of persons; null: unknown, or erased.</param>
internal sealed class MailWriter(Texts texts, Func<PersonId, LocalizedText?> persons)
{
    private const int LongestTitle = 80;
    private const int LongestSentence = 110;
    private const int MostAwaited = 5;

    /// <param name="tellings">Of one person, at least one, in the order in which they happened.</param>
    /// <param name="today">Only in the subject of several.</param>
    public MailContent Of(PersonId reader, IReadOnlyList<Telling> tellings, DateOnly today)
    {
        var groups = tellings.GroupBy(t => t.Notice.Facts.Agreement ?? t.Notice.Grain).Select(Group).ToList();
        var several = tellings.Count > 1;
        return new(
            texts.Language, texts.IsRightToLeft, several ? texts.Mail("subject.digest", ("count", tellings.Count), ("date", today)) : Subject(tellings[0].Notice),
            texts.Mail("greeting", ("name", Named(persons(reader)))), several ? texts.Mail("digest", ("count", tellings.Count)) : null, groups, texts.Mail("preferences"));
    }

    private string Subject(Notice notice)
    {
        var sentence = Plain.Shortened(Sentence(notice), LongestSentence);
        return Title(notice) is { } title ? $"{sentence} · {texts.Isolated(Plain.Shortened(title, LongestTitle))}" : sentence;
    }

    private MailGroup Group(IEnumerable<Telling> of)
    {
        var tellings = of.ToList();
        // The agreement's own title where one of the notices is of the agreement itself.
        var heading = Title((tellings.Find(t => t.Notice.Facts.Agreement is null) ?? tellings[0]).Notice);
        return new(heading is null ? texts.Mail("untitled") : texts.Isolated(heading), [.. tellings.Select(t => Entry(t, heading))]);
    }

    private MailEntry Entry(Telling telling, string? heading)
    {
        var (notification, notice) = (telling.Notification, telling.Notice);
        var details = new List<string>();
        if (notice.Facts.Due is { } due) details.Add(texts.Mail("due", ("date", due)));
        foreach (var item in (notice.Facts.Awaited ?? []).Where(item => item.Role == notification.Role && item.Owes.Contains(notification.Organisation)).Take(MostAwaited))
            details.Add(texts.Mail("awaited", ("item", texts.Item(item.Key, item.Kind, item.Owes)), ("date", item.Due)));
        var organisation = Named(notice.Facts.Names.GetValueOrDefault(notification.Organisation.Value)) ?? notification.Organisation.Value;
        details.Add(texts.Mail("why", ("role", texts.Role(notification.Role)), ("organisation", organisation)));
        var title = Title(notice);
        return new(title is null || title == heading ? null : texts.Isolated(title), Sentence(notice), details);
    }

    private string Sentence(Notice notice)
    {
        if (notice.Data is null) return texts.Mail("too-long");
        try
        {
            using var data = JsonDocument.Parse(notice.Data);
            return Plain.OneLine(texts.Event(notice.Event, data.RootElement, id => NameOf(notice, id)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or NotSupportedException)
        {
            // One event that cannot be read holds up nobody's mails.
            return texts.Isolated(notice.Event);
        }
    }

    private string? NameOf(Notice notice, string id) =>
        notice.Facts.Names.TryGetValue(id, out var organisation) ? Named(organisation)
        : id == notice.Grain.Stream ? Title(notice)
        : Guid.TryParse(id, out var person) ? Named(persons(new(person)))
        : null;

    private string? Title(Notice notice) => Named(notice.Facts.Title);

    /// <summary>Null: there is no name in any language.</summary>
    private string? Named(LocalizedText? name) => name is not null && Plain.OneLine(texts.Of(name)) is { Length: > 0 } text ? text : null;
}
