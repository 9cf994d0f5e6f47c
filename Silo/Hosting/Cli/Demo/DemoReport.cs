using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Silo.Scenarios;

namespace Mithaq.Silo.Hosting.Cli.Demo;

/// <summary>Of the cases that are played only what did not go as in their own years: steps that were refused.</summary>
internal sealed class DemoReport(TextWriter output, ScenarioFiles files, Texts texts) : IScenarioReport
{
    private readonly CastNames names = new(files, texts);
    private bool told;

    public void Given(Scenario scenario, Step.Give step, DateTimeOffset at, Refusal? refusal)
    {
        told = refusal is not null;
        if (refusal is null) return;
        var paper = new Showing.Paper(output, texts);
        var why = texts.Refusal(refusal, names.Of).ReplaceLineEndings(" ");
        paper.Line(2, $"✗ {texts.Date(step.Date)} [{texts.Isolated(scenario.Case)}] {names.Who(step.By)}: {texts.Command(MessageNames.Of(step.Command))} · {texts.Isolated(step.Creates ?? step.Grain!)}: {why}", 6);
    }

    public void Advanced(Scenario scenario, Step.Advance step) { }

    public void Happened(Happening happening) => names.Call(happening.Entry.Stream, happening.Name);

    /// <summary>A refusal is no surprise once it was told.</summary>
    public void Failed(Problem problem)
    {
        if (!told) output.WriteLine($"  ✗ {texts.Isolated(problem.ToString())}");
        told = false;
    }

    public void Ended(ScenarioSummary summary) { }
}
