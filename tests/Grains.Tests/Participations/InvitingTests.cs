using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Testing;
using static Mithaq.Grains.Tests.Participations.ParticipationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Participations;

public class InvitingTests
{
    [Fact]
    public void An_invitation_awaits_an_answer_until_its_day()
    {
        var invited = IsPlanned.When(Invitation, Coordinator)
            .Then(new InvitationRecorded(Planned, Words("Secrétariat d'État"), null, AgreementCases.Letter, On(2027, 11, 2), Planned));

        invited.Stage.ShouldBe("Invited");
        var item = invited.Item("invitation").ShouldNotBeNull();
        (item.Kind, item.Since, item.Deadline!.Nominal, item.Deadline.Rule).ShouldBe((DeadlineKind.InvitationAnswer, Planned, On(2027, 11, 2), DayRule.Next));
        invited.Item("event").ShouldBeNull();
    }

    [Fact]
    public void Without_a_day_to_answer_by_it_waits_all_the_same() =>
        IsPlanned.After(new RecordInvitation(Planned, Organisation: People.Ads.Organisation), Coordinator).Item("invitation").ShouldNotBeNull().Deadline.ShouldBeNull();

    [Fact]
    public void An_invitation_names_who_invites_and_is_not_of_the_future()
    {
        IsPlanned.When(new RecordInvitation(Planned), Coordinator).ThenRefused(Fields.Required, "/from");
        IsPlanned.When(new RecordInvitation(Planned, Organisation: new("nobody")), Coordinator).ThenRefused(Fields.UnknownReference, "/organisation");
        IsPlanned.When(Invitation with { AnswerBy = Planned.AddDays(-1) }, Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/answerBy");
        IsPlanned.When(Invitation with { ActDate = Planned.AddDays(1) }, Coordinator).ThenRefused(Refusals.FutureActDate);
        IsInvited.When(Invitation, Coordinator).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void The_head_or_the_coordinator_accepts()
    {
        var accepted = IsInvited.When(new AcceptInvitation(Planned), Head).Then(new InvitationAccepted(Planned));

        accepted.Stage.ShouldBe("Accepted");
        accepted.Item("invitation").ShouldBeNull();
        accepted.Item("event").ShouldNotBeNull();
        IsInvited.When(new AcceptInvitation(Planned), Lead).ThenRefused(Refusals.LacksRole);
        IsInvited.When(new AcceptInvitation(Planned.AddDays(-1)), Head).ThenRefused(Fields.DatesOutOfOrder, "/actDate");
        IsInvited.When(new AcceptInvitation(Planned.AddDays(1)), Head).ThenRefused(Refusals.FutureActDate);
        IsPlanned.When(new AcceptInvitation(Planned), Head).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void Who_declines_says_why_and_it_is_over()
    {
        var declined = IsInvited.When(new DeclineInvitation(Planned, "Agenda"), Coordinator).Then(new InvitationDeclined(Planned, "Agenda"));

        declined.Stage.ShouldBe("Declined");
        declined.OpenItems.ShouldBeEmpty();
        declined.Rules.IsOpen(declined.Participation()).ShouldBeFalse();
        IsInvited.When(new DeclineInvitation(Planned, ""), Coordinator).ThenRefused(Fields.Required, "/reason");
        IsInvited.When(new DeclineInvitation(Planned.AddDays(1), "Agenda"), Coordinator).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void Where_nobody_invites_the_organisation_decides_by_itself()
    {
        IsPlanned.When(new ConfirmParticipation(Planned), Head).Then(new ParticipationConfirmed(Planned)).Stage.ShouldBe("Accepted");
        IsPlanned.When(new ConfirmParticipation(Planned.AddDays(1)), Head).ThenRefused(Refusals.FutureActDate);
        IsInvited.When(new ConfirmParticipation(Planned), Head).ThenRefused(Refusals.WrongStage);
    }
}
