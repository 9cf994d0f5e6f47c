using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Cases;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using Case = Mithaq.Grains.Cases.Case;

namespace Mithaq.Grains.Tests.Cases;

/// <summary>Whatever people try, in whatever order, the invariants written beside each chapter hold.</summary>
public class CaseProperties
{
    private const int Lives = 100;

    private static readonly CaseRules Rules = new();
    private static readonly Dictionary<string, LifecycleRow> Rows = Rules.Rows.ToDictionary(r => r.Command);

    [Fact]
    public void Invariants_hold_through_any_sequence_of_commands() => Through(attempt =>
    {
        var state = attempt.After.Case();
        if (state.Phase is CasePhase.None) return;
        (state.SupportedFrom is not null).ShouldBe(state.StageNumber > 0);
        state.StageNumber.ShouldBeInRange(0, state.Stages.Length);
        if (state.Phase is CasePhase.Supported or CasePhase.Graduated) state.StageNumber.ShouldBeGreaterThan(0);
        (state.Phase is CasePhase.OnHold).ShouldBe(state.Hold is not null);
        if (state.Phase is not (CasePhase.Dropped or CasePhase.HandedOver))
            state.Holds.Spans.Count(s => s.IsOpen).ShouldBe(state.Phase is CasePhase.OnHold ? 1 : 0);
        state.Pauses.Spans.ShouldAllBe(s => s.To == null || s.From <= s.To);
        (state.Phase is CasePhase.Graduated).ShouldBe(state.GraduatedOn is not null);
        state.FollowUps.ShouldBeUnique();
        state.Founded.ShouldBeUnique();
        state.Parties.ShouldBeUnique();
        Items(attempt.After, state);
    });

    private static void Items(GivenGrain given, Case state)
    {
        given.OpenItems.Select(i => i.Key).ShouldBeUnique();
        given.OpenItems.ShouldAllBe(i => i.Owes.Count > 0);
        if (state.IsOver) given.OpenItems.ShouldBeEmpty();
        if (state.Parties.IsEmpty) return;
        if (Rules.IsOpen(state)) given.OpenItems.ShouldNotBeEmpty("somebody is always awaited in an open case");
        if (state.Phase is not CasePhase.Graduated && state.Pauses.IsOpen) given.OpenItems.ShouldAllBe(i => i.Deadline == null);
    }

    [Fact]
    public void A_report_is_missed_once_and_never_accepted_in_time_unless_that_is_put_right_first()
    {
        Prop.ForAll(CaseLife.Any(10, 120), life =>
        {
            var missed = new Dictionary<int, DateOnly>();
            foreach (var happened in life.Live().History)
                switch (happened)
                {
                    case StageReportMissed e:
                        missed.TryAdd(e.Number, e.LastDay).ShouldBeTrue("it is missed already");
                        break;
                    case Rectified e:
                        missed.Remove(int.Parse(e.Key.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)).ShouldBeTrue("only what was missed is put right");
                        break;
                    case StageReportSubmitted e when missed.TryGetValue(e.Number, out var lastDay):
                        e.ActDate.ShouldBeGreaterThan(lastDay);
                        break;
                }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));
    }

    [Fact]
    public void There_is_no_support_before_the_case_is_accepted_and_each_stage_follows_another() => Prop.ForAll(CaseLife.Any(10, 120), life =>
    {
        var (accepted, stage) = (false, 0);
        foreach (var happened in life.Live().History)
            switch (happened)
            {
                case CaseAccepted: accepted = true; break;
                case SupportStarted: accepted.ShouldBeTrue(); stage = 1; break;
                case StageAdvanced e: e.Number.ShouldBe(++stage); break;
                case StageRepeated e: e.Number.ShouldBeInRange(1, stage); stage = e.Number; break;
                case CaseGraduated: stage.ShouldBe(3); break;
                case SupportGiven or StageReportSubmitted or StageReportMissed: stage.ShouldBeGreaterThan(0); break;
            }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));

    [Fact]
    public void What_is_settled_stays_settled_and_what_is_over_takes_nothing() => Through(attempt =>
    {
        var (before, after) = (attempt.Before.Case(), attempt.After.Case());
        if (before.IsOver) attempt.Outcome.Events.ShouldBeEmpty();
        foreach (var (number, report) in before.Reports.Where(r => r.Value.State is StageReportState.Accepted)) after.Reports[number].ShouldBe(report);
    });

    [Fact]
    public void What_is_allowed_is_never_refused_for_stage_party_or_role_and_what_is_not_always_is() => Through(attempt =>
    {
        var permit = attempt.Before.Allowed(attempt.By).SingleOrDefault(p => p.Command == MessageNames.Of(attempt.Command.GetType()));
        var refusal = attempt.Outcome.Refusal;
        if (permit is null) attempt.Command.ShouldBeAssignableTo<ISystemCommand>();
        else if (permit.Refusal is { } because) refusal.ShouldNotBeNull().Code.ShouldBe(because.Code);
        else refusal?.Code.ShouldSatisfyAllConditions(
            c => c.ShouldNotStartWith("stage."), c => c.ShouldNotStartWith("caller."), c => c.ShouldNotStartWith("grain."));
    });

    [Fact]
    public void Stages_change_only_as_the_table_says() => Through(attempt =>
    {
        var move = new StageMove(attempt.Before.Stage, attempt.After.Stage);
        if (move.From != move.To) Rows[MessageNames.Of(attempt.Command.GetType())].Moves.ShouldContain(move, attempt.Command.ToString());
    });

    [Fact]
    public void No_act_is_of_the_future_and_what_is_put_right_is_followed_by_what_is_right() => Through(attempt =>
    {
        if (attempt.Command is not ISystemCommand) attempt.Outcome.Events.OfType<IDated>().ShouldAllBe(e => e.ActDate <= attempt.Today);
        if (attempt.Outcome.Events.OfType<Rectified>().Any()) attempt.Outcome.Events[^1].ShouldNotBeOfType<Rectified>();
    });

    [Fact]
    public void A_sweep_told_twice_has_one_effect() => Through(attempt =>
    {
        if (attempt is { Command: DeadlineReached reached, Outcome.Refusal: null }) attempt.After.WhenReached(reached).Events.ShouldBeEmpty();
    });

    [Fact]
    public void A_case_read_back_from_its_events_is_the_one_that_was_lived() => Prop.ForAll(CaseLife.Any(10, 80), life =>
    {
        var lived = life.Live();
        var readBack = lived.History.Select(e =>
            (IEvent)JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType(), ContractsJson.Messages), e.GetType(), ContractsJson.Messages)!);
        StateText.Of(readBack.Aggregate(Rules.Initial(CaseCases.CaseId), Rules.Evolve)).ShouldBe(StateText.Of(lived.Case()));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));

    /// <summary>The proof that the other properties look everywhere; always the same lives, since it must not fail by chance.</summary>
    [Fact]
    public void The_generated_lives_reach_every_phase_and_every_event_but_letters()
    {
        var (events, phases) = (new HashSet<Type>(), new HashSet<CasePhase> { CasePhase.None });
        Prop.ForAll(CaseLife.Any(60, 120), life => events.UnionWith(life.Live(attempt => phases.Add(attempt.After.Case().Phase)).History.Select(e => e.GetType())))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2026, 1));

        phases.ShouldBe(Enum.GetValues<CasePhase>(), ignoreOrder: true);
        MessageNames.EventTypes.Where(e => e.IsAssignableTo(typeof(ICaseEvent)) || e == typeof(Rectified)).Except(events).Select(e => e.Name).ShouldBeEmpty();
    }

    private static void Through(Action<CaseAttempt> check) =>
        Prop.ForAll(CaseLife.Any(10, 80), life => { life.Live(check); }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));
}
