namespace Mithaq.Contracts.Programmes;

// By the funder: paid ≤ engaged ≤ budgeted ≤ planned, nothing engaged or paid before the approval.

/// <summary>What the funder has opened in its own budget for a line, as a whole; between what is engaged and what is planned.</summary>
/// <param name="Reference">≤ 100 characters.</param>
public sealed record RecordBudget(string Line, Money Amount, DateOnly ActDate, string? Reference = null) : IProgrammeCommand, IDated;

public sealed record BudgetRecorded(string Line, Money Amount, OrganisationId Party, DateOnly ActDate, string? Reference = null) : IProgrammeEvent, IDated;

/// <summary>The funder's finance officer engages an amount more, up to what is budgeted.</summary>
/// <param name="Reference">Of the order or contract, ≤ 100 characters.</param>
public sealed record EngageBudget(string Line, Money Amount, string Reference, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record BudgetEngaged(string Line, Money Amount, OrganisationId Party, string Reference, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>What was engaged and will not be paid is free again; reason ≤ 2,000 characters.</summary>
public sealed record ReleaseBudget(string Line, Money Amount, string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record BudgetReleased(string Line, Money Amount, OrganisationId Party, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>The funder's finance officer pays an amount more, up to what is engaged.</summary>
/// <param name="Reference">Of the payment order, ≤ 100 characters.</param>
public sealed record PayBudget(string Line, Money Amount, string Reference, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record BudgetPaid(string Line, Money Amount, OrganisationId Party, string Reference, DateOnly ActDate) : IProgrammeEvent, IDated;
