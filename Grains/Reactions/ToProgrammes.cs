using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Agreements;

namespace Mithaq.Grains.Reactions;

/// <summary>What programmes hear of their agreement, of its committees and of each other.</summary>
internal static class ToProgrammes
{
    public static PartyNews Parties { get; } = new((joined, left, successor) => new NoteProgrammeParty(joined, left, successor));

    /// <summary>It carries over from the period that ended last before it.</summary>
    public static IEnumerable<Effect> Open(Agreement agreement, ProgrammeOpened e) =>
    [
        new Effect.To(e.Programme, new OpenProgramme(
            agreement.Id, e.Period, e.Title, e.From, e.To, agreement.PartyIds, agreement.Zone, agreement.Currency, agreement.Substance?.Axes ?? [],
            agreement.Governance.ProgrammeByDecision, e.ProposeBy, e.ApproveBy, e.ReportBy, agreement.Programmes.Where(p => p.To < e.From).MaxBy(p => p.To)?.Programme)),
    ];

    public static IEnumerable<Effect> Suspend(GrainId agreement, AgreementSuspended e) =>
        AgreementNews.Suspended(agreement, e, new NoteProgrammeAgreementSuspended(e.ActDate));

    public static IEnumerable<Effect> Resume(Agreement agreement, AgreementResumed e) =>
        AgreementNews.Resumed(agreement, new NoteProgrammeAgreementResumed(e.ActDate));

    public static IEnumerable<Effect> End(GrainId agreement, AgreementEnded e) => AgreementNews.Each(agreement, new NoteProgrammeAgreementEnded(e.On));

    public static IEnumerable<Effect> End(GrainId agreement, AgreementVoided e) => AgreementNews.Each(agreement, new NoteProgrammeAgreementEnded(e.On));

    public static IEnumerable<Effect> Reinstate(GrainId agreement, Rectified e) =>
        AgreementNews.EndRectified(agreement, e, new NoteProgrammeAgreementEndRectified(e.Reason, e.ActDate));

    /// <summary>Only what every party was for can stand for all their approvals.</summary>
    public static IEnumerable<Effect> Decide(GrainId committee, DecisionAdopted e) => e is { Unanimous: true, Subject: { Kind: DecisionKind.Programme, Programme: { } programme } }
        ? [new Effect.To(programme, new NoteProgrammeDecision(committee, e.Decision, e.Key, e.Subject.Change, e.For, e.On))]
        : [];

    public static IEnumerable<Effect> CarryOver(GrainId programme, ItemsCarriedOver e) => [new Effect.To(e.To, new NoteCarriedOver(programme, e.Items))];
}
