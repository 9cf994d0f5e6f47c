using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Grains.Tests.Participations.ParticipationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Participations;

public class FollowingTests
{
    private static readonly DateOnly Today = To.AddDays(1);
    private static readonly Actor Finance = People.Mgpap.As(Role.FinanceOfficer);
    private static readonly Actor Observer = People.Mgpap.As(Role.Observer);

    private static GivenGrain With(AddFollowUp followUp) => IsHeld.After(followUp, Lead);

    [Fact]
    public void An_event_held_awaits_its_mission_report()
    {
        var held = IsAccepted.On(Today).When(new RecordHeld(To), Lead).Then(new ParticipationHeld(To, On(2027, 12, 23)));

        held.Stage.ShouldBe("Held");
        var item = held.Item("mission-report").ShouldNotBeNull();
        (item.Kind, item.Since, item.Deadline!.Nominal).ShouldBe((DeadlineKind.MissionReport, To, On(2027, 12, 23)));
        IsHeld.Stage.ShouldBe("Held", "from planned too: nobody invited");
    }

    [Fact]
    public void It_is_not_held_before_it_begins_ahead_of_time_or_without_an_answer()
    {
        IsAccepted.On(Today).When(new RecordHeld(From.AddDays(-1)), Lead).ThenRefused(ParticipationRefusals.HeldTooEarly);
        IsAccepted.On(From).When(new RecordHeld(To), Lead).ThenRefused(Refusals.FutureActDate);
        IsAccepted.When(new RecordHeld(default), Lead).ThenRefused(Fields.Required, "/actDate");
        IsInvited.On(Today).When(new RecordHeld(To), Lead).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void A_follow_up_waits_for_its_owner_until_its_day()
    {
        var added = IsHeld.After(new LogContact("forum", To, President), Lead)
            .When(new AddFollowUp("letter", "Écrire au président", On(2028, 1, 31), People.Mgpap.FinanceOfficer, Role.Coordinator, "forum"), Lead)
            .Then(new FollowUpAdded("letter", "Écrire au président", On(2028, 1, 31), People.Mgpap.FinanceOfficer, Role.Coordinator, "forum", Today));

        var item = added.Item("follow-up:letter").ShouldNotBeNull();
        (item.Kind, item.Deadline!.Nominal, item.Person).ShouldBe((DeadlineKind.FollowUp, On(2028, 1, 31), People.Mgpap.FinanceOfficer));
        With(new AddFollowUp("someday", "Réfléchir")).Item("follow-up:someday").ShouldNotBeNull().Deadline.ShouldBeNull();
    }

    [Fact]
    public void A_follow_up_has_a_key_of_its_own_an_owner_of_ours_and_a_contact_that_is_known()
    {
        With(new("a", "x")).When(new AddFollowUp("a", "y"), Lead).ThenRefused(Fields.Duplicate, "/followUp");
        IsHeld.When(new AddFollowUp(null!, null!), Lead).ThenRefused(Fields.Required, "/what");
        IsHeld.When(new AddFollowUp("a", "x", Owner: People.Ads.Coordinator), Lead).ThenRefused(Fields.UnknownReference, "/owner");
        IsHeld.When(new AddFollowUp("a", "x", Contact: "forum"), Lead).ThenRefused(Fields.UnknownReference, "/contact");
    }

    [Fact]
    public void Its_owner_hears_first_then_the_coordinator_too()
    {
        var due = On(2028, 1, 31);
        var added = With(new AddFollowUp("letter", "Écrire", due, People.Mgpap.FinanceOfficer));
        Told owner = new(People.Mgpap.Organisation, Role.Coordinator, People.Mgpap.FinanceOfficer), coordinator = owner with { Person = People.Mgpap.Coordinator };

        var reminded = added.On(due.AddDays(-1)).WhenReached(new("follow-up:letter", due, due, [-7, -1], false))
            .Then(new DeadlineStepsTaken("follow-up:letter", DeadlineKind.FollowUp, due, due, [-7, -1], -1, [owner]));
        reminded.On(due.AddDays(1)).WhenReached(new("follow-up:letter", due, due, [1], false))
            .Then(new DeadlineStepsTaken("follow-up:letter", DeadlineKind.FollowUp, due, due, [1], 1, [owner, coordinator]));
    }

    [Fact]
    public void An_owner_who_has_left_is_not_told_but_whoever_holds_the_role()
    {
        var due = On(2028, 1, 31);
        var left = TestOrganisations.Mgpap with { Members = [.. TestOrganisations.Mgpap.Members.Where(m => m.Person != People.Mgpap.FinanceOfficer)] };

        With(new AddFollowUp("letter", "Écrire", due, People.Mgpap.FinanceOfficer)).Organisations(left).On(due).WhenReached(new("follow-up:letter", due, due, [0], false))
            .ThenAmongOthers(new DeadlineStepsTaken(
                "follow-up:letter", DeadlineKind.FollowUp, due, due, [0], 0, [new(People.Mgpap.Organisation, Role.Coordinator, People.Mgpap.Coordinator)]));
    }

    [Fact]
    public void Whom_it_waits_for_completes_it_and_nobody_else_but_who_leads()
    {
        var added = With(new AddFollowUp("letter", "Écrire", Owner: Observer.Person)).After(new AddFollowUp("money", "Budget", Role: Role.FinanceOfficer), Lead);
        var done = new CompleteFollowUp("letter", Today, "Envoyée");

        added.When(done, Observer).Then(new FollowUpCompleted("letter", Today, "Envoyée")).Item("follow-up:letter").ShouldBeNull();
        added.When(done, Coordinator).ThenAccepted();
        added.When(done, Finance).ThenRefused(Refusals.LacksRole);
        added.When(new CompleteFollowUp("money", Today), Finance).ThenAccepted();
        added.When(new CompleteFollowUp("money", Today), Observer).ThenRefused(Refusals.LacksRole);
        added.After(done, Coordinator).When(new CompleteFollowUp("money", Today), Observer).ThenRefused(Refusals.LacksRole);
        added.When(done, Stranger).ThenRefused(Refusals.NotAParty);
        added.When(done with { ActDate = Today.AddDays(1) }, Observer).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void A_follow_up_is_settled_once()
    {
        var done = With(new AddFollowUp("letter", "Écrire")).After(new CompleteFollowUp("letter", To), Lead);

        done.When(new CompleteFollowUp("letter", To), Lead).ThenRefused(ParticipationRefusals.FollowUpSettled);
        done.When(new CancelFollowUp("letter", "x"), Lead).ThenRefused(ParticipationRefusals.FollowUpSettled);
        done.When(new CompleteFollowUp("other", To), Lead).ThenRefused(ParticipationRefusals.UnknownFollowUp);
        With(new AddFollowUp("letter", "Écrire")).When(new CancelFollowUp("letter", "Sans objet"), Lead)
            .Then(new FollowUpCancelled("letter", "Sans objet", Today)).When(new CompleteFollowUp("letter", To), Lead).ThenRefused(ParticipationRefusals.FollowUpSettled);
    }

    [Fact]
    public void The_mission_report_comes_once_after_the_event()
    {
        var report = AgreementCases.File("rapport.pdf");

        IsHeld.When(new SubmitMissionReport(report, Today), Lead).Then(new MissionReportSubmitted(report, Today)).Item("mission-report").ShouldBeNull();
        IsHeld.When(new SubmitMissionReport(null!, Today), Lead).ThenRefused(Fields.Required, "/report");
        IsHeld.When(new SubmitMissionReport(report, To.AddDays(-1)), Lead).ThenRefused(Fields.DatesOutOfOrder, "/actDate");
        IsHeld.When(new SubmitMissionReport(report, Today.AddDays(1)), Lead).ThenRefused(Refusals.FutureActDate);
        IsReported.When(new SubmitMissionReport(report, Today), Lead).ThenRefused(ParticipationRefusals.ReportAlreadySubmitted);
        IsAccepted.When(new SubmitMissionReport(report, Planned), Lead).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void Somebody_says_that_all_is_followed_up_once_nothing_is_missing()
    {
        IsHeld.When(new MarkFollowedUp(), Coordinator).ThenRefused(ParticipationRefusals.ReportMissing);
        var open = IsReported.After(new AddFollowUp("letter", "Écrire"), Lead);
        open.Item("followed-up").ShouldBeNull();
        open.When(new MarkFollowedUp(), Coordinator).ThenRefused(ParticipationRefusals.FollowUpsOpen).Arguments["count"].ShouldBe("1");

        var settled = open.After(new CancelFollowUp("letter", "Sans objet"), Lead);
        settled.Item("followed-up").ShouldNotBeNull().Deadline.ShouldBeNull();
        var followedUp = settled.When(new MarkFollowedUp(), Coordinator).Then(new ParticipationFollowedUp(Today));
        followedUp.Stage.ShouldBe("FollowedUp");
        followedUp.OpenItems.ShouldBeEmpty();
        settled.When(new MarkFollowedUp(), Lead).ThenRefused(Refusals.LacksRole);
    }

    [Fact]
    public void A_late_mission_report_climbs_inside_the_organisation_alone()
    {
        var due = On(2027, 12, 23);

        IsHeld.On(due.AddDays(8)).WhenReached(new("mission-report", due, due, [7], false)).Then(new DeadlineStepsTaken(
            "mission-report", DeadlineKind.MissionReport, due, due, [7], 7,
            [new(People.Mgpap.Organisation, Role.Coordinator, People.Mgpap.Coordinator), new(People.Mgpap.Organisation, Role.CommitteeSecretary, People.Mgpap.Secretary)]));
        IsReported.WhenReached(new("mission-report", due, due, [7], false)).ThenNothing();
        IsHeld.When(new DeadlineReached("mission-report", due, due, [7], false), Coordinator).ThenRefused(Refusals.SystemOnly);
    }
}
