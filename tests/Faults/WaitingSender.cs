using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;

namespace Mithaq.Faults;

/// <summary>A sender of mails that waits to be killed at a certain moment.</summary>
internal static class WaitingSender
{
    public static async Task Run(StoreOptions store, int port, bool beforeRecord)
    {
        await using var databases = await FeedDatabases.Open(store, TimeProvider.System, default);
        var clock = TimeProvider.System;
        var options = new MailOptions { From = "Mithaq <notices@agency.example>", Smtp = new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None } };
        IMailTransport server = new SmtpServer(options, clock);
        var sender = new MailSender(
            new(databases.Effects, clock), new Persons(databases.Effects, new(databases.Effects), clock), new DeadLetters(databases.Effects, clock),
            beforeRecord ? new WaitsAfter(server) : server, options, clock, clock, NullLogger<MailSender>.Instance);
        await sender.SendDue(default);
        await Wait("recorded");
    }

    private static Task Wait(string at)
    {
        Console.WriteLine(at);
        return new TaskCompletionSource().Task;
    }

    private sealed class WaitsAfter(IMailTransport server) : IMailTransport
    {
        public async Task<Delivery> Send(OutgoingMail mail)
        {
            var delivery = await server.Send(mail);
            await Wait("taken");
            return delivery;
        }
    }
}
