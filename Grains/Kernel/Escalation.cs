using Mithaq.Contracts;
using Mithaq.Grains.Organisations;

namespace Mithaq.Grains.Kernel;

/// <summary>
/// Who hears of a step. Inside the organisation that owes it climbs: until the day the owner (or the stand-in), from +1 the coordinator too,
/// from +7 the co-chair or secretary. The partner's coordinator hears from +7, every co-chair from +30, signatories only if they asked to.
/// </summary>
public static class Escalation
{
    public static IReadOnlyList<Told> Hearers(OpenItem item, int step, IReadOnlyList<OrganisationId> parties, Context context)
    {
        var on = context.Today(item.Deadline!.Zone);
        var told = new List<Told>();
        foreach (var party in item.Owes)
        {
            told.AddRange(Owner(context, party, item, on) ?? Holders(context, party, item.Role, on));
            if (step >= 1) told.AddRange(Holders(context, party, Role.Coordinator, on));
            if (step >= 7) told.AddRange(Chair(context, party, on));
        }
        foreach (var partner in parties.Where(p => !item.Owes.Contains(p)))
        {
            if (step >= 7) told.AddRange(Holders(context, partner, Role.Coordinator, on));
            if (step >= 30) told.AddRange(Chair(context, partner, on));
        }
        if (step >= 30) told.AddRange(parties.SelectMany(p => Asked(context, p, on)));
        return [.. told.Distinct()];
    }

    /// <summary>Who was named for it, or the stand-in, as long as that person is a member.</summary>
    private static Told[]? Owner(Context context, OrganisationId party, OpenItem item, DateOnly on) =>
        item.Person is { } person && context.Organisation(party) is { } organisation && organisation.IsMember(person, on)
            ? [new Told(party, item.Role, organisation.PresentFor(person, on))]
            : null;

    /// <summary>Those who hold the role; the coordinator where nobody does; the role alone where there is no coordinator either, so that the gap shows.</summary>
    private static Told[] Holders(Context context, OrganisationId party, Role role, DateOnly on)
    {
        var organisation = context.Organisation(party);
        foreach (var wanted in new[] { role, Role.Coordinator })
        {
            var holders = organisation?.MembersWith(wanted, on).Select(m => new Told(party, wanted, organisation.PresentFor(m.Person, on))).ToArray() ?? [];
            if (holders.Length > 0) return holders;
        }
        return [new Told(party, role, null)];
    }

    private static IEnumerable<Told> Chair(Context context, OrganisationId party, DateOnly on)
    {
        var organisation = context.Organisation(party);
        var role = organisation?.MembersWith(Role.CoChair, on).Any() == true ? Role.CoChair : Role.CommitteeSecretary;
        return organisation?.MembersWith(role, on).Select(m => new Told(party, role, organisation.PresentFor(m.Person, on))) ?? [];
    }

    private static IEnumerable<Told> Asked(Context context, OrganisationId party, DateOnly on) =>
        context.Organisation(party)?.MembersWith(Role.Signatory, on).Where(m => m.HearsEscalations).Select(m => new Told(party, Role.Signatory, m.Person)) ?? [];
}
