using System.Collections.Immutable;
using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>What each party does once until every party has done it: an approval, a consent, a signature.</summary>
/// <param name="Days">By the act date; null where the act bears none.</param>
public sealed record PartyApprovals(ImmutableDictionary<OrganisationId, DateOnly?> Days)
{
    public static PartyApprovals None { get; } = new(ImmutableDictionary<OrganisationId, DateOnly?>.Empty);

    public bool IsEmpty => Days.IsEmpty;

    /// <summary>The day of the first and of the last act; null: there is none, or none bears a date.</summary>
    public DateOnly? First => Days.Values.Min();
    public DateOnly? Last => Days.Values.Max();

    public bool Has(OrganisationId party) => Days.ContainsKey(party);

    public DateOnly? Of(OrganisationId party) => Days.GetValueOrDefault(party);

    /// <summary>Who is still awaited. A party that has left is not, one that has come since is.</summary>
    public IReadOnlyList<OrganisationId> Missing(IEnumerable<OrganisationId> parties) => [.. parties.Where(party => !Has(party))];

    public bool AreOfAll(IEnumerable<OrganisationId> parties) => parties.All(Has);

    public PartyApprovals Add(OrganisationId party, DateOnly? on = null) => new(Days.SetItem(party, on));

    public PartyApprovals Without(OrganisationId party) => new(Days.Remove(party));

    /// <summary>After a succession: what the predecessor did, its successor has done.</summary>
    public PartyApprovals Renamed(OrganisationId from, OrganisationId to) =>
        Days.TryGetValue(from, out var on) ? new(Days.Remove(from).SetItem(to, on)) : this;
}
