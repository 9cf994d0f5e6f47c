using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.OrleansShell;
using Mithaq.Silo.Scheduling;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using Orleans.TestingHost;

namespace Mithaq.OrleansShell.Tests;

/// <summary>Silos of one cluster in this process, each with a journal of its own on one PostgreSQL database.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly ConcurrentQueue<IJournalStore> unused = new();
    private readonly List<IJournalStore> journals;
    private readonly InProcessTestCluster cluster;

    private Cluster(List<IJournalStore> journals, short silos, GrainCatalog[] catalogs)
    {
        this.journals = journals;
        foreach (var journal in journals) unused.Enqueue(journal);
        var waiting = new ConcurrentQueue<GrainCatalog>(catalogs);
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            var journal = unused.TryDequeue(out var next) ? next : throw new InvalidOperationException("more silos than journals");
            var catalog = waiting.TryDequeue(out var own) ? own : GrainCatalog.Default;
            var states = new GrainStates(journal, catalog);
            host.Services.AddSingleton(catalog).AddSingleton(new RuntimeOptions())
                .AddSingleton(new ActivationServices(journal, states, new GrainFacts(states), new Zones(), TimeProvider.System));
        });
        builder.ConfigureSilo((_, silo) => silo.ConfigureTurns(new(), new() { ProbeEvery = TimeSpan.FromSeconds(1) }));
        cluster = builder.Build();
    }

    public IReadOnlyList<InProcessSiloHandle> Silos => cluster.Silos;

    public IJournalStore Journal => journals[0];

    /// <param name="more">Silos that are started later.</param>
    /// <param name="catalogs">What the silos know, in the order of their start; all else: everything.</param>
    public static async Task<Cluster> Start(short silos, int more = 0, params GrainCatalog[] catalogs)
    {
        var store = new StoreOptions { Kind = StoreKind.PostgreSql, ConnectionString = await PostgresServer.NewDatabase() };
        var journals = new List<IJournalStore>();
        for (var i = 0; i < silos + more; i++) journals.Add(await Journals.Open(store));
        var cluster = new Cluster(journals, silos, catalogs);
        await cluster.cluster.DeployAsync();
        return cluster;
    }

    public static OrleansGrains Of(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<OrleansGrains>();

    public async Task<InProcessSiloHandle> Join() => await cluster.StartAdditionalSiloAsync();

    /// <summary>As a node does when it is told to stop.</summary>
    public async Task Leave(InProcessSiloHandle silo)
    {
        await Of(silo).Drain();
        await cluster.StopSiloAsync(silo);
    }

    public Task Kill(InProcessSiloHandle silo) => cluster.KillSiloAsync(silo);

    public async Task<List<string>> References()
    {
        var references = new List<string>();
        await foreach (var entry in Journal.ReadStreams([.. SharedAgreements.All.Select(a => new StreamPart(a.Stream))], default))
            if (EventCodec.Read(entry) is ReferenceRecorded recorded) references.Add(recorded.Reference.Number);
        return references;
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        foreach (var journal in journals) await journal.DisposeAsync();
    }
}

/// <summary>Whoever calls, calls one of several nodes in turn.</summary>
internal sealed class InTurn(params IEnumerable<IGrains> nodes) : IGrains
{
    private volatile IGrains[] now = [.. nodes];
    private int calls;

    private IGrains Next => now is var all ? all[(uint)Interlocked.Increment(ref calls) % all.Length] : throw new InvalidOperationException();

    public void Add(IGrains node) => now = [.. now, node];

    public void Remove(IGrains node) => now = [.. now.Where(n => n != node)];

    public ValueTask<Answer> Send(Envelope envelope, CancellationToken stop) => Next.Send(envelope, stop);

    public ValueTask<ReadAnswer> Read(GrainId grain, Actor actor, CancellationToken stop) => Next.Read(grain, actor, stop);
}
