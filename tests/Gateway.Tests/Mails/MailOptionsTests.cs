using System.ComponentModel.DataAnnotations;
using Mithaq.Gateway.Notifications.Mails;

namespace Mithaq.Gateway.Tests.Mails;

public sealed class MailOptionsTests
{
    private static readonly MailOptions Complete = new() { From = "Mithaq <notices@agency.example>", Smtp = new() { Host = "mail.agency.example", User = "mithaq", Password = "s3cret" } };

    [Fact]
    public void Without_any_setting_mails_become_files() => Wrong(new()).ShouldBeEmpty();

    [Fact]
    public void A_server_with_a_sender_and_an_account_is_enough()
    {
        Wrong(Complete).ShouldBeEmpty();
        Complete.DomainOrDefault.ShouldBe("agency.example");
        Complete.Smtp.PortOrDefault.ShouldBe(587);
        Complete.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        Complete.Parallel.ShouldBe(8);
    }

    [Theory]
    [InlineData("From", "Mithaq:Mail:From is missing: a server wants to know who writes (Mithaq <notices@agency.example>)")]
    [InlineData("nobody", "Mithaq:Mail:From must be an address such as Mithaq <notices@agency.example>, not 'nobody'")]
    [InlineData("Domain", "Mithaq:Mail:Domain must be a domain name, not 'two words'")]
    [InlineData("Host", "Mithaq:Mail:Smtp:Host must be a host name or an address, not 'http://mail'")]
    [InlineData("no host", "Mithaq:Mail:Smtp:Host is missing, and there is a port or an account for it")]
    [InlineData("Port", "Mithaq:Mail:Smtp:Port must be between 1 and 65535")]
    [InlineData("Password", "Mithaq:Mail:Smtp:User and Smtp:Password go together")]
    [InlineData("Security", "Mithaq:Mail:Smtp:Security must be startTls or tls: a password does not travel unencrypted")]
    public void What_is_wrong_is_said_in_words_and_the_password_never(string what, string message)
    {
        var options = new MailOptions { From = Complete.From, Smtp = new() { Host = Complete.Smtp.Host, User = "mithaq", Password = "s3cret" } };
        switch (what)
        {
            case "From": options.From = null; break;
            case "nobody": options.From = "nobody"; break;
            case "Domain": options.Domain = "two words"; break;
            case "Host": options.Smtp.Host = "http://mail"; break;
            case "no host": options.Smtp.Host = null; break;
            case "Port": options.Smtp.Port = 0; break;
            case "Password": options.Smtp.Password = null; break;
            default: options.Smtp.Security = SmtpSecurity.None; break;
        }
        Wrong(options).ShouldBe([message]);
        message.ShouldNotContain("s3cret");
    }

    [Fact]
    public void On_this_machine_an_account_needs_no_encryption() =>
        Wrong(new() { From = Complete.From, Smtp = new() { Host = "127.0.0.1", Security = SmtpSecurity.None, User = "u", Password = "p" } }).ShouldBeEmpty();

    private static IEnumerable<string?> Wrong(MailOptions options) => options.Validate(new ValidationContext(options)).Select(w => w.ErrorMessage);
}
