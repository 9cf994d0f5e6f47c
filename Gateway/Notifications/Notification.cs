using System.Text.Json.Serialization;
using Mithaq.Contracts;

namespace Mithaq.Gateway.Notifications;

public enum Channel { Inbox, Mail }

/// <summary>Where a notification stands. What is put into an inbox is sent.</summary>
public enum NotificationState { Due, Sent, NoAddress, GivenUp }

/// <summary>Something that happened and of which somebody hears.</summary>
/// <param name="Event">The event's name with its version ("agreement.text-signed.v1").</param>
/// <param name="Organisation">Whose act it was; "system" for timers and what follows from other grains.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Data">The event as it is published, in JSON; null where it was too large for a message.</param>
public sealed record Notice(Guid EventId, GrainId Grain, long Version, string Event, OrganisationId Organisation, DateTimeOffset At, NoticeFacts Facts, string? Data);

/// <summary>What a text needs to know beside the event, as of that event.</summary>
/// <param name="Title">Of the grain, or of what it belongs to; empty where nothing has a title.</param>
/// <param name="Parties">Of the grain.</param>
/// <param name="Names">Official names of the parties and of whoever acted, by organisation id.</param>
/// <param name="Due">The local date about which a deadline's step reminds, after calendars.</param>
/// <param name="Agreement">To which the grain belongs; null: it is one, or belongs to none.</param>
/// <param name="Awaited">What those who hear are awaited for in the grain, the nearest first; null: not known.</param>
public sealed record NoticeFacts(
    LocalizedText Title, IReadOnlyList<OrganisationId> Parties, IReadOnlyDictionary<string, LocalizedText> Names, DateOnly? Due = null, GrainId? Agreement = null,
    IReadOnlyList<Awaited>? Awaited = null);

/// <param name="Key">Of the open item ("formality:2:visa").</param>
/// <param name="Role">Who inside the parties.</param>
/// <param name="Owes">The parties whose turn it is.</param>
/// <param name="Due">The local date, before calendars; null: it has no deadline.</param>
public sealed record Awaited(string Key, DeadlineKind Kind, Role Role, IReadOnlyList<OrganisationId> Owes, DateOnly? Due = null);

/// <summary>One person hears of one event in one way.</summary>
/// <param name="Id">The same however often the event comes; stable for a message id.</param>
/// <param name="Organisation">For which the person hears it.</param>
/// <param name="Role">In which the person hears it there.</param>
/// <param name="Language">"ar", "fr" or "en".</param>
/// <param name="DueAt">Not before; by the product's clock.</param>
/// <param name="Digest">Goes into one mail with what else is due for the person.</param>
/// <param name="Attempts">That failed.</param>
/// <param name="MessageId">Of the mail into which it went, or is to go.</param>
public sealed record Notification(
    Guid Id, Guid EventId, PersonId Person, Channel Channel, OrganisationId Organisation, Role Role, string Language, DateTimeOffset DueAt, bool Digest,
    NotificationState State, int Attempts = 0, string? MessageId = null, string? Reason = null)
{
    public static Guid IdOf(Guid eventId, PersonId person, Channel channel) => Ids.Derive(eventId, $"{person} {channel}");
}

/// <summary>A notification with what it tells of.</summary>
public sealed record Telling(Notification Notification, Notice Notice);

/// <summary>Mails that this caller alone sends until the lease ends.</summary>
/// <param name="Token">Whoever sends says it again when settling: what another has taken over stays untouched.</param>
/// <param name="Mails">All that is due for each person among them, by person and then by the instant at which it happened.</param>
public sealed record Claim(Guid Token, IReadOnlyList<Telling> Mails);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(NoticeFacts))]
[JsonSerializable(typeof(IEnumerable<NoticeRow>))]
[JsonSerializable(typeof(IEnumerable<NotificationRow>))]
internal sealed partial class NotificationJson : JsonSerializerContext;
