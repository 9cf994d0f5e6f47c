using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Programmes;

/// <summary>What must be right in each part of a plan, whichever way it comes.</summary>
internal static class PlanChecks
{
    private const int Key = 40;

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
}
