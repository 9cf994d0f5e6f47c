using Mithaq.Contracts;
using MimeKit;
using MimeKit.Text;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>Mails as they travel: text and HTML side by side, with headers by which servers and mail programs know what wrote them.</summary>
internal static class MimeMails
{
    private const int LongestLine = 78;

    /// <summary>The same notification always has the same, so that a repeat is known as one.</summary>
    public static string IdOf(Guid notification, MailOptions options) => $"{notification}@{options.DomainOrDefault}";

    /// <param name="at">By the product's clock.</param>
    public static MimeMessage Of(MailContent content, MailboxAddress to, string messageId, DateTimeOffset at, MailOptions options)
    {
        var message = new MimeMessage { Subject = content.Subject, Date = at, MessageId = messageId };
        message.From.Add(options.Sender);
        message.To.Add(to);
        // RFC 3834: nobody's absence note answers this.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("List-Id", $"Mithaq <notices.{options.DomainOrDefault}>");
        message.Headers.Add(HeaderId.ContentLanguage, content.Language);
        message.Body = new MultipartAlternative { Part(TextFormat.Plain, MailLayout.Text(content)), Part(TextFormat.Html, MailLayout.Html(content)) };
        // A random one would make a repeat look like another mail.
        ((Multipart)message.Body).Boundary = $"=-{Ids.Derive(Guid.Empty, messageId):N}";
        message.Prepare(EncodingConstraint.SevenBit, LongestLine);
        return message;
    }

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format);
        part.SetText(System.Text.Encoding.UTF8, text);
        return part;
    }
}
