namespace Mithaq.Contracts.Programmes;

/// <summary>A coordinator puts the plan on the table; at least one project. From now on it does not change until it is returned or approved.</summary>
public sealed record ProposeProgramme(DateOnly ActDate) : IProgrammeCommand, IDated;

/// <param name="Version">1 for the first proposal, one more each time: approvals are of this version.</param>
public sealed record ProgrammeProposed(int Version, OrganisationId By, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>A party sends the programme back to preparation; approvals are void. Reason ≤ 2,000 characters.</summary>
public sealed record ReturnProgramme(string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ProgrammeReturned(OrganisationId Party, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>A party approves the version on the table. Not where a committee decision approves for all.</summary>
public sealed record ApproveProgramme(int Version, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record PartyApproved(int Version, OrganisationId Party, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>A committee has decided; it approves the proposed programme, or the pending change, where it is for the committee to do so and every party was for it.</summary>
/// <param name="Key">The short key of the decision.</param>
/// <param name="Change">Null: the programme as it is proposed.</param>
/// <param name="Parties">Those who were for it.</param>
public sealed record NoteProgrammeDecision(
    GrainId Committee, Guid Decision, string Key, Guid? Change, IReadOnlyList<OrganisationId> Parties, DateOnly On) : IProgrammeCommand, ISystemCommand;

/// <summary>Approved for all parties.</summary>
/// <param name="On">The act date of the last approval, or the day of the decision.</param>
/// <param name="Decision">Null: every party approved it.</param>
public sealed record ProgrammeApproved(DateOnly On, Guid? Decision) : IProgrammeEvent;

/// <summary>Carried out from this day on.</summary>
public sealed record ProgrammeStarted(DateOnly On) : IProgrammeEvent;

/// <summary>An alert: the period has begun (or the date by which it was to be approved has passed), and the programme is not approved: nothing can be spent.</summary>
public sealed record NotApprovedInTime(DateOnly On) : IProgrammeEvent;

/// <summary>The period is over, or the agreement ended before it: what is left is to report and evaluate.</summary>
/// <param name="On">The last day of execution.</param>
/// <param name="WithAgreement">The agreement ended before the period.</param>
public sealed record ExecutionEnded(DateOnly On, bool WithAgreement) : IProgrammeEvent;
