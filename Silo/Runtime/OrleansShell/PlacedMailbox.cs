using Orleans;
using Orleans.Runtime;

namespace Mithaq.Silo.Runtime.OrleansShell;

/// <summary>The mailbox of a grain that Orleans has placed on this node.</summary>
internal sealed class PlacedMailbox(string stream, Activation activation, int limit, long created, IGrainContext context) : Mailbox(activation, limit, created)
{
    public string Stream => stream;

    /// <summary>Orleans lets what is under way finish, and sends what comes later to a new activation.</summary>
    public void Deactivate() => context.Deactivate(new(DeactivationReasonCode.ActivationIdle, "idle"));
}
