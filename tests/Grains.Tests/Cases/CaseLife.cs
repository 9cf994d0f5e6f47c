using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Cases;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using Case = Mithaq.Grains.Cases.Case;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CaseCases;
using static Mithaq.Testing.People;

namespace Mithaq.Grains.Tests.Cases;

/// <summary>What is tried in one step follows from its seed and from how the case stands then.</summary>
public sealed record CaseStep(int Seed, int DaysLater);

/// <summary>What was tried, and what came of it.</summary>
internal sealed record CaseAttempt(GivenGrain Before, ICommand Command, Actor By, DateOnly Today, Testing.Rules.Outcome Outcome)
{
    /// <summary>Refused, it is what it was.</summary>
    public GivenGrain After { get; } = Outcome.Refusal is null ? Outcome.ThenAccepted() : Before;
}

/// <summary>A case between two of three parties, and what several people, timers and the agreement then do to it.</summary>
public sealed record CaseLife(int Seed, IReadOnlyList<CaseStep> Steps)
{
    private static readonly OrganisationId[] Parties = [Ads.Organisation, Hcar.Organisation, Ocp.Organisation, Lafayette.Organisation];

    public static Arbitrary<CaseLife> Any(int least, int most) => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from count in Gen.Choose(least, most)
        from steps in (from s in Gen.Choose(0, int.MaxValue - 1) from days in Gen.Frequency((6, Gen.Choose(0, 3)), (3, Gen.Choose(4, 40)), (1, Gen.Choose(41, 200))) select new CaseStep(s, days)).ArrayOf(count)
        select new CaseLife(seed, steps),
        life => life.Steps.Select((_, left) => life with { Steps = [.. life.Steps.Where((_, i) => i != left)] }));

    /// <summary>Lives it, and gives the case as it stands at the end.</summary>
    internal GivenGrain Live(Action<CaseAttempt>? after = null)
    {
        var start = new Random(Seed);
        var today = new DateOnly(2027, 1, 11);
        var beneficiary = start.Next(3) == 0 ? Cooperative : Amina;
        var given = NoCase(Programme(new(30, 1 + start.Next(4), start.Next(2) == 0), Ads, Hcar, Ocp)).Beside(Body());
        foreach (var step in Steps)
        {
            given = given.On(today = today.AddDays(step.DaysLater)).SameBeneficiary(step.Seed % 8 == 0 ? [BodyId] : []);
            var (command, by) = Attempt(given, beneficiary, today, new Random(step.Seed));
            var attempt = new CaseAttempt(given, command, by, today, given.When(command, by));
            after?.Invoke(attempt);
            given = attempt.After;
        }
        return given;
    }

    private static (ICommand Command, Actor By) Attempt(GivenGrain given, Beneficiary beneficiary, DateOnly today, Random random)
    {
        var (state, rows) = (given.Case(), given.Rules.Rows.Where(row => row.Stages.Contains(given.Stage)).Select(row => row.Command).ToHashSet());
        var all = Commands(given, beneficiary, today.AddDays(Pick(random, 0, 0, 0, 0, -1, -20, -50, 1)), random);
        // Mostly what the phase takes, now and then what it does not; endings seldom, or lives would be short.
        for (var tries = 0; ; tries++)
        {
            var command = all[random.Next(all.Length)];
            if (tries < 40 && !rows.Contains(MessageNames.Of(command.GetType())) && random.Next(40) > 0) continue;
            if (command is DropCase or DeclineCase or NoteCaseHandedOver or NoteCaseParty && random.Next(8) > 0) continue;
            return (command, command is ISystemCommand && random.Next(20) > 0 ? Actor.System : Somebody(state, command, random));
        }
    }

    private static ICommand[] Commands(GivenGrain given, Beneficiary beneficiary, DateOnly on, Random random)
    {
        var state = given.Case();
        var due = given.OpenItems.Where(i => i.Deadline is { EffectPending: true }).ToArray();
        var number = Math.Max(1, state.Reports.Where(r => r.Value.State is not StageReportState.Accepted).Select(r => r.Key).Append(state.Reports.Count + 1).ElementAt(random.Next(2) == 0 ? 0 : ^1));
        return
        [
            Proposal(beneficiary) with { ActDate = on }, new AcceptCase(on), new AcceptCase(on), new DeclineCase("x", on), new WaitlistCase(on), new ReturnForCompletion(["x"], on),
            new CompleteCase(on, [Paper]), new StartSupport(on), new StartSupport(on), new AdvanceStage(on), new AdvanceStage(on), new RepeatStage(Pick(random, "training", "founding"), "x", on),
            new RecordSupport(Pick(random, SupportKind.Training, SupportKind.Grant), "x", on, Mad(100)), new HoldCase("x", on), new ResumeCase(on), new ResumeCase(on),
            new SubmitStageReport(number, "x", on), new SubmitStageReport(number, "x", on), new AcceptStageReport(number, on), new AcceptStageReport(number, on), new ReturnStageReport(number, "x", on),
            new GraduateCase(on), new GraduateCase(on), new DropCase("x", on), new RecordFollowUp(Pick(random, 6, 12), "x", true, on), new RecordFounding(BodyId, on),
            new CheckSameBeneficiary(), new ConfirmDuplicate("x"), new ConfirmRecordedActs(), new NoteFounder(BodyId, Amina.Person!.Value, on), new NoteCaseAgreementSuspended(on), new NoteCaseAgreementResumed(on), new NoteCaseHandedOver("x", on),
            Pick<ICommand>(random,
                new NoteCaseParty(Joined: Lafayette.Organisation), new NoteCaseParty(Left: Pick(random, Parties)),
                new NoteCaseParty(Left: Pick(random, Parties), SucceededBy: Lafayette.Organisation)),
            .. due.Take(1).SelectMany(item => Enumerable.Repeat(Sweep(item, on), 6)),
        ];
    }

    private static ICommand Sweep(OpenItem item, DateOnly on)
    {
        var nominal = item.Deadline!.Nominal;
        return new DeadlineReached(item.Key, nominal, nominal, on > nominal ? [1] : [-7], on > nominal);
    }

    /// <summary>Mostly the side whose turn it is.</summary>
    private static Actor Somebody(Case state, ICommand command, Random random)
    {
        if (random.Next(10) == 0) return Pick(random, Actor.System, Ocp.As(Role.Coordinator), Ads.As(Role.Observer), PlatformAdministrator);
        var proposer = command is ProposeCase or ConfirmDuplicate or CompleteCase or AcceptStageReport or ReturnStageReport;
        var side = state.Phase is CasePhase.None ? Hcar.Organisation : proposer ? state.Proposer : state.Supporter;
        return new Staff(side).As(Role.Coordinator);
    }

    private static T Pick<T>(Random random, params IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
