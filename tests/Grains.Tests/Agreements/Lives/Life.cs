using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>One attempt in a life: what is tried follows from the seed and from how the agreement stands then.</summary>
internal sealed record Step(int Seed, int DaysLater);

/// <summary>What was tried, and what came of it.</summary>
internal sealed record Attempt(GivenGrain Before, ICommand Command, Actor By, DateOnly Today, Testing.Rules.Outcome Outcome);

/// <summary>An agreement between two to four parties, from nothing, from a draft or from its entry into force, and what several people then try.</summary>
internal sealed record Life(int Seed, IReadOnlyList<Step> Steps)
{
    private static readonly Staff[] Organisations = [People.Ads, People.Hcar, People.Ocp, People.Commune];

    public static Arbitrary<Life> Any(int least, int most) => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from count in Gen.Choose(least, most)
        from steps in (from s in Gen.Choose(0, int.MaxValue - 1) from days in Gen.Frequency((8, Gen.Choose(0, 2)), (2, Gen.Choose(3, 12)), (1, Gen.Choose(30, 100))) select new Step(s, days)).ArrayOf(count)
        select new Life(seed, steps),
        life => life.Steps.Select((_, left) => life with { Steps = [.. life.Steps.Where((_, i) => i != left)] }));

    /// <summary>Lives it, and gives the agreement as it stands at the end.</summary>
    public GivenGrain Live(Action<Attempt>? after = null)
    {
        var today = new DateOnly(2026, 10, 5);
        var given = Start();
        foreach (var step in Steps)
        {
            given = given.On(today = today.AddDays(step.DaysLater));
            var dice = new Dice(step.Seed);
            for (var tries = 0; tries < 40; tries++)
            {
                if (dice.Of(Moves.All)(given.Agreement(), today, dice) is not { } move) continue;
                var outcome = given.When(move.Command, move.By);
                after?.Invoke(new(given, move.Command, move.By, today, outcome));
                if (outcome.Refusal is null) given = outcome.ThenAccepted();
                break;
            }
        }
        return given;
    }

    private GivenGrain Start()
    {
        var dice = new Dice(Seed);
        var parties = Organisations.Take(dice.Of(2, 3, 4)).ToArray();
        var nothing = RuleTests.Given(new AgreementRules(), Id).Organisations(TestOrganisations.All).OpenCases(dice.Of(0, 0, 2)).On(2026, 10, 1);
        if (dice.OneIn(4)) return nothing;
        var draft = nothing.Events(
            dice.OneIn(4) ? FamilyMoves.Specific(parties, dice) : Drafted(parties), new SubstanceSet(new(Words("But"), [new("solar", Words("Solaire"))])), new TextRevised(1, Text, Clauses, []));
        ICommand[] content =
        [
            new SetTerm(FormationMoves.AnyTerm(dice)),
            new SetGovernance(new(AccessionOpen: dice.OneIn(2), WithdrawalMonths: dice.Of<int?>(null, 0), CureDays: 5, HasAnnualProgramme: true)),
            new SetCommitments(FormationMoves.Commitments(draft.Agreement(), dice)), FormationMoves.Funding(draft.Agreement(), dice),
            new SetFormalities(FormationMoves.Formalities(draft.Agreement(), dice)),
        ];
        foreach (var command in content)
            if (draft.When(command, draft.CoordinatorOf(parties[0].Organisation)) is { Refusal: null } outcome) draft = outcome.ThenAccepted();
        return dice.OneIn(4) ? draft : draft.SignedOn(2026, 10, 5);
    }
}
