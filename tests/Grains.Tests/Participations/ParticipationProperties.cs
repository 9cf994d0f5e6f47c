using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Participations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Grains.Tests.Participations.ParticipationCases;

namespace Mithaq.Grains.Tests.Participations;

/// <summary>Whatever people try, in whatever order, the invariants written beside each chapter hold.</summary>
public class ParticipationProperties
{
    private const int Lives = 200;

    private static readonly Dictionary<string, LifecycleRow> Rows = new ParticipationRules().Rows.ToDictionary(r => r.Command);

    public sealed record Step(ICommand Command, Actor By, int DaysLater);

    [Fact]
    public void Invariants_hold_through_any_sequence_of_commands() => Through(3, 40, (_, _, after) =>
    {
        var participation = after.Participation();
        if (participation.Stage is ParticipationStage.None) return;
        participation.Occasion!.From.ShouldBeLessThanOrEqualTo(participation.Occasion.To);
        participation.Contacts.Select(c => c.Logged.Contact).ShouldBeUnique();
        participation.Sessions.Select(s => s.Session).ShouldBeUnique();
        participation.FollowUps.Select(f => f.Added.FollowUp).ShouldBeUnique();
        after.OpenItems.Select(i => i.Key).ShouldBeUnique();
        after.OpenItems.ShouldAllBe(i => i.Owes.Single() == People.Mgpap.Organisation);
        if (participation.Stage is ParticipationStage.FollowedUp)
        {
            participation.Report.ShouldNotBeNull();
            participation.FollowUps.ShouldAllBe(f => !f.IsOpen);
        }
        (participation.Held is null).ShouldBe(participation.Stage is not (ParticipationStage.Held or ParticipationStage.FollowedUp));
        if (participation.Stage is ParticipationStage.FollowedUp or ParticipationStage.Declined or ParticipationStage.Cancelled) after.OpenItems.ShouldBeEmpty();
        else if (participation.Stage is not ParticipationStage.None) after.OpenItems.ShouldNotBeEmpty("somebody is always awaited for something");
    });

    [Fact]
    public void Stages_change_only_as_the_table_says() => Through(3, 40, (before, step, after) =>
    {
        var move = new StageMove(before.Stage, after.Stage);
        if (move.From != move.To) Rows[MessageNames.Of(step.Command.GetType())].Moves.ShouldContain(move);
    });

    [Fact]
    public void What_is_allowed_is_never_refused_for_stage_or_party_and_what_is_not_always_is() => Through(3, 40, (before, step, _) =>
    {
        var permit = before.Allowed(step.By).SingleOrDefault(p => p.Command == MessageNames.Of(step.Command.GetType()));
        var refusal = before.When(step.Command, step.By).Refusal;
        if (permit is null) step.Command.ShouldBeAssignableTo<ISystemCommand>();
        else if (permit.Refusal is { } because) refusal.ShouldNotBeNull().Code.ShouldBe(because.Code);
        // One follow-up may wait for the caller, and the command be about another.
        else if (step.Command is not CompleteFollowUp) refusal?.Code.ShouldSatisfyAllConditions(
            c => c.ShouldNotStartWith("stage."), c => c.ShouldNotStartWith("caller."), c => c.ShouldNotStartWith("grain."));
    });

    [Fact]
    public void No_act_is_of_the_future_and_others_do_nothing() => Through(3, 40, (before, step, after) =>
    {
        var happened = after.History.Skip(before.History.Count).ToArray();
        if (step.By == Stranger && before.Stage != "None") happened.ShouldBeEmpty();
        happened.OfType<IDated>().ShouldAllBe(e => e.ActDate <= today);
    });

    [Fact]
    public void A_replayed_participation_is_the_one_that_was_lived() => Through(3, 40, (_, _, after) =>
        StateText.Of(Nothing.Events(after.History).Participation()).ShouldBe(StateText.Of(after.Participation())));

    /// <summary>The proof that the other properties look everywhere; always the same lives, since it must not fail by chance.</summary>
    [Fact]
    public void The_generated_lives_reach_every_stage_and_every_event()
    {
        var (events, stages) = (new HashSet<Type>(), new HashSet<ParticipationStage>());
        Through(30, 80, (_, _, after) =>
        {
            stages.Add(after.Participation().Stage);
            events.UnionWith(after.History.Select(e => e.GetType()));
        }, Config.QuickThrowOnFailure.WithReplay(2027, 1));

        stages.ShouldBe(Enum.GetValues<ParticipationStage>(), ignoreOrder: true);
        events.ShouldBe(MessageNames.EventTypes.Where(e => e.IsAssignableTo(typeof(IParticipationEvent)) || e == typeof(DeadlineStepsTaken)), ignoreOrder: true);
    }

    private DateOnly today;

    private void Through(int least, int most, Action<GivenGrain, Step, GivenGrain> check, Config? config = null) =>
        Prop.ForAll(Arb.From(Gen.Choose(least, most).SelectMany(n => Steps.ArrayOf(n)), Shorter), steps =>
        {
            var given = Nothing;
            today = From.AddDays(-20);
            foreach (var step in steps)
            {
                given = given.On(today = today.AddDays(step.DaysLater));
                var aimed = step with { Command = Aimed(step.Command) };
                var outcome = given.When(aimed.Command, aimed.By);
                var after = outcome.Refusal is null ? outcome.ThenAccepted() : given;
                check(given, aimed, after);
                given = after;
            }
        }).Check((config ?? Config.QuickThrowOnFailure).WithMaxTest(Lives));

    /// <summary>Acts are of today, or of the day after, which no act may be.</summary>
    private ICommand Aimed(ICommand command) => command switch
    {
        RecordInvitation c => c with { ActDate = Near(c.ActDate) },
        AcceptInvitation c => c with { ActDate = Near(c.ActDate) },
        DeclineInvitation c => c with { ActDate = Near(c.ActDate) },
        ConfirmParticipation c => c with { ActDate = Near(c.ActDate) },
        RecordHeld c => c with { ActDate = Near(c.ActDate) },
        LogWorkingMeeting c => c with { ActDate = Near(c.ActDate) },
        LogVisit c => c with { ActDate = Near(c.ActDate) },
        LogContact c => c with { ActDate = Near(c.ActDate) },
        CompleteFollowUp c => c with { ActDate = Near(c.ActDate) },
        SubmitMissionReport c => c with { ActDate = Near(c.ActDate) },
        _ => command,
    };

    private DateOnly Near(DateOnly planned) => today.AddDays(planned.DayNumber);

    private static IEnumerable<Step[]> Shorter(Step[] steps) => steps.Select((_, left) => steps.Where((_, i) => i != left).ToArray());

    /// <summary>Day 0 stands for today, day 1 for tomorrow.</summary>
    private static Gen<DateOnly> Day => Gen.Frequency((9, Gen.Constant(DateOnly.FromDayNumber(0))), (1, Gen.Constant(DateOnly.FromDayNumber(1))));

    private static Gen<string> Key => Gen.Elements("a", "b");

    private static Gen<Actor> Actors => Gen.Frequency(
        (8, Gen.Constant(Coordinator)), (3, Gen.Constant(Head)), (4, Gen.Constant(Lead)), (1, Gen.Constant(Stranger)), (1, Gen.Constant(People.Mgpap.As(Role.Observer))), (1, Gen.Constant(Actor.System)));

    private static Gen<Step> Steps =>
        from command in Commands
        from actor in command switch { DeadlineReached => Gen.Constant(Actor.System), PlanParticipation => Gen.Constant(Coordinator), _ => Actors }
        from days in Gen.Frequency((5, Gen.Constant(0)), (3, Gen.Choose(1, 3)), (1, Gen.Choose(10, 20)))
        select new Step(command, actor, days);

    private static Gen<ICommand> Commands => Gen.Frequency(
        (12, As(Gen.Constant(Plan))),
        (1, As(Gen.Choose(-3, 3).Select(d => new RescheduleOccasion(From.AddDays(d), To.AddDays(d))))),
        (1, As(Gen.Elements(ParticipationRole.Host, ParticipationRole.Speaker).Select(r => new ChangePart([r])))),
        (2, As(Key.Select(k => new AddSession(k, Words(k))))),
        (1, As(Key.Select(k => new RemoveSession(k)))),
        (1, As(Gen.Constant(new CancelParticipation("x")))),
        (4, As(Day.Select(d => Invitation with { ActDate = d, AnswerBy = null }))),
        (4, As(Day.Select(d => new AcceptInvitation(d)))),
        (1, As(Day.Select(d => new DeclineInvitation(d, "x")))),
        (1, As(Day.Select(d => new ConfirmParticipation(d)))),
        (6, As(Day.Select(d => new RecordHeld(d)))),
        (2, As(Day.Select(d => new LogWorkingMeeting(d, [President], "x")))),
        (2, As(Day.Select(d => new LogVisit(d, President)))),
        (3, As(from d in Day from k in Key select new LogContact(k, d, President))),
        (2, As(Key.Select(k => new TurnIntoDraft(
            k, AgreementKind.Protocol, Words("x"), "UTC", "EUR", [new(People.Mgpap.Organisation), new(People.Ads.Organisation)])))),
        (3, As(from k in Key from o in Gen.Elements<PersonId?>(null, People.Mgpap.Observer) select new AddFollowUp(k, "x", To.AddDays(9), o))),
        (4, As(from d in Day from k in Key select new CompleteFollowUp(k, d))),
        (1, As(Key.Select(k => new CancelFollowUp(k, "x")))),
        (4, As(Day.Select(d => new SubmitMissionReport(AgreementCases.Paper, d)))),
        (4, As(Gen.Constant(new MarkFollowedUp()))),
        (3, As(from key in Gen.Elements("follow-up:a", "follow-up:b") from s in Gen.Elements(-7, 0, 7) select new DeadlineReached(key, To.AddDays(9), To.AddDays(9), [s], false))));

    private static Gen<ICommand> As<T>(Gen<T> commands) where T : ICommand => commands.Select(c => (ICommand)c);
}
