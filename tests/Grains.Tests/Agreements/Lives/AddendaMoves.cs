using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using static Mithaq.Grains.Agreements.AgreementStage;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>Addenda that meet each other, and committees' recommendations.</summary>
internal static class AddendaMoves
{
    public static IReadOnlyList<Move> All { get; } =
    [
        Moves.In([InForce, Suspended], Propose), OnItsWay, OnItsWay, OnItsWay, OnItsWay, OnItsWay, OnItsWay,
        Moves.In([InForce, Suspended], (_, today, dice) => dice.OneIn(3)
            ? (new NoteAddendumRecommended(new("committee", "c1"), "D-1", "Ajouter", today), Actor.System)
            : null),
        (agreement, _, dice) => agreement.Addenda.Recommended.IsEmpty
            ? null
            : (new DismissRecommendation(agreement.Addenda.Recommended.Keys.Order().First(), "Sans suite"), FormationMoves.Coordinator(agreement, dice)),
    ];

    private static (ICommand, Actor)? Propose(Agreement agreement, DateOnly today, Dice dice) => (
        new ProposeAddendum(
            Words("Avenant"), [Clause(dice.Of("1", "2", "3"), dice.Of("X", "Y"))], Changes(agreement, today, dice),
            EffectiveFrom: dice.Of<DateOnly?>(null, null, today.AddDays(3), today.AddDays(100)),
            Formalities: dice.OneIn(4) ? [new("seal", FormalityKind.Other, Words("Autorité"), dice.Party(agreement), 10)] : null,
            Recommendation: agreement.Addenda.Recommended.IsEmpty ? null : agreement.Addenda.Recommended.Keys.Order().First()),
        FormationMoves.Coordinator(agreement, dice));

    private static AddendumChanges? Changes(Agreement agreement, DateOnly today, Dice dice) => dice.Below(6) switch
    {
        0 => new(Term: agreement.Terms with { Months = 3, Ends = null }),
        1 => new(Commitments: [.. FormationMoves.Commitments(agreement, dice).Where(c => c.Id == "each").Select(c => c with { Recurrence = new(today.AddDays(-40), 1) })]),
        2 => new(RemovedCommitments: ["once"]),
        3 => new(Tranches: [.. agreement.Tranches.Where(t => t.Id == "t2").Select(t => t with { Amount = Mad(30) })]),
        4 => new(Capacities: [new(dice.Party(agreement), Words("Hôte"))]),
        _ => null,
    };

    /// <summary>Mostly what comes next for one of those that are open.</summary>
    private static (ICommand, Actor)? OnItsWay(Agreement agreement, DateOnly today, Dice dice)
    {
        if (agreement.Addenda.Open.IsEmpty) return null;
        var addendum = dice.Of([.. agreement.Addenda.Open.Values.OrderBy(a => a.Id)]);
        var (id, party, next) = (addendum.Id, dice.Party(agreement), dice.OneIn(8) ? dice.Below(6) : Next(agreement, addendum));
        return next switch
        {
            0 => (new RebaseAddendum(id), dice.Somebody(agreement, party, Role.Coordinator)),
            1 => (new ResolveOverlap(id, addendum.Overlaps.Find(o => o.Resolution is null)?.Other, OverlapResolution.Adds), dice.Somebody(agreement, party, Role.Coordinator)),
            2 => Approve(agreement, addendum, dice),
            3 => Sign(agreement, addendum, today, dice),
            4 => (new RecordAddendumFormality(id, "seal", dice.Mostly(FormalityOutcome.Granted, FormalityOutcome.Refused), dice.ActDate(today), "V-2"),
                dice.Somebody(agreement, addendum.Awaited.FirstOrDefault()?.Party ?? party, Role.Coordinator)),
            _ => (new WithdrawAddendum(id, "Sans objet"), dice.Somebody(agreement, party, Role.Coordinator)),
        };
    }

    private static int Next(Agreement agreement, Addendum addendum) =>
        addendum.Base != agreement.Addenda.Version ? 0
        : addendum.Overlaps.Exists(o => o.Resolution is null) ? 1
        : !addendum.IsApproved(agreement) ? 2
        : !addendum.IsSigned(agreement) ? 3
        : 4;

    private static (ICommand, Actor) Approve(Agreement agreement, Addendum addendum, Dice dice)
    {
        var awaited = addendum.Approved.Missing(agreement.PartyIds);
        var party = dice.Of(awaited.Count == 0 ? agreement.PartyIds : awaited);
        return (new ApproveAddendum(addendum.Id, dice.Mostly(addendum.Proposed.Hash, Paper.Hash)),
            dice.Somebody(agreement, party, AgreementPermissions.LastApprover(agreement.Party(party))));
    }

    private static (ICommand, Actor) Sign(Agreement agreement, Addendum addendum, DateOnly today, Dice dice)
    {
        var awaited = addendum.Signed.Missing(agreement.PartyIds);
        var party = dice.Of(awaited.Count == 0 ? agreement.PartyIds : awaited);
        return (new SignAddendum(addendum.Id, new Staff(party).Signatory, addendum.Proposed.Hash, dice.ActDate(today), Paper), dice.Somebody(agreement, party, Role.Coordinator));
    }
}
