using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using static Mithaq.Grains.Agreements.AgreementStage;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>Renewal, suspension, ending, membership, evaluation, closing.</summary>
internal static class TermMoves
{
    public static IReadOnlyList<Move> All { get; } =
    [
        Running((agreement, today, dice) => new AgreeToRenew(dice.ActDate(today))),
        Running((agreement, today, dice) => new GiveNonRenewalNotice(dice.ActDate(today), Paper)),
        (agreement, today, dice) => agreement.Renewal.Notices.IsEmpty
            ? null
            : (new WithdrawNotice(today), dice.Somebody(agreement, agreement.Renewal.Notices.Values.MinBy(n => n.ActDate)!.Party, Role.Coordinator)),
        Running((agreement, today, dice) => new SuspendAgreement(
            dice.ActDate(today), "x", dice.OneIn(2) || agreement.Commitments.IsEmpty
                ? null
                : [agreement.Commitments[0].Id], dice.OneIn(2), dice.Of<DateOnly?>(null, today.AddDays(5)))),
        Running((agreement, today, dice) => dice.OneIn(4) ? new InvokeForceMajeure(dice.ActDate(today), "séisme", Paper) : null),
        Running((agreement, today, dice) => agreement.Suspensions.FirstOrDefault(s => s.IsOpen) is { } open ? new ResumeAgreement(open.Id, dice.ActDate(today)) : null),
        Running((agreement, today, dice) => agreement.Suspensions.FirstOrDefault(s => s.IsOpen) is { } open ? new ResumeAgreement(open.Id, dice.ActDate(today)) : null),
        Running((agreement, today, dice) => new GiveFormalNotice(dice.Party(agreement), "retard", dice.ActDate(today))),
        Breach, Breach,
        AgreeToEnd, AgreeToEnd,
        Running((agreement, today, dice) => dice.OneIn(3) ? new EndForForceMajeure(dice.ActDate(today)) : null),
        Running((agreement, today, dice) => dice.OneIn(4) ? new GiveWithdrawal(dice.ActDate(today), "x", Paper) : null),
        Leave, Leave,
        Running((agreement, today, dice) => new ProposeAccession(new(dice.Mostly(People.Um6p, People.Ministry).Organisation), Paper)),
        Consent, Consent, Consent,
        Running((agreement, today, dice) => new OpenDispute("x", dice.ActDate(today))),
        Running((agreement, today, dice) => Dispute(agreement) is { } dispute ? new MoveDispute(dispute, dice.Of(DisputeStep.Signatories, DisputeStep.Court), dice.ActDate(today)) : null),
        Running((agreement, today, dice) => Dispute(agreement) is { } dispute ? new SettleDispute(dispute, "accord", dice.ActDate(today)) : null),
        Running((agreement, today, dice) => new OpenSpecific(Words("Spécifique"), ["solar"])),
        Ending((agreement, today, dice) => new WaiveEvaluation("brève")),
        Evaluating((agreement, dice) => new OpenEvaluation(
            dice.Of(EvaluationKind.Full, EvaluationKind.Light, EvaluationKind.MidTerm), External: Words("Cabinet"))),
        Evaluating((agreement, dice) => Open(agreement) is { } evaluation ? new SubmitEvaluation(evaluation, new(4, 3, 2, 1, 0, 4), "Bien") : null),
        Evaluating((agreement, dice) => Open(agreement) is { } evaluation ? new ApproveEvaluation(evaluation) : null),
        Evaluating((agreement, dice) => Open(agreement) is { } evaluation ? new ApproveEvaluation(evaluation) : null),
        Evaluating((agreement, dice) => Open(agreement) is { } evaluation && dice.OneIn(4) ? new ReturnEvaluation(evaluation, "x") : null),
        Ending((agreement, today, dice) => new SubmitClosingReport(Paper)),
        Ending((agreement, today, dice) => new AcceptClosingReport()),
        Ending((agreement, today, dice) => new AcceptClosingReport()),
        Ending((agreement, today, dice) => dice.OneIn(4) ? new ReturnClosingReport("x") : null),
        Ending((agreement, today, dice) => new SettleAccounts(dice.ActDate(today))),
        Ending((agreement, today, dice) => new SettleAccounts(dice.ActDate(today))),
        Ending((agreement, today, dice) => new CloseAgreement()),
        (agreement, _, dice) => agreement.Stage is not None && dice.OneIn(20)
            ? (new SucceedParty(dice.Party(agreement), People.Lafayette.Organisation), Actor.System)
            : null,
        (agreement, today, dice) => agreement.Stage is Ended or InForce && dice.OneIn(3)
            ? (new NoteSpecificClosed(agreement.Family.OpenSpecifics.Order(Comparer<GrainId>.Create((a, b) => string.CompareOrdinal(a.Stream, b.Stream))).FirstOrDefault(new GrainId("agreement", "x"))), Actor.System)
            : null,
    ];

    /// <summary>Mostly by a party that is still awaited.</summary>
    private static (ICommand, Actor)? AgreeToEnd(Agreement agreement, DateOnly today, Dice dice)
    {
        if (agreement.Stage is not (InForce or Suspended)) return null;
        var awaited = agreement.Ending.Agreed.Missing(agreement.PartyIds);
        return (new AgreeToEnd(agreement.Ending.ProposedEnd ?? today.AddDays(dice.Of(0, 10, 20)), dice.ActDate(today)),
            dice.Somebody(agreement, dice.Of(awaited.Count == 0 ? agreement.PartyIds : awaited), Role.Coordinator));
    }

    /// <summary>The one who alone is still awaited leaves instead.</summary>
    private static (ICommand, Actor)? Leave(Agreement agreement, DateOnly today, Dice dice)
    {
        if (agreement.Stage is not (InForce or Suspended) || agreement.Parties.Length == 2 || agreement.Governance.WithdrawalMonths is null) return null;
        var awaited = AgreementDeadlines.OpenItems(agreement).Where(i => i.Owes.Count == 1 && WaitsForAll.Any(i.Key.StartsWith))
            .SelectMany(i => i.Owes).ToArray();
        return awaited.Length == 0 ? null : (new GiveWithdrawal(today, "x", Paper), dice.Somebody(agreement, dice.Of(awaited), Role.Coordinator));
    }

    private static readonly string[] WaitsForAll = ["accession:", "end-proposed", "renewal", "addendum:", "addendum-signing:", "mid-term:"];

    private static (ICommand, Actor)? Consent(Agreement agreement, DateOnly today, Dice dice)
    {
        if (agreement.Membership.Accessions.IsEmpty) return null;
        var id = agreement.Membership.Accessions.Keys.Order().First();
        var awaited = agreement.Membership.Accessions[id].Consents.Missing(agreement.PartyIds);
        return (new ConsentToAccession(id, dice.ActDate(today)), dice.Somebody(agreement, dice.Of(awaited.Count == 0 ? agreement.PartyIds : awaited), Role.Coordinator));
    }

    /// <summary>Mostly by whoever gave the notice.</summary>
    private static (ICommand, Actor)? Breach(Agreement agreement, DateOnly today, Dice dice)
    {
        if (agreement.Ending.Notices.IsEmpty) return null;
        var (id, notice) = agreement.Ending.Notices.MinBy(n => n.Key);
        return (dice.OneIn(3) ? new DeclareCured(id, dice.ActDate(today)) : new TerminateForBreach(id, dice.ActDate(today)),
            dice.Somebody(agreement, dice.Mostly(notice.Given.By, agreement.PartyIds), Role.Coordinator));
    }

    private static Guid? Open(Agreement agreement) => agreement.Evaluation.UnderWay?.Id;

    private static Guid? Dispute(Agreement agreement) => agreement.Disputes.IsEmpty ? null : agreement.Disputes.Keys.Order().First();

    private static Move Evaluating(Func<Agreement, Dice, ICommand?> command) => By([InForce, Ended], (agreement, _, dice) => command(agreement, dice));

    private static Move Running(Func<Agreement, DateOnly, Dice, ICommand?> command) => By([InForce, Suspended], command);

    private static Move Ending(Func<Agreement, DateOnly, Dice, ICommand?> command) => By([Ended, Evaluated], command);

    private static Move By(AgreementStage[] stages, Func<Agreement, DateOnly, Dice, ICommand?> command) => Moves.In(stages, (agreement, today, dice) =>
        command(agreement, today, dice) is { } given ? (given, FormationMoves.Coordinator(agreement, dice)) : null);
}
