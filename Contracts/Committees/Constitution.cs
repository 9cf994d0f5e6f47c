using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts.Committees;

public interface ICommitteeCommand : ICommand;

[Audience(Audience.Parties)]
public interface ICommitteeEvent : IEvent;

/// <summary>The agreement that foresees the committee is in force.</summary>
/// <param name="AgreementTitle">As it was then, so that the committee can be shown by it.</param>
/// <param name="Zone">IANA zone of the agreement.</param>
public sealed record ConstituteCommittee(
    GrainId Agreement, CommitteeForeseen Foreseen, LocalizedText AgreementTitle, IReadOnlyList<OrganisationId> Parties, string Zone, DateOnly On)
    : ICommitteeCommand, ISystemCommand;

public sealed record CommitteeConstituted(
    GrainId Agreement, CommitteeForeseen Foreseen, LocalizedText AgreementTitle, IReadOnlyList<OrganisationId> Parties, string Zone, DateOnly On) : ICommitteeEvent;

/// <summary>Every seat is held, whoever has to chair is named, and so is the secretary: the committee can be convened.</summary>
public sealed record CommitteeActivated(DateOnly On) : ICommitteeEvent;

/// <summary>The agreement has ended: nothing more happens in its committee.</summary>
public sealed record NoteCommitteeAgreementEnded(DateOnly On) : ICommitteeCommand, ISystemCommand;

public sealed record CommitteeDissolved(DateOnly On) : ICommitteeEvent;

/// <summary>The end of the agreement was put right: the committee that was dissolved with it is what it was.</summary>
public sealed record NoteCommitteeAgreementEndRectified(string Reason, DateOnly ActDate) : ICommitteeCommand, ISystemCommand;

public sealed record CommitteeReinstated(DateOnly On) : ICommitteeEvent;

/// <summary>The agreement is suspended as a whole: the committee's clocks stand still from this day.</summary>
public sealed record NoteCommitteeAgreementSuspended(DateOnly On) : ICommitteeCommand, ISystemCommand;

public sealed record CommitteeSuspended(DateOnly On) : ICommitteeEvent;

/// <summary>The clocks run again from this day; what was running is due so many days later.</summary>
public sealed record NoteCommitteeAgreementResumed(DateOnly On) : ICommitteeCommand, ISystemCommand;

public sealed record CommitteeResumed(DateOnly On) : ICommitteeEvent;

/// <summary>The agreement's parties changed. Joined alone: one acceded; Left alone: one withdrew; Left and SucceededBy: one was succeeded.</summary>
public sealed record NoteCommitteeParty(OrganisationId? Joined = null, OrganisationId? Left = null, OrganisationId? SucceededBy = null) : ICommitteeCommand, ISystemCommand;

/// <summary>It has as many seats as each other party, all vacant.</summary>
public sealed record CommitteePartyJoined(OrganisationId Party) : ICommitteeEvent;

/// <summary>Its seats go with it; decisions and minutes that waited for it alone are settled beside.</summary>
public sealed record CommitteePartyLeft(OrganisationId Party) : ICommitteeEvent;

public sealed record CommitteePartySucceeded(OrganisationId From, OrganisationId To) : ICommitteeEvent;
