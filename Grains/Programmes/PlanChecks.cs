using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Programmes;

/// <summary>What must be right in each part of a plan, whichever way it comes.</summary>
internal static class PlanChecks
{
    private const int Key = 40;
    private const int People = 10_000_000;
    private const decimal Most = 1_000_000_000_000m;
    private const int MostDocuments = 20;

    public static Check Project(Check check, string at, Programme programme, Project? project)
    {
        if (project is null) return check.That(false, at, Fields.Required);
        check.Text($"{at}/id", project.Id, Key).Text($"{at}/title", project.Title).Text($"{at}/objective", project.Objective)
            .That(programme.IsParty(project.Lead), $"{at}/lead", Fields.UnknownReference, ("value", project.Lead));
        if (programme.Axes.IsEmpty) check.That(project.Axis is null, $"{at}/axis", Fields.UnknownReference, ("value", project.Axis));
        else if (project.Axis is null) check.That(false, $"{at}/axis", Fields.Required);
        else check.That(programme.Axes.Any(a => a.Id == project.Axis), $"{at}/axis", Fields.UnknownReference, ("value", project.Axis));

        check.Count($"{at}/stages", project.Stages, project.Cases is null ? 0 : 1, 20).Unique($"{at}/stages", project.Stages, s => s.Id)
            .Each($"{at}/stages", project.Stages, (where, stage) => check.Text($"{where}/id", stage.Id, Key).Text($"{where}/title", stage.Title));
        if (project.Cases is { } cases)
            check.Range($"{at}/cases/answerDays", cases.AnswerDays, 1, 365).Range($"{at}/cases/reportEveryMonths", cases.ReportEveryMonths, 1, 24);
        return check;
    }

    public static Check Activity(Check check, string at, Programme programme, Activity? activity)
    {
        if (activity is null) return check.That(false, at, Fields.Required);
        check.Text($"{at}/id", activity.Id, Key).Text($"{at}/title", activity.Title)
            .That(programme.Project(activity.Project) is not null, $"{at}/project", Fields.UnknownReference, ("value", activity.Project))
            .Text($"{at}/targetGroup", activity.TargetGroup, required: false)
            .That(activity.Lead is not { } lead || programme.IsParty(lead), $"{at}/lead", Fields.UnknownReference, ("value", activity.Lead))
            .Range($"{at}/participants", activity.Participants ?? 0, 0, People).Text($"{at}/carriedFrom", activity.CarriedFrom, Key, required: false);
        if (activity.Place is { } place) check.Text($"{at}/place/name", place.Name).Text($"{at}/place/region", place.Region, required: false);
        return Days(check, at, programme, activity.From, activity.To);
    }

    /// <summary>The days of an activity fall in the programme's period.</summary>
    public static Check Days(Check check, string at, Programme programme, DateOnly from, DateOnly to) =>
        check.InOrder($"{at}/to", from, to).InOrder($"{at}/from", programme.From, from).InOrder($"{at}/to", to, programme.To);

    public static Check Line(Check check, string at, Programme programme, BudgetLine? line)
    {
        if (line is null) return check.That(false, at, Fields.Required);
        return check.Text($"{at}/id", line.Id, Key).Text($"{at}/title", line.Title).Money($"{at}/planned", line.Planned, programme.Currency)
            .That(programme.IsParty(line.Funder), $"{at}/funder", Fields.UnknownReference, ("value", line.Funder))
            .That(line.Project is null || programme.Project(line.Project) is not null, $"{at}/project", Fields.UnknownReference, ("value", line.Project));
    }

    public static Check Indicator(Check check, string at, Programme programme, Indicator? indicator)
    {
        if (indicator is null) return check.That(false, at, Fields.Required);
        check.Text($"{at}/id", indicator.Id, Key).Text($"{at}/title", indicator.Title).Text($"{at}/unit", indicator.Unit, 100)
            .Range($"{at}/target", indicator.Target, -Most, Most).Range($"{at}/baseline", indicator.Baseline ?? 0, -Most, Most)
            .That(indicator.Project is null || programme.Project(indicator.Project) is not null, $"{at}/project", Fields.UnknownReference, ("value", indicator.Project));
        return check.Count($"{at}/disaggregation", indicator.Disaggregation, 0, 20).Unique($"{at}/disaggregation", indicator.Disaggregation, g => g)
            .Each($"{at}/disaggregation", indicator.Disaggregation, (where, group) => check.Text(where, group, 100));
    }

    public static Check Value(Check check, string at, decimal value) => check.Range(at, value, -Most, Most);

    public static Check Participants(Check check, string at, int? participants) => check.Range(at, participants ?? 0, 0, People);

    public static Check Documents(Check check, string at, IReadOnlyList<Document>? documents) =>
        check.Count(at, documents, 1, MostDocuments).Each(at, documents, (where, document) => check.Document(where, document));
}
