using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Testing;
using Mithaq.Testing.Mail;
using MimeKit;

namespace Mithaq.Gateway.Tests.Mails;

/// <summary>Against a real server.</summary>
public sealed class SmtpServerTests
{
    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = await SmtpTestServer.Start();
        var content = MailCases.Written("ar", MailCases.Told("ar", due: new(2027, 3, 10)));

        (await To(server).Send(Mail("salma@ads.example", content))).ShouldBe(new Delivery.Taken());

        await Until.True(() => server.Received.Count == 1);
        var received = server.Received[0];
        (received.From, received.To, received.Account).ShouldSatisfyAllConditions(
            r => r.From.ShouldBe("notices@agency.example"), r => r.To.ShouldBe(["salma@ads.example"]), r => r.Account.ShouldBeNull());
        var mail = MimeMessage.Load(new MemoryStream(received.Data));
        mail.Subject.ShouldBe(content.Subject);
        mail.TextBody!.ReplaceLineEndings("\n").ShouldBe(MailLayout.Text(content));
        mail.HtmlBody!.ReplaceLineEndings("\n").ShouldBe(MailLayout.Html(content));
        mail.To.Mailboxes.Single().Name.ShouldBe("سلمى");
    }

    [Fact]
    public async Task A_line_that_begins_with_a_dot_arrives_whole()
    {
        await using var server = await SmtpTestServer.Start();
        var message = new MimeMessage([new MailboxAddress("", "a@b.example")], [new MailboxAddress("", "salma@ads.example")], "dots", new TextPart("plain") { Text = ".one\n..two\n.\nend\n" });

        await To(server).Send(new(Guid.Empty, MailCases.Salma, MailCases.At, message));

        await Until.True(() => server.Received.Count == 1);
        MimeMessage.Load(new MemoryStream(server.Received[0].Data)).TextBody!.ReplaceLineEndings("\n").ShouldBe(".one\n..two\n.\nend\n");
    }

    [Fact]
    public async Task No_for_good_and_no_for_now_are_told_apart_with_the_servers_words()
    {
        await using var server = await SmtpTestServer.Start();
        var smtp = To(server);

        (await smtp.Send(Mail("refused@ads.example"))).ShouldBe(new Delivery.Refused("550 5.1.1 <refused@ads.example>: no such mailbox"));
        (await smtp.Send(Mail("full@ads.example"))).ShouldBe(new Delivery.Refused("552 5.2.2 the mailbox 5.2.2 is full"));
        (await smtp.Send(Mail("busy@ads.example"))).ShouldBe(new Delivery.Postponed("451 4.2.0 come again"));
        (await smtp.Send(Mail("busy@ads.example"))).ShouldBe(new Delivery.Taken());
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_the_timeout()
    {
        await using var server = await SmtpTestServer.Start();
        (await To(server, options => options.Timeout = TimeSpan.FromSeconds(0.5)).Send(Mail("slow@ads.example"))).ShouldBeOfType<Delivery.Unreachable>().Why.ShouldContain("no answer");
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_speaks_something_else_is_out_of_reach()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var smtp = new SmtpServer(Options(port), TimeProvider.System);
        var sending = smtp.Send(Mail("salma@ads.example"));
        using (var client = await listener.AcceptTcpClientAsync()) await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n"u8.ToArray());
        (await sending).ShouldBeOfType<Delivery.Unreachable>().Why.ShouldContain("does not speak SMTP");

        listener.Stop();
        (await smtp.Send(Mail("salma@ads.example"))).ShouldBeOfType<Delivery.Unreachable>();
    }

    [Theory, InlineData("starttls", SmtpSecurity.StartTls), InlineData("tls", SmtpSecurity.Tls)]
    public async Task An_encrypted_connection_carries_the_account(string server, SmtpSecurity security)
    {
        using var certificate = new TestCertificate();
        await using var running = await SmtpTestServer.Start("certificate", certificate.Certificate, certificate.Key, server, "account", "mithaq", "s3cret");
        var smtp = To(running, options => (options.Smtp.Security, options.Smtp.User, options.Smtp.Password) = (security, "mithaq", "s3cret"), certificate);

        (await smtp.Send(Mail("salma@ads.example"))).ShouldBe(new Delivery.Taken());

        await Until.True(() => running.Received.Count == 1);
        running.Received[0].ShouldSatisfyAllConditions(r => r.Encrypted.ShouldBeTrue(), r => r.Account.ShouldBe("mithaq"));
        var stranger = To(running, options => (options.Smtp.Security, options.Smtp.User, options.Smtp.Password) = (security, "mithaq", "wrong"), certificate);
        (await stranger.Send(Mail("salma@ads.example"))).ShouldBeOfType<Delivery.Unreachable>().Why.ShouldStartWith("535");
    }

    [Fact]
    public async Task Nothing_is_said_to_a_server_that_cannot_encrypt_or_that_nobody_vouches_for()
    {
        await using var open = await SmtpTestServer.Start();
        (await To(open, options => options.Smtp.Security = SmtpSecurity.StartTls).Send(Mail("salma@ads.example"))).ShouldBeOfType<Delivery.Unreachable>().Why.ShouldContain("offers no STARTTLS");

        using var certificate = new TestCertificate();
        await using var stranger = await SmtpTestServer.Start("certificate", certificate.Certificate, certificate.Key, "starttls");
        (await To(stranger, options => options.Smtp.Security = SmtpSecurity.StartTls).Send(Mail("salma@ads.example"))).ShouldBeOfType<Delivery.Unreachable>().Why.ShouldContain("certificate");
        (open.Received.Count + stranger.Received.Count).ShouldBe(0);
    }

    [Fact]
    public async Task Addresses_beyond_ASCII_go_to_a_server_that_takes_them()
    {
        await using var server = await SmtpTestServer.Start();

        (await To(server).Send(Mail("سلمى@ads.example"))).ShouldBe(new Delivery.Taken());

        await Until.True(() => server.Received.Count == 1);
        server.Received[0].To.ShouldBe(["سلمى@ads.example"]);
    }

    private static MailOptions Options(int port) => new() { From = "Mithaq <notices@agency.example>", Smtp = new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None }, Timeout = TimeSpan.FromSeconds(20) };

    private static SmtpServer To(SmtpTestServer server, Action<MailOptions>? but = null, TestCertificate? trusted = null)
    {
        var options = Options(server.Port);
        but?.Invoke(options);
        return new(options, TimeProvider.System, trusted is null ? null : (_, presented, _, _) => presented?.GetCertHashString() == trusted.Hash);
    }

    private static OutgoingMail Mail(string to, MailContent? content = null) => new(
        Guid.Empty, MailCases.Salma, MailCases.At,
        MimeMails.Of(content ?? MailCases.Written("fr", MailCases.Told("fr")), new("سلمى", to), "n1@agency.example", MailCases.At, MailCases.Options));

    /// <summary>That nobody vouches for.</summary>
    private sealed class TestCertificate : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-certificate-");

        public TestCertificate()
        {
            using var key = RSA.Create(2048);
            using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            Hash = certificate.GetCertHashString();
            File.WriteAllText(Certificate, certificate.ExportCertificatePem());
            File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        }

        public string Hash { get; }
        public string Certificate => Path.Combine(folder.FullName, "certificate.pem");
        public string Key => Path.Combine(folder.FullName, "key.pem");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
