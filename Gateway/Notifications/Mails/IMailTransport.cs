using Mithaq.Contracts;
using MimeKit;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>A mail on its way to one person.</summary>
/// <param name="Id">The notification's, the first one's where there are several.</param>
/// <param name="DueAt">By the product's clock.</param>
public sealed record OutgoingMail(Guid Id, PersonId Person, DateTimeOffset DueAt, MimeMessage Message);

/// <summary>What came of handing a mail over. Reasons are for people; they may hold the address.</summary>
public abstract record Delivery
{
    /// <param name="File">Where it was written; null: a server has it.</param>
    public sealed record Taken(string? File = null) : Delivery;

    /// <summary>For good: trying again would not help.</summary>
    public sealed record Refused(string Why) : Delivery;

    /// <summary>Not now.</summary>
    public sealed record Postponed(string Why) : Delivery;

    /// <summary>Not now, and other mails would fare no better.</summary>
    public sealed record Unreachable(string Why) : Delivery;
}

/// <summary>A server, or a folder.</summary>
public interface IMailTransport
{
    /// <summary>Comes to an end by itself: a mail that was broken off might have been taken.</summary>
    Task<Delivery> Send(OutgoingMail mail);
}
