using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Organisations;

namespace Mithaq.Grains.Reactions;

/// <summary>What committees hear of their agreement and its parties.</summary>
internal static class ToCommittees
{
    public static PartyNews Parties { get; } = new((joined, left, successor) => new NoteCommitteeParty(joined, left, successor));

    public static IEnumerable<Effect> Constitute(Agreement agreement, AgreementCameIntoForce e) => (agreement.Governance.Committees ?? []).Select(foreseen => new Effect.To(
        GrainId.Committee(Ids.Derive(Guid.Parse(agreement.Id.Key), $"committee:{foreseen.Id}")),
        new ConstituteCommittee(agreement.Id, foreseen, agreement.Title, agreement.PartyIds, agreement.Zone, e.On)));

    public static IEnumerable<Effect> Suspend(GrainId agreement, AgreementSuspended e) =>
        AgreementNews.Suspended(agreement, e, new NoteCommitteeAgreementSuspended(e.ActDate));

    public static IEnumerable<Effect> Resume(Agreement agreement, AgreementResumed e) =>
        AgreementNews.Resumed(agreement, new NoteCommitteeAgreementResumed(e.ActDate));

    public static IEnumerable<Effect> End(GrainId agreement, AgreementEnded e) => AgreementNews.Each(agreement, new NoteCommitteeAgreementEnded(e.On));

    public static IEnumerable<Effect> End(GrainId agreement, AgreementVoided e) => AgreementNews.Each(agreement, new NoteCommitteeAgreementEnded(e.On));

    public static IEnumerable<Effect> Reinstate(GrainId agreement, Rectified e) =>
        AgreementNews.EndRectified(agreement, e, new NoteCommitteeAgreementEndRectified(e.Reason, e.ActDate));

    public static IEnumerable<Effect> PassOn(Organisation organisation, OfficeHolderAppointed e) => [Effect.EachOf(
        GrainId.Organisation(organisation.Id),
        new NoteCommitteeOfficeHolder(organisation.Id, e.Holder.Office, FromOrganisation.Before(organisation, e.Holder)?.Person, e.Holder.Person, e.Holder.From))];

    /// <summary>The office is vacant from the day after.</summary>
    public static IEnumerable<Effect> Vacate(GrainId organisation, OfficeEnded e) =>
        [Effect.EachOf(organisation, new NoteCommitteeOfficeHolder(new(organisation.Key), e.Office, e.Person, null, e.To.AddDays(1)))];
}
