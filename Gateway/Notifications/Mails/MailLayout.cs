using System.Text;
using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>The two forms of a mail's body.</summary>
internal static class MailLayout
{
    public static string Text(MailContent mail)
    {
        var text = new StringBuilder();
        Paragraph(mail.Greeting);
        if (mail.Lead is { } lead) Paragraph(lead);
        foreach (var group in mail.Groups)
        {
            Paragraph(group.Title);
            foreach (var entry in group.Entries)
            {
                if (entry.Title is { } title) Line(title);
                Line(mail.Lead is null ? entry.Sentence : $"• {entry.Sentence}");
                foreach (var detail in entry.Details) Line(detail);
                text.Append('\n');
            }
        }
        // What stands below two dashes and a blank is no part of an answer.
        Line("-- ");
        Line(mail.Preferences);
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
        void Paragraph(string line) => text.Append(line).Append("\n\n");
    }

    public static string Html(MailContent mail)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(mail.Language).Append("\" dir=\"").Append(mail.IsRightToLeft ? "rtl" : "ltr").Append("\">\n<head><meta charset=\"utf-8\"><title>");
        Encode(html, mail.Subject, isolates: false);
        html.Append("</title></head>\n<body style=\"font-family: sans-serif; line-height: 1.5\">\n");
        Element("p", mail.Greeting);
        if (mail.Lead is { } lead) Element("p", lead);
        foreach (var group in mail.Groups)
        {
            Element("h2", group.Title, " style=\"font-size: 1.1em\"");
            foreach (var entry in group.Entries)
            {
                if (entry.Title is { } title) Element("h3", title, " style=\"font-size: 1em\"");
                Element("p", entry.Sentence);
                html.Append("<ul>\n");
                foreach (var detail in entry.Details) Element("li", detail);
                html.Append("</ul>\n");
            }
        }
        html.Append("<hr>\n");
        Element("p", mail.Preferences, " style=\"font-size: 0.85em\"");
        return html.Append("</body>\n</html>\n").ToString();

        void Element(string name, string content, string attributes = "")
        {
            html.Append('<').Append(name).Append(attributes).Append('>');
            Encode(html, content, isolates: true);
            html.Append("</").Append(name).Append(">\n");
        }
    }

    /// <summary>By hand: the framework's encoder turns every Arabic letter into an entity.</summary>
    /// <param name="isolates">Whether isolates become elements; a title can hold none.</param>
    private static void Encode(StringBuilder html, string text, bool isolates)
    {
        var open = 0;
        foreach (var c in text)
            switch (c)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"': html.Append("&quot;"); break;
                case '\'': html.Append("&#39;"); break;
                case Bidi.FirstStrongIsolate when isolates:
                    html.Append("<bdi>");
                    open++;
                    break;
                case Bidi.PopDirectionalIsolate when isolates:
                    if (open == 0) break;
                    html.Append("</bdi>");
                    open--;
                    break;
                default: html.Append(c); break;
            }
        for (; open > 0; open--) html.Append("</bdi>");
    }
}
