using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Hosting.Cli.Demo;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Cli;

/// <summary>The real program, as a process of its own.</summary>
public sealed class DemoCommandTests : IDisposable
{
    /// <summary>On a machine that does much else; alone it takes seconds.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-demo-");

    private string Data => Path.Combine(folder.FullName, "new");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_loads_the_cases_says_what_its_timers_do_stops_cleanly_and_goes_on_at_the_next_start()
    {
        var first = await Run(line => line.Contains("⚙ Partnership agreement on health cover for families of former resistance members: The agreement is in force"));
        var second = await Run(line => line.Contains("listens on"));

        first.Code.ShouldBe(ExitCodes.Done, first.Said);
        first.Said.ShouldContain("S3: Framework agreement between ADS");
        first.Said.ShouldContain("events until last night");
        first.Said.ShouldContain("Drained.");
        second.Code.ShouldBe(ExitCodes.Done, second.Said);
        second.Said.ShouldContain($"goes on with what is in {Data}");
        second.Said.ShouldNotContain("brought forward");
        Directory.Exists($"{Data}.loading").ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_alone()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "letter.txt"), "mine");
        using var output = new StringWriter();
        using var errors = new StringWriter();

        (await CommandLine.Run(["demo", "--data", folder.FullName], output, errors)).ShouldBe(ExitCodes.WrongUse);

        errors.ToString().ShouldContain("is not empty");
        folder.EnumerateFileSystemInfos().ShouldHaveSingleItem().Name.ShouldBe("letter.txt");
    }

    [Fact]
    public async Task Ctrl_C_while_the_cases_are_loaded_ends_it_cleanly_and_the_next_start_begins_anew()
    {
        var (code, said) = await Run(line => line.Contains("S4:"));

        code.ShouldBe(ExitCodes.Done, said);
        said.ShouldContain("Interrupted");
        said.ShouldNotContain("   at ");
        Directory.Exists(Data).ShouldBeFalse();
        LoadingFolder.Begin(new(Data)).EnumerateFileSystemInfos().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_folder_that_only_looks_like_its_own_is_left_alone()
    {
        var other = Directory.CreateDirectory($"{Data}.loading");
        await File.WriteAllTextAsync(Path.Combine(other.FullName, "letter.txt"), "mine");
        using var said = new StringWriter();

        (await CommandLine.Run(["demo", "--data", Data], said, said)).ShouldBe(ExitCodes.WrongUse);

        said.ToString().ShouldContain($"{other.FullName} is in the way");
        other.EnumerateFileSystemInfos().ShouldHaveSingleItem().Name.ShouldBe("letter.txt");
    }

    /// <summary>Until it says something, then Ctrl-C.</summary>
    private async Task<(int Code, string Said)> Run(Func<string, bool> enough)
    {
        using var process = ChildProcess.Start("Mithaq.Silo", "demo", "--data", Data, "--urls", "http://127.0.0.1:0");
        using var patience = new CancellationTokenSource(AtMost, TimeProvider.System);
        var complained = process.StandardError.ReadToEndAsync(patience.Token);
        var said = new StringBuilder();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                said.AppendLine(line);
                if (enough(line)) break;
            }
            using var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await interrupt.WaitForExitAsync(patience.Token);
            said.Append(await process.StandardOutput.ReadToEndAsync(patience.Token)).Append(await complained);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, said.ToString());
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
