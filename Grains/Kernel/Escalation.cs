using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>
/// Who hears of a step. Inside the organisation that owes it climbs: until the day the owner (or the stand-in), from +1 the coordinator too,
/// from +7 the co-chair or secretary. The partner's coordinator hears from +7, every co-chair from +30, signatories only if they asked to.
/// </summary>
public static class Escalation
{
    public static IReadOnlyList<Told> Hearers(OpenItem item, int step, IReadOnlyList<OrganisationId> parties, Context context)
    {
        var holders = new Holders(context.Organisation, context.Today(item.Deadline!.Zone));
        var told = new List<Told>();
        foreach (var party in item.Owes)
        {
            told.AddRange(holders.Owner(party, item.Role, item.Person));
            if (step >= 1) told.AddRange(holders.Of(party, Role.Coordinator));
            if (step >= 7) told.AddRange(holders.Chair(party));
        }
        foreach (var partner in parties.Where(p => !item.Owes.Contains(p)))
        {
            if (step >= 7) told.AddRange(holders.Of(partner, Role.Coordinator));
            if (step >= 30) told.AddRange(holders.Chair(partner));
        }
        if (step >= 30)
            foreach (var party in parties) told.AddRange(holders.Asked(party));
        return [.. told.Distinct()];
    }
}
