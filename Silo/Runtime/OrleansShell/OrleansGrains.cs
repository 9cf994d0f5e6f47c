using Mithaq.Contracts;
using Mithaq.Grains;
using Mithaq.Silo.Journal;
using Orleans;
using Orleans.Runtime;
using GrainId = Mithaq.Contracts.GrainId;

namespace Mithaq.Silo.Runtime.OrleansShell;

/// <summary>
/// The shell over a cluster: Orleans knows on which node a grain lives, commands go there. Where it lives is a matter of speed alone, so a command that cannot
/// reach its grain, or that an older node does not understand, is done here: the journal lets one of two activations append, and a command have one effect.
/// Reads are folded from the journal by the node that is asked; they compare themselves with its head anyway, so no state crosses the wire.
/// </summary>
public sealed class OrleansGrains(ActivationServices services, GrainCatalog catalog, RuntimeOptions options, TimeProvider idleClock, IGrainFactory factory)
    : Shell(services, catalog, options, idleClock)
{
    private const int ReadsKept = 5_000;
    private readonly RecentStreams<GrainState> read = new(ReadsKept);

    private protected override async ValueTask<Answer> Execute(Envelope envelope, CancellationToken stop)
    {
        try
        {
            var placed = factory.GetGrain<IGrainTurn>(Orleans.Runtime.GrainId.Create(envelope.Grain.Kind, envelope.Grain.Key));
            if (Wire.Answer(await placed.Send(Wire.Bytes(envelope), stop)) is { } answer) return answer;
        }
        catch (TimeoutException cause)
        {
            // It may be under way still, and a store that is slow is no faster from here.
            Telemetry.Failed(envelope, cause);
            return Unavailable;
        }
        catch (OrleansException cause)
        {
            Telemetry.OutOfReach(envelope, cause);
        }
        return await new Activation(envelope.Grain, Services).Execute(envelope, stop);
    }

    private protected override ValueTask<ReadAnswer> View(GrainId grain, Actor actor, CancellationToken stop) =>
        GrainViews.Of(grain, actor, Services, cancel => Current(grain, cancel), stop);

    private protected override void Retire(string stream, Mailbox mailbox)
    {
        if (!mailbox.IsTaken) ((PlacedMailbox)mailbox).Deactivate();
    }

    /// <summary>Orleans has placed a grain here.</summary>
    internal PlacedMailbox Activated(GrainId grain, IGrainContext context)
    {
        var mailbox = new PlacedMailbox(grain.Stream, new Activation(grain, Services), Options.QueuePerGrain, IdleClock.GetTimestamp(), context);
        Mailboxes[grain.Stream] = mailbox;
        MakeRoom();
        return mailbox;
    }

    internal void Deactivated(PlacedMailbox mailbox) => Mailboxes.TryRemove(new(mailbox.Stream, mailbox));

    /// <summary>A turn for a command that came from any node of the cluster.</summary>
    internal async Task<byte[]> Serve(PlacedMailbox mailbox, byte[] sent, CancellationToken stop)
    {
        if (Wire.Envelope(sent) is not var (envelope, span)) return Wire.PassedBack;
        using var activity = Telemetry.Turn(envelope, span);
        var (entry, answer) = await mailbox.Run((activation, cancel) => activation.TryExecute(envelope, cancel), IdleClock, stop);
        return Wire.Bytes(entry is Mailbox.Entry.Turn ? answer : Busy);
    }

    private async ValueTask<GrainState> Current(GrainId grain, CancellationToken stop)
    {
        var known = Mailboxes.TryGetValue(grain.Stream, out var mailbox) ? mailbox.Activation.Remembered : Seen(grain);
        var current = await Services.States.Continue(known ?? Services.States.Initial(grain), grain.Stream, null, stop);
        lock (read) read.Set(grain.Stream, current);
        return current;
    }

    private GrainState? Seen(GrainId grain)
    {
        lock (read) return read.TryGet(grain.Stream, out var seen) ? seen : null;
    }
}
