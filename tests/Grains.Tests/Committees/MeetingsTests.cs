using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Committees;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CommitteeCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Committees;

public class MeetingsTests
{
    private static readonly Actor Secretary = Ads.As(Role.CommitteeSecretary);
    private static readonly DateOnly Day = On(2026, 11, 5);

    private static Attendance[] Everybody { get; } =
        [.. new[] { Ads, Hcar }.SelectMany(party => new[] { 1, 2 }.Select(seat => new Attendance(party.Organisation, seat, party.Sits(seat))))];

    private static (GivenGrain Given, Guid Meeting) Planned(RulesOfProcedure? rules = null)
    {
        var active = rules is null ? Active(Ads, Hcar) : Active(Ads, Hcar).WithRules(rules);
        var planned = active.After(new PlanCommitteeMeeting(Day, "Rabat"), Secretary);
        return (planned, planned.Meeting().Id);
    }

    private static ConveneMeeting Convene(Guid meeting, DateOnly? date = null, DateOnly? actDate = null) => new(meeting, date ?? Day, "Rabat", Agenda, actDate ?? On(2026, 10, 5));

    [Fact]
    public void A_meeting_is_planned_convened_and_held()
    {
        var id = Ids.Derive(Active(Ads, Hcar).CommandId, 0);
        var planned = Active(Ads, Hcar).When(new PlanCommitteeMeeting(Day, "Rabat"), Secretary).Then(new MeetingPlanned(id, Day, "Rabat", Ads.Organisation, On(2026, 10, 5)));
        planned.Item($"convene:{id}")!.Deadline!.Nominal.ShouldBe(On(2026, 10, 21));

        var convened = planned.When(Convene(id), Secretary)
            .Then(new MeetingConvened(id, Day, "Rabat", Agenda, [Ads.Organisation, Hcar.Organisation], Ads.Organisation, On(2026, 10, 5)));
        convened.Item($"meeting:{id}")!.Deadline!.Nominal.ShouldBe(Day);

        var held = convened.On(Day).WhenThereAre().Then(new MeetingHeld(id, Everybody, Day));
        held.Meeting().Stage.ShouldBe(MeetingStage.Held);
        held.Item("meeting-due")!.Deadline!.Nominal.ShouldBe(On(2027, 5, 5));
    }

    [Fact]
    public void Invitations_go_out_ahead_by_the_rules_days()
    {
        var (planned, id) = Planned();

        planned.When(Convene(id, On(2026, 10, 19)), Secretary).ThenRefused(CommitteeRefusals.InvitationTooShort);
        planned.When(Convene(id, On(2026, 10, 20)), Secretary).ThenAccepted();
        planned.When(Convene(id, actDate: On(2026, 10, 6)), Secretary).ThenRefused(Refusals.FutureActDate);
        planned.When(Convene(id) with { ActDate = default }, Secretary).ThenRefused(Refusals.Fields.Required, "/actDate");
        planned.When(Convene(id, actDate: On(2026, 10, 4)), Secretary).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        planned.When(Convene(default), Secretary).ThenRefused(CommitteeRefusals.UnknownMeeting);
        Constituted(Ads, Hcar).After(new PlanCommitteeMeeting(Day, "Rabat"), Secretary).When(Convene(id), Secretary).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void An_agenda_is_complete_and_may_change_until_the_meeting_is_held()
    {
        var (planned, id) = Planned();

        planned.When(Convene(id) with { Agenda = null! }, Secretary).ThenRefused(Refusals.Fields.TooFew, "/agenda");
        planned.When(Convene(id) with { Agenda = [null!] }, Secretary).ThenRefused(Refusals.Fields.Required, "/agenda/0");
        planned.When(Convene(id) with { Agenda = [Agenda[0], Agenda[0]] }, Secretary).ThenRefused(Refusals.Fields.Duplicate, "/agenda/1");
        planned.When(new AmendAgenda(id, Agenda), Secretary).ThenRefused(CommitteeRefusals.InOtherStage);
        planned.When(new PlanCommitteeMeeting(default, ""), Secretary).ThenRefused(Refusals.Fields.Required, "/place");
        planned.After(Convene(id), Secretary).When(new AmendAgenda(id, [Agenda[1]]), Secretary).Then(new AgendaAmended(id, Day, [Agenda[1]], Ads.Organisation))
            .Meeting().Agenda.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_grain_itself_decides_whether_there_is_a_quorum_and_records_the_absence()
    {
        var convened = Planned().Given.After(Convene(Planned().Meeting), Secretary).On(Day);
        var id = convened.Meeting().Id;

        convened.WhenThereAre(Ads.Sits(1), Hcar.Sits(2)).ThenAccepted().Meeting().Stage.ShouldBe(MeetingStage.Held);
        var notQuorate = convened.WhenThereAre(Ads.Sits(1), Ads.Sits(2)).Then(new MeetingNotQuorate(
            id, [Everybody[0], Everybody[1]], 2, 2, [Hcar.Organisation], Day));
        notQuorate.Item($"reconvene:{id}")!.Deadline.ShouldBeNull();
        convened.When(new RecordAttendance(id, [], Day), Secretary).ThenAccepted().Meeting().Stage.ShouldBe(MeetingStage.NotQuorate);
    }

    [Fact]
    public void A_member_and_the_alternate_of_one_seat_count_once()
    {
        var given = Active(Ads, Hcar).WithRules(new(QuorumSeats: 3)).After(new AppointCommitteeMember(1, On(2026, 10, 5), Ads.Alternate(1), Alternate: true), Ads.As(Role.Coordinator))
            .Convened(2026, 11, 5);

        given.WhenThereAre(Ads.Sits(1), Ads.Alternate(1), Hcar.Sits(1)).ThenAccepted().Meeting().Stage.ShouldBe(MeetingStage.NotQuorate);
        given.WhenThereAre(Ads.Alternate(1), Ads.Sits(2), Hcar.Sits(1)).ThenAccepted().Meeting().Stage.ShouldBe(MeetingStage.Held);
    }

    [Fact]
    public void Attendance_is_taken_on_the_day_of_those_who_held_a_place_that_day()
    {
        var convened = Planned().Given.After(Convene(Planned().Meeting), Secretary);
        var id = convened.Meeting().Id;

        convened.When(new RecordAttendance(id, [], Day), Secretary).ThenRefused(Refusals.FutureActDate);
        convened.On(Day).When(new RecordAttendance(id, [], On(2026, 11, 4)), Secretary).ThenRefused(CommitteeRefusals.OtherDay);
        convened.On(Day).When(new RecordAttendance(id, [Ads.Head], Day), Secretary).ThenRefused(Refusals.Fields.UnknownReference, "/present/0");
        convened.On(Day).When(new RecordAttendance(id, [Ads.Sits(1), Ads.Sits(1)], Day), Secretary).ThenRefused(Refusals.Fields.Duplicate, "/present/1");
        convened.On(Day).When(new RecordAttendance(id, null!, Day), Secretary).ThenAccepted();

        var late = convened.On(2026, 11, 20).After(new ReplaceCommitteeMember(1, On(2026, 11, 10), Ads.Head), Ads.As(Role.Coordinator));
        late.When(new RecordAttendance(id, [Ads.Head, Hcar.Sits(1)], Day), Secretary).ThenRefused(Refusals.Fields.UnknownReference, "/present/0");
        late.When(new RecordAttendance(id, [Ads.Sits(1), Hcar.Sits(1)], Day), Secretary).ThenAccepted().Meeting().Stage.ShouldBe(MeetingStage.Held);
    }

    [Fact]
    public void A_second_convocation_is_later_by_the_rules_days_and_has_a_quorum_of_its_own()
    {
        var (planned, id) = Planned(new(QuorumSeats: 4, SecondDays: 10, SecondQuorumSeats: 1, SecondEveryParty: false));
        var missed = planned.After(Convene(id), Secretary).On(Day).WhenThereAre(Ads.Sits(1), Hcar.Sits(1)).ThenAccepted();

        missed.When(new ReconveneMeeting(id, On(2026, 11, 14), "Rabat", Day), Secretary).ThenRefused(CommitteeRefusals.ReconvenedTooSoon);
        missed.When(new ReconveneMeeting(id, On(2026, 11, 15), "Rabat", On(2026, 11, 4)), Secretary).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        planned.When(new ReconveneMeeting(id, On(2026, 11, 15), "Rabat", On(2026, 10, 5)), Secretary).ThenRefused(CommitteeRefusals.InOtherStage);
        missed.After(new ReconveneMeeting(id, On(2026, 11, 15), "Rabat", Day), Secretary).When(new AmendAgenda(id, [Agenda[1]]), Secretary)
            .ThenRefused(CommitteeRefusals.AgendaStands);
        missed.When(new ReconveneMeeting(id, On(2026, 11, 15), "Rabat", Day), Secretary)
            .Then(new MeetingReconvened(id, On(2026, 11, 15), "Rabat", Ads.Organisation, Day))
            .On(2026, 11, 15).WhenThereAre(Hcar.Sits(2)).Then(new MeetingHeld(id, [new(Hcar.Organisation, 2, Hcar.Sits(2))], On(2026, 11, 15)));
    }

    [Fact]
    public void A_meeting_that_was_not_held_may_be_cancelled_with_a_reason()
    {
        var (planned, id) = Planned();

        planned.When(new CancelCommitteeMeeting(id, ""), Secretary).ThenRefused(Refusals.Fields.Required, "/reason");
        planned.When(new CancelCommitteeMeeting(id, "grève"), Secretary).Then(new MeetingCancelled(id, Day, Ads.Organisation, "grève"))
            .When(Convene(id), Secretary).ThenRefused(CommitteeRefusals.InOtherStage);
        var held = planned.After(Convene(id), Secretary).On(Day).Held();
        held.When(new CancelCommitteeMeeting(id, "grève"), Secretary).ThenRefused(CommitteeRefusals.InOtherStage);
    }

    [Fact]
    public void The_chair_rotates_with_each_meeting_that_is_held()
    {
        var given = Active(Ads, Hcar).WithRules(new(Chair: ChairMode.Rotating)).Convened(2026, 11, 5);
        given.History.OfType<MeetingConvened>().Last().Chairs.ShouldBe([Ads.Organisation]);

        given.Held().Convened(2026, 12, 10).History.OfType<MeetingConvened>().Last().Chairs.ShouldBe([Hcar.Organisation]);
    }

    [Fact]
    public void A_meeting_that_is_due_is_reminded_of_and_nothing_else_follows()
    {
        var active = Active(Ads, Hcar);
        var due = active.Item("meeting-due")!;

        due.Kind.ShouldBe(DeadlineKind.MeetingDue);
        due.Deadline!.Nominal.ShouldBe(On(2027, 4, 5));
        active.On(2027, 4, 12).WhenReached(new("meeting-due", On(2027, 4, 5), On(2027, 4, 5), [7], true)).Events.ShouldHaveSingleItem().ShouldBeOfType<DeadlineStepsTaken>()
            .Told.ShouldContain(new Told(Ads.Organisation, Role.CommitteeSecretary, Ads.Secretary));
    }
}
