using System.CommandLine;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>Checks, copies and counts the truth.</summary>
internal static class JournalCommand
{
    public static Command Create(StoreArguments store)
    {
        var verify = new Command("verify", "Check every chain, head and position; exit 3 and name the first broken link if one is");
        var file = new Argument<FileInfo>("file") { Description = "JSON Lines, one event a line" };
        var stream = new Option<string?>("--stream") { Description = "One stream only (agreement/…)" };
        var export = new Command("export", "Write the journal to a file") { file, stream };
        var import = new Command("import", "Read an export into an empty journal, all of it or nothing; what it led to is not done again") { file };
        var stats = new Command("stats", "Count events and streams");
        var journal = new Command("journal", "Look after the journal") { verify, export, import, stats };
        foreach (var command in journal.Subcommands) store.AddTo(command);

        verify.SetAction(With(store, Verify));
        export.SetAction(With(store, async (opened, line, output, stop) =>
        {
            var target = line.GetValue(file)!;
            await using (var bytes = target.Create())
                output.WriteLine($"{await JournalExport.Write(opened, bytes, line.GetValue(stream), stop)} events written to {target.FullName}");
            return ExitCodes.Done;
        }));
        import.SetAction(With(store, mayBeNew: true, run: async (opened, line, output, stop) =>
        {
            var source = line.GetValue(file)!;
            if (!source.Exists) throw new WrongUseException($"{source.FullName} does not exist");
            await using var bytes = source.OpenRead();
            try
            {
                var result = await ImportedHistory.Read(opened, store.Read(line), bytes, stop);
                output.WriteLine($"{result.Events} events of {result.Streams} streams read from {source.FullName}");
                return ExitCodes.Done;
            }
            catch (ImportFaultException e)
            {
                throw new WrongUseException($"{source.FullName}: {e.Message}");
            }
        }));
        stats.SetAction(With(store, Statistics));
        return journal;
    }

    private static async Task<int> Verify(IJournalStore opened, ParseResult line, TextWriter output, CancellationToken stop)
    {
        var found = await JournalVerifier.Verify(opened, stop);
        if (found.IsWhole)
        {
            output.WriteLine($"whole: {found.Events} events in {found.Streams} streams");
            return ExitCodes.Done;
        }
        if (found.First is { } first) output.WriteLine($"broken at {first.Stream} version {first.Version}: {first.Explanation}");
        foreach (var link in found.Broken.Where(l => l != found.First)) output.WriteLine($"  {link.Explanation}");
        return ExitCodes.IntegrityBroken;
    }

    private static async Task<int> Statistics(IJournalStore opened, ParseResult line, TextWriter output, CancellationToken stop)
    {
        var stats = await JournalStatistics.Read(opened, stop);
        output.WriteLine($"{stats.Events} events in {stats.Streams} streams, {stats.Bytes} bytes");
        if (stats.First is { } from && stats.Last is { } to) output.WriteLine($"from {from:yyyy-MM-dd HH:mm:ss}Z to {to:yyyy-MM-dd HH:mm:ss}Z");
        foreach (var type in stats.Types) output.WriteLine($"{type.Events,12} {type.Type}");
        return ExitCodes.Done;
    }

    private static Func<ParseResult, CancellationToken, Task<int>> With(
        StoreArguments store, Func<IJournalStore, ParseResult, TextWriter, CancellationToken, Task<int>> run, bool mayBeNew = false) => async (line, stop) =>
    {
        await using var opened = await Journals.Open(mayBeNew ? store.Read(line) : store.Existing(line), stop: stop);
        return await run(opened, line, line.InvocationConfiguration.Output, stop);
    };
}
