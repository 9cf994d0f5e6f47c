using System.CommandLine;
using System.Diagnostics;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>Looks after what is derived from the journal.</summary>
internal static class ViewsCommand
{
    public static Command Create(StoreArguments store)
    {
        var rebuild = new Command("rebuild", "Empty everything that is derived from the journal and build it again; nodes that run go on");
        store.AddTo(rebuild);
        rebuild.SetAction(async (line, stop) =>
        {
            await using var node = await MithaqNode.Open(store.Existing(line), stop: stop);
            var watch = Stopwatch.StartNew();
            foreach (var runner in node.Feeds.Runners.Where(r => r.Feed.Kind is Feeds.FeedKind.Derived)) await runner.Rebuild(stop);
            await node.Feeds.Drain(stop);
            line.InvocationConfiguration.Output.WriteLine($"{await node.Journal.LastPosition(stop)} events read again in {watch.Elapsed.TotalSeconds:F1} s");
            return ExitCodes.Done;
        });
        return new Command("views", "Look after what is derived from the journal") { rebuild };
    }
}
