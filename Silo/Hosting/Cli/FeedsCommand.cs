using System.CommandLine;
using System.Globalization;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>What follows the journal, how far it came, and how an operator lets a stopped one go on.</summary>
internal static class FeedsCommand
{
    public static Command Create(StoreArguments store)
    {
        var feeds = new Command("feeds", "List what follows the journal: who owns it, how far it came, and why it is stopped if it is");
        var feed = new Argument<string>("feed") { Description = "The name of a stopped feed" };
        var after = new Option<long>("--after")
        {
            Description = "The position after which it goes on: the last event that it has acted on, in the journal as it is now (0: from the start)", Required = true,
        };
        var resume = new Command("resume", "Let a stopped feed go on; effects of events between the old position and the new one are not made up for") { feed, after };
        feeds.Add(resume);
        foreach (var command in (Command[])[feeds, resume]) store.AddTo(command);

        feeds.SetAction(async (line, stop) =>
        {
            await using var databases = await FeedDatabases.Open(store.Existing(line), TimeProvider.System, stop);
            foreach (var known in databases.Stores)
                foreach (var status in await known.All(stop)) line.InvocationConfiguration.Output.WriteLine(Line(status));
            return ExitCodes.Done;
        });
        resume.SetAction(async (line, stop) =>
        {
            await using var journal = await Journals.Open(store.Existing(line), stop: stop);
            await using var databases = await FeedDatabases.Open(store.Existing(line), TimeProvider.System, stop);
            await Resume(databases, journal, line.GetValue(feed)!, line.GetValue(after), stop);
            line.InvocationConfiguration.Output.WriteLine($"{line.GetValue(feed)} goes on after position {line.GetValue(after)}");
            return ExitCodes.Done;
        });
        return feeds;
    }

    private static async Task Resume(FeedDatabases databases, IJournal journal, string feed, long after, CancellationToken stop)
    {
        var hash = after == 0 ? null : await journal.HashAt(after, stop);
        if (after != 0 && hash is null) throw new WrongUseException($"--after: the journal has no position {after}; its last one is {await journal.LastPosition(stop)}");
        var known = false;
        foreach (var store in databases.Stores)
        {
            if (await store.Resume(feed, new(after, hash), stop)) return;
            known |= await store.Status(feed, stop) is not null;
        }
        throw new WrongUseException(known ? $"{feed} is not stopped" : $"there is no feed {feed}");
    }

    private static string Line(FeedStatus feed) => string.Create(
        CultureInfo.InvariantCulture, $"{feed.Feed,-12} {feed.Position,12}  {(feed.Stopped is { } why ? $"stopped: {why}" : feed.Owner is { } owner ? $"owned by {owner}" : "nobody owns it")}");
}
