using System.CommandLine;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Scenarios;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>Plays cases over an empty store with a simulated clock.</summary>
internal static class ScenarioCommand
{
    /// <summary>
    /// Each step waits for the feeds, so they do not linger for larger pages; deadlines of one instant are told one after the other, and so are effects carried,
    /// so that the same cases always give the same journal.
    /// </summary>
    private static readonly Dictionary<string, string?> Settings = new()
    {
        [$"{FeedOptions.Section}:{nameof(FeedOptions.Linger)}"] = "00:00:00",
        [$"{FeedOptions.Section}:{nameof(FeedOptions.EffectLinger)}"] = "00:00:00",
        [$"{SchedulingOptions.Section}:{nameof(SchedulingOptions.SweepParallel)}"] = "1",
        [$"{ReactionOptions.Section}:{nameof(ReactionOptions.Parallel)}"] = "1",
    };

    private const string BusSetting = $"{MessagingOptions.Section}:{nameof(MessagingOptions.Bus)}";
    private const string HostSetting = $"{MessagingOptions.Section}:{nameof(MessagingOptions.Host)}";

    public static Command Create(StoreArguments store)
    {
        var files = new Argument<string[]>("file") { Description = "Cases to play together (default: all of seeds/)", Arity = ArgumentArity.ZeroOrMore };
        var language = CommonOptions.Language();
        var json = CommonOptions.Json($"{CommonOptions.OneALine} for each event; the last line counts cases, passed, events and notifications");
        var bus = new Option<string>("--bus")
        {
            HelpName = "inprocess|rabbitmq", DefaultValueFactory = _ => nameof(BusKind.InProcess).ToLowerInvariant(),
            Description = $"How events go out (rabbitmq: through the broker of {MessagingOptions.Section}, or a private one)",
        };
        bus.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. Enum.GetNames<BusKind>().Select(name => name.ToLowerInvariant())]);
        var scenario = new Command("scenario", "Play cases with a simulated clock, on a temporary SQLite unless told otherwise; exit 0 only if every expectation holds")
        {
            files, language, json, bus,
        };
        store.AddTo(scenario);
        scenario.SetAction(async (line, stop) =>
        {
            var loaded = Load(line.GetValue(files) ?? []);
            var (output, errors) = (line.InvocationConfiguration.Output, line.InvocationConfiguration.Error);
            IScenarioReport report =
                line.GetValue(json) ? new JsonReport(output, errors) : new TimeLineReport(output, loaded, Texts.In(line.GetValue(language)!));
            await using var place = await Place.Of(store.Read(line, orPrivate: true), line.GetValue(store.Data) is not null, stop);
            var summary = await Play(loaded, place.Store, report, stop, bus: Enum.Parse<BusKind>(line.GetValue(bus)!, ignoreCase: true));
            return summary.Passed == summary.Cases ? ExitCodes.Done : ExitCodes.FailedExpectation;
        });
        return scenario;
    }

    /// <exception cref="WrongUseException">Every mistake of every file, a line each.</exception>
    private static ScenarioFiles Load(string[] files)
    {
        var seeds = SeedFolder.Path;
        if (files.Length == 0) files = SeedFolder.Cases;
        var beside = Path.Combine(Path.GetDirectoryName(files[0]) ?? "", SeedFolder.Organisations);
        var loaded = ScenarioFiles.Load(File.Exists(beside) ? beside : Path.Combine(seeds, SeedFolder.Organisations), files);
        return loaded.Problems.Count == 0 ? loaded : throw new WrongUseException(string.Join(Environment.NewLine, loaded.Problems));
    }

    /// <param name="until">Where time goes after the last step; null: it stays there.</param>
    /// <exception cref="WrongUseException">The store is not empty.</exception>
    internal static async Task<ScenarioSummary> Play(
        ScenarioFiles files, StoreOptions store, IScenarioReport report, CancellationToken stop, DateTimeOffset? until = null, BusKind bus = BusKind.InProcess)
    {
        var clock = new SimulatedClock(TimeLine.Start(files));
        var configuration = Configuration.Load();
        // A case writes to nobody: its mails are files, whatever server the configuration names.
        using var mails = new MailPlace(store);
        var settings = new Dictionary<string, string?>(Settings) { [BusSetting] = bus.ToString(), [$"{MailOptions.Section}:{nameof(MailOptions.Folder)}"] = mails.Folder };
        foreach (var setting in typeof(SmtpOptions).GetProperties()) settings[$"{MailOptions.Section}:{nameof(MailOptions.Smtp)}:{setting.Name}"] = null;
        await using var broker = bus is BusKind.RabbitMq && configuration[HostSetting] is null ? await PrivateRabbitMq.Start(stop) : null;
        if (broker is not null) settings[HostSetting] = broker.Uri;
        await using var node = await MithaqNode.Open(store, clock, settings, Shells.Read(configuration), Watched, stop);
        if (await node.Journal.LastPosition(stop) > 0)
            throw new WrongUseException("the store holds events already: cases are played from the beginning, over an empty one");
        var seals = await CastPersons.Enter(files, node.Get<Persons>(), stop);
        var watched = (WatchedBus)node.Get<IEventBus>();
        if (bus is BusKind.RabbitMq) node.Get<MassTransit.IBusControl>().ConnectConsumeObserver(watched);
        var told = node.Get<NotificationStore>();
        var departures = new Departures(watched, node.Get<MailSender>(), told);
        var advancer = new Advancer(clock, node.Get<DeadlineIndex>(), node.Get<Sweep>(), node.Feeds, departures, TimeProvider.System);
        var outgoing = new Outgoing(watched, told, files.Cast.Zone);
        var runner = new ScenarioRunner(files, seals, node.Grains, node.Journal, advancer.AdvanceTo, advancer.Drain, node.Get<StuckSteps>(), outgoing, report);
        var summary = await runner.Run(stop);
        await advancer.AdvanceTo(until ?? clock.GetUtcNow(), stop);
        return summary;
    }

    /// <summary>The bus is the one that the node has, with somebody who looks on.</summary>
    private static void Watched(IServiceCollection services)
    {
        var bus = services.Last(service => service.ServiceType == typeof(IEventBus));
        services.Remove(bus);
        services.AddSingleton<IEventBus>(s => new WatchedBus((IEventBus)(bus.ImplementationFactory?.Invoke(s) ?? ActivatorUtilities.CreateInstance(s, bus.ImplementationType!))));
    }

    /// <summary>Where mails are written: beside a journal in files, otherwise in a folder that goes with the run.</summary>
    private sealed class MailPlace(StoreOptions store) : IDisposable
    {
        private readonly DirectoryInfo? own = store.Kind is StoreKind.PostgreSql ? Directory.CreateTempSubdirectory("mithaq-mails-") : null;

        public string Folder => own?.FullName ?? Path.Combine(store.DataDirectory, "mail");

        public void Dispose() => own?.Delete(recursive: true);
    }

    /// <summary>Where a run takes place; what was made for it goes with it.</summary>
    private sealed class Place(StoreOptions store, DirectoryInfo? folder, PrivatePostgres? server) : IAsyncDisposable
    {
        public StoreOptions Store => store;

        public static async Task<Place> Of(StoreOptions store, bool isGiven, CancellationToken stop)
        {
            if (store.Kind is StoreKind.PostgreSql)
            {
                if (store.ConnectionString is not null) return new(store, null, null);
                var server = await PrivatePostgres.Start(stop);
                return new(store with { ConnectionString = server.ConnectionString }, null, server);
            }
            if (isGiven) return new(store, null, null);
            var folder = Directory.CreateTempSubdirectory("mithaq-scenario-");
            return new(store with { DataDirectory = folder.FullName, IsTemporary = true }, folder, null);
        }

        public async ValueTask DisposeAsync()
        {
            if (server is not null) await server.DisposeAsync();
            if (folder is null) return;
            folder.Delete(recursive: true);
        }
    }
}
