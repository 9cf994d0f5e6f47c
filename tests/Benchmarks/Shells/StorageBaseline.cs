using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;
using Npgsql;
using Orleans;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime;

namespace Mithaq.Benchmarks.Shells;

public interface IRowGrain : IGrainWithIntegerKey
{
    Task Change(int number);
}

public sealed class Row
{
    public string Body { get; set; } = "";
}

/// <summary>State as it is usually kept with Orleans: the whole of it, written after each change.</summary>
[PreferLocalPlacement]
public sealed class RowGrain([PersistentState("row", StorageBaseline.Name)] IPersistentState<Row> row) : Grain, IRowGrain
{
    public Task Change(int number)
    {
        row.State.Body = number.ToString("d10", CultureInfo.InvariantCulture) + new string('x', 530);
        return row.WriteStateAsync();
    }
}

/// <summary>10,000 grains whose state, of an event's size, goes through Orleans' AdoNet grain storage.</summary>
internal sealed class StorageBaseline(IHost host) : IAsyncDisposable
{
    public const string Name = "rows";

    public static async Task<StorageBaseline> Open(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync();
            await new SchemaScripts("Runtime.OrleansShell", StoreKind.PostgreSql).Apply(connection);
        }
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Next(), gatewayPort: 0)
            .AddAdoNetGrainStorage(Name, storage => (storage.Invariant, storage.ConnectionString) = ("Npgsql", connectionString)));
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async Task<double> Throughput(TimeSpan length)
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var written = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Settings.Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            while (watch.Elapsed < length) await grains.GetGrain<IRowGrain>(random.Next(Settings.Agreements)).Change(Interlocked.Increment(ref written));
        })));
        return written / watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
