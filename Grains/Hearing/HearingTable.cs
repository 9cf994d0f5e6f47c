using System.Collections;
using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;

namespace Mithaq.Grains.Hearing;

/// <summary>An event as those who may hear of it are found: with its grain as it stood right after it and right before, and whose act it was.</summary>
/// <param name="By">The party whose act it is; "system" for timers and what follows from other grains.</param>
/// <param name="Person">Who acted; null: nobody did.</param>
/// <param name="Rules">Of the grain.</param>
public sealed record Occurrence(IEvent Event, object After, object Before, OrganisationId By, PersonId? Person, GrainRules Rules)
{
    /// <summary>The parties that may see it: those after the event, and those that it takes out.</summary>
    public IReadOnlyList<OrganisationId> Parties { get; } = [.. PartiesOf(After).Union(PartiesOf(Before))];

    /// <summary>Whom its audience allows to hear.</summary>
    public IReadOnlyList<OrganisationId> Audience => Audiences.Of(Event.GetType()) switch
    {
        Contracts.Publishing.Audience.Own when After is Organisation => Parties,
        Contracts.Publishing.Audience.Own => [.. Parties.Where(party => party == By)],
        _ => Parties,
    };

    /// <summary>Each for whom a new item of this kind waits since the event.</summary>
    public IEnumerable<OpenItem> Awaited(DeadlineKind kind) => New(Before, After, kind);

    /// <summary>Each for whom an item of this kind has ceased to wait.</summary>
    public IEnumerable<OpenItem> Released(DeadlineKind kind) => New(After, Before, kind);

    private IEnumerable<OpenItem> New(object before, object after, DeadlineKind kind)
    {
        var known = Rules.OpenItems(before).Select(Identity).ToHashSet();
        return Rules.OpenItems(after).Where(item => item.Kind == kind && !known.Contains(Identity(item)));
    }

    private static (string, Role, string) Identity(OpenItem item) => (item.Key, item.Role, string.Join(' ', item.Owes));

    private static IReadOnlyList<OrganisationId> PartiesOf(object state) => state switch
    {
        IAmongParties grain => grain.PartyIds,
        Organisation organisation => [organisation.Id],
        _ => [],
    };
}

/// <summary>A place at which somebody hears, before it is looked up who is there.</summary>
public abstract record Ear(OrganisationId Organisation)
{
    /// <summary>Whoever holds the role, or the person who was named for it.</summary>
    public sealed record At(OrganisationId Organisation, Role Role, PersonId? Named = null) : Ear(Organisation);

    /// <summary>Signatories who asked to hear.</summary>
    public sealed record Asked(OrganisationId Organisation) : Ear(Organisation);

    /// <summary>Decided already, stand-ins counted in.</summary>
    public sealed record Decided(Told Told) : Ear(Told.Organisation);
}

/// <summary>A rule for who hears.</summary>
/// <param name="Event">The only event with which it works; null: any.</param>
public sealed record Who(Func<Occurrence, IEnumerable<Ear>> Find, Type? Event = null);

public readonly record struct Of<TEvent> where TEvent : IEvent;

/// <param name="Who">Empty: nobody hears.</param>
public sealed record HearingRow(Type Event, IReadOnlyList<Who> Who, string Why);

/// <summary>Who hears of which event: one table, pure, one row a type of event.</summary>
public sealed class HearingTable : IEnumerable<HearingRow>
{
    private readonly Dictionary<Type, HearingRow> rows = [];

    public void Add<TEvent>(Of<TEvent> of, IReadOnlyList<Who> who, string why) where TEvent : IEvent
    {
        if (who.FirstOrDefault(w => w.Event is { } only && only != typeof(TEvent)) is { } wrong) throw new ArgumentException($"{typeof(TEvent)} hears by a rule for {wrong.Event}", nameof(who));
        rows.Add(typeof(TEvent), new(typeof(TEvent), who, why));
    }

    /// <summary>Events of which nobody hears, for one reason.</summary>
    public void Add(string why, params ReadOnlySpan<Type> nobody)
    {
        foreach (var happened in nobody) rows.Add(happened, new(happened, [], why));
    }

    /// <summary>The events of which anybody may hear.</summary>
    public IEnumerable<Type> Heard => rows.Keys.Where(AnybodyHears);

    public bool AnybodyHears(Type happened) => rows[happened].Who.Count > 0;

    /// <summary>Who hears, each person once, in the order of the row: never anybody outside the event's audience, never who acted.</summary>
    /// <param name="find">The organisations; null: there is no such one.</param>
    /// <param name="on">The local date of the event: who holds a role, and who is away.</param>
    public IReadOnlyList<Told> Hear(Occurrence occurrence, Func<OrganisationId, Organisation?> find, DateOnly on)
    {
        var holders = new Holders(find, on);
        var audience = occurrence.Audience;
        var told = new List<Told>();
        foreach (var ear in rows[occurrence.Event.GetType()].Who.SelectMany(who => who.Find(occurrence)).Where(ear => audience.Contains(ear.Organisation)))
            told.AddRange(ear switch
            {
                Ear.At at => holders.Owner(at.Organisation, at.Role, at.Named),
                Ear.Asked => holders.Asked(ear.Organisation),
                Ear.Decided decided => [decided.Told],
                _ => [],
            });
        return [.. told.Where(t => t.Person is { } person && person != occurrence.Person).DistinctBy(t => t.Person)];
    }

    public IEnumerator<HearingRow> GetEnumerator() => rows.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
