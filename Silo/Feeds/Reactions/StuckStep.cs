using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mithaq.Contracts;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Feeds.Reactions;

/// <summary>One effect on its way: the command that an event leads to in another grain.</summary>
/// <param name="Position">Of the event in the journal.</param>
/// <param name="Ordinal">Its place among the effects of the event.</param>
public sealed record Step(GrainId Source, long Position, Guid EventId, Guid Correlation, int Ordinal, GrainId Target, ICommand Command)
{
    /// <summary>The same whenever the event is met again, so that the effect is there once.</summary>
    public Guid CommandId => Ids.Derive(EventId, $"{Target} {MessageNames.Of(Command.GetType())}");

    public Envelope Envelope => new(Target, Command, CommandId, Actor.System, Correlation: Correlation, Causation: EventId);

    /// <summary>The command as JSON.</summary>
    public string Payload => Command is CarryOn ? "{}" : JsonSerializer.Serialize(Command, ContractsJson.Messages.GetTypeInfo(Command.GetType()));

    /// <summary>Steps of one source to one target keep their order.</summary>
    public Lane Lane => new(Source, Target);
}

/// <summary>
/// All that follows from an event, where that cannot be told: its payload, or what is made of it, is broken. Never sent; its lane, from a grain to itself,
/// keeps the later events of the grain behind it.
/// </summary>
public sealed record CarryOn : ICommand
{
    public static string Name { get; } = MessageNames.Of(typeof(CarryOn));

    /// <summary>The event's own metadata may be what is broken.</summary>
    internal static Step Of(JournalEntry entry)
    {
        var (source, id) = (new GrainId(entry.Stream), Ids.Derive(Guid.Empty, string.Create(CultureInfo.InvariantCulture, $"{entry.Stream} {entry.Version}")));
        return new(source, entry.Position, id, id, 0, source, new CarryOn());
    }
}

public readonly record struct Lane(GrainId Source, GrainId Target);

public enum StepState
{
    /// <summary>Its target refused it: a person decides.</summary>
    Stuck,

    /// <summary>Behind a stuck one of the same source and target.</summary>
    Waiting,

    /// <summary>A person gave it up; kept for ever.</summary>
    Dropped,
}

/// <summary>A step that did not get through, as people see it.</summary>
/// <param name="Id">By which people name it.</param>
/// <param name="Refusal">Null while it waits.</param>
/// <param name="Why">Why it was dropped.</param>
/// <param name="RetryAt">When it is tried again by itself; null: only when somebody asks for it.</param>
/// <param name="Asked">How often somebody has decided something about it.</param>
public sealed record StuckStep(
    long Id, Step Step, StepState State, Refusal? Refusal, int Attempts, DateTimeOffset Since, StepRequest? Requested = null, string? Why = null, string? AskedBy = null,
    DateTimeOffset? RetryAt = null, int Asked = 0);

public enum StepRequest { Retry, Drop }

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class RefusalJson : JsonSerializerContext;
