using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Feeds;

/// <summary>A journal and the feeds' databases on one store.</summary>
internal sealed class FeedFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<Task> running = [];
    private readonly StreamBuilder stream = new("agreement/one");

    private FeedFixture(StoreOptions store, IJournalStore journal, FeedDatabases databases) => (Store, Journal, Databases) = (store, journal, databases);

    public StoreOptions Store { get; }
    public IJournalStore Journal { get; }
    public FeedDatabases Databases { get; }

    public FeedOptions Options { get; } = new() { LeaseRetry = TimeSpan.FromMilliseconds(10), Retry = TimeSpan.FromMilliseconds(10), RetryAtMost = TimeSpan.FromMilliseconds(50) };

    public static async Task<FeedFixture> Open(StoreKind kind)
    {
        var store = await Stores.New(kind);
        var fixture = new FeedFixture(store, await Journals.Open(store), await FeedDatabases.Open(store, TimeProvider.System, default));
        await using var connection = await fixture.Databases.Derived.Open(default);
        await connection.ExecuteAsync("create table seen (feed text not null, position bigint not null)");
        if (fixture.Databases.Effects == fixture.Databases.Derived) return fixture;
        await using var effects = await fixture.Databases.Effects.Open(default);
        await effects.ExecuteAsync("create table seen (feed text not null, position bigint not null)");
        return fixture;
    }

    public FeedStore StoreOf(IFeed feed) => Databases.StoreOf(feed);

    public FeedRunner Runner(IFeed feed) => new(feed, StoreOf(feed), Journal, Options, TimeProvider.System, NullLogger<FeedRunner>.Instance);

    /// <summary>Runs until the fixture ends, or the returned source is cancelled.</summary>
    public (Task Run, CancellationTokenSource Stop) Start(FeedRunner runner)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var run = Task.Run(() => runner.Run(stop.Token));
        running.Add(run);
        return (run, stop);
    }

    public async Task Append(int events)
    {
        for (var i = 0; i < events; i++) (await Journal.Append(stream.Next(), default)).ShouldBeOfType<AppendResult.Appended>();
    }

    /// <summary>The positions that a feed wrote of, in the order of the journal.</summary>
    public async Task<IReadOnlyList<long>> Seen(IFeed feed)
    {
        await using var connection = await StoreOf(feed).Database.Open(default);
        return [.. await connection.QueryAsync<long>("select position from seen where feed = @name order by position", new { name = feed.Name })];
    }

    public static Task Write(DbTransaction transaction, IFeed feed, IEnumerable<long> positions) =>
        transaction.Connection!.ExecuteAsync("insert into seen (feed, position) values (@name, @position)", positions.Select(position => new { name = feed.Name, position }), transaction);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
        await Databases.DisposeAsync();
        await Journal.DisposeAsync();
        Stores.Remove(Store);
        stopping.Dispose();
    }
}

/// <summary>Writes the position of every event, and does what a test wants before that.</summary>
internal sealed class SeenFeed(FeedKind kind = FeedKind.Derived, string name = "seen") : IFeed
{
    public string Name => name;
    public FeedKind Kind => kind;
    public int Openings { get; private set; }
    public Func<IReadOnlyList<EntryHead>, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;
    public Func<Opening> OnOpen { get; set; } = () => Opening.Ready;

    public ValueTask<Opening> Opened(CancellationToken stop)
    {
        Openings++;
        return ValueTask.FromResult(OnOpen());
    }

    public async ValueTask<FeedWrite?> Handle(IReadOnlyList<EntryHead> page, CancellationToken stop)
    {
        await Before(page, stop);
        return (transaction, _) => FeedFixture.Write(transaction, this, page.Select(head => head.Position));
    }

    public Task Clear(DbTransaction transaction, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync("delete from seen where feed = @name", new { name }, transaction);
}
