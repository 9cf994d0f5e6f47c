namespace Mithaq.Contracts.Organisations;

/// <summary>The platform's administrator enters an organisation; the grain's key becomes its id.</summary>
/// <param name="Names">Its official names.</param>
/// <param name="Kind">Null where the papers do not say.</param>
/// <param name="Aliases">Other names under which people look for it, in any language, ≤ 50.</param>
/// <param name="Zone">IANA zone of its days.</param>
/// <param name="Country">ISO 3166-1 alpha-2: whose holidays it keeps; null: Morocco's in Morocco's zone, otherwise none.</param>
public sealed record RegisterOrganisation(
    LocalizedText Names, OrganisationKind? Kind = null, IReadOnlyList<string>? Aliases = null, IReadOnlyList<Identifier>? Identifiers = null,
    string Zone = "Africa/Casablanca", string? Country = null) : IOrganisationCommand;

/// <summary>From now on it can be a party of agreements.</summary>
public sealed record ActivateOrganisation : IOrganisationCommand;

/// <summary>It has new official names from the act date on; the old ones stay, with the last day on which they held.</summary>
public sealed record RenameOrganisation(LocalizedText Names, DateOnly ActDate) : IOrganisationCommand, IDated;

/// <summary>Replaces its aliases, ≤ 50.</summary>
public sealed record ChangeAliases(IReadOnlyList<string> Aliases) : IOrganisationCommand;

/// <summary>Replaces its identifiers in registers, ≤ 20.</summary>
public sealed record ChangeIdentifiers(IReadOnlyList<Identifier> Identifiers) : IOrganisationCommand;

/// <summary>Replaces its contacts, ≤ 50.</summary>
public sealed record ChangeContacts(IReadOnlyList<Contact> Contacts) : IOrganisationCommand;

/// <summary>It ceases to act.</summary>
/// <param name="Successor">An active organisation that takes its place.</param>
public sealed record RetireOrganisation(DateOnly ActDate, OrganisationId? Successor = null) : IOrganisationCommand, IDated;

public sealed record OrganisationRegistered(
    LocalizedText Names, OrganisationKind? Kind, IReadOnlyList<string> Aliases, IReadOnlyList<Identifier> Identifiers, string Zone, WorkCalendar Calendar,
    DateOnly RegisteredOn) : IOrganisationEvent;

public sealed record OrganisationActivated(DateOnly ActivatedOn) : IOrganisationEvent;

public sealed record OrganisationRenamed(LocalizedText Names, DateOnly ActDate) : IOrganisationEvent, IDated;

public sealed record AliasesChanged(IReadOnlyList<string> Aliases) : IOrganisationEvent;

public sealed record IdentifiersChanged(IReadOnlyList<Identifier> Identifiers) : IOrganisationEvent;

public sealed record ContactsChanged(IReadOnlyList<Contact> Contacts) : IOrganisationEvent;

public sealed record OrganisationRetired(DateOnly ActDate, OrganisationId? Successor) : IOrganisationEvent, IDated;
