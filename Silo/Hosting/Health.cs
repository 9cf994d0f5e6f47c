using System.Text.Json.Serialization;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting;

/// <summary>One feed as health shows it.</summary>
/// <param name="Behind">Events of the journal that it has not handled yet.</param>
public sealed record FeedHealth(string Feed, long Position, long Behind, string? Stopped, string? Failure);

/// <param name="Problem">Why nothing can be handed over now.</param>
public sealed record BusHealth(string Bus, string? Problem);

public sealed record ReadyHealth(string Status, long Position, string TimeZones, IReadOnlyList<FeedHealth> Feeds, BusHealth Bus);

public sealed record LiveHealth(string Status);

/// <summary>
/// Health for supervisors and load balancers. Open to anonymous callers: they have no account, and nothing here is anyone's business data.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new LiveHealth("live"), HealthJson.Default.LiveHealth)).AllowAnonymous();
        app.MapGet("/health/ready", Ready).AllowAnonymous();
    }

    private static async Task<IResult> Ready(IJournal journal, FeedHost feedHost, IEventBus bus, Zones zones, CancellationToken stop)
    {
        var health = new BusHealth(bus.Name, bus.Problem);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var position = await journal.LastPosition(patience.Token);
            var feeds = await feedHost.Status(patience.Token);
            // Without its broker a node still answers people: a load balancer must not take every node away for it.
            var serves = feeds.All(f => f.Stopped is null && (f.Failure is null || (f.Feed == RelayFeed.FeedName && health.Problem is not null)));
            return Results.Json(
                new ReadyHealth(
                    serves && health.Problem is null ? "ready" : "degraded", position, zones.Version,
                    [.. feeds.Select(f => new FeedHealth(f.Feed, f.Position, Math.Max(0, position - f.Position), f.Stopped, f.Failure))], health),
                HealthJson.Default.ReadyHealth, statusCode: serves ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (Runtime.Failures.IsOfStore(e) || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return Results.Json(new ReadyHealth("unavailable", 0, zones.Version, [], health), HealthJson.Default.ReadyHealth, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LiveHealth))]
[JsonSerializable(typeof(ReadyHealth))]
internal sealed partial class HealthJson : JsonSerializerContext;
