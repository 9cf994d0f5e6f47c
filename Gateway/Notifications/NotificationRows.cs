using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Notifications;

internal sealed class NoticeRow
{
    public const string Columns = "o.event_id as EventId, o.grain as Grain, o.version as Version, o.event as Event, o.organisation as Organisation, o.at as At, o.facts as Facts, o.data as Data";

    public required string EventId { get; init; }
    public required string Grain { get; init; }
    public long Version { get; init; }
    public required string Event { get; init; }
    public required string Organisation { get; init; }
    public long At { get; init; }
    public required string Facts { get; init; }
    public string? Data { get; init; }

    public static NoticeRow Of(Notice notice) => new()
    {
        EventId = notice.EventId.ToString(), Grain = notice.Grain.Stream, Version = notice.Version, Event = notice.Event, Organisation = notice.Organisation.Value,
        At = PersonSql.Microseconds(notice.At), Facts = JsonSerializer.Serialize(notice.Facts, NotificationJson.Default.NoticeFacts), Data = notice.Data,
    };

    /// <summary>Inserts the rows that <c>@notices</c> has as JSON.</summary>
    public static string Insert(IAppDatabase database) => $"""
        insert into notices (event_id, grain, version, event, organisation, at, facts, data)
        select value->>'eventId', value->>'grain', cast(value->>'version' as bigint), value->>'event', value->>'organisation', cast(value->>'at' as bigint), value->>'facts', value->>'data'
        from {database.Rows("@notices")} where true
        on conflict do nothing;
        """;

    public Notice Notice() => new(
        Guid.Parse(EventId), new(Grain), Version, Event, new(Organisation), PersonSql.Instant(At), JsonSerializer.Deserialize(Facts, NotificationJson.Default.NoticeFacts)!, Data);
}

internal sealed class NotificationRow
{
    public const string Columns =
        """
        n.event_id as EventId, n.id as Id, n.person as Person, n.channel as Channel, n.organisation as Organisation, n.role as Role, n.language as Language, n.due_at as DueAt,
          n.digest as Digest, n.state as State, n.attempts as Attempts, n.message_id as MessageId, n.reason as Reason
        """;

    public required string Id { get; init; }
    public required string EventId { get; init; }
    public required string Person { get; init; }
    public required string Channel { get; init; }
    public required string Organisation { get; init; }
    public required string Role { get; init; }
    public required string Language { get; init; }
    public long DueAt { get; init; }
    public long Digest { get; init; }
    public required string State { get; init; }
    public long Attempts { get; init; }
    public string? MessageId { get; init; }
    public string? Reason { get; init; }
    public long? SettledAt { get; init; }

    public static NotificationRow Of(Notification n, DateTimeOffset at) => new()
    {
        Id = n.Id.ToString(), EventId = n.EventId.ToString(), Person = n.Person.ToString(), Channel = Spelling.Of(n.Channel), Organisation = n.Organisation.Value,
        Role = n.Role.ToString(), Language = n.Language, DueAt = PersonSql.Microseconds(n.DueAt), Digest = n.Digest ? 1 : 0, State = Spelling.Of(n.State), Attempts = n.Attempts,
        SettledAt = n.State is NotificationState.Due ? null : PersonSql.Microseconds(at),
    };

    /// <summary>Inserts the rows that <c>@notifications</c> has as JSON.</summary>
    public static string Insert(IAppDatabase database) => $"""
        insert into notifications (id, event_id, person, channel, organisation, role, language, due_at, digest, state, attempts, settled_at)
        select value->>'id', value->>'eventId', value->>'person', value->>'channel', value->>'organisation', value->>'role', value->>'language', cast(value->>'dueAt' as bigint),
          cast(value->>'digest' as bigint), value->>'state', cast(value->>'attempts' as bigint), cast(value->>'settledAt' as bigint)
        from {database.Rows("@notifications")} where not exists (select 1 from person_receipts where person = value->>'person')
        on conflict do nothing;
        """;

    public Notification Notification() => new(
        Guid.Parse(Id), Guid.Parse(EventId), new(Guid.Parse(Person)), Spelling.Read<Channel>(Channel), new(Organisation), Enum.Parse<Role>(Role), Language, PersonSql.Instant(DueAt),
        Digest == 1, Spelling.Read<NotificationState>(State), (int)Attempts, MessageId, Reason);
}

/// <summary>Choices as the tables and the command line write them ("at-once").</summary>
internal static class Spelling
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T Read<T>(string word) where T : struct, Enum => Find<T>(word) ?? throw new FormatException($"'{word}' is no {typeof(T).Name}");

    public static T? Find<T>(string word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value) == word) return value;
        return null;
    }
}
