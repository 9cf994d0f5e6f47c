using Mithaq.Contracts;
using Mithaq.Contracts.Committees;

namespace Mithaq.Grains.Committees;

/// <summary>How many seats it takes, and whether every party has to be among them. Member and alternate of one seat count once.</summary>
internal readonly record struct Quorum(int Seats, bool EveryParty)
{
    /// <param name="all">The seats that there are.</param>
    public static Quorum Of(RulesOfProcedure rules, bool second, int all) => second
        ? new(Math.Min(rules.SecondQuorumSeats ?? 1, all), rules.SecondEveryParty)
        : new(Math.Min(rules.QuorumSeats ?? (all + 1) / 2, all), rules.QuorumEveryParty);

    /// <summary>Whether these people, of these parties, are enough.</summary>
    public bool IsMetBy(IReadOnlyCollection<OrganisationId> parties, IEnumerable<Attendance> present)
    {
        var seats = SeatsOf(parties, present);
        return seats.Count >= Math.Max(Seats, 1) && (!EveryParty || parties.All(party => seats.Any(s => s.Party == party)));
    }

    public static IReadOnlyCollection<(OrganisationId Party, int Seat)> SeatsOf(IReadOnlyCollection<OrganisationId> parties, IEnumerable<Attendance> present) =>
        [.. present.Where(p => parties.Contains(p.Party)).Select(p => (p.Party, p.Seat)).Distinct()];
}
