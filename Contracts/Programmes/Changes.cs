namespace Mithaq.Contracts.Programmes;

/// <summary>Parts of the plan that are new or replace those with the same keys; at most 100 in all. What is given up after the approval is cancelled, not removed.</summary>
public sealed record PlanChange(
    IReadOnlyList<Project>? Projects = null, IReadOnlyList<Activity>? Activities = null, IReadOnlyList<BudgetLine>? Budget = null,
    IReadOnlyList<Indicator>? Indicators = null);

/// <summary>After its approval a programme changes the way it was approved: by every party, or by a committee decision. What and why ≤ 2,000 characters.</summary>
public sealed record ProposeChange(string What, PlanChange Change, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ChangeProposed(Guid Change, OrganisationId By, string What, PlanChange Plan, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>A party approves a pending change; with the last one it applies.</summary>
public sealed record ApproveChange(Guid Change, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ChangeApproved(Guid Change, OrganisationId Party, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>The plan is what the change said from now on.</summary>
/// <param name="Decision">Null: every party approved it.</param>
public sealed record ChangeApplied(Guid Change, DateOnly On, Guid? Decision) : IProgrammeEvent;

/// <summary>A party does not want the change (or its proposer takes it back); reason ≤ 2,000 characters.</summary>
public sealed record RejectChange(Guid Change, string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ChangeRejected(Guid Change, OrganisationId Party, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;
