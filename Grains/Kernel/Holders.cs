using Mithaq.Contracts;
using Mithaq.Grains.Organisations;

namespace Mithaq.Grains.Kernel;

/// <summary>Who is spoken to where an organisation is: on a day, with stand-ins in the place of those who are away.</summary>
/// <param name="find">Null: there is no such organisation.</param>
internal readonly struct Holders(Func<OrganisationId, Organisation?> find, DateOnly on)
{
    /// <summary>Who was named for it, or the stand-in, as long as that person is a member; otherwise those who hold the role.</summary>
    public IReadOnlyList<Told> Owner(OrganisationId party, Role role, PersonId? named) =>
        named is { } person && find(party) is { } organisation && organisation.IsMember(person, on)
            ? [new Told(party, role, organisation.PresentFor(person, on))]
            : Of(party, role);

    /// <summary>Those who hold the role; the coordinator where nobody does; the role alone where there is no coordinator either, so that the gap shows.</summary>
    public IReadOnlyList<Told> Of(OrganisationId party, Role role)
    {
        foreach (var wanted in new[] { role, Role.Coordinator })
            if (Present(party, wanted) is { Count: > 0 } holders) return holders;
        return [new Told(party, role, null)];
    }

    /// <summary>The co-chairs, or the secretary where there is none.</summary>
    public IReadOnlyList<Told> Chair(OrganisationId party) => Present(party, Role.CoChair) is { Count: > 0 } chairs ? chairs : Present(party, Role.CommitteeSecretary);

    /// <summary>Signatories who asked to hear.</summary>
    public IReadOnlyList<Told> Asked(OrganisationId party)
    {
        var day = on;
        return [.. find(party)?.MembersWith(Role.Signatory, day).Where(m => m.HearsEscalations).Select(m => new Told(party, Role.Signatory, m.Person)) ?? []];
    }

    private List<Told> Present(OrganisationId party, Role role)
    {
        var day = on;
        return find(party) is { } organisation ? [.. organisation.MembersWith(role, day).Select(m => new Told(party, role, organisation.PresentFor(m.Person, day)))] : [];
    }
}
