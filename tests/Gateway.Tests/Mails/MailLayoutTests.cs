using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.Notifications.Mails;
using MimeKit;

namespace Mithaq.Gateway.Tests.Mails;

public sealed class MailLayoutTests
{
    [Fact]
    public void HTML_in_Arabic_runs_from_right_to_left_with_names_apart()
    {
        var html = MailLayout.Html(MailCases.Written("ar", MailCases.Told("ar")));

        html.ShouldContain("<html lang=\"ar\" dir=\"rtl\">");
        html.ShouldContain("<bdi>سلمى الإدريسي</bdi>");
        var body = html[html.IndexOf("<body", StringComparison.Ordinal)..];
        body.ShouldNotContain("\u2068");
        body.Split("<bdi>").Length.ShouldBe(body.Split("</bdi>").Length);
    }

    [Theory, InlineData("fr"), InlineData("en")]
    public void HTML_in_the_others_runs_from_left_to_right(string language) =>
        MailLayout.Html(MailCases.Written(language, MailCases.Told(language))).ShouldContain($"<html lang=\"{language}\" dir=\"ltr\">");

    [Fact]
    public void What_people_gave_is_never_markup_and_never_another_line_or_header()
    {
        const string evil = "<img src=x onerror=alert(1)>\r\nBcc: all@evil.example\u2069\u202E\"&'";
        var mail = MailCases.Written("fr", MailCases.Told("fr", title: new(Fr: evil)));

        var (html, text) = (MailLayout.Html(mail), MailLayout.Text(mail));
        html.ShouldNotContain("<img");
        html.ShouldContain("&lt;img src=x onerror=alert(1)&gt;  Bcc: all@evil.example");
        html.ShouldContain("&quot;&amp;&#39;");
        text.Split('\n').ShouldAllBe(line => !line.StartsWith("Bcc"));
        (html + text).ShouldNotContain("\u202E");
        using var sent = new MemoryStream();
        Message(mail).WriteTo(sent);
        sent.Position = 0;
        MimeMessage.Load(sent).ShouldSatisfyAllConditions(m => m.Bcc.ShouldBeEmpty(), m => m.Subject!.ShouldContain("Bcc: all@evil.example"));
    }

    [Fact]
    public void A_mail_says_who_wrote_it_that_nobody_should_answer_and_which_notification_it_is()
    {
        var content = MailCases.Written("ar", MailCases.Told("ar", due: new(2027, 3, 10)));
        using var sent = new MemoryStream();
        Message(content).WriteTo(sent);
        sent.ToArray().ShouldAllBe(b => b < 128);
        sent.Position = 0;
        var mail = MimeMessage.Load(sent);

        mail.MessageId.ShouldBe("n1@agency.example");
        mail.Date.ShouldBe(MailCases.At);
        mail.From.ToString().ShouldBe("\"Mithaq\" <notices@agency.example>");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.Headers["List-Id"].ShouldBe("Mithaq <notices.agency.example>");
        mail.Subject.ShouldBe(content.Subject);
        mail.Body.ShouldBeOfType<MultipartAlternative>().Select(part => part.ContentType.MimeType).ShouldBe(["text/plain", "text/html"]);
        mail.TextBody!.ReplaceLineEndings("\n").ShouldBe(MailLayout.Text(content));
        mail.HtmlBody!.ReplaceLineEndings("\n").ShouldBe(MailLayout.Html(content));
    }

    [Fact]
    public void A_repeat_is_the_same_to_the_byte()
    {
        var content = MailCases.Written("fr", MailCases.Told("fr"));
        Bytes().ShouldBe(Bytes());

        byte[] Bytes()
        {
            using var sent = new MemoryStream();
            Message(content).WriteTo(sent);
            return sent.ToArray();
        }
    }

    [Fact]
    public void A_long_text_is_cut_between_words_and_its_isolates_are_closed()
    {
        Plain.Shortened("one two three", 20).ShouldBe("one two three");
        Plain.Shortened("one two three", 9).ShouldBe("one two…");
        Plain.Shortened("a \u2068long name here\u2069 b", 12).ShouldBe("a \u2068long name…\u2069");
    }

    [Fact]
    public void No_cut_leaves_an_isolate_open_or_half_a_character() => Prop.ForAll(
        Gen.Elements("ا", "b", " ", "😀", "\u2068x\u2069").ArrayOf().Select(string.Concat).ToArbitrary(), Gen.Choose(8, 60).ToArbitrary(), (text, most) =>
        {
            var cut = Plain.Shortened(text, most);
            return cut.Count(c => c == Bidi.FirstStrongIsolate) == cut.Count(c => c == Bidi.PopDirectionalIsolate)
                && !cut.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
        }).QuickCheckThrowOnFailure();

    private static MimeMessage Message(MailContent content) =>
        MimeMails.Of(content, new("Salma", "salma@ads.example"), "n1@agency.example", MailCases.At, MailCases.Options);
}
