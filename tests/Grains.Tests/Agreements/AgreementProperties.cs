using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Tests.Agreements.Lives;
using Mithaq.Testing;
using Mithaq.Testing.Rules;

namespace Mithaq.Grains.Tests.Agreements;

/// <summary>Whatever people try, in whatever order, the invariants written beside each chapter hold.</summary>
public class AgreementProperties
{
    private const int Lives = 100;

    private static readonly AgreementRules Rules = new();
    private static readonly Dictionary<string, LifecycleRow> Rows = Rules.Rows.ToDictionary(r => r.Command);

    [Fact]
    public void Invariants_hold_through_any_sequence_of_commands() => Through(attempt => AgreementInvariants.Hold(attempt.After()));

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
        var move = new StageMove(attempt.Before.Stage, attempt.After().Stage);
        if (move.From != move.To) Rows[MessageNames.Of(attempt.Command.GetType())].Moves.ShouldContain(move, attempt.Command.ToString());
    });

    [Fact]
    public void No_act_is_of_the_future_and_what_is_put_right_is_followed_by_what_is_right() => Through(attempt =>
    {
        var dated = attempt.Outcome.Events.OfType<IDated>();
        dated.ShouldAllBe(e => e.ActDate <= attempt.Today);
        if (attempt.Outcome.Events.OfType<Rectified>().Any()) attempt.Outcome.Events[^1].ShouldNotBeOfType<Rectified>();
    });

    [Fact]
    public void What_is_settled_stays_settled() => Through(attempt =>
    {
        var (before, after) = (attempt.Before.Agreement(), attempt.After().Agreement());
        foreach (var (key, known) in before.Occurrences.Known.Where(o => o.Value.Stage is OccurrenceStage.Accepted or OccurrenceStage.Waived))
            after.Occurrences.Known[key].ShouldBe(known);
        foreach (var (id, state) in before.Funding.Tranches.Where(t => t.Value.Stage is TrancheStage.Justified or TrancheStage.Reclaimed))
            after.Funding.Of(id).ShouldBe(state);
        foreach (var (id, result) in before.FormalityResults.Where(f => !f.Value.Deemed && after.Stage is not AgreementStage.Draft))
            after.ResultOf(id).ShouldBe(result);
        after.Text.Number.ShouldBeInRange(before.Text.Number, before.Text.Number + 1);
    });

    [Fact]
    public void A_sweep_told_twice_has_one_effect() => Through(attempt =>
    {
        if (attempt is { Command: DeadlineReached reached, Outcome.Refusal: null }) attempt.After().WhenReached(reached).Events.ShouldBeEmpty();
    });

    [Fact]
    public void An_agreement_read_back_from_its_events_is_the_one_that_was_lived() => Prop.ForAll(Life.Any(10, 80), life =>
    {
        var lived = life.Live();
        var readBack = lived.History.Select(e =>
            (IEvent)JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType(), ContractsJson.Messages), e.GetType(), ContractsJson.Messages)!);
        StateText.Of(readBack.Aggregate(Rules.Initial(AgreementCases.Id), Rules.Evolve)).ShouldBe(StateText.Of(lived.Agreement()));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));

    /// <summary>The proof that the other properties look everywhere; always the same lives, since it must not fail by chance.</summary>
    [Fact]
    public void The_generated_lives_reach_every_stage_and_every_event()
    {
        var (events, stages) = (new HashSet<Type>(), new HashSet<AgreementStage>());
        Prop.ForAll(Life.Any(60, 120), life => events.UnionWith(life.Live(attempt => stages.Add(attempt.After().Agreement().Stage)).History.Select(e => e.GetType())))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(2026, 1));

        stages.ShouldBe(Enum.GetValues<AgreementStage>(), ignoreOrder: true);
        MessageNames.EventTypes.Where(e => e.IsAssignableTo(typeof(IAgreementEvent))).Except(events).Select(e => e.Name).Order().ShouldBe([]);
    }

    private static void Through(Action<Attempt> check) =>
        Prop.ForAll(Life.Any(10, 80), life => { life.Live(check); }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));
}

internal static class AttemptExtensions
{
    /// <summary>The agreement after the attempt; refused, it is what it was.</summary>
    public static GivenGrain After(this Attempt attempt) => attempt.Outcome.Refusal is null ? attempt.Outcome.ThenAccepted() : attempt.Before;
}
