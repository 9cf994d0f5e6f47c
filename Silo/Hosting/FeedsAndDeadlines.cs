using Microsoft.Extensions.Options;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Reactions;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;
using Mithaq.Silo.Scheduling.Timers;

namespace Mithaq.Silo.Hosting;

public static class FeedsAndDeadlines
{
    /// <summary>
    /// The feeds (every registered <see cref="IFeed"/>, the index of deadlines and the directory among them) and the sweep. Needs <see cref="IJournal"/>, <see cref="IStates"/>,
    /// <see cref="IGrains"/> and the <see cref="TimeProvider"/> by which deadlines come.
    /// </summary>
    /// <param name="timers">Whether Quartz calls the sweep; a scenario moves time by its <see cref="Advancer"/> instead.</param>
    public static IServiceCollection AddFeedsAndDeadlines(this IServiceCollection services, StoreOptions store, FeedDatabases databases, bool timers = true)
    {
        services.AddChecked<FeedOptions>(FeedOptions.Section).AddChecked<SchedulingOptions>(SchedulingOptions.Section);
        // Made by a factory, so that the host disposes it.
        services.AddSingleton(_ => databases).AddSingleton(databases.Deadlines);
        services.AddSingleton<Zones>().AddSingleton<IZones>(s => s.GetRequiredService<Zones>()).AddSingleton<DeadlineTimes>();
        services.AddSingleton<IFeed>(s => new DeadlineFeed(databases.Deadlines, s.GetRequiredService<IStates>(), s.GetRequiredService<Zones>()));
        services.AddSingleton<IFeed>(s => new DirectoryFeed(databases.Grains, s.GetRequiredService<IStates>()));
        services.AddSingleton(s => new CurrentDirectory(
            databases.Grains, () => s.GetRequiredService<FeedHost>()[DirectoryFeed.FeedName], s.GetRequiredService<IJournal>(), s.GetRequiredService<FeedOptions>()));
        services.AddSingleton(s => new FeedHost([.. s.GetServices<IFeed>().Select(feed => Runner(s, feed))], s.GetRequiredService<IJournal>(), s.GetRequiredService<FeedOptions>()));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<Sweep>(s, s.GetRequiredService<FeedHost>()[DeadlineFeed.FeedName]));
        services.AddHostedService(s => s.GetRequiredService<FeedHost>());
        if (timers) services.AddHostedService(s => ActivatorUtilities.CreateInstance<TimerHost>(s, store));
        return services;
    }

    /// <summary>The feed that carries effects from one grain to the next. Needs what <see cref="AddFeedsAndDeadlines"/> needs, and the states.</summary>
    public static IServiceCollection AddReactions(this IServiceCollection services, FeedDatabases databases) => services
        .AddChecked<ReactionOptions>(ReactionOptions.Section)
        .AddSingleton(new StuckSteps(databases.Effects))
        .AddSingleton(Reactions.All)
        .AddSingleton(s => ActivatorUtilities.CreateInstance<Courier>(s, TimeProvider.System))
        .AddSingleton<IFeed>(s => new ReactionFeed(
            s.GetRequiredService<ReactionTable>(), s.GetRequiredService<IJournal>(), s.GetRequiredService<IStates>(), s.GetRequiredService<CurrentDirectory>(),
            s.GetRequiredService<Courier>(), s.GetRequiredService<StuckSteps>(), s.GetRequiredService<ReactionOptions>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<ReactionFeed>>()));

    /// <summary>The time of real runs: the database's on PostgreSQL, the system's on SQLite.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services, StoreOptions store, IJournalStore journal)
    {
        if (store.Kind is StoreKind.Sqlite) return services.AddSingleton(TimeProvider.System);
        var clock = new DatabaseClock(journal.ReadClock, TimeProvider.System);
        services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        return services.AddHostedService(s => new ClockKeeper(clock, TimeProvider.System, s.GetRequiredService<ILogger<ClockKeeper>>()));
    }

    private static FeedRunner Runner(IServiceProvider services, IFeed feed) => new(
        feed, services.GetRequiredService<FeedDatabases>().StoreOf(feed), services.GetRequiredService<IJournal>(), services.GetRequiredService<FeedOptions>(),
        TimeProvider.System, services.GetRequiredService<ILogger<FeedRunner>>());

    public static IServiceCollection AddChecked<TOptions>(this IServiceCollection services, string section) where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(s => s.GetRequiredService<IOptions<TOptions>>().Value);
    }
}
