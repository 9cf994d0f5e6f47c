namespace Mithaq.Contracts.Organisations;

/// <summary>A person holds an office from a day on, which may lie ahead. An office has one holder at a time.</summary>
public sealed record AppointOfficeHolder(
    string Office, LocalizedText Title, PersonId Person, bool Signs, DateOnly From, DateOnly? To = null) : IOrganisationCommand;

/// <summary>Sets, or corrects, the last day of a term of office.</summary>
/// <param name="From">The first day of that term.</param>
/// <param name="To">Its last day; it may lie ahead.</param>
public sealed record EndOffice(string Office, DateOnly From, DateOnly To) : IOrganisationCommand;

/// <param name="RecordedOn">The local date on which it was recorded: an end that lay behind already calls for nobody.</param>
public sealed record OfficeHolderAppointed(OfficeHolder Holder, DateOnly RecordedOn) : IOrganisationEvent;

public sealed record OfficeEnded(string Office, PersonId Person, DateOnly From, DateOnly To, DateOnly RecordedOn) : IOrganisationEvent;
