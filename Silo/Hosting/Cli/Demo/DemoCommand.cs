using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Mithaq.Gateway.Languages;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Scenarios;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting.Cli.Demo;

/// <summary>A node with the cases in it, each brought to today, that says what its timers do.</summary>
internal static class DemoCommand
{
    public const string Name = "demo";
    private const string DefaultFolder = "data/demo";

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder of the demonstration; what is there goes on", DefaultValueFactory = _ => new DirectoryInfo(DefaultFolder),
        };
        var urls = CommonOptions.Urls();
        var language = CommonOptions.Language();
        var demo = new Command(
            Name,
            "Run a node in which the cases are under way today: loads them on a simulated clock at the first start, "
            + "then goes on with real time until Ctrl-C and says what its timers do")
        {
            data, urls, language,
        };
        demo.SetAction(async (line, stop) =>
        {
            var store = new StoreOptions { DataDirectory = line.GetValue(data)!.FullName };
            var (texts, output) = (Texts.In(line.GetValue(language)!), line.InvocationConfiguration.Output);
            var paper = new Paper(output, texts);
            if (HasJournal(store)) paper.Line(0, texts.Console("demo.goes-on", ("folder", store.DataDirectory)));
            else if (!await Load(store, texts, paper, output, stop)) return ExitCodes.Done;
            var (after, example) = await Standing(store, stop);
            Suggest(paper, store, example);
            await NodeHost.Run(
                store, Configuration.Load(), line.GetValue(urls), output, stop,
                services => services.AddLogging(log => log.AddFilter("Mithaq", LogLevel.Warning))
                    .AddHostedService(s => ActivatorUtilities.CreateInstance<DemoTelling>(s, texts, new Paper(output, texts, Paper.Endless), Zone, after)));
            return ExitCodes.Done;
        });
        return demo;
    }

    /// <summary>Of the hours that are shown.</summary>
    private const string Zone = "Africa/Casablanca";

    private static bool HasJournal(StoreOptions store) => File.Exists(Path.Combine(store.DataDirectory, "journal.db"));

    /// <summary>The last position, and some agreement to look at.</summary>
    private static async Task<(long Position, string? Example)> Standing(StoreOptions store, CancellationToken stop)
    {
        await using var journal = await Journals.Open(store, stop: stop);
        var first = await journal.ReadAll(0, stop).FirstOrDefaultAsync(entry => entry.Stream.StartsWith("agreement/", StringComparison.Ordinal), stop);
        return (await journal.LastPosition(stop), first?.Stream);
    }

    /// <summary>Ctrl-C ends it at once: no node runs yet that would have to drain.</summary>
    /// <returns>False: it was told to stop.</returns>
    private static async Task<bool> Load(StoreOptions store, Texts texts, Paper paper, TextWriter output, CancellationToken stop)
    {
        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await LoadWhole(store, texts, paper, output, interrupted.Token);
            return true;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            paper.Line(0, texts.Console("demo.interrupted"));
            return false;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }

    /// <summary>Into a folder of its own that takes its place only when it is whole: who is interrupted begins anew.</summary>
    private static async Task LoadWhole(StoreOptions store, Texts texts, Paper paper, TextWriter output, CancellationToken stop)
    {
        var target = new DirectoryInfo(store.DataDirectory);
        if (target.Exists && target.EnumerateFileSystemInfos().Any())
            throw new WrongUseException($"{target.FullName} is not empty, and there is no journal in it (--data)");
        var loading = LoadingFolder.Begin(target);

        var started = TimeProvider.System.GetTimestamp();
        var today = new Zones().DateAt(Zone, TimeProvider.System.GetUtcNow());
        var (files, years) = DemoFiles.Load(SeedFolder.Path, SeedFolder.Cases, today);
        foreach (var scenario in files.Cases)
            paper.Line(2, years.TryGetValue(scenario.Case, out var n)
                ? texts.Console("demo.case", ("case", scenario.Case), ("title", texts.Of(scenario.Title)), ("years", n))
                : texts.Console("demo.own", ("case", scenario.Case), ("title", texts.Of(scenario.Title))), 6);
        // Up to last night: what this morning brings is left to the node's own timers.
        await ScenarioCommand.Play(
            files, store with { DataDirectory = loading.FullName }, new DemoReport(output, files, texts), stop, TimeLine.Before(today, files.Cast.Zone));
        LoadingFolder.End(loading, target);
        var (events, _) = await Standing(store, stop);
        paper.Line(0, texts.Console(
            "demo.loaded", ("events", (int)events), ("seconds", TimeProvider.System.GetElapsedTime(started).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture))));
    }

    private static void Suggest(Paper paper, StoreOptions store, string? example)
    {
        var folder = store.DataDirectory.StartsWith(Environment.CurrentDirectory, StringComparison.Ordinal)
            ? Path.GetRelativePath(Environment.CurrentDirectory, store.DataDirectory)
            : store.DataDirectory;
        paper.Line(0, paper.Texts.Console("demo.try"));
        foreach (var command in (string[])["work ads", "calendar ocp", $"agreement show {example ?? "ID"}"])
            paper.Line(2, paper.Texts.Isolated($"dotnet run --project Silo -- {command} --data {folder}"));
    }
}
