namespace Mithaq.Contracts;

/// <summary>What a caller asks of a grain. Serialised under its type's name in camel case ("signText").</summary>
public interface ICommand;

/// <summary>A command that only timers and reactions give; never routable from outside.</summary>
public interface ISystemCommand : ICommand;

/// <summary>What happened, for ever. Additive: new properties are optional, old ones keep their meaning.</summary>
public interface IEvent;

/// <summary>An act with a date on paper, beside the instant at which it was recorded.</summary>
public interface IDated
{
    DateOnly ActDate { get; }
}

/// <summary>The version of an event's shape, 1 unless said; it is a part of the stored type name ("agreement.text-signed.v1").</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventVersionAttribute(int version) : Attribute
{
    public int Version { get; } = version;
}

public enum ActorKind { Person, Administrator, System }

/// <summary>
/// Who gives a command. A person acts for one organisation; an administrator runs the platform; the system is timers and reactions.
/// <see cref="For"/>: a coordinator records the act of another party that has no accounts, with that party's letter.
/// </summary>
public sealed record Actor(ActorKind Kind, PersonId Person, OrganisationId Organisation, RecordedFor? For = null)
{
    public static Actor System { get; } = new(ActorKind.System, default, new("system"));

    public static Actor Administrator(PersonId person) => new(ActorKind.Administrator, person, new("platform"));

    public static Actor Of(PersonId person, OrganisationId organisation) => new(ActorKind.Person, person, organisation);

    /// <summary>The party whose act it is.</summary>
    public OrganisationId Party => For?.Party ?? Organisation;
}

/// <summary>An act of <paramref name="Party"/>, recorded from its letter by a coordinator of another party.</summary>
public sealed record RecordedFor(OrganisationId Party, Document Letter);

/// <summary>A command with its address, caller and identity.</summary>
/// <param name="CommandId">UUIDv5 of caller and key; the same id twice has one effect.</param>
/// <param name="ExpectedVersion">The version that the caller saw (If-Match), or null.</param>
/// <param name="Correlation">The first cause of a chain of commands and events.</param>
/// <param name="Causation">The event that led here, if one did.</param>
/// <param name="Trace">W3C traceparent.</param>
public sealed record Envelope(
    GrainId Grain, ICommand Command, Guid CommandId, Actor Actor,
    long? ExpectedVersion = null, Guid? Correlation = null, Guid? Causation = null, string? Trace = null);

/// <summary>What came of a command. Accepted without events: there was nothing to do.</summary>
public abstract record Answer
{
    /// <param name="Version">The grain's version afterwards.</param>
    /// <param name="Position">The journal position of its last event: a read that waits for it sees this command's effect.</param>
    public sealed record Accepted(long Version, long Position, IReadOnlyList<IEvent> Events) : Answer;

    public sealed record Refused(Refusal Refusal) : Answer;
}

/// <summary>What a caller may do now with one command, or why not.</summary>
public sealed record Permit(string Command, Refusal? Refusal)
{
    public bool IsAllowed => Refusal is null;
}

/// <summary>A grain as it stands: its stage, version, what waits for whom and what the caller may do.</summary>
public sealed record GrainView(GrainId Grain, string Stage, long Version, long Position, object State, IReadOnlyList<OpenItem> OpenItems, IReadOnlyList<Permit> Allowed);

/// <summary>What came of a read.</summary>
public abstract record ReadAnswer
{
    public sealed record Found(GrainView View) : ReadAnswer;

    public sealed record Refused(Refusal Refusal) : ReadAnswer;
}

public interface IGrains
{
    /// <summary>Gives a command to its grain, one turn at a time, and waits for what comes of it.</summary>
    ValueTask<Answer> Send(Envelope envelope, CancellationToken stop);

    /// <summary>The grain as of the journal's head, with what the caller may do.</summary>
    ValueTask<ReadAnswer> Read(GrainId grain, Actor actor, CancellationToken stop);
}

/// <summary>Every grain's life as data: one row a command.</summary>
public interface ILifecycles
{
    IReadOnlyList<string> Grains { get; }
    IReadOnlyList<LifecycleRow> RowsOf(string grain);
}

/// <summary>In which stages a command is taken, by whom, how it can move the grain (nowhere: it stays), and why.</summary>
public sealed record LifecycleRow(IReadOnlyList<string> Stages, string Command, string By, IReadOnlyList<StageMove> Moves, string Why)
{
    public IReadOnlyList<string> LeadsTo => [.. Moves.Select(move => move.To).Distinct()];
}

/// <summary>From one stage to another.</summary>
public sealed record StageMove(string From, string To);
