using System.Diagnostics;
using Mithaq.Silo.Hosting;

namespace Mithaq.Silo.Messaging;

/// <summary>
/// A RabbitMQ node of our own, from Debian's package: in a new temporary folder, on free loopback ports, as its own user (<c>deploy/services.sh</c>, which lies beside
/// the program). It is stopped and its folder deleted when this is disposed or this process ends.
/// </summary>
public sealed class PrivateRabbitMq : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "services.sh");

    private readonly string folder;
    private readonly Process? guardian;

    private PrivateRabbitMq(string folder, Process? guardian, string uri) => (this.folder, this.guardian, Uri) = (folder, guardian, uri);

    /// <summary>Of the administrator, to the virtual host <c>/</c>.</summary>
    public string Uri { get; }

    /// <exception cref="StoreUnavailableException">RabbitMQ cannot be installed or does not start.</exception>
    public static async Task<PrivateRabbitMq> Start(CancellationToken stop = default)
    {
        var folder = Directory.CreateTempSubdirectory("mithaq-rabbitmq-").FullName;
        // Before the node: it is stopped also if we die while it starts.
        var guardian = Guard(folder);
        try
        {
            return new(folder, guardian, await Run(stop, "start", folder));
        }
        catch
        {
            await End(guardian);
            throw;
        }
    }

    /// <summary>A node that somebody started with <c>services.sh</c>, and will stop.</summary>
    public static async Task<PrivateRabbitMq> At(string folder, CancellationToken stop = default) => new(folder, null, await Run(stop, "start", folder));

    /// <summary>The URI to an empty virtual host.</summary>
    public Task<string> CreateVirtualHost(string name, CancellationToken stop = default) => Run(stop, "vhost", folder, name);

    /// <summary>The URI of an account for a partner's system, to the virtual host <c>/</c>.</summary>
    public Task<string> CreatePartner(string organisation, CancellationToken stop = default) => Run(stop, "partner", folder, organisation);

    /// <summary>As an operator does; what it stored stays.</summary>
    public Task StopNode(CancellationToken stop = default) => Run(stop, "stop", folder);

    /// <summary>After <see cref="StopNode"/>, with all that it had stored, at the same address.</summary>
    public Task StartNode(CancellationToken stop = default) => Run(stop, "start", folder);

    public async ValueTask DisposeAsync()
    {
        if (guardian is not null) await End(guardian);
    }

    /// <summary>A shell that waits for the end of its input, which comes when we close it or die, however that may be.</summary>
    private static Process Guard(string folder) => Process.Start(new ProcessStartInfo(
        "sh", ["-c", """trap '' INT TERM HUP; read -r end; bash "$1" rabbitmq stop "$2" >/dev/null 2>&1; rm -rf "$2" """, "guardian", Script, folder])
    { RedirectStandardInput = true, WorkingDirectory = "/" })!;

    private static async Task End(Process guardian)
    {
        guardian.StandardInput.Close();
        await guardian.WaitForExitAsync();
        guardian.Dispose();
    }

    private static async Task<string> Run(CancellationToken stop, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Script, "rabbitmq", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var said = process.StandardOutput.ReadToEndAsync(stop);
        var complained = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 ? (await said).Trim() : throw new StoreUnavailableException($"RabbitMQ: {(await complained).Trim()}");
    }
}
