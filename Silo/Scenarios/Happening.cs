using Mithaq.Contracts;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Scenarios;

/// <summary>An event of the run.</summary>
/// <param name="Case">Null for the organisations, which all cases share.</param>
/// <param name="Name">What the case calls the grain.</param>
/// <param name="By">"organisation.person", "platform.administrator" or "system".</param>
public sealed record Happening(string? Case, string Name, JournalEntry Entry, IEvent Event, EventMetadata Metadata, string By)
{
    public DateTimeOffset At => DateTimeOffset.UnixEpoch.AddMicroseconds(Metadata.Instant);

    public bool ByTimer => Metadata.Kind is ActorKind.System;

    internal static Happening Of(JournalEntry entry, Session? session, Cast cast)
    {
        var metadata = EventMetadata.Of(entry);
        var grain = new GrainId(entry.Stream);
        var by = metadata.Kind is ActorKind.System ? Cast.System : cast.KeyOf(metadata.Actor) ?? metadata.Actor.ToString();
        return new(session?.Scenario.Case, session?.NameOf(grain) ?? grain.Key, entry, EventCodec.Read(entry), metadata, by);
    }
}

/// <summary>A run as it goes by: a readable time line, or one JSON object an event.</summary>
public interface IScenarioReport
{
    void Given(Scenario scenario, Step.Give step, DateTimeOffset at, Refusal? refusal);
    void Advanced(Scenario scenario, Step.Advance step);
    void Happened(Happening happening);
    void Failed(Problem problem);
    void Ended(ScenarioSummary summary);
}

/// <param name="Passed">Cases all of whose expectations hold.</param>
/// <param name="Notifications">Rows: one for an event, a person and a channel.</param>
public sealed record ScenarioSummary(int Cases, int Passed, int Events, long Notifications, IReadOnlyList<Problem> Failures);
