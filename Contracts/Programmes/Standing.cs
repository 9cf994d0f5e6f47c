namespace Mithaq.Contracts.Programmes;

// What becomes of the agreement reaches its programmes. Each note has its effect once.

/// <summary>The agreement as a whole is suspended: clocks stand still and nothing is spent.</summary>
public sealed record NoteProgrammeAgreementSuspended(DateOnly On) : IProgrammeCommand, ISystemCommand;

public sealed record ProgrammeSuspended(DateOnly On) : IProgrammeEvent;

/// <param name="On">The first day on which it runs again.</param>
public sealed record NoteProgrammeAgreementResumed(DateOnly On) : IProgrammeCommand, ISystemCommand;

public sealed record ProgrammeResumed(DateOnly On) : IProgrammeEvent;

/// <summary>What is carried out closes; what has not begun is abandoned.</summary>
/// <param name="On">The agreement's last day.</param>
public sealed record NoteProgrammeAgreementEnded(DateOnly On) : IProgrammeCommand, ISystemCommand;

/// <summary>The agreement ended before the programme had begun.</summary>
public sealed record ProgrammeAbandoned(DateOnly On) : IProgrammeEvent;

/// <summary>The end of the agreement was put right: a programme that was abandoned or cut short with it is what it was, unless its closing has begun.</summary>
public sealed record NoteProgrammeAgreementEndRectified(string Reason, DateOnly ActDate) : IProgrammeCommand, ISystemCommand;

public sealed record ProgrammeReinstated(DateOnly On) : IProgrammeEvent;

/// <summary>Joined alone: acceded. Left alone: withdrew. Left and SucceededBy: another organisation stands in its place.</summary>
public sealed record NoteProgrammeParty(OrganisationId? Joined, OrganisationId? Left, OrganisationId? SucceededBy) : IProgrammeCommand, ISystemCommand;

public sealed record ProgrammePartyChanged(OrganisationId? Joined, OrganisationId? Left, OrganisationId? SucceededBy, DateOnly On) : IProgrammeEvent;
