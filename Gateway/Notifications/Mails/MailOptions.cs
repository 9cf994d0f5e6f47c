using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace Mithaq.Gateway.Notifications.Mails;

public enum SmtpSecurity
{
    /// <summary>Nothing is encrypted; accounts are then used on this machine alone.</summary>
    None,

    /// <summary>Encrypted before anything is said; a server that cannot is not used.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,
}

/// <summary>The server that takes our mails. Configuration section <c>Mithaq:Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Missing: mails are written into files.</summary>
    public string? Host { get; set; }

    /// <summary>25, 587 with <c>startTls</c>, 465 with <c>tls</c>.</summary>
    public int? Port { get; set; }

    /// <summary><c>startTls</c>.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Missing: the server asks for no account.</summary>
    public string? User { get; set; }

    /// <summary>Never logged.</summary>
    public string? Password { get; set; }

    internal int PortOrDefault => Port ?? Security switch { SmtpSecurity.None => 25, SmtpSecurity.StartTls => 587, _ => 465 };
}

/// <summary>How mails leave. Configuration section <c>Mithaq:Mail</c>.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mithaq:Mail";

    private const string FromFiles = "Mithaq <mithaq@localhost>";

    /// <summary>The sender: <c>Mithaq &lt;notices@agency.example&gt;</c>. Needed with a server.</summary>
    public string? From { get; set; }

    /// <summary>Of message ids and the list's id; never change it lightly, repeats are known by it. The sender's.</summary>
    public string? Domain { get; set; }

    /// <summary>Where mails are written while no server is named. <c>mail/</c> in the data folder.</summary>
    public string? Folder { get; set; }

    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>How long one mail may take, from the connection to the server's answer. 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Mails under way at once, each to another person. 8.</summary>
    [Range(1, 100)]
    public int Parallel { get; set; } = 8;

    /// <summary>How often the node looks for mails that are due. 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidOperationException">Not valid.</exception>
    public MailboxAddress Sender => Mailbox(From ?? FromFiles) ?? throw new InvalidOperationException($"{Section}:{nameof(From)} is not an address");

    public string DomainOrDefault => Domain ?? Sender.Domain;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From is not null && Mailbox(From) is null) yield return Wrong(nameof(From), $"must be an address such as Mithaq <notices@agency.example>, not '{From}'");
        if (Domain is not null && Uri.CheckHostName(Domain) is not UriHostNameType.Dns) yield return Wrong(nameof(Domain), $"must be a domain name, not '{Domain}'");
        if (Smtp.Host is null)
        {
            if (Smtp.User is not null || Smtp.Port is not null) yield return Wrong("Smtp:Host", "is missing, and there is a port or an account for it");
            yield break;
        }
        if (Uri.CheckHostName(Smtp.Host) is UriHostNameType.Unknown) yield return Wrong("Smtp:Host", $"must be a host name or an address, not '{Smtp.Host}'");
        if (Smtp.Port is not (null or (>= 1 and <= 65_535))) yield return Wrong("Smtp:Port", "must be between 1 and 65535");
        if (From is null) yield return Wrong(nameof(From), "is missing: a server wants to know who writes (Mithaq <notices@agency.example>)");
        if (Smtp.User is null != Smtp.Password is null) yield return Wrong("Smtp:User", "and Smtp:Password go together");
        if (Smtp is { User: not null, Security: SmtpSecurity.None } && !IsHere(Smtp.Host)) yield return Wrong("Smtp:Security", "must be startTls or tls: a password does not travel unencrypted");
    }

    /// <summary>Null: it is not the address of one mailbox.</summary>
    internal static MailboxAddress? Mailbox(string text)
    {
        try
        {
            return MailboxAddress.TryParse(text, out var mailbox) && mailbox.Domain.Length > 0 && mailbox.GetAddress(idnEncode: true).Length > 0 ? mailbox : null;
        }
        catch (ArgumentException)
        {
            // No domain in any alphabet.
            return null;
        }
    }

    private static bool IsHere(string host) => host is "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    private static ValidationResult Wrong(string setting, string what) => new($"{Section}:{setting} {what}", [setting]);
}
