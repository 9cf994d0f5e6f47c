using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Cases;

namespace Mithaq.Grains.Reactions;

/// <summary>What cases hear of their agreement, and of each other.</summary>
internal static class ToCases
{
    public static PartyNews Parties { get; } = new((joined, left, successor) => new NoteCaseParty(joined, left, successor));

    public static IEnumerable<Effect> Suspend(GrainId agreement, AgreementSuspended e) =>
        AgreementNews.Suspended(agreement, e, new NoteCaseAgreementSuspended(e.ActDate));

    public static IEnumerable<Effect> Resume(Agreement agreement, AgreementResumed e) =>
        AgreementNews.Resumed(agreement, new NoteCaseAgreementResumed(e.ActDate));

    public static IEnumerable<Effect> HandOver(GrainId agreement, CasesHandedOver e) => [Effect.EachOf(agreement, new NoteCaseHandedOver(e.Note, e.ActDate))];

    public static IEnumerable<Effect> Check(GrainId proposed, CaseProposed _) => [new Effect.To(proposed, new CheckSameBeneficiary())];

    public static IEnumerable<Effect> Found(Case person, BodyFounded e) =>
        person.Beneficiary?.Person is { } founder ? [new Effect.To(e.Body, new NoteFounder(person.Id, founder, e.On))] : [];
}
