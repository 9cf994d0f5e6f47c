using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using static Mithaq.Grains.Agreements.AgreementStage;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>What reaches an agreement from elsewhere: its framework, an import, an organisation's offices, open cases.</summary>
internal static class FamilyMoves
{
    public static IReadOnlyList<Move> All { get; } =
    [
        (agreement, today, dice) => agreement.Stage is None ? (Import(today, dice), dice.Mostly(People.Ads, People.Mgpap).As(Role.Coordinator)) : null,
        OfFramework((today, dice) => new NoteFrameworkSuspended(today.AddDays(-dice.Of(0, 1, 10, 40)), "Travaux", dice.OneIn(2))),
        OfFramework((today, dice) => new NoteFrameworkResumed(today.AddDays(-dice.Of(0, 1, 10)))),
        OfFramework((today, dice) => new NoteFrameworkTermChanged(dice.Of<DateOnly?>(null, today.AddDays(60), new(2026, 12, 20)))),
        OfFramework((today, dice) => dice.OneIn(8) ? new NoteFrameworkEnded(today.AddDays(-1)) : null),
        OfFramework((today, dice) => new NoteFrameworkEndRectified("renewed-in-time", today.AddDays(-dice.Of(0, 1, 10)))),
        (agreement, today, dice) => dice.OneIn(4) ? (new NoteSpecificReinstated(dice.Of([.. agreement.Family.OpenSpecifics, AgreementCases.Id])), Actor.System) : null,
        (agreement, today, dice) => agreement.Parties.FirstOrDefault(p => p.Representative is not null) is { } party && dice.OneIn(4)
            ? (new NoteOfficeHolder(party.Organisation, "director", party.Representative, new Staff(party.Organisation).Head, today), Actor.System)
            : null,
        Moves.In([Ended, Evaluated], (agreement, today, dice) => (new HandOverCases("Suivis par la région", dice.ActDate(today)), FormationMoves.Coordinator(agreement, dice))),
    ];

    /// <summary>What a specific agreement is opened with, under a framework that ends or not.</summary>
    public static AgreementDrafted Specific(IReadOnlyList<Staff> parties, Dice dice) => Drafted([.. parties]) with
    {
        Kind = AgreementKind.Specific,
        Parties = [.. parties.Select(p => new Party(p.Organisation, Representative: p.Signatory))],
        Parentage = new(new("agreement", "framework"), ["solar"], dice.Of<DateOnly?>(null, new(2026, 12, 15)), dice.OneIn(2)),
    };

    private static ImportAgreement Import(DateOnly today, Dice dice)
    {
        var (parties, inForce) = (new[] { People.Ads, People.Hcar }, today.AddDays(-dice.Of(0, 20, 70)));
        var draft = new Agreement(Id) { Parties = [.. parties.Select(p => new Party(p.Organisation))] };
        var funding = FormationMoves.Funding(draft, dice);
        return new(
            dice.Mostly(AgreementKind.Framework, AgreementKind.Specific), Words("Titre"), "Africa/Casablanca", "MAD", draft.Parties, new(Words("But"), [new("solar", Words("Solaire"))]),
            FormationMoves.AnyTerm(dice) with { Effective = null }, Clauses, [.. parties.Select(p => new ImportedSignature(p.Organisation, p.Signatory, inForce, Paper))], inForce,
            Renewals: dice.Of(0, 0, 1), Commitments: FormationMoves.Commitments(draft, dice), Contributions: funding.Contributions, Tranches: funding.Tranches);
    }

    private static Move OfFramework(Func<DateOnly, Dice, ICommand?> command) => (agreement, today, dice) =>
        agreement.Parentage is not null && command(today, dice) is { } given ? (given, Actor.System) : null;
}
