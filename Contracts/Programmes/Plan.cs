namespace Mithaq.Contracts.Programmes;

public enum ActivityKind { Training, MedicalCampaign, SolidarityAid, SkillsTransfer, Support, Equipment, Connection, Digitalisation, Research, Awareness, Forum }

/// <summary>Where an activity takes place.</summary>
/// <param name="Region">Of Morocco or elsewhere, in words.</param>
public sealed record Place(LocalizedText Name, LocalizedText? Region = null);

/// <summary>Something done on certain days within a project.</summary>
/// <param name="Id">A short key, unique in the programme.</param>
/// <param name="To">The last day, inclusive; both days fall in the programme's period.</param>
/// <param name="Lead">The party that carries it out; null: the project's lead.</param>
/// <param name="Participants">Expected, 0–10,000,000.</param>
/// <param name="CarriedFrom">The activity of the period before that goes on in this one.</param>
public sealed record Activity(
    string Id, string Project, LocalizedText Title, ActivityKind Kind, DateOnly From, DateOnly To, Place? Place = null, LocalizedText? TargetGroup = null,
    OrganisationId? Lead = null, int? Participants = null, string? CarriedFrom = null);

/// <summary>What one party means to spend on something. What it has opened in its own budget for it, engaged and paid is recorded by its finance officer.</summary>
/// <param name="Id">A short key, unique in the programme.</param>
/// <param name="Project">Null: for the programme as a whole.</param>
/// <param name="Planned">In the programme's currency; never less than what is engaged.</param>
public sealed record BudgetLine(string Id, LocalizedText Title, OrganisationId Funder, Money Planned, string? Project = null);

/// <summary>Cumulative: each measurement counts everything so far. Periodic: each counts its own period, and they add up.</summary>
public enum IndicatorMode { Cumulative, Periodic }

/// <summary>What success is measured by.</summary>
/// <param name="Id">A short key, unique in the programme.</param>
/// <param name="Unit">≤ 100 characters ("institutions").</param>
/// <param name="Approximate">The text says "about" so many.</param>
/// <param name="Disaggregation">At most 20 groups by which values are broken down ("women", "rural").</param>
public sealed record Indicator(
    string Id, LocalizedText Title, string Unit, decimal Target, decimal? Baseline = null, bool Approximate = false, IndicatorMode Mode = IndicatorMode.Cumulative,
    string? Project = null, IReadOnlyList<string>? Disaggregation = null);

// Each replaces the part with the same key, while the programme is in preparation; a coordinator or project lead of any party.

public sealed record SetActivity(Activity Activity) : IProgrammeCommand;

public sealed record ActivitySet(Activity Activity, OrganisationId By) : IProgrammeEvent;

public sealed record SetBudgetLine(BudgetLine Line) : IProgrammeCommand;

public sealed record BudgetLineSet(BudgetLine Line, OrganisationId By) : IProgrammeEvent;

public sealed record SetIndicator(Indicator Indicator) : IProgrammeCommand;

public sealed record IndicatorSet(Indicator Indicator, OrganisationId By) : IProgrammeEvent;

/// <summary>Who reports, and how often beside the annual report.</summary>
/// <param name="EveryMonths">1–12: an interim report after every so many months, due 30 days later; null: the annual report alone.</param>
/// <param name="Reporter">The party that reports; null: any of them, and the others accept.</param>
public sealed record SetReporting(int? EveryMonths = null, OrganisationId? Reporter = null) : IProgrammeCommand;

public sealed record ReportingSet(int? EveryMonths, OrganisationId? Reporter, OrganisationId By) : IProgrammeEvent;

public enum PlanPart { Project, Activity, BudgetLine, Indicator }

/// <summary>A part of the plan is given up, while the programme is in preparation. A project only once nothing in the plan hangs on it.</summary>
public sealed record RemoveFromPlan(PlanPart Part, string Id) : IProgrammeCommand;

public sealed record RemovedFromPlan(PlanPart Part, string Id, OrganisationId By) : IProgrammeEvent;
