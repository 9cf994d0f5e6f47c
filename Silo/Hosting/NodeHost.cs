using Microsoft.Extensions.Logging.Console;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting;

/// <summary>The node as a process: web server, timers, log, and a drain at the end.</summary>
internal static class NodeHost
{
    public const string DefaultUrls = "http://127.0.0.1:5180";

    /// <param name="beside">What else runs as long as the node does.</param>
    /// <exception cref="WrongUseException">It cannot listen there.</exception>
    public static async Task Run(
        StoreOptions store, IConfiguration configuration, string? urls, TextWriter output, CancellationToken stop, Action<IServiceCollection>? beside = null)
    {
        var shell = Shells.Read(configuration);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseUrls(Checked(urls ?? configuration["Mithaq:Urls"] ?? DefaultUrls));
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        await builder.AddMithaq(store, shell, clock: null, timers: true, stop);
        beside?.Invoke(builder.Services);
        await using var app = builder.Build();
        app.MapHealth();
        await app.StartAsync(stop);
        var zones = app.Services.GetRequiredService<Zones>().Version;
        await output.WriteLineAsync($"Mithaq listens on {string.Join(", ", app.Urls)}; {Describe(store)}{Placed(shell)}; time zones {zones}. Ctrl-C drains and stops it.");
        await app.WaitForShutdownAsync(stop);
        await output.WriteLineAsync("Drained.");
    }

    private static string Checked(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!Uri.TryCreate(url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var parsed)
                || parsed.Scheme != Uri.UriSchemeHttp)
                throw new WrongUseException($"--urls (or Mithaq__Urls): '{url}' is no address to listen on, like {DefaultUrls}; TLS is a proxy's work");
        return urls;
    }

    private static string Placed(ShellKind shell) => shell is ShellKind.Orleans ? ", grains placed by Orleans" : "";

    private static string Describe(StoreOptions store) =>
        store.Kind is StoreKind.Sqlite ? $"SQLite in {Path.GetFullPath(store.DataDirectory)}" : "PostgreSQL";
}
