using System.Globalization;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Gateway.Languages;

namespace Mithaq.Silo.Scenarios;

/// <summary>The run as a story in one language: the day, who gave which command and what followed, and in between what timers did and whom they told.</summary>
public sealed class TimeLineReport(TextWriter output, ScenarioFiles files, Texts texts) : IScenarioReport
{
    private readonly CastNames names = new(files, texts);
    private DateOnly? day;
    private bool begun;

    public void Given(Scenario scenario, Step.Give step, DateTimeOffset at, Refusal? refusal)
    {
        begun = true;
        Day(step.Date);
        var recorded = step.For is { } act ? $" ← {Shown(act.Party.Value)} ({texts.Isolated(act.Letter)})" : "";
        Line(2, $"[{texts.Isolated(scenario.Case)}] {names.Who(step.By)}{recorded}: {texts.Command(MessageNames.Of(step.Command))} · {texts.Isolated(step.Creates ?? step.Grain!)}");
        if (refusal is null) return;
        var lines = texts.Refusal(refusal, names.Of).Split('\n');
        Line(6, $"✗ {lines[0]}");
        foreach (var field in lines.Skip(1)) Line(10, field);
    }

    public void Advanced(Scenario scenario, Step.Advance step) => Day(step.Date);

    public void Happened(Happening happening)
    {
        names.Call(happening.Entry.Stream, happening.Name);
        var text = texts.Event(happening.Event, names.Of);
        if (happening.ByTimer)
        {
            Day(LocalDate(happening.At));
            var mark = happening.Event is DeadlineStepsTaken ? "⏰" : "⚙";
            Line(2, happening.Case is { } owner ? $"{mark} [{texts.Isolated(owner)}] {text} · {texts.Isolated(happening.Name)}" : $"{mark} [{texts.Isolated(happening.Name)}] {text}");
            return;
        }
        // The organisations enter before the first step: their registration is enough of a story.
        if (!begun && happening.Event is not OrganisationRegistered) return;
        Day(LocalDate(happening.At));
        Line(begun ? 6 : 2, $"→ {text}");
    }

    public void Failed(Problem problem) => Line(0, $"✗ {texts.Isolated(problem.ToString())}");

    public void Ended(ScenarioSummary summary)
    {
        output.WriteLine();
        foreach (var failure in summary.Failures) Failed(failure);
        Line(0, texts.Language switch
        {
            "ar" => $"الحالات: {summary.Cases}، الناجحة: {summary.Passed}، الوقائع: {summary.Events}، الإشعارات: {summary.Notifications}، التوقعات غير المحققة: {summary.Failures.Count}",
            "fr" => $"Cas : {summary.Cases}, réussis : {summary.Passed}, événements : {summary.Events}, avis : {summary.Notifications}, attentes non tenues : {summary.Failures.Count}",
            _ => $"Cases: {summary.Cases}, passed: {summary.Passed}, events: {summary.Events}, notifications: {summary.Notifications}, failed expectations: {summary.Failures.Count}",
        });
    }

    private void Day(DateOnly date)
    {
        if (day == date) return;
        day = date;
        output.WriteLine();
        Line(0, $"{texts.Isolated(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))} · {texts.Date(date)}");
    }

    private string Shown(string id) => texts.Isolated(names.Of(id) ?? id);

    private DateOnly LocalDate(DateTimeOffset at) =>
        NodaTime.Instant.FromDateTimeOffset(at).InZone(NodaTime.DateTimeZoneProviders.Tzdb[files.Cast.Zone]).Date.ToDateOnly();

    /// <summary>A mark before the first letter keeps the line's direction whatever it begins with.</summary>
    private void Line(int indent, string text) => output.WriteLine($"{new string(' ', indent)}{(texts.IsRightToLeft ? "\u200F" : "")}{text}");
}
