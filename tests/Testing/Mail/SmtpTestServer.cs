using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Mithaq.Testing.Mail;

/// <summary>A mail as a server took it.</summary>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, byte[] Data, bool Encrypted, string? Account);

/// <summary>A real SMTP server (Debian's aiosmtpd) of this test alone; see <c>smtp-server.py</c> for how it answers to whom.</summary>
public sealed class SmtpTestServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<ReceivedMail> received = [];
    private readonly Task reading;

    private SmtpTestServer(Process process, int port)
    {
        (this.process, Port) = (process, port);
        reading = Read();
    }

    public int Port { get; }

    public IReadOnlyList<ReceivedMail> Received
    {
        get
        {
            lock (received) return [.. received];
        }
    }

    /// <exception cref="InvalidOperationException">aiosmtpd is missing (apt-get install python3-aiosmtpd).</exception>
    public static async Task<SmtpTestServer> Start(params string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Mail", "smtp-server.py");
        var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        if (await process.StandardOutput.ReadLineAsync() is { } port) return new(process, int.Parse(port, CultureInfo.InvariantCulture));
        throw new InvalidOperationException($"no SMTP server: {await process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task Read()
    {
        _ = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            lock (received) received.Add(JsonSerializer.Deserialize<ReceivedMail>(line, JsonSerializerOptions.Web)!);
    }
}
