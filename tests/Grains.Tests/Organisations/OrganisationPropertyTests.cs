using FsCheck;
using FsCheck.Fluent;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Organisations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;

namespace Mithaq.Grains.Tests.Organisations;

/// <summary>Whatever people try, in whatever order, the invariants written beside each chapter hold.</summary>
public class OrganisationPropertyTests
{
    private const int Lives = 200;

    public sealed record Step(ICommand Command, Actor By, int DaysLater);

    private static readonly PersonId[] Persons =
        [People.Ads.Coordinator, People.Ads.Administrator, People.Ads.Observer, People.Ads.Signatory, People.Ads.Named("clerk")];

    [Fact]
    public void Invariants_hold_through_any_sequence_of_commands() => Through(StepsFrom(3, 40), Invariants);

    [Fact]
    public void What_is_allowed_is_never_refused_for_stage_party_or_role_and_what_is_not_always_is() =>
        Through(StepsFrom(3, 40), (_, _) => { }, (before, step) =>
        {
            var permit = before.Allowed(step.By).SingleOrDefault(p => p.Command == MessageNames.Of(step.Command.GetType()));
            var refusal = before.When(step.Command, step.By).Refusal;
            if (permit is null) step.Command.ShouldBeAssignableTo<ISystemCommand>();
            else if (permit.Refusal is { } because) refusal.ShouldNotBeNull().Code.ShouldBe(because.Code);
            else refusal?.Code.ShouldSatisfyAllConditions(
                c => c.ShouldNotStartWith("stage."), c => c.ShouldNotStartWith("caller."), c => c.ShouldNotStartWith("grain."));
        });

    [Fact]
    public void A_replayed_organisation_is_the_one_that_was_lived() => Through(StepsFrom(3, 40), (_, _) => { }, atEnd: lived =>
    {
        var replayed = Unknown.Events(lived.History);
        StateText.Of(replayed.Organisation()).ShouldBe(StateText.Of(lived.Organisation()));
    });

    [Fact]
    public void A_retired_organisation_takes_no_command_from_anyone() => Prop.ForAll(Steps.ToArbitrary(), step =>
    {
        var outcome = Retired.On(Today.AddDays(step.DaysLater)).When(step.Command, step.By);
        outcome.Events.ShouldBeEmpty();
        if (step.Command is not DeadlineReached) outcome.Refusal.ShouldNotBeNull();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));

    /// <summary>The proof that the other properties look everywhere; always the same lives, since it must not fail by chance.</summary>
    [Fact]
    public void The_generated_lives_reach_every_event()
    {
        var reached = new HashSet<Type>();
        Through(StepsFrom(30, 80), (_, _) => { }, atEnd: lived => reached.UnionWith(lived.History.Select(e => e.GetType())),
            config: Config.QuickThrowOnFailure.WithReplay(2026, 1));
        reached.ShouldBe(
            MessageNames.EventTypes.Where(e => e.IsAssignableTo(typeof(IOrganisationEvent)) || e == typeof(DeadlineStepsTaken)), ignoreOrder: true);
    }

    private static void Invariants(GivenGrain given, IReadOnlyList<IEvent> _)
    {
        var organisation = given.Organisation();
        Disjoint(organisation.OfficeHolders.GroupBy(o => o.Office), o => (o.From, o.To));
        Disjoint(organisation.Members.GroupBy(m => m.Person), m => (m.From, m.To));
        Disjoint(organisation.Absences.GroupBy(a => a.Person), a => (a.From, a.To));
        organisation.Delegations.All(d => d.Starts <= d.Ends && d.From != d.To).ShouldBeTrue();
        organisation.FormerNames.Zip(organisation.FormerNames.Skip(1)).All(pair => pair.First.Until < pair.Second.Until).ShouldBeTrue();
        organisation.Calendar.WorkingDays.ShouldNotBeEmpty();

        organisation.MandateEnds.Select(m => m.Office).ShouldBeUnique();
        foreach (var end in organisation.MandateEnds)
        {
            var last = organisation.OfficeHolders.Where(o => o.Office == end.Office).MaxBy(o => o.From)!;
            (last.Signs, last.To, last.Person).ShouldBe((true, end.Ends, end.Person));
        }

        foreach (var year in organisation.ConfirmedYears)
            organisation.Calendar.Moon!.Where(m => m.First.Year == year).Select(m => m.Holiday).Distinct().Count().ShouldBe(4);

        foreach (var person in Persons)
            for (var day = Today.AddDays(-45); day <= Today.AddDays(45); day = day.AddDays(5))
                organisation.PresentFor(organisation.PresentFor(person, day), day).ShouldBe(organisation.PresentFor(person, day));

        given.OpenItems.Select(i => i.Key).ShouldBeUnique();
        given.OpenItems.All(i => i.Owes.SequenceEqual(new[] { organisation.Id })).ShouldBeTrue();
        if (organisation.Stage is not OrganisationStage.Active) given.OpenItems.ShouldBeEmpty();
    }

    private static void Disjoint<TKey, T>(IEnumerable<IGrouping<TKey, T>> groups, Func<T, (DateOnly From, DateOnly? To)> days)
    {
        foreach (var group in groups)
        {
            var inOrder = group.Select(days).OrderBy(d => d.From).ToArray();
            inOrder.All(d => d.To == null || d.From <= d.To).ShouldBeTrue();
            inOrder.Zip(inOrder.Skip(1)).All(pair => pair.First.To < pair.Second.From).ShouldBeTrue();
        }
    }

    private static void Through(
        Gen<Step[]> lives, Action<GivenGrain, IReadOnlyList<IEvent>> after, Action<GivenGrain, Step>? before = null,
        Action<GivenGrain>? atEnd = null, Config? config = null) =>
        Prop.ForAll(Arb.From(lives, Shorter), steps =>
        {
            var given = steps.Length % 4 == 0 ? Unknown : Active;
            var today = Today;
            foreach (var planned in steps)
            {
                given = given.On(today = today.AddDays(planned.DaysLater));
                var step = planned with { Command = Aimed(planned.Command, given.Organisation()) };
                before?.Invoke(given, step);
                var outcome = given.When(step.Command, step.By);
                if (outcome.Refusal is null) given = outcome.ThenAccepted();
                after(given, outcome.Events);
            }
            atEnd?.Invoke(given);
        }).Check((config ?? Config.QuickThrowOnFailure).WithMaxTest(Lives));

    /// <summary>What names something recorded before names the last such thing: chance alone would rarely hit it.</summary>
    private static ICommand Aimed(ICommand command, Organisation organisation) => command switch
    {
        RevokeDelegation c when organisation.Delegations.LastOrDefault() is { } last => c with { Delegation = last.Id },
        ShortenAbsence c when organisation.Absences.LastOrDefault() is { } last => c with { Person = last.Person, From = last.From },
        EndOffice c when organisation.OfficeHolders.FindLast(o => o.Office == c.Office) is { } last => c with { From = last.From },
        _ => command,
    };

    private static IEnumerable<Step[]> Shorter(Step[] steps) => steps.Select((_, left) => steps.Where((_, i) => i != left).ToArray());

    private static Gen<Step[]> StepsFrom(int least, int most) => Gen.Choose(least, most).SelectMany(n => Steps.ArrayOf(n));

    private static Gen<PersonId> Person => Gen.Elements(Persons);
    /// <summary>Few days, close neighbours among them: commands meet, and periods touch.</summary>
    private static Gen<DateOnly> Day => from tens in Gen.Choose(-4, 5) from ones in Gen.Elements(0, 0, 1) select Today.AddDays(tens * 10 + ones);
    private static Gen<DateOnly?> MaybeDay => Gen.OneOf(Gen.Constant<DateOnly?>(null), Day.Select(d => (DateOnly?)d));
    private static Gen<string> Office => Gen.Elements("director", "president");
    private static Gen<int> Year => Gen.Choose(2026, 2028);
    private static Gen<Role[]> Roles => Gen.NonEmptyListOf(Gen.Elements(Role.Coordinator, Role.Administrator, Role.Observer))
        .Select(r => r.Distinct().ToArray());
    private static Gen<LocalizedText> Name => Gen.Elements("A", "B", "C").Select(n => new LocalizedText(Fr: n));

    private static Gen<Actor> Actors => Gen.Frequency(
        (6, Gen.Constant(Coordinator)), (4, Gen.Constant(OwnAdministrator)), (4, Gen.Constant(Platform)), (1, Gen.Constant(Actor.System)),
        (1, Gen.Constant(People.Ads.As(Role.Observer))), (1, Gen.Constant(People.Hcar.As(Role.Coordinator))));

    private static Gen<Step> Steps =>
        from command in Commands
        from actor in command is DeadlineReached ? Gen.Constant(Actor.System) : Actors
        from days in Gen.Choose(0, 3)
        select new Step(command, actor, days);

    private static Gen<ICommand> Commands => Gen.Frequency(
        (1, As(Name.Select(n => new RegisterOrganisation(n)))),
        (1, As(Gen.Constant(new ActivateOrganisation()))),
        (1, As(from n in Name from d in Day select new RenameOrganisation(n, d))),
        (1, As(from d in Day from o in Gen.Elements(People.Hcar, People.Ads) select new RetireOrganisation(d, o.Organisation))),
        (1, As(Gen.Elements("ADS", "SDA").Select(a => new ChangeAliases([a])))),
        (1, As(Gen.Elements("1", "2").Select(v => new ChangeIdentifiers([new("RC", v)])))),
        (1, As(Office.Select(o => new ChangeContacts([new(Names, Office: o)])))),
        (4, As(from o in Office from p in Person from s in Gen.Elements(true, false) from f in Day from t in MaybeDay
            select new AppointOfficeHolder(o, Director, p, s, f, t))),
        (4, As(from o in Office from f in Day from t in Day select new EndOffice(o, f, t))),
        (4, As(from p in Person from r in Roles from f in Day from t in MaybeDay select new AddMember(p, r, f, t))),
        (3, As(from p in Person from r in Roles from f in Day select new ChangeRoles(p, r, f))),
        (2, As(from p in Person from t in Day select new EndMembership(p, t))),
        (3, As(from f in Person from t in Person from a in Day from s in Day from e in Day select new RecordDelegation(f, t, a, s, e))),
        (2, As(Day.Select(d => new RevokeDelegation(Guid.Empty, d)))),
        (4, As(from p in Person from s in Person from f in Day from t in Day select new RecordAbsence(p, s, f, t))),
        (3, As(from p in Person from f in Day from t in MaybeDay select new ShortenAbsence(p, f, t))),
        (1, As(from c in Gen.Elements("MA", "FR") from m in Gen.Choose(0, 13) select new ChangeCalendar("UTC", c, [DayOfWeek.Monday], m))),
        (1, As(from y in Year from d in Day select new ChangeHolidays(y, [new(d, Names)]))),
        (2, As(Year.Select(y => new ConfirmHolidays(y, MoroccanHolidays.Expected(y))))),
        (2, As(from y in Year from s in Gen.Elements(-7, 0, 7) select new DeadlineReached($"holidays:{y}", new(y - 1, 12, 1), new(y - 1, 12, 1), [s], false))));

    private static Gen<ICommand> As<T>(Gen<T> commands) where T : ICommand => commands.Select(c => (ICommand)c);
}
