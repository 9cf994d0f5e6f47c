using Mithaq.Contracts;
using Mithaq.Grains.Hearing;
using Mithaq.Grains.Organisations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;

namespace Mithaq.Grains.Tests.Hearing;

/// <summary>Who hears of what a command brings about.</summary>
internal static class Listening
{
    /// <summary>Each event of an accepted command with those who hear of it.</summary>
    public static IEnumerable<(Occurrence Occurrence, IReadOnlyList<Told> Told)> Heard(
        this GivenGrain before, IReadOnlyList<IEvent> events, Actor by, IReadOnlyList<Organisation>? organisations = null)
    {
        var known = (organisations ?? TestOrganisations.All).ToDictionary(o => o.Id);
        var state = before.State<object>();
        foreach (var happened in events)
        {
            var after = before.Rules.Evolve(state, happened);
            var person = by.Kind is ActorKind.System ? (PersonId?)null : by.Person;
            var occurrence = new Occurrence(happened, after, state, by.Party, person, before.Rules);
            yield return (occurrence, Hearings.All.Hear(occurrence, id => known.GetValueOrDefault(id), before.Today));
            state = after;
        }
    }

    /// <summary>Who hears of the event of this type.</summary>
    public static IReadOnlyList<PersonId> WhoHears<TEvent>(this GivenGrain before, ICommand command, Actor by, IReadOnlyList<Organisation>? organisations = null) where TEvent : IEvent
    {
        var outcome = before.When(command, by);
        outcome.ThenAccepted();
        return [.. before.Heard(outcome.Events, by, organisations).Single(heard => heard.Occurrence.Event is TEvent).Told.Select(t => t.Person!.Value)];
    }
}
