using Mithaq.Contracts;
using Mithaq.Gateway;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Gateway.People;
using Mithaq.Grains;
using Mithaq.Grains.Hearing;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Notifications;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting;

/// <summary>What a node is made of.</summary>
internal static class NodeServices
{
    /// <summary>Opens the store, brings its schema up to date and registers the journal, the grains, the feeds and the sweep.</summary>
    /// <param name="clock">A scenario's; null: the database's, with Quartz starting the sweep.</param>
    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="Schema.SchemaTooNewException"/>
    public static async Task AddMithaq(
        this IHostApplicationBuilder builder, StoreOptions store, ShellKind shell, TimeProvider? clock, bool timers, CancellationToken stop)
    {
        var services = builder.Services;
        var journal = await Journals.Open(store, clock, stop);
        // Made by factories, so that the host disposes them.
        services.AddSingleton<IJournalStore>(_ => journal).AddSingleton<IJournal>(s => s.GetRequiredService<IJournalStore>());
        var databases = await FeedDatabases.Open(store, TimeProvider.System, durable: clock is null, stop);

        services.AddSingleton(GrainCatalog.Default).AddSingleton<ILifecycles>(GrainCatalog.Default);
        services.AddSingleton<GrainStates>().AddSingleton<ActivationServices>();
        services.AddSingleton(s => new GrainFacts(s.GetRequiredService<GrainStates>(), new(s.GetRequiredService<RelatedGrains>)));
        services.AddSingleton<ISameBeneficiaries, SamePersons>().AddSingleton<RelatedGrains>();
        await builder.AddShell(shell, store, alone: clock is not null, stop);
        if (clock is null) services.AddClock(store, journal);
        else services.AddSingleton(clock);
        builder.AddMessaging(Hearings.All.Heard.Select(MessageNames.Of), typeof(NotificationConsumer));
        services.AddFeedsAndDeadlines(store, databases, timers).AddReactions(databases).AddRelay();
        services.AddSingleton<IAppDatabase>(databases.Effects).AddPeople().AddNotifications().AddSingleton<IHearers, Hearers>();
        services.AddChecked<MailOptions>(MailOptions.Section).AddMails(store.DataDirectory);
        if (timers) services.AddHostedService<MailPost>();
    }
}
