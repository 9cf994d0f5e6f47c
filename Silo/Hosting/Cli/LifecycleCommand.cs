using System.CommandLine;
using Mithaq.Contracts;
using Mithaq.Grains;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>Prints a grain's life from its table: a Mermaid state diagram, or the rows.</summary>
internal static class LifecycleCommand
{
    public static Command Create()
    {
        var grain = new Argument<string>("grain") { Description = "Which kind of grain" };
        grain.AcceptOnlyFromAmong([.. GrainCatalog.Default.Grains]);
        var table = new Option<bool>("--table") { Description = "The rows of the table instead of the diagram" };
        var command = new Command("lifecycle", "Print a grain's stages and what moves them, as a Mermaid diagram") { grain, table };
        command.SetAction(line =>
        {
            var rows = GrainCatalog.Default.RowsOf(line.GetValue(grain)!);
            var output = line.InvocationConfiguration.Output;
            if (!line.GetValue(table)) output.Write(LifecycleDiagram.Mermaid(rows));
            else
                foreach (var row in rows) output.WriteLine($"{row.Command,-26} {row.By,-50} {row.Why} [{string.Join(", ", row.Stages)}]");
            return ExitCodes.Done;
        });
        return command;
    }
}
