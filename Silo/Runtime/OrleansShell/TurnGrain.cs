using Mithaq.Contracts;
using Orleans;

namespace Mithaq.Silo.Runtime.OrleansShell;

/// <summary>
/// One <see cref="Activation"/> where Orleans has placed it. A class is marked reentrant because the mailbox gives the turns, as in the embedded shell: so a
/// queue that is full is answered at once and a caller who gives up is let go. It prefers the node that asks first: a turn is shorter than the way to another node.
/// </summary>
public abstract class TurnGrain(OrleansGrains shell) : Grain, IGrainTurn
{
    private PlacedMailbox? mailbox;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = this.GetGrainId();
        mailbox = shell.Activated(new GrainId(id.Type.ToString()!, id.Key.ToString()!), GrainContext);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (mailbox is not null) shell.Deactivated(mailbox);
        return Task.CompletedTask;
    }

    public Task<byte[]> Send(byte[] envelope, CancellationToken stop) => shell.Serve(mailbox!, envelope, stop);
}
