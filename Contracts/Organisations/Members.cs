namespace Mithaq.Contracts.Organisations;

/// <summary>A person works for the organisation in these roles from a day on, which may lie ahead.</summary>
public sealed record AddMember(
    PersonId Person, IReadOnlyList<Role> Roles, DateOnly From, DateOnly? To = null, bool HearsEscalations = false) : IOrganisationCommand;

/// <summary>Other roles from a day of the current membership on; what held before stays on record.</summary>
/// <param name="HearsEscalations">Goes with the roles: left out, the person does not ask to hear of what is late.</param>
public sealed record ChangeRoles(PersonId Person, IReadOnlyList<Role> Roles, DateOnly From, bool HearsEscalations = false) : IOrganisationCommand;

/// <summary>Sets, or brings forward, the last day of a membership; what would begin later lapses.</summary>
public sealed record EndMembership(PersonId Person, DateOnly To) : IOrganisationCommand;

public sealed record MemberAdded(Member Member) : IOrganisationEvent;

public sealed record RolesChanged(PersonId Person, IReadOnlyList<Role> Roles, DateOnly From, bool HearsEscalations) : IOrganisationEvent;

public sealed record MembershipEnded(PersonId Person, DateOnly To) : IOrganisationEvent;
