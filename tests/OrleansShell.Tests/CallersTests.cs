using System.Collections.Concurrent;
using System.Diagnostics;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Testing;
using Mithaq.Testing.Journal;
using Mithaq.Testing.Runtime;

namespace Mithaq.OrleansShell.Tests;

/// <summary>Who asks, why and in which trace is the same on the node where the grain lives.</summary>
public sealed class CallersTests
{
    private static readonly GrainId Shared = new("tally", "shared");
    private static readonly GrainCatalog Catalog = new(new TallyRules());

    [Fact]
    public async Task The_caller_the_ids_and_the_trace_cross()
    {
        await using var cluster = await Cluster.Start(2, 0, Catalog, Catalog);
        var (here, there) = (Cluster.Of(cluster.Silos[0]), Cluster.Of(cluster.Silos[1]));
        await there.Send(new(Shared, new RecordReference(new("1", "order office", new("ads"))), StreamBuilder.CommandId("first"), People.Hcar.As(Role.Coordinator)), default);
        using var turns = new Turns();
        var envelope = new Envelope(
            Shared, new RecordReference(new("2", "order office", new("ads"))), StreamBuilder.CommandId("second"), People.Ads.As(Role.Coordinator), 1,
            Ids.Derive(default, "correlation"), Ids.Derive(default, "causation"), "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        (await here.Send(envelope, default)).ShouldBeOfType<Answer.Accepted>().Version.ShouldBe(2);

        here.Active.ShouldBe(0);
        var metadata = EventMetadata.FromBytes((await cluster.Journal.ReadStream(Shared.Stream, 1, default).SingleAsync()).Metadata);
        (metadata.Actor, metadata.Organisation, metadata.CommandId).ShouldBe((envelope.Actor.Person, envelope.Actor.Organisation, envelope.CommandId));
        ((Guid?)metadata.Correlation, metadata.Causation).ShouldBe((envelope.Correlation, envelope.Causation));
        metadata.Trace.ShouldBe(envelope.Trace);
        var asked = turns.Named("recordReference tally");
        turns.Named("turn tally").ShouldSatisfyAllConditions(
            turn => turn.TraceId.ToHexString().ShouldBe("4bf92f3577b34da6a3ce929d0e0e4736"), turn => turn.ParentSpanId.ShouldBe(asked.SpanId));
    }

    /// <summary>What the runtime tells while it is listened to.</summary>
    private sealed class Turns : IDisposable
    {
        private readonly ConcurrentQueue<Activity> stopped = new();
        private readonly ActivityListener listener;

        public Turns()
        {
            listener = new()
            {
                ShouldListenTo = source => source.Name == Telemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.TraceId.ToHexString().StartsWith("4bf92f35", StringComparison.Ordinal)) stopped.Enqueue(activity);
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public Activity Named(string name) => stopped.Single(a => a.OperationName == name);

        public void Dispose() => listener.Dispose();
    }
}
