using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mithaq.Contracts;

namespace Mithaq.Silo.Runtime;

/// <summary>What the runtime tells of itself.</summary>
public static class Telemetry
{
    public const string Name = "Mithaq.Runtime";
    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("mithaq.commands", description: "Commands by kind of grain and outcome");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("mithaq.store.failures", description: "Commands that met a store that could not be reached");
    private static readonly Counter<long> Displaced = Meter.CreateCounter<long>("mithaq.turns.displaced", description: "Commands done where they were asked for, since their grain was out of reach");

    public static Activity? Start(Envelope envelope) => Source.HasListeners()
        ? Source.StartActivity($"{MessageNames.Of(envelope.Command.GetType())} {envelope.Grain.Kind}", ActivityKind.Internal, envelope.Trace)
        : null;

    /// <summary>A turn on another node than the caller's.</summary>
    /// <param name="span">The caller's part of the trace.</param>
    public static Activity? Turn(Envelope envelope, string? span) => Source.HasListeners()
        ? Source.StartActivity($"turn {envelope.Grain.Kind}", ActivityKind.Server, span ?? envelope.Trace)
        : null;

    public static void Answered(Envelope envelope, Answer answer)
    {
        if (!Commands.Enabled) return;
        var outcome = answer is Answer.Refused refused ? refused.Refusal.Code : "accepted";
        Commands.Add(1, new("grain", envelope.Grain.Kind), new("outcome", outcome));
    }

    public static void Failed(Envelope envelope, Exception cause)
    {
        Failures.Add(1, new("grain", envelope.Grain.Kind), new("cause", cause.GetType().Name));
        Activity.Current?.AddException(cause);
    }

    /// <summary>The node on which the grain lives was out of reach.</summary>
    public static void OutOfReach(Envelope envelope, Exception cause)
    {
        Displaced.Add(1, new("grain", envelope.Grain.Kind), new("cause", cause.GetType().Name));
        Activity.Current?.AddException(cause);
    }
}
