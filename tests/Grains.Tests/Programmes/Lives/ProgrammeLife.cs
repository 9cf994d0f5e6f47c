using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.ProgrammeCases;
using Outcome = Mithaq.Testing.Rules.Outcome;

namespace Mithaq.Grains.Tests.Programmes.Lives;

/// <summary>One attempt in a life: what is tried follows from the seed and from how the programme stands then.</summary>
internal sealed record Step(int Seed, int DaysLater);

/// <summary>What was tried, and what came of it.</summary>
internal sealed record Attempt(GivenGrain Before, ICommand Command, Actor By, DateOnly Today, Outcome Outcome);

/// <summary>A programme among two or three parties, from its opening or from its approval, and what several people then try.</summary>
internal sealed record ProgrammeLife(int Seed, IReadOnlyList<Step> Steps)
{
    public static Arbitrary<ProgrammeLife> Any(int least, int most) => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from count in Gen.Choose(least, most)
        from steps in (from s in Gen.Choose(0, int.MaxValue - 1) from days in Gen.Frequency((8, Gen.Choose(0, 2)), (2, Gen.Choose(3, 20)), (1, Gen.Choose(30, 120))) select new Step(s, days)).ArrayOf(count)
        select new ProgrammeLife(seed, steps),
        life => life.Steps.Select((_, left) => life with { Steps = [.. life.Steps.Where((_, i) => i != left)] }));

    /// <summary>Lives it, and gives the programme as it stands at the end.</summary>
    public GivenGrain Live(Action<Attempt, GivenGrain>? after = null)
    {
        var today = new DateOnly(2026, 10, 1);
        var given = Start();
        foreach (var step in Steps)
        {
            given = given.On(today = today.AddDays(step.DaysLater));
            var random = new Random(step.Seed);
            var (command, by) = ProgrammeMoves.Any(given, today, random);
            var before = given;
            var outcome = before.When(command, by);
            if (outcome.Refusal is null) given = outcome.ThenAccepted();
            after?.Invoke(new(before, command, by, today, outcome), given);
        }
        return given;
    }

    private GivenGrain Start()
    {
        var random = new Random(Seed);
        Staff[] parties = random.Next(2) == 0 ? [People.Ads, People.Hcar] : [People.Ads, People.Hcar, People.Ocp];
        var opened = Opened(Opening(parties) with { ByDecision = random.Next(3) == 0, ApproveBy = random.Next(3) == 0 ? null : new DateOnly(2026, 11, 30) });
        opened = opened.Beside(Opened(Opening(parties) with { Period = "2028", From = new(2028, 1, 1), To = new(2028, 12, 31) }));
        if (random.Next(3) == 0) return opened;
        var proposed = opened.Planned().Tabled().On(2026, 10, 1);
        if (random.Next(3) == 0) return proposed;
        return proposed.Programme().ByDecision
            ? proposed.After(new NoteProgrammeDecision(GrainId.Committee(Guid.Empty), Guid.Empty, "go", null, proposed.Programme().Parties, new(2026, 10, 1)), Actor.System)
            : parties.Aggregate(proposed, (g, party) => g.After(new ApproveProgramme(1, new(2026, 10, 1)), party.As(Role.Coordinator)));
    }
}
