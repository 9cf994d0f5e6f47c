using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Committees;

namespace Mithaq.Grains.Committees;

/// <summary>A party leaves with all that waited for it, or a successor takes its place in everything; what happened before stays in the journal.</summary>
internal static class Parting
{
    public static Committee Apply(Committee committee, CommitteePartyLeft e) => committee with
    {
        Parties = committee.Parties.Remove(e.Party),
        Seats = committee.Seats.RemoveAll(s => s.Party == e.Party),
        Chairs = committee.Chairs.Remove(e.Party),
        Secretary = committee.Secretary?.Party == e.Party ? null : committee.Secretary,
        ProposedRules = committee.ProposedRules is { } table && table.Agreed.Without(e.Party) is { IsEmpty: false } agreed
            ? table with { Agreed = agreed }
            : null,
        Motions = [.. committee.Motions.Select(m => m.IsOpen ? m with { Parties = m.Parties.Remove(e.Party), Ballots = m.Ballots.RemoveAll(b => b.Party == e.Party) } : m)],
        Actions = committee.Actions.RemoveAll(a => a.Owner == e.Party),
        RecordedActs = new(committee.RecordedActs.Acts.RemoveAll(act => act.Party == e.Party)),
    };

    public static Committee Apply(Committee committee, CommitteePartySucceeded e) => committee with
    {
        Parties = [.. committee.Parties.Select(e.Of)],
        Seats = [.. committee.Seats.Select(s => s with { Party = e.Of(s.Party) })],
        Chairs = e.Of(committee.Chairs.ToImmutableDictionary(c => c.Key, c => c.Value with { Party = e.Of(c.Value.Party) })),
        Secretary = committee.Secretary is { } secretary ? secretary with { Party = e.Of(secretary.Party) } : null,
        ProposedRules = committee.ProposedRules is { } table ? table with { Agreed = table.Agreed.Renamed(e.From, e.To) } : null,
        Meetings = [.. committee.Meetings.Select(m => m with
        {
            Present = [.. m.Present.Select(p => p with { Party = e.Of(p.Party) })],
            Minutes = m.Minutes is { } minutes ? minutes with { Approved = minutes.Approved.Renamed(e.From, e.To) } : null,
        })],
        Motions = [.. committee.Motions.Select(m => m with
        {
            Parties = [.. m.Parties.Select(e.Of)],
            Ballots = [.. m.Ballots.Select(b => b with { Party = e.Of(b.Party) })],
        })],
        Actions = [.. committee.Actions.Select(a => a with { Owner = e.Of(a.Owner) })],
        RecordedActs = committee.RecordedActs.Of(e.Of),
    };

    private static OrganisationId Of(this CommitteePartySucceeded e, OrganisationId party) => party == e.From ? e.To : party;

    private static ImmutableDictionary<OrganisationId, T> Of<T>(this CommitteePartySucceeded e, ImmutableDictionary<OrganisationId, T> byParty) =>
        byParty.TryGetValue(e.From, out var value) ? byParty.Remove(e.From).SetItem(e.To, value) : byParty;
}
