using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.OrleansShell;
using Mithaq.Testing;
using Mithaq.Testing.Runtime.Conformance;
using Orleans.Hosting;

namespace Mithaq.OrleansShell.Tests;

/// <summary>
/// All that the embedded shell promises. Each node is a cluster of its own on the same store, as after a partition: several activations of one grain never write twice.
/// </summary>
public abstract class OrleansShellTests : RuntimeConformance
{
    private readonly List<IHost> silos = [];

    protected override async Task<Shell> NewShell(ActivationServices services, RuntimeOptions limits, TimeProvider idleClock)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(services).AddSingleton(Catalog).AddSingleton(limits);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Next(), gatewayPort: 0).ConfigureTurns(limits, new()));
        builder.Services.AddSingleton(s => ActivatorUtilities.CreateInstance<OrleansGrains>(s, idleClock));
        var silo = builder.Build();
        silos.Add(silo);
        await silo.StartAsync();
        return silo.Services.GetRequiredService<OrleansGrains>();
    }

    public override async Task DisposeAsync()
    {
        await Task.WhenAll(silos.Select(silo => silo.StopAsync()));
        foreach (var silo in silos) silo.Dispose();
        await base.DisposeAsync();
    }
}

public sealed class SqliteOrleansShellTests : OrleansShellTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-runtime-");

    protected override Task<StoreOptions> NewStore() => Task.FromResult(new StoreOptions { DataDirectory = folder.FullName });

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

public sealed class PostgreSqlOrleansShellTests : OrleansShellTests
{
    protected override async Task<StoreOptions> NewStore() => new() { Kind = StoreKind.PostgreSql, ConnectionString = await PostgresServer.NewDatabase() };
}
