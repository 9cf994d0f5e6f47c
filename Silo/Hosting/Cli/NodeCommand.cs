using System.CommandLine;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>The program without a command: a node that runs until it is told to stop, and drains.</summary>
internal static class NodeCommand
{
    public static void SetUp(RootCommand root, StoreArguments store)
    {
        var urls = CommonOptions.Urls();
        root.Add(urls);
        store.AddTo(root);
        root.SetAction(async (line, stop) =>
        {
            var configuration = Configuration.Load();
            await NodeHost.Run(store.Read(line, configuration), configuration, line.GetValue(urls), line.InvocationConfiguration.Output, stop);
            return ExitCodes.Done;
        });
    }
}
