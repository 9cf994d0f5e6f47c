using Mithaq.Contracts;
using Mithaq.Grains.Agreements;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>What somebody could try next, aimed at the agreement as it stands; null: it makes no sense now.</summary>
internal delegate (ICommand Command, Actor By)? Move(Agreement agreement, DateOnly today, Dice dice);

internal static class Moves
{
    /// <summary>Every chapter's, one list a file; a chapter that is tried more often stands here more often.</summary>
    public static IReadOnlyList<Move> All { get; } =
    [
        .. FormationMoves.All, .. SigningMoves.All, .. SigningMoves.All, .. MoneyMoves.All, .. MoneyMoves.All, .. TermMoves.All, .. AddendaMoves.All, .. FamilyMoves.All,
    ];

    /// <summary>A move that only makes sense in some stages; one time in twenty somebody tries it all the same.</summary>
    public static Move In(AgreementStage[] stages, Func<Agreement, DateOnly, Dice, (ICommand, Actor)?> move) =>
        (agreement, today, dice) => stages.Contains(agreement.Stage) || (agreement.Stage is not AgreementStage.None && dice.OneIn(20)) ? move(agreement, today, dice) : null;
}
