using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting.Cli.Working;

/// <summary>Something that falls due.</summary>
/// <param name="Date">After calendars.</param>
/// <param name="Nominal">As the text has it, where that is another day.</param>
/// <param name="Moved">Why it is another day, in words.</param>
/// <param name="NextStep">What comes next of it and when, in words; null: nothing any more.</param>
internal sealed record CalendarLine(
    DateOnly Date, DateOnly? Nominal, string? Moved, string Key, string Kind, string Text, IReadOnlyList<string> Owes, string OwesWords, string Grain, string Title,
    DateOnly? Next, string? NextStep)
{
    public static CalendarLine Of(DeadlineRow row, DeadlineTimes times, Zones zones, Texts texts, Names names)
    {
        var moved = row.Resolved == row.Nominal ? null : texts.Console("moved", ("date", row.Nominal), ("day", texts.Word(row.Nominal.DayOfWeek)));
        var next = row.NextAt is { } at ? zones.DateAt(row.Zone, DateTimeOffset.UnixEpoch.AddMicroseconds(at)) : (DateOnly?)null;
        return new(
            row.Resolved, row.Resolved == row.Nominal ? null : row.Nominal, moved, row.Key, row.Kind.ToString(), texts.Item(row.Key, row.Kind, row.Owing()),
            [.. row.Owing().Select(o => o.Value)], texts.List(row.Owing().Select(o => texts.Isolated(names.Of(o)))),
            row.Stream, names.Of(row.Stream) ?? row.Stream, next, next is { } day ? Step(row, day, times, texts) : null);
    }

    /// <summary>A reminder by its days from the date, or what the grain does on the date itself.</summary>
    private static string Step(DeadlineRow row, DateOnly day, DeadlineTimes times, Texts texts)
    {
        var (steps, _) = times.Come(row, row.NextAt!.Value);
        if (steps.Count == 0) return texts.Console("step.effect", ("date", day));
        return texts.Console(steps[^1] switch { < 0 => "step.before", 0 => "step.today", _ => "step.late" }, ("date", day), ("days", Math.Abs(steps[^1])));
    }

    public void Write(Paper paper)
    {
        var texts = paper.Texts;
        paper.Line(2, $"{OwesWords}{paper.Colon}{Text}{(Moved is null ? "" : $" · {Moved}")}{(NextStep is null ? "" : $" · {NextStep}")}", 6);
        paper.Line(6, $"{texts.Isolated(Title)} [{texts.Isolated(Grain)}]", 8);
    }
}
