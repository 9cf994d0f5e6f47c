using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Notifications.Mails;

public static class MailServices
{
    /// <summary>The sender of mails, which a node calls by itself with <see cref="MailPost"/>. Needs the notifications, the persons and <see cref="MailOptions"/>.</summary>
    /// <param name="data">The folder of the node's data: mails are written below it while no server is named.</param>
    public static IServiceCollection AddMails(this IServiceCollection services, string data) => services
        .AddSingleton(s => new MailFolder(s.GetRequiredService<MailOptions>().Folder ?? Path.Combine(data, "mail"), s.GetRequiredService<Persons>()))
        .AddSingleton<IForgetsPersons>(s => s.GetRequiredService<MailFolder>())
        .AddSingleton<IMailTransport>(s => s.GetRequiredService<MailOptions>() is { Smtp.Host: not null } options
            ? new SmtpServer(options, TimeProvider.System)
            : s.GetRequiredService<MailFolder>())
        .AddSingleton(s => new MailSender(
            s.GetRequiredService<NotificationStore>(), s.GetRequiredService<Persons>(), s.GetRequiredService<DeadLetters>(), s.GetRequiredService<IMailTransport>(),
            s.GetRequiredService<MailOptions>(), s.GetRequiredService<TimeProvider>(), TimeProvider.System, s.GetRequiredService<ILogger<MailSender>>()));
}
