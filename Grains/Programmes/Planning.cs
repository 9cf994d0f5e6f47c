using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Programmes;

/// <summary>What is to be done, while the programme is in preparation. Invariant: whatever hangs on a project hangs on one that is in the plan.</summary>
internal static class Planning
{
    public static Decision SetProject(Programme programme, SetProject command, Context context) =>
        PlanChecks.Project(new Check(), "/project", programme, command.Project).Refusal is { } invalid
            ? invalid
            : [new ProjectSet(command.Project, context.Actor.Party)];

    public static Decision SetActivity(Programme programme, SetActivity command, Context context) =>
        PlanChecks.Activity(new Check(), "/activity", programme, command.Activity).Refusal is { } invalid
            ? invalid
            : [new ActivitySet(command.Activity, context.Actor.Party)];

    public static Decision SetLine(Programme programme, SetBudgetLine command, Context context) =>
        (PlanChecks.Line(new Check(), "/line", programme, command.Line).Refusal ?? Changing.Contradicts(programme, command.Line)) is { } refusal
            ? refusal
            : [new BudgetLineSet(command.Line, context.Actor.Party)];

    public static Decision SetIndicator(Programme programme, SetIndicator command, Context context) =>
        PlanChecks.Indicator(new Check(), "/indicator", programme, command.Indicator).Refusal is { } invalid
            ? invalid
            : [new IndicatorSet(command.Indicator, context.Actor.Party)];

    public static Decision SetReporting(Programme programme, SetReporting command, Context context)
    {
        var check = new Check().Range("/everyMonths", command.EveryMonths ?? 1, 1, 12)
            .That(command.Reporter is not { } reporter || programme.IsParty(reporter), "/reporter", Fields.UnknownReference, ("value", command.Reporter));
        return check.Refusal is { } invalid ? invalid : [new ReportingSet(command.EveryMonths, command.Reporter, context.Actor.Party)];
    }

    public static Decision Remove(Programme programme, RemoveFromPlan command, Context context)
    {
        var id = command.Id;
        var known = command.Part switch
        {
            PlanPart.Project => programme.Project(id) is not null,
            PlanPart.Activity => programme.Activities.Any(a => a.Id == id),
            PlanPart.BudgetLine => programme.Budget.Any(l => l.Id == id),
            _ => programme.Indicators.Any(i => i.Id == id),
        };
        if (!known) return Refusal.Of(ProgrammeRefusals.UnknownPart, ("part", command.Part), ("id", id));
        var inUse = command.Part is PlanPart.Project
            && (programme.Activities.Any(a => a.Project == id) || programme.Budget.Any(l => l.Project == id) || programme.Indicators.Any(i => i.Project == id));
        return inUse ? Refusal.Of(ProgrammeRefusals.ProjectInUse, ("project", id)) : [new RemovedFromPlan(command.Part, id, context.Actor.Party)];
    }

    public static Programme With(Programme programme, Project project) => programme with { Projects = Set(programme.Projects, project, p => p.Id) };

    public static Programme With(Programme programme, Activity activity) =>
        programme with { Activities = Set(programme.Activities, activity, a => a.Id) };

    public static Programme With(Programme programme, BudgetLine line) => programme with { Budget = Set(programme.Budget, line, l => l.Id) };

    public static Programme With(Programme programme, Indicator indicator) => programme with { Indicators = Set(programme.Indicators, indicator, i => i.Id) };

    public static Programme Apply(Programme programme, RemovedFromPlan e) => e.Part switch
    {
        PlanPart.Project => programme with { Projects = programme.Projects.RemoveAll(p => p.Id == e.Id) },
        PlanPart.Activity => programme with { Activities = programme.Activities.RemoveAll(a => a.Id == e.Id) },
        PlanPart.BudgetLine => programme with { Budget = programme.Budget.RemoveAll(l => l.Id == e.Id), Money = programme.Money.Remove(e.Id) },
        _ => programme with { Indicators = programme.Indicators.RemoveAll(i => i.Id == e.Id) },
    };

    /// <summary>In the place of the one with the same key, or at the end.</summary>
    private static ImmutableArray<T> Set<T>(ImmutableArray<T> items, T item, Func<T, string> key)
    {
        for (var i = 0; i < items.Length; i++)
            if (key(items[i]) == key(item)) return items.SetItem(i, item);
        return items.Add(item);
    }
}
