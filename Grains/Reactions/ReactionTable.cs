using System.Collections;
using Mithaq.Contracts;

namespace Mithaq.Grains.Reactions;

/// <summary>An event, whose row needs nothing but the event and the grain it happened in.</summary>
public readonly record struct When<TEvent> where TEvent : IEvent;

/// <summary>An event, whose row also needs the state right after it.</summary>
public readonly record struct When<TState, TEvent> where TState : class where TEvent : IEvent;

/// <summary>The command by which another grain hears of it; its folder says of which kind.</summary>
public readonly record struct Hears<TCommand> where TCommand : ISystemCommand;

/// <summary>A row as data.</summary>
/// <param name="NeedsState">Whether the state after the event has to be loaded for it.</param>
public sealed record Reaction(Type Event, Type Command, string Why, bool NeedsState)
{
    /// <summary>Of the grains that hear of it.</summary>
    public string Kind => MessageNames.GrainOf(Command);
}

/// <summary>What every event brings about in other grains: one table, pure, a row an effect.</summary>
public sealed class ReactionTable : IEnumerable<Reaction>
{
    private sealed record Row(Reaction Data, Func<GrainId, object?, IEvent, IEnumerable<Effect>> React);

    private readonly List<Row> inOrder = [];
    private readonly Dictionary<Type, List<Row>> rows = [];

    public void Add<TEvent, TCommand>(When<TEvent> when, Hears<TCommand> hears, Func<GrainId, TEvent, IEnumerable<Effect>> react, string why)
        where TEvent : IEvent where TCommand : ISystemCommand =>
        Add(new(new(typeof(TEvent), typeof(TCommand), why, false), (source, _, happened) => react(source, (TEvent)happened)));

    public void Add<TState, TEvent, TCommand>(When<TState, TEvent> when, Hears<TCommand> hears, Func<TState, TEvent, IEnumerable<Effect>> react, string why)
        where TState : class where TEvent : IEvent where TCommand : ISystemCommand =>
        Add(new(new(typeof(TEvent), typeof(TCommand), why, true), (_, after, happened) => react((TState)after!, (TEvent)happened)));

    /// <summary>Every type of event that has a row.</summary>
    public IReadOnlyCollection<Type> Events => rows.Keys;

    /// <summary>Whether <see cref="React"/> needs the state after an event of this type.</summary>
    public bool NeedsState(Type happened) => rows[happened].Exists(row => row.Data.NeedsState);

    /// <summary>What follows from an event, in the order of the rows.</summary>
    /// <param name="after">The source's state as of the event; null where no row of its type needs it.</param>
    public IEnumerable<Effect> React(GrainId source, object? after, IEvent happened) =>
        rows.TryGetValue(happened.GetType(), out var those) ? those.SelectMany(row => row.React(source, after, happened)) : [];

    public IEnumerator<Reaction> GetEnumerator() => inOrder.Select(row => row.Data).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(Row row)
    {
        inOrder.Add(row);
        if (!rows.TryGetValue(row.Data.Event, out var those)) rows[row.Data.Event] = those = [];
        those.Add(row);
    }
}
