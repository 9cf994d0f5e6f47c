using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Hosting.Cli.Demo;
using Mithaq.Silo.Scenarios;

namespace Mithaq.Silo.Tests.Cli;

/// <summary>The cases as the demonstration loads them, once for all tests that look at them.</summary>
public sealed class DemoStore : IAsyncLifetime
{
    public static DateOnly Today { get; } = new Silo.Scheduling.Zones().DateAt("Africa/Casablanca", TimeProvider.System.GetUtcNow());

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("mithaq-demo-");

    /// <summary>What the report said of steps that did not go as in their own years.</summary>
    public string Report { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Report = await Load(Folder, Today);
    }

    /// <summary>The cases as on a day that is taken for today; what the report said.</summary>
    public static async Task<string> Load(DirectoryInfo folder, DateOnly today)
    {
        using var report = new StringWriter();
        var (files, _) = DemoFiles.Load(SeedFolder.Path, SeedFolder.Cases, today);
        await ScenarioCommand.Play(
            files, new StoreOptions { DataDirectory = folder.FullName }, new DemoReport(report, files, Gateway.Languages.Texts.In("en")), default,
            TimeLine.Before(today, files.Cast.Zone));
        return report.ToString();
    }

    public Task DisposeAsync()
    {
        Folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    public async Task<(int Code, string Output, string Errors)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run([.. args, "--data", Folder.FullName], output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
