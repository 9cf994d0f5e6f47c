using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Agreements;

namespace Mithaq.Grains.Reactions;

/// <summary>What programmes hear of their agreement, of its committees and of each other.</summary>
internal static class ToProgrammes
{
    /// <summary>It carries over from the period that ended last before it.</summary>
    public static IEnumerable<Effect> Open(Agreement agreement, ProgrammeOpened e) =>
    [
        new Effect.To(e.Programme, new OpenProgramme(
            agreement.Id, e.Period, e.Title, e.From, e.To, agreement.PartyIds, agreement.Zone, agreement.Currency, agreement.Substance?.Axes ?? [],
            agreement.Governance.ProgrammeByDecision, e.ProposeBy, e.ApproveBy, e.ReportBy, agreement.Programmes.Where(p => p.To < e.From).MaxBy(p => p.To)?.Programme)),
    ];

    public static IEnumerable<Effect> Suspend(GrainId agreement, AgreementSuspended e) =>
        e.Commitments.Count > 0 ? [] : [Effect.EachOf(agreement, new NoteProgrammeAgreementSuspended(e.ActDate))];

    public static IEnumerable<Effect> Resume(Agreement agreement, AgreementResumed e) =>
        agreement.Stage is AgreementStage.Suspended ? [] : [Effect.EachOf(agreement.Id, new NoteProgrammeAgreementResumed(e.ActDate))];

    public static IEnumerable<Effect> End(GrainId agreement, AgreementEnded e) => [Effect.EachOf(agreement, new NoteProgrammeAgreementEnded(e.On))];

    public static IEnumerable<Effect> End(GrainId agreement, AgreementVoided e) => [Effect.EachOf(agreement, new NoteProgrammeAgreementEnded(e.On))];

    public static IEnumerable<Effect> Join(GrainId agreement, PartyAcceded e) => [Effect.EachOf(agreement, new NoteProgrammeParty(e.Party.Organisation, null, null))];

    public static IEnumerable<Effect> Leave(GrainId agreement, PartyWithdrew e) => [Effect.EachOf(agreement, new NoteProgrammeParty(null, e.Party, null))];

    public static IEnumerable<Effect> Succeed(GrainId agreement, PartySucceeded e) => [Effect.EachOf(agreement, new NoteProgrammeParty(null, e.From, e.To))];

    /// <summary>Only what every party was for can stand for all their approvals.</summary>
    public static IEnumerable<Effect> Decide(GrainId committee, DecisionAdopted e) => e is { Unanimous: true, Subject: { Kind: DecisionKind.Programme, Programme: { } programme } }
        ? [new Effect.To(programme, new NoteProgrammeDecision(committee, e.Decision, e.Key, e.Subject.Change, e.For, e.On))]
        : [];

    public static IEnumerable<Effect> CarryOver(GrainId programme, ItemsCarriedOver e) => [new Effect.To(e.To, new NoteCarriedOver(programme, e.Items))];
}
