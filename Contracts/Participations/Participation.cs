using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts.Participations;

public interface IParticipationCommand : ICommand;

[Audience(Audience.Parties)]
public interface IParticipationEvent : IEvent;

/// <summary>As what an organisation takes part in an event.</summary>
public enum ParticipationRole { Delegate, Speaker, Exhibitor, Host, Sponsor, Observer }

/// <summary>Where an event takes place.</summary>
/// <param name="Aliases">Other spellings and names under which people look for it, ≤ 20.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record Place(LocalizedText Name, IReadOnlyList<string>? Aliases = null, string? Country = null);

/// <summary>An event: a forum, a conference, a fair.</summary>
/// <param name="Zone">IANA zone of its days.</param>
public sealed record Occasion(LocalizedText Title, Place Place, DateOnly From, DateOnly To, string Zone, LocalizedText? Theme = null);

/// <summary>Somebody who was met: an office or capacity in words, and the person by id alone.</summary>
/// <param name="Capacity">"Head of government", "president of the forum".</param>
/// <param name="Body">The body behind the capacity, in words, where it is no organisation that the product knows.</param>
public sealed record Counterpart(LocalizedText Capacity, LocalizedText? Body = null, OrganisationId? Organisation = null, PersonId? Person = null);
