using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using static Mithaq.Grains.Agreements.AgreementStage;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>Review, signature, formalities, and the sweep.</summary>
internal static class SigningMoves
{
    public static IReadOnlyList<Move> All { get; } =
    [
        Moves.In([Review], Approve), Moves.In([Review], Approve), Moves.In([Review], Approve), Moves.In([Approved], Sign), Moves.In([Approved], Sign), Moves.In([Approved], Sign),
        Moves.In([Review, Approved], (agreement, _, dice) => dice.OneIn(4) ? (new RequestChanges("clause 2"), FormationMoves.Coordinator(agreement, dice)) : null),
        Moves.In([AgreementStage.Draft, Review], (agreement, _, dice) => (new CommentOnClause(dice.Mostly("2", "9"), "?"), FormationMoves.Coordinator(agreement, dice))),
        Moves.In([AgreementStage.Draft, Review], (agreement, _, dice) =>
            agreement.Review.OpenComments.IsEmpty ? null : (new ResolveComment(dice.Of([.. agreement.Review.OpenComments])), FormationMoves.Coordinator(agreement, dice))),
        Moves.In([Approved], (agreement, today, dice) => (new ScheduleSigning(today.AddDays(dice.Of(-1, 0, 5)), "Rabat"), FormationMoves.Coordinator(agreement, dice))),
        Moves.In([Signed, InForce], (agreement, today, dice) => (new AcknowledgeOriginal(dice.ActDate(today)), FormationMoves.Coordinator(agreement, dice))),
        Moves.In([Signed, Signed, InForce, Ended, AgreementStage.Void], Formality),
        Sweep, Sweep, Sweep,
        (agreement, _, dice) => agreement.RecordedActs.Acts.IsEmpty ? null : (new ConfirmRecordedActs(), FormationMoves.Coordinator(agreement, dice)),
    ];

    /// <summary>Mostly what has come; sometimes too early, or about what is no more.</summary>
    private static (ICommand, Actor)? Sweep(Agreement agreement, DateOnly today, Dice dice)
    {
        var items = AgreementDeadlines.OpenItems(agreement).Where(i => i.Deadline is not null).ToArray();
        var come = items.Where(i => i.Deadline!.EffectPending && i.Deadline.Nominal < today).ToArray();
        if (items.Length == 0) return null;
        var item = dice.Of(come.Length > 0 && !dice.OneIn(4) ? come : items);
        var resolved = item.Deadline!.Nominal.AddDays(dice.Of(0, 0, 0, 1, 2));
        return (new DeadlineReached(item.Key, item.Deadline.Nominal, resolved, [.. item.Deadline.Steps.Where(s => resolved.AddDays(s) <= today)], !dice.OneIn(6)), Actor.System);
    }

    private static Sha256 TextFor(Agreement agreement, Dice dice) => agreement.Text.Number == 0 ? Paper.Hash : dice.Mostly(agreement.Text.Hash, Paper.Hash);

    private static (ICommand, Actor)? Approve(Agreement agreement, DateOnly today, Dice dice)
    {
        var party = dice.Party(agreement);
        return (new ApproveText(TextFor(agreement, dice)), dice.Somebody(agreement, party, ReviewState.NextStep(agreement, party) ?? Role.Coordinator));
    }

    private static (ICommand, Actor)? Sign(Agreement agreement, DateOnly today, Dice dice)
    {
        var party = dice.Party(agreement);
        var signatory = new Staff(party).Signatory;
        return (new SignText(dice.Mostly(signatory, new Staff(party).Observer), TextFor(agreement, dice), dice.ActDate(today), dice.OneIn(8) ? null : Paper),
            dice.Somebody(agreement, party, Role.Coordinator));
    }

    private static (ICommand, Actor)? Formality(Agreement agreement, DateOnly today, Dice dice)
    {
        if (agreement.Formalities.IsEmpty) return null;
        var formality = dice.Of([.. agreement.Formalities]);
        // Silence that decided is contradicted from around its last day.
        var actDate = agreement.ResultOf(formality.Id) is { Deemed: true } deemed ? deemed.On.AddDays(dice.Of(-2, -1, 0)) : today.AddDays(-dice.Below(12));
        return (new RecordFormality(dice.Mostly(formality.Id, "none"), dice.Mostly(FormalityOutcome.Granted, FormalityOutcome.Refused), actDate, "V-1"),
            dice.Somebody(agreement, formality.Party, Role.Coordinator));
    }
}
