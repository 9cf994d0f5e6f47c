using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting.Cli.Working;

/// <summary>What falls due by date in everything in which an organisation takes part, whoever owes it.</summary>
internal static class CalendarCommand
{
    private const int DaysAhead = 90;
    /// <summary>Lines at most; a shorter time shows the rest.</summary>
    private const int Most = 1_000;

    public static Command Create(StoreArguments store)
    {
        var id = new Argument<string>("organisation") { Description = "Whose calendar (ads)" };
        var from = Day("--from", "The first day, yyyy-MM-dd (default: today)");
        var to = Day("--to", $"The last day, yyyy-MM-dd (default: {DaysAhead} days after the first)");
        var language = CommonOptions.Language();
        var json = CommonOptions.Json();
        var calendar = new Command("calendar", "Show what falls due by date, with the day it was moved from, who owes it and which reminder comes next") { id, from, to, language, json };
        store.AddTo(calendar);
        calendar.SetAction(async (line, stop) =>
        {
            await using var node = await MithaqNode.Open(store.Existing(line), stop: stop);
            var organisation = await Caller.Known(new(line.GetValue(id)!), node.Get<GrainStates>(), stop);
            var zones = node.Get<Zones>();
            var first = line.GetValue(from) ?? zones.DateAt(organisation.Zone, node.Get<TimeProvider>().GetUtcNow());
            var last = line.GetValue(to) ?? DateOnly.FromDayNumber(Math.Min(first.DayNumber + DaysAhead, DateOnly.MaxValue.DayNumber));
            if (last < first) throw new WrongUseException($"--to {last:yyyy-MM-dd} is before --from {first:yyyy-MM-dd}");
            var texts = Texts.In(line.GetValue(language)!);
            await node.Feeds.WaitFor(DeadlineFeed.FeedName, await node.Journal.LastPosition(stop), stop);
            var rows = await node.Get<DeadlineIndex>().Between(organisation.Id, first, last, Most + 1, stop);
            var names = new Names(node.Journal, node.Get<Persons>(), texts);
            var times = node.Get<DeadlineTimes>();
            var lines = await names.With(() => rows.Take(Most).Select(row => CalendarLine.Of(row, times, zones, texts, names)).ToList(), stop);
            var output = line.InvocationConfiguration.Output;
            if (line.GetValue(json)) lines.ForEach(l => output.WriteLine(JsonSerializer.Serialize(l, ShowJson.Lines.CalendarLine)));
            else Write(lines, new(output, texts), rows.Count > Most);
            return ExitCodes.Done;
        });
        return calendar;
    }

    private static void Write(List<CalendarLine> lines, Paper paper, bool more)
    {
        var texts = paper.Texts;
        if (lines.Count == 0) paper.Line(0, texts.Console("nothing-due"));
        foreach (var day in lines.GroupBy(l => l.Date))
        {
            paper.Heading($"{texts.Isolated(day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))} · {texts.Word(day.Key.DayOfWeek)} {texts.Isolated(texts.Date(day.Key))}");
            foreach (var line in day) line.Write(paper);
        }
        if (more) paper.Line(0, texts.Console("more", ("count", Most)));
    }

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "date",
        CustomParser = result => Parsed(result, name),
    };

    private static DateOnly? Parsed(ArgumentResult result, string name)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        result.AddError($"{name}: '{result.Tokens[0].Value}' is not a date (yyyy-MM-dd)");
        return null;
    }
}
