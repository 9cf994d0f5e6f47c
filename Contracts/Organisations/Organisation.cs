namespace Mithaq.Contracts.Organisations;

public enum OrganisationKind { Ministry, Agency, MutualSociety, Company, Association, University, LocalAuthority, Other }

/// <summary>A person with roles in an organisation. Dates are inclusive; no end: still a member.</summary>
/// <param name="HearsEscalations">A signatory who asked to hear of what is late.</param>
public sealed record Member(PersonId Person, IReadOnlyList<Role> Roles, DateOnly From, DateOnly? To = null, bool HearsEscalations = false);

/// <summary>Who holds an office (president, director, minister), and whether the office signs for the organisation. Dates are inclusive.</summary>
/// <param name="Office">A short key of the organisation's own ("president"): an office has one holder at a time.</param>
public sealed record OfficeHolder(string Office, LocalizedText Title, PersonId Person, bool Signs, DateOnly From, DateOnly? To = null);

/// <summary>An office-holder lets another person sign. Dates are inclusive; scope null: everything, otherwise only the agreement named.</summary>
public sealed record Delegation(Guid Id, PersonId From, PersonId To, DateOnly Starts, DateOnly Ends, GrainId? Scope = null);

/// <summary>Somebody is away and another stands in. Dates are inclusive.</summary>
public sealed record Absence(PersonId Person, PersonId StandIn, DateOnly From, DateOnly To);

/// <summary>An identifier in some register ("ICE", "RC", "IATI").</summary>
public sealed record Identifier(string Scheme, string Value);

/// <summary>Whom to turn to for what: a person, or whoever holds an office. Addresses stand in the persons table alone.</summary>
/// <param name="Purpose">"Agreements", "accounts"…</param>
/// <param name="Office">The key of an office; exactly one of person and office is given.</param>
public sealed record Contact(LocalizedText Purpose, PersonId? Person = null, string? Office = null);

/// <summary>Names that it had, and the last day on which they held.</summary>
public sealed record FormerNames(LocalizedText Names, DateOnly Until);
