namespace Mithaq.Contracts.Committees;

// A party's seats are numbered from 1. A seat has a member and may have an alternate; either is a person, or whoever holds an office of the party.

/// <summary>A party fills a vacant place. Exactly one of <paramref name="Person"/> and <paramref name="Office"/> is given.</summary>
/// <param name="Office">The key of an office of the party ("director"); whoever holds it sits.</param>
/// <param name="Alternate">The seat's alternate instead of its member.</param>
public sealed record AppointCommitteeMember(int Seat, DateOnly ActDate, PersonId? Person = null, string? Office = null, bool Alternate = false) : ICommitteeCommand, IDated;

/// <param name="Person">Who holds the office by now, where the place goes with one; null: it is vacant.</param>
public sealed record MemberAppointed(OrganisationId Party, int Seat, DateOnly ActDate, PersonId? Person = null, string? Office = null, bool Alternate = false)
    : ICommitteeEvent, IDated;

/// <summary>A party puts another person, or an office, in a place that is held.</summary>
public sealed record ReplaceCommitteeMember(int Seat, DateOnly ActDate, PersonId? Person = null, string? Office = null, bool Alternate = false) : ICommitteeCommand, IDated;

public sealed record MemberReplaced(
    OrganisationId Party, int Seat, DateOnly ActDate, PersonId? From = null, PersonId? Person = null, string? Office = null, bool Alternate = false) : ICommitteeEvent, IDated;

/// <summary>A party empties a place that is held.</summary>
public sealed record RemoveCommitteeMember(int Seat, DateOnly ActDate, bool Alternate = false) : ICommitteeCommand, IDated;

public sealed record MemberRemoved(OrganisationId Party, int Seat, DateOnly ActDate, PersonId? Person = null, bool Alternate = false) : ICommitteeEvent, IDated;

/// <summary>An office of a party passed from one person to another: the places that go with it pass too.</summary>
public sealed record NoteCommitteeOfficeHolder(OrganisationId Organisation, string Office, PersonId? From, PersonId? To, DateOnly On) : ICommitteeCommand, ISystemCommand;

public sealed record SeatPassed(OrganisationId Party, int Seat, string Office, DateOnly On, PersonId? From = null, PersonId? To = null, bool Alternate = false) : ICommitteeEvent;

/// <summary>A party says which of its seats chairs: with the other parties' ones, or when its turn comes.</summary>
public sealed record NameCommitteeChair(int Seat, DateOnly ActDate) : ICommitteeCommand, IDated;

public sealed record ChairNamed(OrganisationId Party, int Seat, DateOnly ActDate) : ICommitteeEvent, IDated;

/// <summary>The committee's secretary, a person of the caller's party, who need not hold a seat; another one before is replaced.</summary>
public sealed record NameCommitteeSecretary(PersonId Person, DateOnly ActDate) : ICommitteeCommand, IDated;

public sealed record SecretaryNamed(OrganisationId Party, PersonId Person, DateOnly ActDate) : ICommitteeEvent, IDated;
