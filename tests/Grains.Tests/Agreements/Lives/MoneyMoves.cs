using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using static Mithaq.Grains.Agreements.AgreementStage;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>Commitments, tranches, contributions in kind.</summary>
internal static class MoneyMoves
{
    private static readonly GrainId Source = new("programme", "p1");

    public static IReadOnlyList<Move> All { get; } =
    [
        Occurrence, Occurrence, Occurrence,
        Binding((agreement, today, dice) => (new NoteReportAccepted(dice.Of("report", "other"), Source, today), Actor.System)),
        Binding((agreement, today, dice) => (new NoteDecision(dice.Of("go", "other"), Source, today), Actor.System)),
        Tranche, Tranche, Tranche, Tranche, Tranche,
        Binding((agreement, today, dice) => agreement.Contributions.FirstOrDefault(c => c.Kind is ContributionKind.InKind) is { } kind
            ? (new RecordDelivery(kind.Id, Mad(dice.Of(4, 5, 0)), dice.ActDate(today), [Paper]), dice.Somebody(agreement, kind.Party, Role.Coordinator))
            : null),
        Delivery((id, actDate) => new AcceptDelivery(id, actDate)),
        Delivery((id, actDate) => new ReturnDelivery(id, "x", actDate)),
    ];

    private static Move Binding(Func<Agreement, DateOnly, Dice, (ICommand, Actor)?> move) => Moves.In([InForce, Suspended, Ended, Evaluated], move);

    /// <summary>Mostly what comes next in an open occurrence, sometimes anything.</summary>
    private static (ICommand, Actor)? Occurrence(Agreement agreement, DateOnly today, Dice dice)
    {
        if (agreement.InForceOn is null || agreement.Commitments.IsEmpty) return null;
        var commitment = dice.Of([.. agreement.Commitments]);
        var open = Occurrences.Open(agreement, commitment).ToArray();
        var (due, known) = open.Length == 0 || dice.OneIn(10) ? (today, null) : dice.Of(open);
        var reports = dice.OneIn(4) ? dice.OneIn(2) : known?.Stage is not OccurrenceStage.Reported;
        var party = dice.Of(reports ? commitment.Obligors : commitment.Beneficiaries);
        if (!agreement.IsParty(party)) return null;
        var actDate = dice.ActDate(today);
        ICommand command = reports ? new ReportOccurrence(commitment.Id, due, actDate, [Paper]) : dice.Below(4) switch
        {
            0 => new ReturnOccurrence(commitment.Id, due, "x", actDate),
            1 => new WaiveOccurrence(commitment.Id, due, "x", actDate),
            _ => new AcceptOccurrence(commitment.Id, due, actDate),
        };
        return (command, dice.Somebody(agreement, party, Role.Coordinator));
    }

    /// <summary>Mostly what comes next for a tranche, sometimes anything, by the party whose turn it is or by any.</summary>
    private static (ICommand, Actor)? Tranche(Agreement agreement, DateOnly today, Dice dice)
    {
        if (agreement.InForceOn is null || agreement.Tranches.IsEmpty) return null;
        var tranche = dice.Of([.. agreement.Tranches]);
        var state = agreement.Funding.Of(tranche.Id);
        var actDate = dice.Mostly(today, dice.ActDate(today));
        var byRecipient = new CallTranche(tranche.Id, actDate);
        ICommand next = state.Stage switch
        {
            TrancheStage.Called => new PayTranche(tranche.Id, dice.Mostly(tranche.Amount, Mad(1)), actDate, "OV 1"),
            TrancheStage.Paid => new ConfirmReceipt(tranche.Id, actDate),
            TrancheStage.Received when state.Submitted > 0 => dice.OneIn(3) ? new ReturnJustification(tranche.Id, "x", actDate) : new AcceptJustification(tranche.Id, actDate),
            TrancheStage.Received => new SubmitJustification(tranche.Id, Mad(dice.Of(state.Left, 30, 0)), [Paper], actDate),
            TrancheStage.Withheld => new ReleaseTranche(tranche.Id, actDate),
            _ => byRecipient,
        };
        var command = dice.OneIn(4)
            ? dice.Of<ICommand>(
                new WithholdTranche(tranche.Id, "x", actDate), new ReclaimTranche(tranche.Id, Mad(dice.Of(state.Left, 10)), "x", actDate),
                new AcceptJustification(tranche.Id, actDate), new PayTranche(tranche.Id, tranche.Amount, actDate, "OV 1"), byRecipient)
            : next;
        var party = command is CallTranche or ConfirmReceipt or SubmitJustification ? tranche.Recipient : Funding.Funder(agreement, tranche);
        return (command, dice.Somebody(agreement, dice.Mostly(party, agreement.PartyIds), Role.FinanceOfficer));
    }

    private static Move Delivery(Func<Guid, DateOnly, ICommand> move) => Binding((agreement, today, dice) => agreement.Funding.Deliveries.IsEmpty
        ? null
        : (move(dice.Of([.. agreement.Funding.Deliveries.Keys.Order()]), dice.ActDate(today)), FormationMoves.Coordinator(agreement, dice)));
}
