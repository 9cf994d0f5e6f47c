using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mithaq.Silo.Messaging;

/// <summary>Where the broker is, and as whom we go there.</summary>
public sealed record BrokerAddress(string Host, ushort Port, string VirtualHost, string User, string Password, bool Encrypted)
{
    private const ushort PlainPort = 5672;
    private const ushort EncryptedPort = 5671;

    /// <summary>For people: without account.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Encrypted ? "amqps" : "amqp")}://{Host}:{Port}/{(VirtualHost == "/" ? "" : VirtualHost)}");

    /// <param name="wrong">What is wrong with the settings, without the password.</param>
    public static BrokerAddress? Read(MessagingOptions options, [NotNullWhen(false)] out string? wrong)
    {
        wrong = null;
        if (string.IsNullOrWhiteSpace(options.Host)) return Wrong("is needed with the bus rabbitmq: amqp://user:password@broker:5672/vhost, or a host name", out wrong);
        if (!options.Host.Contains("://", StringComparison.Ordinal))
            return Uri.CheckHostName(options.Host) is UriHostNameType.Unknown
                ? Wrong("is neither an amqp URI nor a host name", out wrong)
                : Complete(options, options.Host, (ushort)(options.Port ?? PlainPort), null, "", encrypted: false, out wrong);
        // What was given is not repeated: a password may be in it.
        if (!Uri.TryCreate(options.Host, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Scheme is not ("amqp" or "amqps"))
            return Wrong("is not a URI of the form amqp://user:password@broker:5672/vhost (or amqps)", out wrong);
        var path = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        var encrypted = uri.Scheme == "amqps";
        return Complete(options, uri.Host, uri.IsDefaultPort || uri.Port < 0 ? encrypted ? EncryptedPort : PlainPort : (ushort)uri.Port, path.Length == 0 ? null : path, uri.UserInfo, encrypted, out wrong);
    }

    private static BrokerAddress? Complete(
        MessagingOptions options, string host, ushort port, string? virtualHost, string account, bool encrypted, [NotNullWhen(false)] out string? wrong)
    {
        var parts = account.Split(':', 2);
        var user = parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : options.User;
        var password = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : options.Password;
        if (string.IsNullOrEmpty(user) || string.IsNullOrEmpty(password)) return Wrong($"names no account: put it into the URI, or into {MessagingOptions.Section}:User and :Password", out wrong);
        wrong = null;
        return new(host, port, virtualHost ?? options.VirtualHost ?? "/", user, password, encrypted);
    }

    private static BrokerAddress? Wrong(string what, [NotNullWhen(false)] out string? wrong)
    {
        wrong = $"{MessagingOptions.Section}:Host {what}";
        return null;
    }
}
