using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>One kind of grain as the shells see it: pure functions over a state they do not look into.</summary>
public abstract class GrainRules
{
    /// <summary>The first part of the stream's name ("agreement").</summary>
    public abstract string Kind { get; }
    public abstract object Initial(GrainId grain);

    /// <summary>A key that a grain of this kind can have; the same grain has one only.</summary>
    public virtual bool IsKey(string key) => Guid.TryParseExact(key, "D", out _) && !key.AsSpan().ContainsAnyInRange('A', 'Z');

    public abstract string StageOf(object state);
    public abstract Decision Decide(object state, ICommand command, Context context);
    public abstract object Evolve(object state, IEvent happened);
    public abstract IReadOnlyList<OpenItem> OpenItems(object state);
    public abstract IReadOnlyList<Permit> Allowed(object state, Context context);

    /// <summary>The organisations whose facts a decision may rest on. The append expects their versions.</summary>
    public abstract IEnumerable<OrganisationId> Concerns(object state, ICommand? command, Actor actor);

    /// <summary>Other grains whose states a decision rests on (<see cref="Context.Of{T}"/>). The append expects their versions too.</summary>
    public virtual IEnumerable<GrainId> Reads(object state, ICommand command) => [];

    /// <summary>What else a decision rests on, found in the directory.</summary>
    public virtual Wanted Wants(object state, ICommand command) => default;

    /// <summary>The grains that it belongs to (organisations, its agreement, its programme, persons as "person/…"): by these it is found in the directory.</summary>
    public abstract IReadOnlyList<GrainId> Links(object state);

    /// <summary>Something can still happen in it.</summary>
    public abstract bool IsOpen(object state);

    /// <summary>It is told what happens to the grains that it belongs to. One that is over may still have something to come, or come back.</summary>
    public virtual bool Hears(object state) => IsOpen(state);

    public abstract IEnumerable<LifecycleRow> Rows { get; }
    public abstract IEnumerable<Type> Commands { get; }
}

public abstract class GrainRules<TState, TStage> : GrainRules where TState : class where TStage : struct, Enum
{
    protected abstract Lifecycle<TState, TStage> Lifecycle { get; }
    protected abstract TStage Stage(TState state);
    protected virtual Decision Decide(TState state, ICommand command, Context context) => RecordedActs.Mark(Lifecycle.Decide(state, command, context), command, context);
    protected abstract TState Evolve(TState state, IEvent happened);
    protected abstract IReadOnlyList<OpenItem> OpenItems(TState state);
    protected abstract IEnumerable<OrganisationId> Concerns(TState state, ICommand? command, Actor actor);

    protected abstract IReadOnlyList<GrainId> Links(TState state);
    protected abstract bool IsOpen(TStage stage);

    public sealed override string StageOf(object state) => Stage((TState)state).ToString();
    public sealed override Decision Decide(object state, ICommand command, Context context) => Decide((TState)state, command, context);
    public sealed override object Evolve(object state, IEvent happened) => Evolve((TState)state, happened);
    public sealed override IReadOnlyList<OpenItem> OpenItems(object state) => OpenItems((TState)state);
    public sealed override IReadOnlyList<Permit> Allowed(object state, Context context) => Lifecycle.Allowed((TState)state, context);
    public sealed override IEnumerable<OrganisationId> Concerns(object state, ICommand? command, Actor actor) => Concerns((TState)state, command, actor);
    public sealed override IReadOnlyList<GrainId> Links(object state) => Links((TState)state);
    public sealed override bool IsOpen(object state) => IsOpen(Stage((TState)state));
    public sealed override IEnumerable<LifecycleRow> Rows => Lifecycle;
    public sealed override IEnumerable<Type> Commands => Lifecycle.Commands;
}
