using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Mithaq.Silo.Hosting.Cli.Demo;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Hosting.Cli.Working;
using Mithaq.Silo.Hosting.Schema;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Scenarios;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>The program's commands, and what each failure's exit code is.</summary>
public static class CommandLine
{
    public static async Task<int> Run(string[] args, TextWriter? output = null, TextWriter? errors = null)
    {
        var root = Root();
        // A node, also the demonstration's, watches for signals itself and takes its time to drain; the other commands are told to stop.
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(5) };
        if (output is not null) configuration.Output = output;
        if (errors is not null) configuration.Error = errors;
        var line = root.Parse(args);
        if (line.CommandResult.Command == root || line.CommandResult.Command.Name == DemoCommand.Name) configuration.ProcessTerminationTimeout = null;
        try
        {
            var code = await line.InvokeAsync(configuration);
            return line.Action is ParseErrorAction ? ExitCodes.WrongUse : code;
        }
        catch (Exception e) when (CodeOf(e) is { } code)
        {
            await configuration.Error.WriteLineAsync(e.Message);
            return code;
        }
    }

    internal static RootCommand Root()
    {
        var store = new StoreArguments();
        var root = new RootCommand(
            "Mithaq runs partnership agreements from draft to evaluation. "
            + "Without a command it is a node: it serves, sweeps deadlines and follows the journal until it is stopped.")
        {
            DemoCommand.Create(),
            ScenarioCommand.Create(store),
            LifecycleCommand.Create(),
            ContractCommand.Create(),
            JournalCommand.Create(store),
            ViewsCommand.Create(store),
            PersonsCommand.Create(store),
            StuckCommand.Create(store),
            DeadLettersCommand.Create(store),
            FeedsCommand.Create(store),
            WorkCommand.Create(store),
            CalendarCommand.Create(store),
        };
        foreach (var kind in ShowCommand.Create(store)) root.Add(kind);
        NodeCommand.SetUp(root, store);
        return root;
    }

    private static int? CodeOf(Exception e) => e switch
    {
        StoreUnavailableException or DbException or SocketException or TimeoutException => ExitCodes.StoreUnavailable,
        SchemaTooNewException or ImportRefusedException or WrongUseException or OptionsValidationException or ScenarioException => ExitCodes.WrongUse,
        // A file that cannot be read or written.
        IOException or UnauthorizedAccessException => ExitCodes.WrongUse,
        UnreadableEntryException => ExitCodes.IntegrityBroken,
        OperationCanceledException => ExitCodes.FailedExpectation,
        _ => null,
    };
}
