using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Grains.Reactions;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.EmbeddedShell;
using Mithaq.Testing;
using Mithaq.Testing.Journal;
using Mithaq.Testing.Rules;
using Mithaq.Testing.Runtime;

namespace Mithaq.Silo.Tests.Feeds.Reactions;

/// <summary>A store with tallies that tell each other: a reference in the register "tell KIND/KEY" is told to that one, "tell each of KIND/KEY" to all that belong to it.</summary>
internal sealed class ReactionFixture : IAsyncDisposable
{
    private readonly List<ReactionNode> nodes = [];
    private readonly ReactionTable table;
    private int commands;

    private ReactionFixture(StoreOptions store)
    {
        Store = store;
        table = new()
        {
            { default(When<ReferenceRecorded>), default(Hears<NoteDecision>), Tell, "a tally tells another" },
            { default(When<Tally, AgreementWithdrawn>), default(Hears<NoteDecision>), TellLast, "its last count is told to all that belong to it" },
        };
    }

    /// <summary>A reference in the register "broken KIND/KEY" cannot be reacted to until this is set; then it is told to that one.</summary>
    public bool Mended { get; set; }

    public StoreOptions Store { get; }

    public static async Task<ReactionFixture> Open(StoreKind kind) => new(await Stores.New(kind));

    /// <summary>A node over the store; its feeds run unless told otherwise.</summary>
    public async Task<ReactionNode> Node(bool feeds = true, Action<ReactionOptions>? configure = null)
    {
        var options = new ReactionOptions { Patience = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        var node = new ReactionNode(await Journals.Open(Store), await FeedDatabases.Open(Store, TimeProvider.System, default), table, options);
        nodes.Add(node);
        if (feeds) await node.Feeds.StartAsync(default);
        return node;
    }

    public Envelope Count(string grain, string number = "1", string register = "order office") =>
        new(new(grain), new RecordReference(new(number, register, People.Ads.Organisation)), StreamBuilder.CommandId($"{++commands}"), People.Ads.As(Role.Coordinator));

    public Envelope Close(string grain) => new(new(grain), new WithdrawAgreement("done"), StreamBuilder.CommandId($"{++commands}"), People.Ads.As(Role.Coordinator));

    private IEnumerable<Effect> Tell(GrainId source, ReferenceRecorded e)
    {
        var note = new NoteDecision(e.Reference.Number, source, new(2026, 1, 1));
        return e.Reference.Register.Split(' ') switch
        {
            ["broken", _] when !Mended => throw new InvalidOperationException("a broken reaction"),
            ["broken", var target] => [new Effect.To(new(target), note)],
            ["tell", "later"] => throw new Mithaq.Grains.Kernel.UnknownEventException("test.of-tomorrow.v1"),
            ["tell", "each", "of", var link] => [new Effect.ToEach("tally", new(link), note)],
            ["tell", var target] => [new Effect.To(new(target), note)],
            _ => [],
        };
    }

    private static IEnumerable<Effect> TellLast(Tally after, AgreementWithdrawn e) =>
        after.Links.Select(link => new Effect.To(link, new NoteDecision($"closed at {after.Count}", link, new(2026, 1, 1))));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        Stores.Remove(Store);
    }
}

/// <summary>One node: grains, directory and reactions.</summary>
internal sealed class ReactionNode : IAsyncDisposable
{
    private readonly IJournalStore journal;
    private readonly FeedDatabases databases;
    private bool stopped;

    public ReactionNode(IJournalStore journal, FeedDatabases databases, ReactionTable table, ReactionOptions options)
    {
        (this.journal, this.databases) = (journal, databases);
        var feedOptions = new FeedOptions
        {
            LeaseRetry = TimeSpan.FromMilliseconds(10), Retry = TimeSpan.FromMilliseconds(10), RetryAtMost = TimeSpan.FromMilliseconds(50), Linger = TimeSpan.Zero,
            EffectLinger = TimeSpan.Zero,
        };
        var catalog = new GrainCatalog(new TallyRules());
        var states = new GrainStates(journal, catalog);
        var grains = new EmbeddedGrains(new(journal, states, new GrainFacts(states), new FixedZones(), new ManualClock()), catalog, new(), TimeProvider.System);
        Grains = new(grains);
        Steps = new(databases.Effects);
        var current = new CurrentDirectory(databases.Grains, () => Feeds![DirectoryFeed.FeedName], journal, feedOptions);
        Feed = new(
            table, journal, grains, current, new(Grains, journal, options, TimeProvider.System, NullLogger<Courier>.Instance), Steps, options, Clock,
            NullLogger<ReactionFeed>.Instance);
        Feeds = new([Runner(new DirectoryFeed(databases.Grains, grains)), Runner(Feed)], journal, feedOptions);

        FeedRunner Runner(IFeed feed) => new(feed, databases.StoreOf(feed), journal, feedOptions, TimeProvider.System, NullLogger<FeedRunner>.Instance);
    }

    public ManualClock Clock { get; } = new();
    public TroubledGrains Grains { get; }
    public StuckSteps Steps { get; }
    public ReactionFeed Feed { get; }
    public FeedHost Feeds { get; }
    public FeedRunner Runner => Feeds[ReactionFeed.FeedName];
    public FeedStore Store => databases.StoreOf(Feed);
    public IJournalStore Journal => journal;

    public async Task<Answer.Accepted> Send(Envelope envelope) => (await Grains.Send(envelope, default)).ShouldBeOfType<Answer.Accepted>();

    /// <summary>What a tally was told, in order.</summary>
    public async Task<IReadOnlyList<string>> Told(string grain) => [.. (await Entries(grain)).Select(EventCodec.Read).OfType<ReferenceRecorded>()
        .Where(e => e.Reference.Register == TallyRules.ToldRegister).Select(e => e.Reference.Number)];

    public async Task<IReadOnlyList<JournalEntry>> Entries(string grain) => await journal.ReadStream(grain, 0, default).ToListAsync();

    public Task<IReadOnlyList<StuckStep>> Stuck() => Steps.List(0, 1000, default);

    /// <summary>Its feeds finish their pages and give up their leases.</summary>
    public async Task Stop()
    {
        if (stopped) return;
        stopped = true;
        await Feeds.StopAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Feeds.Dispose();
        await databases.DisposeAsync();
        await journal.DisposeAsync();
    }
}

/// <summary>Grains that may have a trouble of a test's choice instead of an answer; a command that meets none goes through.</summary>
internal sealed class TroubledGrains(IGrains inner) : IGrains
{
    private int sent;

    public Func<Envelope, string?> Trouble { get; set; } = _ => null;

    /// <summary>Commands of the system so far.</summary>
    public int Sent => Volatile.Read(ref sent);

    /// <summary>What every command waits for first.</summary>
    public Func<Envelope, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async ValueTask<Answer> Send(Envelope envelope, CancellationToken stop)
    {
        if (envelope.Actor == Actor.System) Interlocked.Increment(ref sent);
        await Before(envelope);
        return Trouble(envelope) is { } code ? new Answer.Refused(Refusal.Of(code)) : await inner.Send(envelope, stop);
    }

    public ValueTask<ReadAnswer> Read(GrainId grain, Actor actor, CancellationToken stop) => inner.Read(grain, actor, stop);
}
