using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>What a programme's sheet says beside what every grain's says.</summary>
internal static class ProgrammeParts
{
    public static IEnumerable<Part> Parts(Programme programme, Words words)
    {
        yield return new("projects", words.Say("projects"), [.. programme.Projects.Select(p => Project(p, words))]);
        yield return new("activities", words.Say("activities"), [.. programme.Activities.OrderBy(a => a.From).Select(a => Activity(programme, a, words))]);
        yield return new("budget", words.Say("budget"), [.. programme.Budget.Select(line => Line(programme, line, words))]);
        yield return new("indicators", words.Say("indicators"), [.. programme.Indicators.Select(i => Indicator(i, words))]);
        yield return new("reports", words.Say("reports"), [.. programme.Reports.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new PartRow(r.Key, words.Texts.Isolated(r.Key), r.Value.Stage.ToString(), words.State("report", r.Value.Stage)))]);
    }

    private static PartRow Project(Project project, Words words) =>
        new(project.Id, words.Texts.Isolated(words.Texts.Of(project.Title)), Detail: [words.Say("led-by", ("lead", words.Names.Of(project.Lead)))]);

    private static PartRow Activity(Programme programme, Activity activity, Words words)
    {
        var progress = programme.Progress.GetValueOrDefault(activity.Id);
        var stage = progress?.Stage ?? ActivityStage.Planned;
        return new(
            activity.Id, words.Texts.Isolated(words.Texts.Of(activity.Title)), stage.ToString(), words.State("activity", stage),
            [words.Say("from-to", ("from", activity.From), ("to", progress?.To ?? activity.To))]);
    }

    private static PartRow Line(Programme programme, BudgetLine line, Words words)
    {
        var money = programme.Money.GetValueOrDefault(line.Id);
        return new(line.Id, words.Texts.Isolated(words.Texts.Of(line.Title)), Detail:
        [
            words.Say(
                "line", ("funder", words.Names.Of(line.Funder)), ("planned", words.Texts.Money(line.Planned)), ("engaged", Amount(money?.Engaged ?? 0)), ("paid", Amount(money?.Paid ?? 0))),
        ]);

        string Amount(decimal amount) => words.Texts.Money(line.Planned with { Amount = amount });
    }

    private static PartRow Indicator(Indicator indicator, Words words) => new(
        indicator.Id, words.Texts.Isolated(words.Texts.Of(indicator.Title)),
        Detail: [words.Say("target", ("target", words.Texts.Number(indicator.Target)), ("unit", indicator.Unit), ("about", indicator.Approximate ? "yes" : null))]);
}
