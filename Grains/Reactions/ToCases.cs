using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Cases;

namespace Mithaq.Grains.Reactions;

/// <summary>What cases hear of their agreement, and of each other.</summary>
internal static class ToCases
{
    public static IEnumerable<Effect> Suspend(GrainId agreement, AgreementSuspended e) =>
        e.Commitments.Count > 0 ? [] : [Effect.EachOf(agreement, new NoteCaseAgreementSuspended(e.ActDate))];

    public static IEnumerable<Effect> Resume(Agreement agreement, AgreementResumed e) =>
        agreement.Stage is AgreementStage.Suspended ? [] : [Effect.EachOf(agreement.Id, new NoteCaseAgreementResumed(e.ActDate))];

    public static IEnumerable<Effect> Join(GrainId agreement, PartyAcceded e) => [Effect.EachOf(agreement, new NoteCaseParty(Joined: e.Party.Organisation))];

    public static IEnumerable<Effect> Leave(GrainId agreement, PartyWithdrew e) => [Effect.EachOf(agreement, new NoteCaseParty(Left: e.Party))];

    public static IEnumerable<Effect> Succeed(GrainId agreement, PartySucceeded e) => [Effect.EachOf(agreement, new NoteCaseParty(Left: e.From, SucceededBy: e.To))];

    public static IEnumerable<Effect> HandOver(GrainId agreement, CasesHandedOver e) => [Effect.EachOf(agreement, new NoteCaseHandedOver(e.Note, e.ActDate))];

    public static IEnumerable<Effect> Found(Case person, BodyFounded e) =>
        person.Beneficiary?.Person is { } founder ? [new Effect.To(e.Body, new NoteFounder(person.Id, founder, e.On))] : [];
}
