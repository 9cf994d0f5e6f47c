using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>What a server answered.</summary>
/// <param name="Code">Of RFC 5321: 2xx done, 3xx go on, 4xx not now, 5xx never.</param>
/// <param name="Lines">Its words, without the codes.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code / 100 == 2;
    public bool IsNever => Code / 100 == 5;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code} {string.Join(' ', Lines)}");
}

/// <summary>One connection to a server: what we say and what it answers. Everything may throw <see cref="IOException"/> and what sockets and TLS throw.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int LongestLine = 4_096;
    private const int MostLines = 200;

    private readonly TcpClient connection = new();
    private readonly byte[] buffer = new byte[8_192];
    private Stream stream = Stream.Null;
    private int from;
    private int to;

    public static async Task<SmtpSession> Connect(string host, int port, CancellationToken stop)
    {
        var session = new SmtpSession();
        try
        {
            await session.connection.ConnectAsync(host, port, stop);
            session.connection.NoDelay = true;
            session.stream = session.connection.GetStream();
            return session;
        }
        catch
        {
            session.connection.Dispose();
            throw;
        }
    }

    /// <param name="trust">Null: as the machine does.</param>
    public async Task Encrypt(string host, RemoteCertificateValidationCallback? trust, CancellationToken stop)
    {
        // Whatever came unencrypted after STARTTLS was not said by the server that we are about to trust.
        if (from < to) throw new IOException("the server spoke before the encryption");
        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new() { TargetHost = host, RemoteCertificateValidationCallback = trust }, stop);
    }

    public async Task<SmtpReply> Say(string line, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\n"), stop);
        return await Hear(stop);
    }

    /// <summary>The bytes of a mail after DATA was allowed, with whole lines; a line that begins with a dot gets another.</summary>
    public async Task<SmtpReply> Hand(ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        await stream.WriteAsync(Dotted(mail.Span), stop);
        return await Hear(stop);
    }

    /// <exception cref="IOException">The server went away, or speaks something else.</exception>
    public async Task<SmtpReply> Hear(CancellationToken stop)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await Line(stop);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw new IOException("the server does not speak SMTP");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return new(code, lines);
        }
        throw new IOException("the server does not come to an end");
    }

    /// <summary>Nobody waits for the answer to our goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (connection.Connected) await stream.WriteAsync("QUIT\r\n"u8.ToArray());
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It has gone before us.
        }
        await stream.DisposeAsync();
        connection.Dispose();
    }

    private async ValueTask<string> Line(CancellationToken stop)
    {
        var line = new List<byte>();
        while (line.Count < LongestLine)
        {
            if (from == to)
            {
                (from, to) = (0, await stream.ReadAsync(buffer, stop));
                if (to == 0) throw new IOException("the server closed the connection");
            }
            var next = buffer[from++];
            if (next == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(next);
        }
        throw new IOException("the server's line has no end");
    }

    private static byte[] Dotted(ReadOnlySpan<byte> mail)
    {
        var dotted = new List<byte>(mail.Length + 64);
        var start = true;
        foreach (var next in mail)
        {
            if (start && next == '.') dotted.Add((byte)'.');
            dotted.Add(next);
            start = next == '\n';
        }
        dotted.AddRange(start ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return [.. dotted];
    }
}
