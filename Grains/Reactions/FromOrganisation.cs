using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;

namespace Mithaq.Grains.Reactions;

/// <summary>What an organisation brings about elsewhere.</summary>
internal static class FromOrganisation
{
    public static IEnumerable<Effect> Succeeds(GrainId organisation, OrganisationRetired e) =>
        e.Successor is { } successor ? [Effect.EachOf(organisation, new SucceedParty(new(organisation.Key), successor))] : [];
}
