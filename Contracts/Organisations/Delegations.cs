namespace Mithaq.Contracts.Organisations;

/// <summary>Who holds a signing office on the act date lets another person sign.</summary>
/// <param name="ActDate">The day on the paper; the delegation starts no earlier.</param>
/// <param name="Ends">Inclusive.</param>
/// <param name="Scope">One agreement; null: everything.</param>
public sealed record RecordDelegation(
    PersonId From, PersonId To, DateOnly ActDate, DateOnly Starts, DateOnly Ends, GrainId? Scope = null) : IOrganisationCommand, IDated;

/// <summary>From the act date on the delegate no longer signs; what was signed before stands.</summary>
public sealed record RevokeDelegation(Guid Delegation, DateOnly ActDate) : IOrganisationCommand, IDated;

public sealed record DelegationRecorded(Delegation Delegation, DateOnly ActDate) : IOrganisationEvent, IDated;

public sealed record DelegationRevoked(Guid Delegation, DateOnly ActDate) : IOrganisationEvent, IDated;

/// <summary>Somebody will be away, and a member present on all these days hears in their place. Dates are inclusive.</summary>
public sealed record RecordAbsence(PersonId Person, PersonId StandIn, DateOnly From, DateOnly To) : IOrganisationCommand;

/// <summary>The person is back earlier.</summary>
/// <param name="From">The first day of the absence.</param>
/// <param name="To">Its new last day, no later than before; null: it does not take place.</param>
public sealed record ShortenAbsence(PersonId Person, DateOnly From, DateOnly? To = null) : IOrganisationCommand;

public sealed record AbsenceRecorded(Absence Absence) : IOrganisationEvent;

public sealed record AbsenceShortened(PersonId Person, DateOnly From, DateOnly? To) : IOrganisationEvent;
