using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;

namespace Mithaq.Gateway.Tests.Mails;

/// <summary>Notices of one agreement and what belongs to it, for one coordinator.</summary>
internal static class MailCases
{
    public static readonly OrganisationId Ads = new("ads");
    public static readonly PersonId Salma = new(Guid.Parse("11111111-1111-1111-1111-111111111111"));
    public static readonly GrainId Agreement = GrainId.Agreement(Guid.Parse("22222222-2222-2222-2222-222222222222"));
    public static readonly DateTimeOffset At = new(2027, 3, 3, 8, 0, 0, TimeSpan.Zero);
    public static readonly LocalizedText Title = new("اتفاقية شراكة OCP", "Convention de partenariat", "Partnership agreement");
    public static readonly MailOptions Options = new() { From = "Mithaq <notices@agency.example>" };

    /// <summary>Seven days before a tranche is due.</summary>
    public const string Reminder =
        """{"key":"tranche-payment:t1:2027-03-10","kind":"tranchePayment","nominal":"2027-03-10","resolved":"2027-03-10","steps":[-7],"highest":-7}""";

    public static Telling Told(
        string language, string data = Reminder, string @event = "grain.deadline-steps-taken.v1", DateOnly? due = null, LocalizedText? title = null, GrainId? grain = null,
        GrainId? agreement = null, IReadOnlyList<Awaited>? awaited = null)
    {
        var id = Ids.Derive(Guid.Empty, data + @event + grain);
        var names = new Dictionary<string, LocalizedText> { ["ads"] = new("وكالة التنمية الاجتماعية", "Agence de développement social", "Social Development Agency"), ["ocp"] = new(Fr: "OCP") };
        return new(
            new(Notification.IdOf(id, Salma, Channel.Mail), id, Salma, Channel.Mail, Ads, Role.Coordinator, language, At, false, NotificationState.Due),
            new(id, grain ?? Agreement, 7, @event, Ads, At, new(title ?? Title, [Ads, new("ocp")], names, due, agreement, awaited), data));
    }

    public static MailContent Written(string language, params Telling[] tellings) =>
        new MailWriter(Texts.In(language), id => id == Salma ? new("سلمى الإدريسي", "Salma Idrissi") : null).Of(Salma, tellings, new(2027, 3, 3));
}
