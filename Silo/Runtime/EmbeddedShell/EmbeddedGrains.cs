using Mithaq.Contracts;
using Mithaq.Grains;

namespace Mithaq.Silo.Runtime.EmbeddedShell;

/// <summary>The default shell: every grain that this node is asked for lives in its own process, in a mailbox.</summary>
public sealed class EmbeddedGrains(ActivationServices services, GrainCatalog catalog, RuntimeOptions options, TimeProvider idleClock)
    : Shell(services, catalog, options, idleClock)
{
    private protected override ValueTask<Answer> Execute(Envelope envelope, CancellationToken stop) =>
        Turn(envelope.Grain, (activation, cancel) => activation.Execute(envelope, cancel), Busy, stop);

    private protected override ValueTask<ReadAnswer> View(GrainId grain, Actor actor, CancellationToken stop) =>
        Turn(grain, (activation, cancel) => GrainViews.Of(grain, actor, Services, activation.Current, cancel), ReadBusy, stop);

    private protected override void Retire(string stream, Mailbox mailbox)
    {
        if (mailbox.TryRetire()) Mailboxes.TryRemove(new(stream, mailbox));
    }

    private async ValueTask<T> Turn<T>(GrainId grain, Func<Activation, CancellationToken, ValueTask<T>> run, T busy, CancellationToken stop)
    {
        while (true)
        {
            var mailbox = Mailboxes.TryGetValue(grain.Stream, out var known) ? known : Activate(grain);
            switch (await mailbox.Run(run, IdleClock, stop))
            {
                case (Mailbox.Entry.Turn, var result): return result;
                case (Mailbox.Entry.Full, _): return busy;
            }
        }
    }

    private Mailbox Activate(GrainId grain)
    {
        var mailbox = Mailboxes.GetOrAdd(grain.Stream, (_, id) => new Mailbox(new Activation(id, Services), Options.QueuePerGrain, IdleClock.GetTimestamp()), grain);
        MakeRoom();
        return mailbox;
    }
}
