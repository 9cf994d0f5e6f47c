using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Feeds;

/// <summary>All feeds of this node: runs them while the program runs, and waits for them.</summary>
public sealed class FeedHost(IReadOnlyList<FeedRunner> runners, IJournal journal, FeedOptions options) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public IReadOnlyList<FeedRunner> Runners => runners;

    public FeedRunner this[string feed] => runners.First(r => r.Feed.Name == feed);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(runners.Select(runner => Task.Run(() => runner.Run(stopping.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>Every feed finishes its page, stores how far it came and gives up its lease.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until a feed has passed a position, so that a read sees the effect of a command.</summary>
    /// <returns>False: not within <see cref="FeedOptions.ReadWait"/>; the answer is to be marked stale.</returns>
    public Task<bool> WaitFor(string feed, long position, CancellationToken stop) => this[feed].Reached(position, options.ReadWait, stop);

    /// <summary>Waits until every feed has passed a position.</summary>
    /// <exception cref="InvalidOperationException">A feed is stopped, or failing: it will not get there.</exception>
    public async Task DrainTo(long position, CancellationToken stop)
    {
        foreach (var runner in runners)
            while (!await runner.Reached(position, options.ReadWait, stop))
            {
                var status = await runner.Status(stop);
                if ((status.Stopped ?? status.Failure) is { } why) throw new InvalidOperationException($"{status.Feed} does not go on after position {status.Position}: {why}");
            }
    }

    /// <summary>Waits until every feed is at the journal's head, also for what the feeds themselves lead to.</summary>
    public async Task Drain(CancellationToken stop)
    {
        long head;
        do
        {
            head = await journal.LastPosition(stop);
            await DrainTo(head, stop);
        }
        while (await journal.LastPosition(stop) != head);
    }

    public async Task<IReadOnlyList<FeedStatus>> Status(CancellationToken stop) => await Task.WhenAll(runners.Select(r => r.Status(stop)));

    public void Dispose() => stopping.Dispose();
}
