using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;
using Mithaq.Grains.Tests.Programmes.Lives;
using Mithaq.Testing;
using Mithaq.Testing.Rules;

namespace Mithaq.Grains.Tests.Programmes;

/// <summary>Whatever people try, in whatever order, the invariants written beside each chapter hold.</summary>
public class ProgrammeProperties
{
    private static readonly ProgrammeRules Rules = new();
    private static readonly Dictionary<string, LifecycleRow> Rows = Rules.Rows.ToDictionary(r => r.Command);

    [Fact]
    public void Invariants_hold_through_any_sequence_of_commands() => Through(60, (attempt, after) =>
    {
        var (before, now) = (attempt.Before.Programme(), after.Programme());
        foreach (var line in now.Budget)
        {
            var money = now.Money.GetValueOrDefault(line.Id);
            new[] { 0, money?.Paid ?? 0, money?.Engaged ?? 0, money?.Budgeted ?? 0, line.Planned.Amount }.ShouldBeInOrder();
        }
        if (now.Approval.On is null) now.Money.Values.ShouldAllBe(m => m.Engaged == 0 && m.Paid == 0);
        (now.IsUnderWay || now.Stage is ProgrammeStage.Evaluated).ShouldBe(now.Approval.On is not null && now.Stage is not ProgrammeStage.Abandoned);
        if (now.Stage is ProgrammeStage.Open) now.Approval.Approved.IsEmpty.ShouldBeTrue();
        attempt.Outcome.Events.OfType<PartyApproved>().ShouldAllBe(e => e.Version == before.Approval.Version);
        if (attempt.Before.Stage == "Proposed" && now.IsUnderWay && !now.ByDecision) now.Approval.Approved.Missing(now.Parties).ShouldBeEmpty();
        foreach (var (key, report) in before.Reports.Where(r => r.Value.Stage is ReportStage.Accepted))
        {
            now.Reports[key].Stage.ShouldBe(ReportStage.Accepted);
            now.Reports[key].On.ShouldBe(report.On);
        }
        foreach (var (id, progress) in before.Progress.Where(p => Grains.Programmes.Activities.IsSettled(p.Value.Stage))) now.Progress[id].ShouldBe(progress);
        now.Parties.Length.ShouldBeGreaterThanOrEqualTo(2);
        if (now.IsUnapproved && now.Approval.AlertedOn is { } alerted) now.Standstills.Covers(alerted).ShouldBeFalse("no clock ran then");
        foreach (var asked in Grains.Programmes.Reporting.Asked(now).Where(a => now.Reports.GetValueOrDefault(a.Key)?.Stage is ReportStage.Overdue))
            now.Standstills.Covers(now.Standstills.DueOn(asked.From, asked.Due)).ShouldBeFalse("no clock ran then");
        if (attempt.Outcome.Events.OfType<Rectified>().Any()) attempt.Outcome.Events[^1].ShouldNotBeOfType<Rectified>();
        now.Activities.ShouldAllBe(a => now.Project(a.Project) != null);
        after.OpenItems.Select(i => i.Key).ShouldBeUnique();
        after.OpenItems.ShouldAllBe(i => i.Owes.Count > 0 && i.Owes.All(now.IsParty));
        if (now.Stage is ProgrammeStage.Evaluated or ProgrammeStage.Abandoned) after.OpenItems.ShouldBeEmpty();
        if (now.Stage is ProgrammeStage.Evaluated) now.Reports[now.Period].Stage.ShouldBe(ReportStage.Accepted);
    });

    [Fact]
    public void Stages_change_only_as_the_table_says_and_no_act_is_of_the_future() => Through(60, (attempt, after) =>
    {
        var move = new StageMove(attempt.Before.Stage, after.Stage);
        if (move.From != move.To) Rows[MessageNames.Of(attempt.Command.GetType())].Moves.ShouldContain(move, attempt.Command.ToString());
        attempt.Outcome.Events.OfType<IDated>().ShouldAllBe(e => e.ActDate <= attempt.Today);
        if (attempt is { Command: DeadlineReached reached, Outcome.Refusal: null }) after.WhenReached(reached).Events.ShouldBeEmpty();
    });

    [Fact]
    public void What_is_allowed_is_never_refused_for_stage_party_or_role_and_what_is_not_always_is() => Through(40, (attempt, _) =>
    {
        var permit = attempt.Before.Allowed(attempt.By).SingleOrDefault(p => p.Command == MessageNames.Of(attempt.Command.GetType()));
        var refusal = attempt.Outcome.Refusal;
        if (permit is null) attempt.Command.ShouldBeAssignableTo<ISystemCommand>();
        else if (permit.Refusal is { } because) refusal.ShouldNotBeNull().Code.ShouldBe(because.Code);
        else refusal?.Code.ShouldSatisfyAllConditions(c => c.ShouldNotStartWith("stage."), c => c.ShouldNotStartWith("caller."), c => c.ShouldNotStartWith("grain."));
    });

    [Fact]
    public void A_programme_read_back_from_its_events_is_the_one_that_was_lived() => Prop.ForAll(ProgrammeLife.Any(10, 80), life =>
    {
        var lived = life.Live();
        var readBack = lived.History.Select(e =>
            (IEvent)JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType(), ContractsJson.Messages), e.GetType(), ContractsJson.Messages)!);
        StateText.Of(readBack.Aggregate(Rules.Initial(lived.Grain), Rules.Evolve)).ShouldBe(StateText.Of(lived.Programme()));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    /// <summary>The proof that the other properties look everywhere; always the same lives, since it must not fail by chance.</summary>
    [Fact]
    public void The_generated_lives_reach_every_stage_and_every_event()
    {
        var (events, stages) = (new HashSet<Type>(), new HashSet<ProgrammeStage> { ProgrammeStage.None });
        Prop.ForAll(ProgrammeLife.Any(60, 160), life => events.UnionWith(life.Live((_, after) => stages.Add(after.Programme().Stage)).History.Select(e => e.GetType())))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(2026, 1));

        stages.ShouldBe(Enum.GetValues<ProgrammeStage>(), ignoreOrder: true);
        MessageNames.EventTypes.Where(e => e.IsAssignableTo(typeof(IProgrammeEvent))).Except(events).Select(e => e.Name).Order().ShouldBe([]);
    }

    private static void Through(int lives, Action<Attempt, GivenGrain> check) =>
        Prop.ForAll(ProgrammeLife.Any(10, 80), life => { life.Live(check); }).Check(Config.QuickThrowOnFailure.WithMaxTest(lives));
}
