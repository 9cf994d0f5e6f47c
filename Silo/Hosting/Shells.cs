using Microsoft.Extensions.Options;
using Mithaq.Contracts;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.EmbeddedShell;
#if ORLEANS
using Mithaq.Silo.Runtime.OrleansShell;
#endif

namespace Mithaq.Silo.Hosting;

/// <summary>Where the grains of a node live: in its own process, or on whichever node of a cluster Orleans has placed them.</summary>
public enum ShellKind { Embedded, Orleans }

/// <summary>Which shell a node has: setting <c>Mithaq:Runtime:Shell</c>, embedded unless said otherwise.</summary>
internal static class Shells
{
    public const string Setting = "Mithaq:Runtime:Shell";

    /// <exception cref="OptionsValidationException">There is no such shell, or it was not built.</exception>
    public static ShellKind Read(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } said) return ShellKind.Embedded;
        if (!Enum.TryParse<ShellKind>(said, ignoreCase: true, out var shell) || !Enum.IsDefined(shell))
            throw Wrong($"{Setting} is embedded or orleans, not '{said}'.");
#if ORLEANS
        return shell;
#else
        return shell is ShellKind.Embedded ? shell : throw Wrong($"{Setting} is orleans, but this program was built without it: build it with -p:Orleans=true.");
#endif
    }

    /// <param name="alone">Without the other nodes of the store: time is simulated.</param>
    public static async Task AddShell(this IHostApplicationBuilder builder, ShellKind kind, StoreOptions store, bool alone, CancellationToken stop)
    {
        var services = builder.Services;
        services.AddChecked<RuntimeOptions>(RuntimeOptions.Section);
        switch (kind)
        {
#if ORLEANS
            case ShellKind.Orleans:
                await builder.AddOrleansShell(store, alone, stop);
                services.AddSingleton<Shell>(s => s.GetRequiredService<OrleansGrains>());
                break;
#endif
            default:
                services.AddSingleton<Shell>(s => ActivatorUtilities.CreateInstance<EmbeddedGrains>(s, TimeProvider.System));
                break;
        }
        services.AddSingleton<IGrains>(s => s.GetRequiredService<Shell>()).AddSingleton<IStates>(s => s.GetRequiredService<Shell>());
        services.AddHostedService<GrainKeeper>();
    }

    private static OptionsValidationException Wrong(string problem) => new(Setting, typeof(RuntimeOptions), [problem]);
}

/// <summary>Lets idle grains go while the node runs, and drains the grains at its end, after the timers and the web server have stopped.</summary>
internal sealed class GrainKeeper(Shell shell, RuntimeOptions options) : IHostedService, IAsyncDisposable
{
    private ITimer? tidying;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        tidying = TimeProvider.System.CreateTimer(_ => shell.Tidy(), null, options.IdleAfter / 4, options.IdleAfter / 4);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => shell.Drain();

    public ValueTask DisposeAsync() => tidying?.DisposeAsync() ?? ValueTask.CompletedTask;
}
