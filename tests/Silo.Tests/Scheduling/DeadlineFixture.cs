using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Grains.Organisations;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.EmbeddedShell;
using Mithaq.Silo.Scheduling;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Scheduling;

/// <summary>Real grains over a real journal, with the index of deadlines, the sweep and a simulated clock.</summary>
internal sealed class DeadlineFixture : IAsyncDisposable
{
    private readonly StoreOptions store;
    private readonly IJournalStore journal;
    private int commands;

    private DeadlineFixture(StoreOptions store, IJournalStore journal, FeedDatabases databases, DateTimeOffset start)
    {
        (this.store, this.journal, Databases, Clock) = (store, journal, databases, new(start));
        var catalog = new GrainCatalog(new ReminderRules(), new OrganisationRules());
        var states = new GrainStates(journal, catalog);
        var grains = new EmbeddedGrains(new(journal, states, new GrainFacts(states), Zones, Clock), catalog, new(), TimeProvider.System);
        States = grains;
        Grains = new(grains);
        Feed = new(databases.Deadlines, grains, Zones);
        Runner = new(Feed, databases.StoreOf(Feed), journal, FeedOptions, TimeProvider.System, NullLogger<FeedRunner>.Instance);
        Feeds = new([Runner], journal, FeedOptions);
        Sweep = NewSweep();
        Advancer = new(Clock, Index, Sweep, Feeds, new NoDepartures(), TimeProvider.System);
    }

    public FeedOptions FeedOptions { get; } = new() { LeaseRetry = TimeSpan.FromMilliseconds(10), Retry = TimeSpan.FromMilliseconds(10), RetryAtMost = TimeSpan.FromMilliseconds(50) };
    public SchedulingOptions Scheduling { get; } = new() { IndexWait = TimeSpan.FromMilliseconds(50) };
    public Zones Zones { get; } = new();
    public StoreOptions Store => store;
    public IJournalStore Journal => journal;
    public FeedDatabases Databases { get; }
    public DeadlineIndex Index => Databases.Deadlines;
    public SimulatedClock Clock { get; }
    public IStates States { get; }
    public ListeningGrains Grains { get; }
    public DeadlineFeed Feed { get; }
    public FeedRunner Runner { get; }
    public FeedHost Feeds { get; }
    public Sweep Sweep { get; }
    public Advancer Advancer { get; }

    public static async Task<DeadlineFixture> Open(StoreKind kind, string start, bool feeds = true)
    {
        var store = await Stores.New(kind);
        var fixture = new DeadlineFixture(store, await Journals.Open(store), await FeedDatabases.Open(store, TimeProvider.System, default), At(start));
        if (feeds) await fixture.Feeds.StartAsync(default);
        return fixture;
    }

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    public Sweep NewSweep() => new(Index, new(Zones), Grains, Runner, Scheduling, Clock, NullLogger<Sweep>.Instance);

    public async Task<Answer.Accepted> Send(string grain, ICommand command, Actor? actor = null) =>
        (await Grains.Inner.Send(new(new(grain), command, StreamBuilder.CommandId($"{++commands}"), actor ?? People.PlatformAdministrator), default)).ShouldBeOfType<Answer.Accepted>();

    public Task<Answer.Accepted> Open(string grain, Reminder reminder) => Reference(grain, reminder.ToString(), "open");
    public Task<Answer.Accepted> Drop(string grain, string key) => Reference(grain, key, "drop");
    public Task<Answer.Accepted> Note(string grain) => Reference(grain, "note", "note");

    private Task<Answer.Accepted> Reference(string grain, string number, string register) => Send(grain, new RecordReference(new(number, register, People.Ads.Organisation)));

    public async Task<IReadOnlyList<DeadlineRow>> Rows(params string[] streams)
    {
        await Feeds.Drain(default);
        var rows = await Index.OfStreams(streams, default);
        return [.. rows.SelectMany(r => r).OrderBy(r => r.Stream, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }

    /// <summary>The events of a stream, by type and in order.</summary>
    public async Task<IReadOnlyList<T>> Events<T>(string stream) where T : IEvent =>
        [.. await journal.ReadStream(stream, 0, default).Select(EventCodec.Read).OfType<T>().ToListAsync()];

    public async ValueTask DisposeAsync()
    {
        await Feeds.StopAsync(default);
        Feeds.Dispose();
        await Databases.DisposeAsync();
        await journal.DisposeAsync();
        Stores.Remove(store);
    }
}

/// <summary>Notes what is sent, and can answer busy.</summary>
internal sealed class ListeningGrains(IGrains inner) : IGrains
{
    public IGrains Inner => inner;
    public ConcurrentQueue<Envelope> Sent { get; } = new();
    public bool IsBusy { get; set; }

    public ValueTask<Answer> Send(Envelope envelope, CancellationToken stop)
    {
        Sent.Enqueue(envelope);
        return IsBusy ? ValueTask.FromResult<Answer>(new Answer.Refused(Refusal.Of(Refusals.Busy))) : inner.Send(envelope, stop);
    }

    public ValueTask<ReadAnswer> Read(GrainId grain, Actor actor, CancellationToken stop) => inner.Read(grain, actor, stop);
}

/// <summary>Nothing leaves a node that has no bus.</summary>
internal sealed class NoDepartures : IDepartures
{
    public Task Drain(CancellationToken stop) => Task.CompletedTask;

    public Task SendDue(CancellationToken stop) => Task.CompletedTask;

    public Task<DateTimeOffset?> NextDue(CancellationToken stop) => Task.FromResult<DateTimeOffset?>(null);
}
