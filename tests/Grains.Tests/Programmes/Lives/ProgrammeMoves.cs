using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Grains.Programmes.ProgrammeStage;
using static Mithaq.Testing.AgreementCases;
using Samples = Mithaq.Testing.ProgrammeCases;

namespace Mithaq.Grains.Tests.Programmes.Lives;

/// <summary>What somebody could try next, mostly what makes sense for the programme as it stands.</summary>
internal static class ProgrammeMoves
{
    private static readonly Role[] Roles = [Role.Coordinator, Role.ProjectLead, Role.FinanceOfficer, Role.Evaluator, Role.Observer];

    public static (ICommand Command, Actor By) Any(GivenGrain given, DateOnly today, Random random)
    {
        var programme = given.Programme();
        if (random.Next(5) == 0 && Deadline(given, today, random) is { } reached) return (reached, Actor.System);
        if (random.Next(40) == 0) return (FromAgreement(programme, today, random), Actor.System);
        var command = random.Next(10) == 0 ? AnyStage(programme, today, random) : programme.Stage switch
        {
            Open => Preparing(programme, today, random),
            Proposed => Approving(programme, today, random),
            Approved or Executing => random.Next(4) == 0 ? Reporting(programme, today, random) : Working(programme, today, random),
            _ => random.Next(3) == 0 ? Working(programme, today, random) : Reporting(programme, today, random),
        };
        return (command, By(programme, command, random));
    }

    private static ICommand AnyStage(Programme programme, DateOnly today, Random random) => random.Next(5) switch
    {
        0 => Preparing(programme, today, random),
        1 => Approving(programme, today, random),
        2 => Working(programme, today, random),
        3 => Reporting(programme, today, random),
        _ => FromAgreement(programme, today, random),
    };

    private static ICommand Preparing(Programme programme, DateOnly today, Random random) => random.Next(10) switch
    {
        0 => new SetActivity(Samples.Workshop with { Id = Pick(random, "workshop", "second"), CarriedFrom = Pick(random, null, "old") }),
        1 => new SetBudgetLine(Samples.Kits with { Planned = Mad(random.Next(2000)) }),
        2 => new SetIndicator(Samples.Founded with { Mode = Pick(random, IndicatorMode.Cumulative, IndicatorMode.Periodic) }),
        3 => new SetReporting(Pick<int?>(random, null, 3, 6), Pick<OrganisationId?>(random, null, null, programme.Parties[0])),
        4 => new RemoveFromPlan(Pick(random, Enum.GetValues<PlanPart>()), Pick(random, "workshop", "second", "kits", "founded", "cooperatives")),
        5 => new DismissCarriedOver("old", "x"),
        6 => new RecordBudget("kits", Mad(random.Next(1500)), today),
        7 => new ProposeProgramme(ActDate(today, random)),
        _ => new SetProject(Samples.Cooperatives),
    };

    private static ICommand Approving(Programme programme, DateOnly today, Random random) => random.Next(8) switch
    {
        0 => new ReturnProgramme("x", ActDate(today, random)),
        1 or 2 => new NoteProgrammeDecision(
            GrainId.Committee(Guid.Empty), Guid.Empty, "go", programme.Changes.IsEmpty ? null : programme.Changes.Keys.Order().First(),
            random.Next(4) == 0 ? [programme.Parties[0]] : programme.Parties, today),
        3 when !programme.Changes.IsEmpty => new RejectChange(programme.Changes.Keys.Order().First(), "x", today),
        4 or 5 when !programme.Changes.IsEmpty => new ApproveChange(programme.Changes.Keys.Order().First(), today),
        _ => new ApproveProgramme(random.Next(10) == 0 ? 9 : programme.Approval.Version, ActDate(today, random)),
    };

    private static ICommand Working(Programme programme, DateOnly today, Random random)
    {
        var money = Mad(random.Next(600));
        var activity = Pick(random, "workshop", "second");
        return random.Next(16) switch
        {
            0 => new StartActivity(activity, ActDate(today, random)),
            1 => random.Next(4) == 0 ? new CompleteActivity(activity, ActDate(today, random), [Paper], 10) : new StartActivity(activity, today),
            2 => new DelayActivity(activity, new(2027, 5, 1), new(2027, 5, random.Next(1, 28)), "x", today),
            3 => random.Next(5) == 0 ? new CancelActivity(activity, "x", today) : new RecordBudget("kits", Mad(random.Next(1500)), today),
            4 => new RecordBudget("kits", Mad(random.Next(1500)), today),
            5 or 6 => new EngageBudget("kits", money, "BC", ActDate(today, random)),
            7 => new ReleaseBudget("kits", money, "x", today),
            8 or 9 => new PayBudget("kits", money, "OV", ActDate(today, random)),
            10 => new RecordMeasurement("founded", random.Next(50), ActDate(today, random), [Paper]),
            11 when programme.Measuring.Pending.Count > 0 => new ReturnMeasurement(programme.Measuring.Pending.Keys.Order().First(), "x", today),
            12 when programme.Measuring.Pending.Count > 0 => new ApproveMeasurement(programme.Measuring.Pending.Keys.Order().First(), today),
            13 => new ProposeChange(
                "x", new(Activities: [Samples.Workshop with { Id = activity, To = new(2027, 3, random.Next(1, 28)) }], Budget: [Samples.Kits with { Planned = Mad(random.Next(1500)) }]), today),
            _ => Approving(programme, today, random),
        };
    }

    private static ICommand Reporting(Programme programme, DateOnly today, Random random)
    {
        var report = Pick(random, programme.Period, programme.Period, $"{programme.Period}-1");
        return random.Next(12) switch
        {
            0 or 1 => new SubmitProgrammeReport(report, ActDate(today, random), [Paper]),
            2 => random.Next(3) == 0 ? new ReturnProgrammeReport(report, "x", today) : new AcceptProgrammeReport(report, today),
            3 or 4 => new AcceptProgrammeReport(report, ActDate(today, random)),
            5 => new CarryOver("2028", [new(Pick(random, "workshop", "second"), Pick<Money?>(random, null, Mad(random.Next(300))))], today),
            6 => new EvaluateProgramme(random.Next(5), "x", ActDate(today, random)),
            7 or 8 => new ApproveProgrammeEvaluation(today),
            9 => random.Next(3) == 0 ? new ReturnProgrammeEvaluation("x", today) : new ApproveProgrammeEvaluation(today),
            10 => new WaiveProgrammeEvaluation("x", today),
            _ => new ConfirmRecordedActs(),
        };
    }

    private static ICommand FromAgreement(Programme programme, DateOnly today, Random random) => random.Next(8) switch
    {
        0 or 1 => new NoteProgrammeAgreementSuspended(today.AddDays(-Pick(random, 0, 1, 10, 60))),
        2 or 3 => new NoteProgrammeAgreementResumed(today.AddDays(-Pick(random, 0, 1, 10))),
        4 => random.Next(3) == 0 ? new NoteProgrammeAgreementEnded(today.AddDays(-1)) : new NoteProgrammeAgreementResumed(today),
        6 => new NoteProgrammeAgreementEndRectified("renewed-in-time", today),
        5 => new NoteCarriedOver(Samples.IdOf("2026"), [new("old", Words("Ancien"), "cooperatives", null)]),
        _ => Pick(random,
            new NoteProgrammeParty(People.Um6p.Organisation, null, null), new NoteProgrammeParty(null, programme.Parties[^1], null),
            new NoteProgrammeParty(null, programme.Parties[0], People.Mgpap.Organisation)),
    };

    /// <summary>The sweep: an open deadline whose day has come, or one that has not.</summary>
    private static DeadlineReached? Deadline(GivenGrain given, DateOnly today, Random random)
    {
        var items = given.OpenItems.Where(i => i.Deadline is { } d && (d.Nominal < today || random.Next(10) == 0)).ToArray();
        if (items.Length == 0) return null;
        var item = items[random.Next(items.Length)];
        return new(item.Key, item.Deadline!.Nominal, item.Deadline.Nominal, [.. item.Deadline.Steps.Where(s => item.Deadline.Nominal.AddDays(s) <= today)], IsDue: true);
    }

    /// <summary>Mostly somebody whose turn it may be.</summary>
    private static Actor By(Programme programme, ICommand command, Random random)
    {
        if (command is ISystemCommand) return random.Next(20) == 0 ? Samples.Coordinator(programme.Parties[0]) : Actor.System;
        if (random.Next(15) == 0) return new Staff(Pick(random, [.. programme.Parties, People.Lafayette.Organisation])).As(Pick(random, Roles));
        var role = command is RecordBudget or EngageBudget or ReleaseBudget or PayBudget ? Role.FinanceOfficer : Role.Coordinator;
        var party = role is Role.FinanceOfficer && programme.Budget.FirstOrDefault() is { } line && random.Next(5) > 0
            ? line.Funder
            : Pick(random, [.. programme.Parties]);
        return new Staff(party).As(role);
    }

    private static DateOnly ActDate(DateOnly today, Random random) => today.AddDays(Pick(random, 0, 0, 0, 0, -1, -5, 1));

    private static T Pick<T>(Random random, params IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
