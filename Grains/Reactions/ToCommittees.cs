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
    public static IEnumerable<Effect> Constitute(Agreement agreement, AgreementCameIntoForce e) => (agreement.Governance.Committees ?? []).Select(foreseen => new Effect.To(
        GrainId.Committee(Ids.Derive(Guid.Parse(agreement.Id.Key), $"committee:{foreseen.Id}")),
        new ConstituteCommittee(agreement.Id, foreseen, agreement.Title, agreement.PartyIds, agreement.Zone, e.On)));

    public static IEnumerable<Effect> Suspend(GrainId agreement, AgreementSuspended e) =>
        e.Commitments.Count > 0 ? [] : [Effect.EachOf(agreement, new NoteCommitteeAgreementSuspended(e.ActDate))];

    public static IEnumerable<Effect> Resume(Agreement agreement, AgreementResumed e) =>
        agreement.Stage is AgreementStage.Suspended ? [] : [Effect.EachOf(agreement.Id, new NoteCommitteeAgreementResumed(e.ActDate))];

    public static IEnumerable<Effect> End(GrainId agreement, AgreementEnded e) => [Effect.EachOf(agreement, new NoteCommitteeAgreementEnded(e.On))];

    public static IEnumerable<Effect> End(GrainId agreement, AgreementVoided e) => [Effect.EachOf(agreement, new NoteCommitteeAgreementEnded(e.On))];

    public static IEnumerable<Effect> Join(GrainId agreement, PartyAcceded e) => [Effect.EachOf(agreement, new NoteCommitteeParty(Joined: e.Party.Organisation))];

    public static IEnumerable<Effect> Leave(GrainId agreement, PartyWithdrew e) => [Effect.EachOf(agreement, new NoteCommitteeParty(Left: e.Party))];

    public static IEnumerable<Effect> Succeed(GrainId agreement, PartySucceeded e) => [Effect.EachOf(agreement, new NoteCommitteeParty(Left: e.From, SucceededBy: e.To))];

    public static IEnumerable<Effect> PassOn(Organisation organisation, OfficeHolderAppointed e) => [Effect.EachOf(
        GrainId.Organisation(organisation.Id),
        new NoteCommitteeOfficeHolder(organisation.Id, e.Holder.Office, FromOrganisation.Before(organisation, e.Holder)?.Person, e.Holder.Person, e.Holder.From))];

    /// <summary>The office is vacant from the day after.</summary>
    public static IEnumerable<Effect> Vacate(GrainId organisation, OfficeEnded e) =>
        [Effect.EachOf(organisation, new NoteCommitteeOfficeHolder(new(organisation.Key), e.Office, e.Person, null, e.To.AddDays(1)))];
}
