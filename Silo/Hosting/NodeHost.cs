using Microsoft.Extensions.Logging.Console;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting;

/// <summary>The node as a process: web server, timers, log, and a drain at the end.</summary>
internal static class NodeHost
{
    private const string DefaultUrls = "http://127.0.0.1:5180";

    /// <param name="beside">What else runs as long as the node does.</param>
    public static async Task Run(
        StoreOptions store, IConfiguration configuration, string? urls, TextWriter output, CancellationToken stop, Action<IServiceCollection>? beside = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseUrls(urls ?? configuration["Mithaq:Urls"] ?? DefaultUrls);
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        await builder.AddMithaq(store, clock: null, timers: true, stop);
        beside?.Invoke(builder.Services);
        await using var app = builder.Build();
        app.MapHealth();
        await app.StartAsync(stop);
        await output.WriteLineAsync(
            $"Mithaq listens on {string.Join(", ", app.Urls)}; {Describe(store)}; time zones {app.Services.GetRequiredService<Zones>().Version}. Ctrl-C drains and stops it.");
        await app.WaitForShutdownAsync(stop);
        await output.WriteLineAsync("Drained.");
    }

    private static string Describe(StoreOptions store) => store.Kind is StoreKind.Sqlite ? $"SQLite in {Path.GetFullPath(store.DataDirectory)}" : "PostgreSQL";
}
