using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Organisations;

namespace Mithaq.Grains.Reactions;

/// <summary>What an organisation brings about elsewhere.</summary>
internal static class FromOrganisation
{
    public static IEnumerable<Effect> Succeeds(GrainId organisation, OrganisationRetired e) =>
        e.Successor is { } successor ? [Effect.EachOf(organisation, new SucceedParty(new(organisation.Key), successor))] : [];

    /// <summary>A vacancy alone changes nobody: whoever left is followed once somebody is appointed.</summary>
    public static IEnumerable<Effect> PassesOn(Organisation organisation, OfficeHolderAppointed e) =>
        Before(organisation, e.Holder) is { } earlier && earlier.Person != e.Holder.Person
            ? [Effect.EachOf(GrainId.Organisation(organisation.Id), new NoteOfficeHolder(organisation.Id, e.Holder.Office, earlier.Person, e.Holder.Person, e.Holder.From))]
            : [];

    /// <summary>Who held the office last before.</summary>
    public static OfficeHolder? Before(Organisation organisation, OfficeHolder holder) =>
        organisation.OfficeHolders.Where(o => o.Office == holder.Office && o.From < holder.From).MaxBy(o => o.From);
}
