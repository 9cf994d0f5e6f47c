using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using MimeKit;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>
/// Hands mails to a server, one connection a mail. What it says of the recipient or of the mail itself for good (5xx) is for good; what it says of us (the account,
/// the sender), and everything that passes, is tried again.
/// </summary>
/// <param name="trust">Null: certificates as the machine trusts them.</param>
public sealed class SmtpServer(MailOptions options, TimeProvider realTime, RemoteCertificateValidationCallback? trust = null) : IMailTransport
{
    private readonly SmtpOptions smtp = options.Smtp;

    public async Task<Delivery> Send(OutgoingMail mail)
    {
        using var patience = new CancellationTokenSource(options.Timeout, realTime);
        try
        {
            await using var session = await SmtpSession.Connect(smtp.Host!, smtp.PortOrDefault, patience.Token);
            var (welcome, offers) = await Begin(session, patience.Token);
            return welcome is not null ? new Delivery.Unreachable(welcome) : await Hand(session, mail, offers, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return new Delivery.Unreachable($"{smtp.Host}: no answer within {options.Timeout}");
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            return new Delivery.Unreachable($"{smtp.Host}: {e.Message}");
        }
    }

    /// <returns>Why it cannot be used, or what it offers.</returns>
    private async Task<(string? Why, IReadOnlyList<string> Offers)> Begin(SmtpSession session, CancellationToken stop)
    {
        if (smtp.Security is SmtpSecurity.Tls) await session.Encrypt(smtp.Host!, trust, stop);
        var greeting = await session.Hear(stop);
        if (!greeting.IsDone) return ($"{greeting}", []);
        var hello = await session.Say($"EHLO {options.DomainOrDefault}", stop);
        if (smtp.Security is SmtpSecurity.StartTls)
        {
            if (!Offers(hello, "STARTTLS")) return ($"{smtp.Host} offers no STARTTLS", []);
            var start = await session.Say("STARTTLS", stop);
            if (!start.IsDone) return ($"{start}", []);
            await session.Encrypt(smtp.Host!, trust, stop);
            hello = await session.Say($"EHLO {options.DomainOrDefault}", stop);
        }
        if (!hello.IsDone) return ($"{hello}", []);
        return smtp.User is null || await LogIn(session, hello, stop) is not { IsDone: false } refused ? (null, hello.Lines) : ($"{refused}", []);
    }

    private async Task<SmtpReply> LogIn(SmtpSession session, SmtpReply hello, CancellationToken stop)
    {
        var ways = hello.Lines.FirstOrDefault(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))?.Split(' ') ?? [];
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase)) return await session.Say($"AUTH PLAIN {Base64($"\0{smtp.User}\0{smtp.Password}")}", stop);
        if (!ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase)) return new(504, ["the server takes neither AUTH PLAIN nor AUTH LOGIN"]);
        var asked = await session.Say("AUTH LOGIN", stop);
        if (asked.Code == 334) asked = await session.Say(Base64(smtp.User!), stop);
        return asked.Code == 334 ? await session.Say(Base64(smtp.Password!), stop) : asked;
    }

    private async Task<Delivery> Hand(SmtpSession session, OutgoingMail mail, IReadOnlyList<string> offers, CancellationToken stop)
    {
        var (by, recipient) = (options.Sender.GetAddress(idnEncode: true), mail.Message.To.Mailboxes.Single().GetAddress(idnEncode: true));
        var international = !Ascii.IsValid(recipient) || !Ascii.IsValid(by);
        if (international && !offers.Contains("SMTPUTF8", StringComparer.OrdinalIgnoreCase)) return new Delivery.Refused($"{smtp.Host} takes no addresses beyond ASCII");

        var sender = await session.Say($"MAIL FROM:<{by}>{(international ? " SMTPUTF8" : "")}", stop);
        if (!sender.IsDone) return new Delivery.Postponed($"{sender}");
        var to = await session.Say($"RCPT TO:<{recipient}>", stop);
        if (!to.IsDone) return Failed(to);
        var data = await session.Say("DATA", stop);
        if (data.Code != 354) return Failed(data);
        var end = await session.Hand(await Bytes(mail.Message, international, stop), stop);
        return end.IsDone ? new Delivery.Taken() : Failed(end);
    }

    private static async Task<byte[]> Bytes(MimeMessage message, bool international, CancellationToken stop)
    {
        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.International, format.EnsureNewLine) = (NewLineFormat.Dos, international, true);
        using var bytes = new MemoryStream();
        await message.WriteToAsync(format, bytes, stop);
        return bytes.ToArray();
    }

    private static Delivery Failed(SmtpReply reply) => reply.IsNever ? new Delivery.Refused($"{reply}") : new Delivery.Postponed($"{reply}");

    private static bool Offers(SmtpReply hello, string extension) => hello.IsDone && hello.Lines.Contains(extension, StringComparer.OrdinalIgnoreCase);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
