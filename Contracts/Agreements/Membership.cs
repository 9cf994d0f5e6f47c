namespace Mithaq.Contracts.Agreements;

/// <summary>A party proposes that another organisation accede, where the governance is open to it, with that organisation's signed instrument.</summary>
public sealed record ProposeAccession(Party Party, Document Instrument) : IAgreementCommand;

public sealed record AccessionProposed(Guid Accession, OrganisationId By, Party Party, Document Instrument, DateOnly On) : IAgreementEvent;

/// <summary>A party consents; with the last consent the organisation accedes.</summary>
public sealed record ConsentToAccession(Guid Accession, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record AccessionConsented(Guid Accession, OrganisationId Party, DateOnly ActDate) : IAgreementEvent, IDated;

public sealed record PartyAcceded(Guid Accession, Party Party, DateOnly On) : IAgreementEvent;

/// <summary>A party gives notice that it leaves, where the governance foresees it; the notice months count from the act date.</summary>
public sealed record GiveWithdrawal(DateOnly ActDate, string Reason, Document Evidence) : IAgreementCommand, IDated;

/// <param name="LeavesOn">The first day on which it is no longer a party.</param>
public sealed record WithdrawalGiven(OrganisationId Party, DateOnly ActDate, DateOnly LeavesOn, string Reason, Document Evidence) : IAgreementEvent, IDated;

/// <param name="On">The first day on which it is no longer a party.</param>
public sealed record PartyWithdrew(OrganisationId Party, DateOnly On) : IAgreementEvent;

/// <summary>An organisation was succeeded by another, or renamed: the successor takes its place in everything.</summary>
public sealed record SucceedParty(OrganisationId From, OrganisationId To) : IAgreementCommand, ISystemCommand;

public sealed record PartySucceeded(OrganisationId From, OrganisationId To) : IAgreementEvent;

/// <summary>An office of an organisation has changed hands, or is vacant.</summary>
/// <param name="From">Who held it; null: nobody.</param>
/// <param name="On">The first day of the new holder, or the day after the last of the old one.</param>
public sealed record NoteOfficeHolder(OrganisationId Organisation, string Office, PersonId? From, PersonId? To, DateOnly On) : IAgreementCommand, ISystemCommand;

/// <summary>The party's representative left office; who follows represents it.</summary>
public sealed record RepresentativeChanged(OrganisationId Party, PersonId? From, PersonId? To, DateOnly On) : IAgreementEvent;
