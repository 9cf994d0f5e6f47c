using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Committees;

namespace Mithaq.Grains.Hearing;

/// <summary>The rules from which the table is put together.</summary>
internal static class Whos
{
    /// <summary>The coordinators of all parties, with the one that the event takes out.</summary>
    public static Who Coordinators { get; } = new(o => o.Parties.Select(Coordinator));

    /// <summary>The coordinators of the parties whose act it is not; of all, where it is nobody's.</summary>
    public static Who Others { get; } = new(o => o.Parties.Where(party => party != o.By).Select(Coordinator));

    /// <summary>Signatories of all parties who asked to hear.</summary>
    public static Who Asked { get; } = new(o => o.Parties.Select(party => new Ear.Asked(party)));

    public static Who ProjectLeads { get; } = new(o => o.Parties.Select(party => new Ear.At(party, Role.ProjectLead)));

    /// <summary>Those whose turn it has become, in the role in which they are awaited.</summary>
    public static Who Awaited(DeadlineKind kind) =>
        new(o => o.Awaited(kind).SelectMany(item => item.Owes.Select(party => new Ear.At(party, item.Role, item.Person))));

    /// <summary>The coordinators of those whose turn it has become.</summary>
    public static Who AwaitedParties(DeadlineKind kind) => new(o => o.Awaited(kind).SelectMany(item => item.Owes).Select(Coordinator));

    /// <summary>Those for whom something of this kind waited, and waits no more.</summary>
    public static Who Released(DeadlineKind kind) =>
        new(o => o.Released(kind).SelectMany(item => item.Owes.Select(party => new Ear.At(party, item.Role, item.Person))));

    /// <summary>Parties that the event or the grain names, in a role.</summary>
    public static Who Of<TState, TEvent>(Role role, Func<TState, TEvent, IEnumerable<OrganisationId>> parties) where TState : class where TEvent : IEvent =>
        new(o => parties((TState)o.After, (TEvent)o.Event).Select(party => new Ear.At(party, role)), Event: typeof(TEvent));

    public static Who Of<TState, TEvent>(Role role, Func<TState, TEvent, OrganisationId> party) where TState : class where TEvent : IEvent =>
        Of<TState, TEvent>(role, (state, happened) => [party(state, happened)]);

    /// <summary>A person that the event names, or who stands in.</summary>
    public static Who Named<TState, TEvent>(Role role, Func<TState, TEvent, (OrganisationId Party, PersonId? Person)> named) where TState : class where TEvent : IEvent =>
        Each<TState, TEvent>((state, happened) => named(state, happened) is { Person: { } person } one ? [new Ear.At(one.Party, role, person)] : []);

    public static Who Each<TState, TEvent>(Func<TState, TEvent, IEnumerable<Ear>> ears) where TState : class where TEvent : IEvent =>
        new(o => ears((TState)o.After, (TEvent)o.Event), Event: typeof(TEvent));

    /// <summary>Proposer or supporter of a case, whichever is not the one that acted; both, where nobody did.</summary>
    public static Who OtherSide { get; } = new(o => ((Case)o.After).Sides.Where(side => side != o.By).Select(Coordinator));

    public static Who Proposer { get; } = new(o => [Coordinator(((Case)o.After).Proposer)]);

    public static Who Supporter { get; } = new(o => [Coordinator(((Case)o.After).Supporter)]);

    /// <summary>Whoever holds a seat of the committee on the day, alternates too.</summary>
    public static Who Seats { get; } = new(o => ((Committee)o.After).Seats
        .SelectMany(seat => new[] { (seat.Party, seat.Member), (seat.Party, seat.Alternates.LastOrDefault()) })
        .Where(place => place.Item2?.Person is not null).Select(place => new Ear.At(place.Party, Role.CommitteeMember, place.Item2!.Person)));

    /// <summary>The committee's secretary, once there is one.</summary>
    public static Who Secretary { get; } = new(o => ((Committee)o.After).Secretary is { } secretary ? [new Ear.At(secretary.Party, Role.CommitteeSecretary, secretary.Person)] : []);

    /// <summary>The party that pays a tranche.</summary>
    public static OrganisationId Funder(Agreement agreement, string tranche) => Funding.Funder(agreement, Tranche(agreement, tranche));

    public static OrganisationId Recipient(Agreement agreement, string tranche) => Tranche(agreement, tranche).Recipient;

    public static IReadOnlyList<OrganisationId> Obligors(Agreement agreement, string commitment) => Commitment(agreement, commitment)?.Obligors ?? [];

    public static IReadOnlyList<OrganisationId> Beneficiaries(Agreement agreement, string commitment) => Commitment(agreement, commitment)?.Beneficiaries ?? [];

    /// <summary>Null: an addendum has removed it.</summary>
    private static Commitment? Commitment(Agreement agreement, string id) => agreement.Commitments.FirstOrDefault(c => c.Id == id);

    private static Tranche Tranche(Agreement agreement, string id) => agreement.Tranches.First(t => t.Id == id);

    private static Ear.At Coordinator(OrganisationId party) => new(party, Role.Coordinator);
}
