namespace Mithaq.Contracts.Programmes;

/// <summary>A short evaluation, once the period is over and its annual report accepted; by a coordinator or evaluator of any party.</summary>
/// <param name="Rating">0–4.</param>
/// <param name="Lessons">≤ 20,000 characters.</param>
public sealed record EvaluateProgramme(int Rating, string Lessons, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ProgrammeEvaluationSubmitted(int Rating, string Lessons, OrganisationId By, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>Every party approves it; with the last one the programme is evaluated.</summary>
public sealed record ApproveProgrammeEvaluation(DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ProgrammeEvaluationApproved(OrganisationId Party, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>A party wants it done again; approvals are void. Reason ≤ 2,000 characters.</summary>
public sealed record ReturnProgrammeEvaluation(string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ProgrammeEvaluationReturned(OrganisationId Party, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>A party agrees to do without an evaluation; once every party does, the programme counts as evaluated. Reason ≤ 2,000 characters.</summary>
public sealed record WaiveProgrammeEvaluation(string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ProgrammeEvaluationWaived(OrganisationId Party, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <param name="Rating">Null: every party waived the evaluation.</param>
public sealed record ProgrammeEvaluated(DateOnly On, int? Rating) : IProgrammeEvent;
