using Mithaq.Contracts;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Hosting;

/// <summary>A node without web server and timers, for the program's other commands: scenarios, rebuilds, benchmarks.</summary>
public sealed class MithaqNode : IAsyncDisposable
{
    private readonly IHost host;

    private MithaqNode(IHost host) => this.host = host;

    public IJournalStore Journal => Get<IJournalStore>();
    public IGrains Grains => Get<IGrains>();
    public FeedHost Feeds => Get<FeedHost>();

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    /// <param name="clock">A scenario's; null: the database's.</param>
    /// <param name="settings">Over the configuration ("Mithaq:Feeds:Linger").</param>
    /// <param name="shell">Embedded: who looks for a moment does not join a cluster for it.</param>
    /// <param name="beside">What is put into the node's services last.</param>
    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="Schema.SchemaTooNewException"/>
    public static async Task<MithaqNode> Open(
        StoreOptions store, TimeProvider? clock = null, IReadOnlyDictionary<string, string?>? settings = null, ShellKind shell = ShellKind.Embedded,
        Action<IServiceCollection>? beside = null, CancellationToken stop = default)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Configuration.Load()).AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await builder.AddMithaq(store, shell, clock, timers: false, stop);
        beside?.Invoke(builder.Services);
        var node = new MithaqNode(builder.Build());
        await node.host.StartAsync(stop);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
