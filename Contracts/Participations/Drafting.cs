using Mithaq.Contracts.Agreements;

namespace Mithaq.Contracts.Participations;

/// <summary>A contact leads to the draft of an agreement, which remembers where it came from.</summary>
/// <param name="Kind">Any but specific: that one begins under its framework.</param>
/// <param name="Zone">IANA zone of the agreement's days.</param>
/// <param name="Currency">ISO 4217; every amount of the agreement is in it.</param>
/// <param name="Parties">Two or more, the own organisation among them.</param>
public sealed record TurnIntoDraft(
    string Contact, AgreementKind Kind, LocalizedText Title, string Zone, string Currency, IReadOnlyList<Party> Parties) : IParticipationCommand;

/// <param name="Agreement">Drafted by a reaction to this event.</param>
public sealed record ContactTurnedIntoDraft(
    string Contact, GrainId Agreement, AgreementKind Kind, LocalizedText Title, string Zone, string Currency, OrganisationId By, IReadOnlyList<Party> Parties)
    : IParticipationEvent;
