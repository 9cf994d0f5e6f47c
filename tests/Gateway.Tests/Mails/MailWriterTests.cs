using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;

namespace Mithaq.Gateway.Tests.Mails;

public sealed class MailWriterTests
{
    [Fact]
    public void A_reminder_says_in_English_what_is_due_when_and_why_one_hears_of_it()
    {
        var mail = MailCases.Written("en", MailCases.Told("en", due: new(2027, 3, 10), awaited: [new("tranche-payment:t1", DeadlineKind.TranchePayment, Role.Coordinator, [MailCases.Ads], new(2027, 3, 10))]));

        mail.Subject.ShouldBe("7 days before: payment of a tranche (t1), due on 10 March 2027 · Partnership agreement");
        mail.Greeting.ShouldBe("Hello Salma Idrissi,");
        mail.Lead.ShouldBeNull();
        var entry = mail.Groups.ShouldHaveSingleItem().Entries.ShouldHaveSingleItem();
        entry.Details.ShouldBe(
            ["Due on: 10 March 2027", "Awaited from you: payment of a tranche (t1), by 10 March 2027", "You hear of this as coordinator of Social Development Agency."]);
        mail.Groups[0].Title.ShouldBe("Partnership agreement");
    }

    [Fact]
    public void The_same_in_French()
    {
        var mail = MailCases.Written("fr", MailCases.Told("fr", due: new(2027, 3, 10)));

        mail.Subject.ShouldStartWith("7 jours avant");
        mail.Greeting.ShouldBe("Bonjour Salma Idrissi,");
        mail.Groups[0].Entries[0].Details.ShouldBe(
            ["Échéance\u00A0: 10 mars 2027", "Vous recevez cet avis en qualité de coordonnateur de l’organisme Agence de développement social."]);
    }

    [Fact]
    public void In_Arabic_every_name_number_and_date_stands_in_isolates()
    {
        var mail = MailCases.Written("ar", MailCases.Told("ar", due: new(2027, 3, 10)));

        mail.IsRightToLeft.ShouldBeTrue();
        mail.Subject.ShouldStartWith("قبل \u20687\u2069 أيام");
        mail.Subject.ShouldEndWith("· \u2068اتفاقية شراكة OCP\u2069");
        mail.Greeting.ShouldBe("تحية طيبة \u2068سلمى الإدريسي\u2069،");
        mail.Groups[0].Entries[0].Details.ShouldBe(["الأجل: \u206810 مارس 2027\u2069", "توصلتم بهذا الإشعار بصفتكم: \u2068منسق\u2069، لدى \u2068وكالة التنمية الاجتماعية\u2069."]);
    }

    [Theory]
    [InlineData(1, "يوم واحد")]
    [InlineData(2, "يومين")]
    [InlineData(3, "\u20683\u2069 أيام")]
    [InlineData(11, "\u206811\u2069 يوما")]
    [InlineData(100, "\u2068100\u2069 يوم:")]
    public void Days_are_counted_as_Arabic_counts(int days, string words) =>
        MailCases.Written("ar", MailCases.Told("ar", MailCases.Reminder.Replace("-7", $"-{days}", StringComparison.Ordinal))).Subject.ShouldStartWith($"قبل {words}");

    [Theory]
    [InlineData("en", "2 notices, 3 March 2027")]
    [InlineData("fr", "2 avis, 3 mars 2027")]
    [InlineData("ar", "إشعاران، \u20683 مارس 2027\u2069")]
    public void Several_notices_become_one_mail_by_agreement(string language, string subject)
    {
        var committee = MailCases.Told(
            language, """{"reason":"x"}""", "committee.dissolved.v9", title: new("لجنة", "Comité", "Committee"), grain: new($"committee/{Guid.Empty}"), agreement: MailCases.Agreement);
        var mail = MailCases.Written(language, committee, MailCases.Told(language));

        mail.Subject.ShouldBe(subject);
        mail.Lead.ShouldNotBeNull();
        var group = mail.Groups.ShouldHaveSingleItem();
        group.Title.ShouldBe(Texts.In(language).Isolated(Texts.In(language).Of(MailCases.Title)));
        group.Entries.Select(e => e.Title is null).ShouldBe([false, true]);
    }

    [Fact]
    public void Notices_of_two_agreements_stand_apart_in_the_order_in_which_they_happened()
    {
        var other = MailCases.Told("en", title: new(En: "Another one"), grain: GrainId.Agreement(Guid.Empty));
        MailCases.Written("en", MailCases.Told("en"), other).Groups.Select(g => g.Title).ShouldBe(["Partnership agreement", "Another one"]);
    }

    [Fact]
    public void Only_what_is_awaited_of_ones_own_role_and_organisation_is_said() => MailCases.Written("en", MailCases.Told(
        "en", awaited: [new("visa", DeadlineKind.Formality, Role.Coordinator, [new("ocp")]), new("visa", DeadlineKind.Formality, Role.Head, [MailCases.Ads])])).Groups[0].Entries[0].Details.ShouldHaveSingleItem();

    [Fact]
    public void An_event_too_large_for_a_message_is_told_without_its_words()
    {
        var told = MailCases.Told("en");
        MailCases.Written("en", told with { Notice = told.Notice with { Data = null } }).Groups[0].Entries[0].Sentence.ShouldBe("A change was recorded that is too long for a mail.");
    }

    [Fact]
    public void An_event_that_cannot_be_read_is_told_by_its_name() =>
        MailCases.Written("en", MailCases.Told("en", "{ not json")).Groups[0].Entries[0].Sentence.ShouldBe("grain.deadline-steps-taken.v1");

    [Fact]
    public void Who_is_not_known_by_name_is_greeted_without_one() =>
        new MailWriter(Texts.In("fr"), _ => null).Of(MailCases.Salma, [MailCases.Told("fr")], default).Greeting.ShouldBe("Bonjour,");

    [Fact]
    public void Every_published_event_has_a_sentence_in_every_language()
    {
        foreach (var type in MessageNames.EventTypes)
            foreach (var language in Texts.Languages)
                MailCases.Written(language, MailCases.Told(language, "{}", MessageNames.Of(type))).Subject.ShouldNotBeNullOrWhiteSpace();
    }
}
