using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Testing;
using static Mithaq.Grains.Tests.Participations.ParticipationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Participations;

public class PlanningTests
{
    [Fact]
    public void A_participation_is_planned_without_any_invitation()
    {
        var planned = Nothing.When(Plan, Coordinator)
            .Then(new ParticipationPlanned(People.Mgpap.Organisation, Forum, Plan.Roles, Plan.Presents!, 15, Planned));

        planned.Stage.ShouldBe("Planned");
        planned.Rules.Links(planned.Participation()).ShouldBe([GrainId.Organisation(People.Mgpap.Organisation)]);
        planned.Item("event").ShouldNotBeNull().Deadline!.Nominal.ShouldBe(To);
        planned.When(Plan, Coordinator).ThenRefused(Refusals.AlreadyExists);
    }

    [Fact]
    public void Only_a_coordinator_plans_and_nobody_of_another_organisation_does_anything()
    {
        Nothing.When(Plan, Head).ThenRefused(Refusals.LacksRole);
        Nothing.When(new CancelParticipation("x"), Coordinator).ThenRefused(Refusals.NotFound);
        IsPlanned.When(new CancelParticipation("x"), Stranger).ThenRefused(Refusals.NotAParty);
        IsPlanned.When(new CancelParticipation("x"), People.Mgpap.As(Role.Observer)).ThenRefused(Refusals.LacksRole);
        IsPlanned.Allowed(Stranger).ShouldAllBe(permit => !permit.IsAllowed);
    }

    [Fact]
    public void Nobody_records_its_acts_from_a_letter() =>
        IsPlanned.When(new CancelParticipation("x"), Coordinator with { For = new(People.Mgpap.Organisation, AgreementCases.Letter) }).ThenRefused(Refusals.PartyHasAccounts);

    [Fact]
    public void Every_wrong_field_of_a_plan_is_told()
    {
        var outcome = Nothing.When(new PlanParticipation(new(null!, new(null!, [null!], "fr"), To, From, "Mars", null), null!, [null!], 0), Coordinator);

        outcome.ThenRefused(Fields.Required, "/occasion/title");
        outcome.ThenRefused(Fields.Required, "/occasion/place/name");
        outcome.ThenRefused(Fields.Required, "/occasion/place/aliases/0");
        outcome.ThenRefused(Fields.Malformed, "/occasion/place/country");
        outcome.ThenRefused(Fields.DatesOutOfOrder, "/occasion/to");
        outcome.ThenRefused(Fields.UnknownZone, "/occasion/zone");
        outcome.ThenRefused(Fields.TooFew, "/roles");
        outcome.ThenRefused(Fields.Required, "/presents/0");
        outcome.ThenRefused(Fields.OutOfRange, "/reportDays");
        Nothing.When(new PlanParticipation(null!, [ParticipationRole.Host, ParticipationRole.Host]), Coordinator).ThenRefused(Fields.Required, "/occasion");
        Nothing.When(new PlanParticipation(Forum with { Place = null! }, [ParticipationRole.Host, ParticipationRole.Host]), Coordinator).ThenRefused(Fields.Duplicate, "/roles/1");
        Nothing.When(new PlanParticipation(Forum with { Place = null! }, [ParticipationRole.Host]), Coordinator).ThenRefused(Fields.Required, "/occasion/place");
        Nothing.When(new PlanParticipation(Forum with { From = default }, [ParticipationRole.Host]), Coordinator).ThenRefused(Fields.Required, "/occasion/from");
    }

    [Fact]
    public void A_moved_event_moves_its_reminders()
    {
        var moved = IsPlanned.When(new RescheduleOccasion(On(2028, 2, 1), On(2028, 2, 2)), Coordinator).Then(new OccasionRescheduled(On(2028, 2, 1), On(2028, 2, 2)));

        moved.Item("event")!.Deadline!.Nominal.ShouldBe(On(2028, 2, 2));
        moved.When(new RescheduleOccasion(On(2028, 2, 1), On(2028, 2, 2)), Coordinator).ThenNothing();
        moved.When(new RescheduleOccasion(On(2028, 2, 3), On(2028, 2, 2)), Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/to");
        IsHeld.When(new RescheduleOccasion(From, To), Coordinator).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void Roles_and_programmes_presented_change_until_all_is_followed_up()
    {
        IsPlanned.When(new ChangePart([ParticipationRole.Exhibitor]), Coordinator).Then(new PartChanged([ParticipationRole.Exhibitor], []))
            .Participation().Roles.ShouldBe([ParticipationRole.Exhibitor]);
        IsPlanned.When(new ChangePart(null!), Coordinator).ThenRefused(Fields.TooFew, "/roles");
        IsFollowedUp.When(new ChangePart([ParticipationRole.Host]), Coordinator).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void Sessions_come_and_go()
    {
        var added = IsPlanned.When(new AddSession("finance", Words("Finance solidaire"), null, People.Mgpap.Signatory, From), Lead)
            .Then(new SessionAdded("finance", Words("Finance solidaire"), null, People.Mgpap.Signatory, From));

        added.When(new AddSession("finance", Words("Encore")), Coordinator).ThenRefused(Fields.Duplicate, "/session");
        added.When(new AddSession(null!, null!, Speaker: default(PersonId)), Coordinator).ThenRefused(Fields.Required, "/session");
        added.When(new AddSession("x", null!, Speaker: default(PersonId)), Coordinator).ThenRefused(Fields.Required, "/speaker");
        added.When(new RemoveSession("finance"), Lead).Then(new SessionRemoved("finance")).Participation().Sessions.ShouldBeEmpty();
        added.When(new RemoveSession("other"), Lead).ThenRefused(ParticipationRefusals.UnknownSession);
    }

    [Fact]
    public void Whatever_has_not_been_held_can_be_cancelled_and_nothing_more_is_due_then()
    {
        var cancelled = IsAccepted.After(new AddFollowUp("stand", "Réserver un stand", From), Lead)
            .When(new CancelParticipation("Reporté sine die"), Coordinator).Then(new ParticipationCancelled("Reporté sine die", Planned));

        cancelled.Stage.ShouldBe("Cancelled");
        cancelled.OpenItems.ShouldBeEmpty();
        cancelled.Rules.IsOpen(cancelled.Participation()).ShouldBeFalse();
        IsPlanned.When(new CancelParticipation(" "), Coordinator).ThenRefused(Fields.Required, "/reason");
        IsHeld.When(new CancelParticipation("x"), Coordinator).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void Before_the_event_its_coordinator_is_reminded_once()
    {
        var reminded = IsPlanned.On(To.AddDays(-7)).WhenReached(new("event", To, To, [-30, -7], false)).Then(new DeadlineStepsTaken(
            "event", DeadlineKind.ParticipationEvent, To, To, [-30, -7], -7, [new(People.Mgpap.Organisation, Role.Coordinator, People.Mgpap.Coordinator)]));

        reminded.WhenReached(new("event", To, To, [-7], false)).ThenNothing();
        IsHeld.WhenReached(new("event", To, To, [1], false)).ThenNothing();
    }
}
