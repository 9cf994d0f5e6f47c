namespace Mithaq.Contracts.Programmes;

/// <summary>An unfinished activity that goes on in another period, with what was budgeted for its project and not engaged.</summary>
public sealed record CarriedActivity(string Activity, Money? Unspent = null);

/// <summary>A coordinator carries unfinished activities over to a later programme of the same agreement, which is open already and not over.</summary>
/// <param name="Items">1–100.</param>
public sealed record CarryOver(string ToPeriod, IReadOnlyList<CarriedActivity> Items, DateOnly ActDate) : IProgrammeCommand, IDated;

/// <summary>What the next period gets.</summary>
public sealed record CarriedOver(string Activity, LocalizedText Title, string Project, Money? Unspent);

public sealed record ItemsCarriedOver(string ToPeriod, GrainId To, IReadOnlyList<CarriedOver> Items) : IProgrammeEvent;

/// <summary>What an earlier period carried over to this one; noted once.</summary>
public sealed record NoteCarriedOver(GrainId From, IReadOnlyList<CarriedOver> Items) : IProgrammeCommand, ISystemCommand;

/// <summary>Each waits to be planned (by an activity that names it as <see cref="Activity.CarriedFrom"/>) or dismissed.</summary>
/// <param name="On">The local date from which they wait.</param>
public sealed record CarriedOverNoted(GrainId From, IReadOnlyList<CarriedOver> Items, DateOnly On) : IProgrammeEvent;

/// <summary>What was carried over is not taken up; reason ≤ 2,000 characters.</summary>
public sealed record DismissCarriedOver(string Activity, string Reason) : IProgrammeCommand;

public sealed record CarriedOverDismissed(string Activity, OrganisationId By, string Reason) : IProgrammeEvent;
