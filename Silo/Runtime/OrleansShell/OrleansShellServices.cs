using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Mithaq.Silo.Runtime.OrleansShell;

/// <summary>Makes a node a silo.</summary>
internal static class OrleansShellServices
{
    private const string Service = "mithaq";

    /// <param name="alone">A cluster of its own, whatever the store: time is simulated.</param>
    /// <exception cref="OptionsValidationException"/>
    public static async Task AddOrleansShell(this IHostApplicationBuilder builder, StoreOptions store, bool alone, CancellationToken stop)
    {
        builder.Services.AddChecked<OrleansOptions>(OrleansOptions.Section);
        // Orleans takes them while the node is put together, before the host checks what is bound.
        var options = Checked<OrleansOptions>(builder.Configuration, OrleansOptions.Section);
        var runtime = Checked<RuntimeOptions>(builder.Configuration, RuntimeOptions.Section);
        alone |= store.Kind is StoreKind.Sqlite;
        if (!alone) await ApplyScripts(store, stop);
        builder.UseOrleans(silo =>
        {
            var port = options.Port > 0 ? options.Port : FreePort.Next();
            if (alone)
                silo.UseLocalhostClustering(port, gatewayPort: 0, serviceId: Service, clusterId: $"{options.Cluster}-alone");
            else
                silo.ReachedAt(options.Address, port)
                    .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (Service, options.Cluster))
                    .UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", store.ConnectionString));
            silo.ConfigureTurns(runtime, options);
        });
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
    }

    /// <summary>What every silo needs for our grains, however it finds the others.</summary>
    public static ISiloBuilder ConfigureTurns(this ISiloBuilder silo, RuntimeOptions runtime, OrleansOptions options)
    {
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            // The shell itself lets idle grains go, as the embedded one does; Orleans follows with those that it lost sight of.
            collection.CollectionQuantum = TimeSpan.FromSeconds(Math.Clamp(runtime.IdleAfter.TotalSeconds / 4, 1, 60));
            collection.CollectionAge = runtime.IdleAfter + (2 * collection.CollectionQuantum);
        });
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = options.AnswerWithin;
            // As in one process: what is on its way to the journal is not called back, and its caller hears what came of it.
            messaging.WaitForCancellationAcknowledgement = true;
        });
        silo.Configure<ClusterMembershipOptions>(membership => (membership.ProbeTimeout, membership.NumMissedProbesLimit) = (options.ProbeEvery, 3));
        silo.Services.AddSingleton(s => ActivatorUtilities.CreateInstance<OrleansGrains>(s, TimeProvider.System));
        return silo;
    }

    private static T Checked<T>(IConfiguration configuration, string section) where T : class, new()
    {
        var options = configuration.GetSection(section).Get<T>() ?? new();
        var problems = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new(options), problems, validateAllProperties: true)
            ? options
            : throw new OptionsValidationException(section, typeof(T), problems.Select(problem => $"{section}: {problem.ErrorMessage}"));
    }

    /// <summary>Where others reach this machine; what Orleans finds by itself is its first address that is not the loopback's.</summary>
    private static ISiloBuilder ReachedAt(this ISiloBuilder silo, string? address, int port)
    {
        if (address is null) return silo.ConfigureEndpoints(port, gatewayPort: 0, listenOnAnyHostAddress: true);
        try
        {
            return silo.ConfigureEndpoints(Dns.GetHostAddresses(address, AddressFamily.InterNetwork)[0], port, gatewayPort: 0, listenOnAnyHostAddress: true);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            throw new OptionsValidationException(OrleansOptions.Section, typeof(OrleansOptions), [$"{OrleansOptions.Section}:Address '{address}' is no IPv4 address or host name: {e.Message}"]);
        }
    }

    private static async Task ApplyScripts(StoreOptions store, CancellationToken stop)
    {
        var application = new NpgsqlConnectionStringBuilder(store.ConnectionString);
        var owner = new NpgsqlConnectionStringBuilder(store.OwnerConnectionString ?? store.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(owner.ConnectionString);
        await connection.OpenAsync(stop);
        var grantee = owner.Username == application.Username ? null : new NpgsqlCommandBuilder().QuoteIdentifier(application.Username!);
        await new SchemaScripts("Runtime.OrleansShell", StoreKind.PostgreSql).Apply(connection, grantee, stop);
    }
}
