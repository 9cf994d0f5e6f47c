using System.Diagnostics;

namespace Mithaq.Testing;

/// <summary>Runs a program of this solution, built beside the tests, as a process of its own.</summary>
public static class ChildProcess
{
    public static Process Start(string assembly, params string[] arguments) => Start(assembly, new Dictionary<string, string>(), arguments);

    /// <param name="environment">Beside what this process has.</param>
    public static Process Start(string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // A shell lets what it runs in the background ignore Ctrl-C, and children inherit that: tests that interrupt one must not depend on how they were started.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>What it printed; throws with what it complained of when it failed.</summary>
    public static async Task<string> Output(this Process process)
    {
        using (process)
        {
            var said = process.StandardOutput.ReadToEndAsync();
            var complained = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"exit code {process.ExitCode}: {await complained}");
        }
    }
}
