using System.Globalization;
using System.Text.Json;
using Mithaq.Contracts;

namespace Mithaq.Silo.Scenarios;

/// <summary>
/// The run as a story: the day, who did what, what followed, and below it what timers did and whom they told. Names and data stand in isolates where the
/// line reads from right to left.
/// </summary>
public sealed class TimeLineReport(TextWriter output, Cast cast, Wording words) : IScenarioReport
{
    private DateOnly? day;

    public void Given(Scenario scenario, Step.Give step, DateTimeOffset at, Refusal? refusal)
    {
        Day(step.Date);
        var whose = step.For is { } act ? $" ({Isolated(act.Party.Value)}, {Isolated(act.Letter)})" : "";
        Line(2, $"[{Isolated(scenario.Case)}] {Person(step.By)}{whose}: {words.Command(MessageNames.Of(step.Command))} · {Isolated(step.Creates ?? step.Grain ?? "")}");
        if (refusal is not null) Line(6, $"✗ {words.Refusal(refusal)}");
    }

    public void Advanced(Scenario scenario, Step.Advance step) => Day(step.Date);

    public void Happened(Happening happening)
    {
        var name = words.Event(happening.Entry.Type);
        if (!happening.ByTimer)
        {
            Line(6, $"→ {name}{Details(happening)}");
            return;
        }
        Day(DateOnly.FromDateTime(Local(happening.At)));
        var of = $"[{Isolated(happening.Case ?? happening.Name)}] ";
        if (happening.Event is DeadlineStepsTaken notice)
            Line(4, $"⏰ {of}{words.Deadline(notice.Kind)} · {Isolated(notice.Key)} · {Isolated(Iso(notice.Resolved))} ({Isolated(Days(notice.Highest))}) ↦ {string.Join(", ", notice.Told.Select(Told).Distinct())}");
        else Line(4, $"⚙ {of}{name}{Details(happening)}");
    }

    public void Failed(Problem problem) => Line(0, $"✗ {Isolated(problem.ToString())}");

    public void Ended(ScenarioSummary summary)
    {
        output.WriteLine();
        foreach (var failure in summary.Failures) Line(0, $"✗ {Isolated(failure.ToString())}");
        Line(0, words.Summary(summary.Cases, summary.Passed, summary.Events, summary.Failures.Count));
    }

    private void Day(DateOnly date)
    {
        if (day == date) return;
        day = date;
        output.WriteLine();
        Line(0, Isolated(Iso(date)));
    }

    /// <summary>The event's plain values; hashes, ids and lists are for the journal.</summary>
    private string Details(Happening happening)
    {
        using var payload = JsonDocument.Parse(happening.Entry.Payload);
        var shown = payload.RootElement.EnumerateObject().Select(member => (member.Name, Text: Shown(member.Value))).Where(m => m.Text is not null);
        var text = string.Join(" · ", shown.Select(m => $"{Isolated(m.Name)}={Isolated(m.Text!)}"));
        return text.Length == 0 ? "" : $"  {text}";
    }

    private string? Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when Guid.TryParse(value.GetString(), out var id) => cast.KeyOf(new(id)) is { } person ? Person(person) : null,
        JsonValueKind.String => new Sha256(value.GetString()!).IsValid ? null : value.GetString(),
        JsonValueKind.Number or JsonValueKind.True => value.GetRawText(),
        JsonValueKind.Object when value.TryGetProperty("amount", out var amount) && value.TryGetProperty("currency", out var currency) => $"{amount.GetRawText()} {currency.GetString()}",
        _ => null,
    };

    private string Told(Told told) => told.Person is { } person && cast.KeyOf(person) is { } key ? Person(key) : $"{Isolated(told.Organisation.Value)} ({words.Role(told.Role)})";

    private string Person(string key) =>
        cast.Names.GetValueOrDefault(key) is { } name && words.Of(name) is { } text ? $"{Isolated(key)} {Isolated(text)}" : Isolated(key);

    private DateTime Local(DateTimeOffset at) =>
        NodaTime.Instant.FromDateTimeOffset(at).InZone(NodaTime.DateTimeZoneProviders.Tzdb[cast.Zone]).ToDateTimeUnspecified();

    private static string Days(int step) => step.ToString("+0;-0;0", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Isolated(string text) => words.RightToLeft ? $"\u2068{text}\u2069" : text;

    private void Line(int indent, string text) => output.WriteLine($"{new string(' ', indent)}{(words.RightToLeft ? "\u200F" : "")}{text}");
}
