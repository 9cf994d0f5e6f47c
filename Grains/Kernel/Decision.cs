using System.Collections;
using System.Runtime.CompilerServices;
using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>What a grain decides: the events that follow, or a refusal. No events and no refusal: there was nothing to do.</summary>
[CollectionBuilder(typeof(Decision), nameof(Of))]
public readonly struct Decision : IEnumerable<IEvent>
{
    private readonly IReadOnlyList<IEvent>? events;

    private Decision(IReadOnlyList<IEvent>? events, Refusal? refusal)
    {
        this.events = events;
        Refusal = refusal;
    }

    public static Decision Nothing => default;

    public Refusal? Refusal { get; }
    public bool IsRefusal => Refusal is not null;
    public IReadOnlyList<IEvent> Events => events ?? [];

    public static Decision Of(ReadOnlySpan<IEvent> events) => new(events.ToArray(), null);
    public static Decision Of(IReadOnlyList<IEvent> events) => new(events, null);

    public static implicit operator Decision(Refusal refusal) => new(null, refusal);

    public IEnumerator<IEvent> GetEnumerator() => Events.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>An event that this program does not know stops the load: a newer program wrote it.</summary>
public sealed class UnknownEventException(string type) : Exception($"unknown event {type}")
{
    public UnknownEventException(Type type) : this(type.Name) { }
}
