using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Hosting;
using Mithaq.Testing.Runtime;

namespace Mithaq.Silo.Tests.Feeds.Reactions;

/// <summary>A whole node over a fresh store, with a partnership that runs.</summary>
internal sealed class WholeNode : IAsyncDisposable
{
    private readonly StoreOptions store;

    private WholeNode(StoreOptions store, MithaqNode node)
    {
        (this.store, Node) = (store, node);
        Partnership = new(node.Grains, DateOnly.FromDateTime(node.Get<TimeProvider>().GetUtcNow().Date), () => node.Feeds.Drain(default));
    }

    public MithaqNode Node { get; }
    public RunningPartnership Partnership { get; }

    /// <param name="clock">Null: the database's.</param>
    public static async Task<WholeNode> Open(StoreKind kind, TimeProvider? clock = null, Term? term = null, Governance? governance = null)
    {
        var store = await Stores.New(kind);
        var whole = new WholeNode(store, await MithaqNode.Open(store, clock));
        await whole.Partnership.Begin(term, governance);
        return whole;
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Stores.Remove(store);
    }
}
