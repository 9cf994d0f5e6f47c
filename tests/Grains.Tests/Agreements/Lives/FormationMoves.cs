using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using static Mithaq.Grains.Agreements.AgreementStage;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>Drafting: contents small enough to meet each other, and sometimes wrong.</summary>
internal static class FormationMoves
{
    private static readonly Staff[] Organisations = [People.Ads, People.Hcar, People.Ocp, People.Commune];

    public static IReadOnlyList<Move> All { get; } =
    [
        (agreement, _, dice) => agreement.Stage is None || dice.OneIn(50)
            ? (new DraftAgreement(dice.Mostly(AgreementKind.Framework, AgreementKind.Protocol, AgreementKind.Specific), Words("Titre"), "Africa/Casablanca", "MAD", Parties(dice)), People.Ads.As(Role.Coordinator))
            : null,
        Set((_, dice) => new SetParties(Parties(dice))),
        Set((_, dice) => new SetSubstance(new(Words("But"), [new("solar", Words("Solaire"))]))),
        Set((_, dice) => new SetTerm(AnyTerm(dice))),
        Set((_, dice) => new SetGovernance(new(
            ReviewDays: dice.Of(15, 30, 0), AccessionOpen: dice.OneIn(2), WithdrawalMonths: dice.Of<int?>(null, 0, 3), CureDays: dice.Of(5, 30)))),
        Set((agreement, dice) => new SetCommitments(Commitments(agreement, dice))),
        Set((agreement, dice) => Funding(agreement, dice)),
        Set((agreement, dice) => new SetFormalities(Formalities(agreement, dice))),
        Set((agreement, dice) => new ReviseText([Clause("1", dice.Of("A", "B", "C")), Clause("2", "D")])),
        Set((agreement, dice) => new SendToReview()),
        Set((agreement, dice) => new SendToReview()),
        Moves.In([AgreementStage.Draft, Review, Approved], (agreement, _, dice) => dice.OneIn(10) ? (new WithdrawAgreement("sans suite"), Coordinator(agreement, dice)) : null),
        (agreement, _, dice) => agreement.Stage is None
            ? null
            : (new RecordReference(new("1/2026", "BO", dice.Mostly(dice.Party(agreement), People.Mgpap.Organisation))), Coordinator(agreement, dice)),
    ];

    public static Actor Coordinator(Agreement agreement, Dice dice) => dice.Somebody(agreement, dice.Party(agreement), Role.Coordinator);

    public static SetFunding Funding(Agreement agreement, Dice dice)
    {
        var (funder, recipient) = (dice.Party(agreement), dice.Party(agreement));
        return new(
            [new("cash", funder, 2026, ContributionKind.Cash, Mad(100)), new("kind", recipient, 2026, ContributionKind.InKind, Mad(10), Valuation: Words("tarif"))],
            [
                new("t1", "cash", recipient, Mad(60), [], PayDays: 10, JustifyDays: 20),
                new("t2", "cash", recipient, Mad(dice.Mostly(40, 41)), Conditions(dice), PayDays: 10, JustifyDays: 20),
            ]);
    }

    public static Commitment[] Commitments(Agreement agreement, Dice dice)
    {
        OrganisationId[] some = [dice.Party(agreement)], others = dice.OneIn(3) ? [.. agreement.PartyIds] : [dice.Party(agreement)];
        return
        [
            new("once", Words("Une fois"), some, others, CommitmentForce.Firm, new(new DateOnly(2026, 10, 20))),
            new("each", Words("Chaque mois"), others, [.. agreement.PartyIds], CommitmentForce.Firm, new(EveryMonths: 1), EvidenceRequired: true),
            new("any", Words("Sans date"), [.. agreement.PartyIds], [.. agreement.PartyIds], CommitmentForce.BestEfforts, new()),
        ];
    }

    private static TrancheCondition[] Conditions(Dice dice) =>
    [
        .. dice.OneIn(2) ? [new TrancheCondition("day", TrancheConditionKind.Date, On: new DateOnly(2026, 11, 1))] : Array.Empty<TrancheCondition>(),
        .. dice.OneIn(2) ? [new TrancheCondition("share", TrancheConditionKind.ShareJustified, Tranche: "t1", Percent: 50)] : Array.Empty<TrancheCondition>(),
        .. dice.OneIn(2) ? [new TrancheCondition("report", TrancheConditionKind.ReportAccepted)] : Array.Empty<TrancheCondition>(),
        .. dice.OneIn(2) ? [new TrancheCondition("go", TrancheConditionKind.Decision)] : Array.Empty<TrancheCondition>(),
    ];

    public static Formality[] Formalities(Agreement agreement, Dice dice) => dice.OneIn(2)
        ? []
        :
        [
            Formality("visa", agreement, dice),
            .. dice.OneIn(2) ? [Formality("council", agreement, dice)] : Array.Empty<Formality>(),
        ];

    private static Formality Formality(string id, Agreement agreement, Dice dice) => new(
        id, FormalityKind.Other, Words("Autorité"), dice.Party(agreement), dice.Of(5, 10),
        dice.Of(Silence.StaysOpen, Silence.DeemedGranted, Silence.DeemedRefused), dice.Of(OnRefusal.Void, OnRefusal.NewVersion));

    public static Term AnyTerm(Dice dice) => dice.Below(4) switch
    {
        0 => new(),
        1 => new(Effective: new DateOnly(2026, 10, 25), Months: 2, Renewal: RenewalMode.Tacit, RenewalMonths: 1, MaxRenewals: 2, NoticeMonths: 1),
        2 => new(Months: 2, Renewal: RenewalMode.Express, RenewalMonths: 1, MaxRenewals: 1),
        _ => new(Ends: new DateOnly(2026, 12, 31)),
    };

    private static Party[] Parties(Dice dice)
    {
        var count = dice.Mostly(dice.Of(2, 3, 4), 1);
        return [.. Organisations.Take(count).Select(o => new Party(o.Organisation, ApprovalChain: o == People.Ocp ? [Role.LegalOfficer, Role.Head] : null))];
    }

    private static Move Set(Func<Agreement, Dice, ICommand> command) =>
        Moves.In([AgreementStage.Draft], (agreement, _, dice) => (command(agreement, dice), Coordinator(agreement, dice)));
}
