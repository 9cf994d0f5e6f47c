using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Organisations;

/// <summary>Invariant: a person has at most one membership, and so one set of roles, on any day.</summary>
internal static class Members
{
    private static readonly int MostRoles = Enum.GetValues<Role>().Length;

    public static Decision Add(Organisation organisation, AddMember command, Context context)
    {
        var check = Roles(new Check().Person("/person", command.Person), command.Roles)
            .Date("/from", command.From).Date("/to", command.To, required: false).InOrder("/to", command.From, command.To);
        if (check.Refusal is { } invalid) return invalid;

        var member = new Member(command.Person, command.Roles, command.From, command.To, command.HearsEscalations);
        return organisation.Members.Find(m => m.Person == member.Person && Period.Of(m).Overlaps(Period.Of(member))) is { } already
            ? Refusal.Of(OrganisationRefusals.AlreadyMember, ("from", already.From), ("to", already.To))
            : [new MemberAdded(member)];
    }

    public static Decision ChangeRoles(Organisation organisation, ChangeRoles command, Context context)
    {
        if (Roles(new Check().Date("/from", command.From), command.Roles).Refusal is { } invalid) return invalid;
        if (Find(organisation, command.Person, command.From) is not { } member) return NotAMember(command.Person, command.From);
        return member.HearsEscalations == command.HearsEscalations && member.Roles.ToHashSet().SetEquals(command.Roles)
            ? Decision.Nothing
            : [new RolesChanged(command.Person, command.Roles, command.From, command.HearsEscalations)];
    }

    public static Decision End(Organisation organisation, EndMembership command, Context context)
    {
        if (new Check().Date("/to", command.To).Refusal is { } invalid) return invalid;
        if (Find(organisation, command.Person, command.To) is not { } member) return NotAMember(command.Person, command.To);
        return member.To == command.To && !organisation.Members.Exists(m => m.Person == command.Person && m.From > command.To)
            ? Decision.Nothing
            : [new MembershipEnded(command.Person, command.To)];
    }

    public static Organisation Apply(Organisation organisation, RolesChanged e)
    {
        var member = Find(organisation, e.Person, e.From)!;
        var others = organisation.Members.Remove(member);
        if (member.From < e.From) others = others.Add(member with { To = e.From.AddDays(-1) });
        return organisation with { Members = others.Add(new(e.Person, e.Roles, e.From, member.To, e.HearsEscalations)) };
    }

    public static Organisation Apply(Organisation organisation, MembershipEnded e)
    {
        var member = Find(organisation, e.Person, e.To)!;
        return organisation with
        {
            Members = organisation.Members.Replace(member, member with { To = e.To }).RemoveAll(m => m.Person == e.Person && m.From > e.To),
        };
    }

    public static Refusal NotAMember(PersonId person, DateOnly on) => Refusal.Of(OrganisationRefusals.NotAMember, ("person", person), ("on", on));

    private static Member? Find(Organisation organisation, PersonId person, DateOnly on) =>
        organisation.Members.Find(m => m.Person == person && Period.Of(m).Covers(on));

    private static Check Roles(Check check, IReadOnlyList<Role>? roles) => check.Count("/roles", roles, 1, MostRoles).Unique("/roles", roles, role => role);
}
