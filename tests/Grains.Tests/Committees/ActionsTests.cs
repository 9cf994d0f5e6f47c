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

public class ActionsTests
{
    private static readonly Actor Secretary = Ads.As(Role.CommitteeSecretary);
    private static readonly AssignCommitteeAction Assign = new(Words("Note de cadrage"), Hcar.Organisation, On(2026, 12, 1), Hcar.Head);

    private static Guid IdOf(GivenGrain before) => Ids.Derive(before.CommandId, 0);

    [Fact]
    public void An_action_has_an_owner_and_a_due_date_and_is_completed_with_evidence()
    {
        var id = IdOf(Active(Ads, Hcar));
        var assigned = Active(Ads, Hcar).When(Assign, Secretary)
            .Then(new ActionAssigned(id, Assign.Title, Hcar.Organisation, On(2026, 12, 1), Ads.Organisation, On(2026, 10, 5), Hcar.Head));
        var item = assigned.Item($"action:{id}")!;
        (item.Kind, item.Owes.Single(), item.Deadline!.Nominal).ShouldBe((DeadlineKind.CommitteeAction, Hcar.Organisation, On(2026, 12, 1)));

        assigned.When(new CompleteCommitteeAction(id, [], On(2026, 10, 5)), Hcar.As(Role.Coordinator)).ThenRefused(Refusals.Fields.TooFew, "/evidence");
        assigned.When(new CompleteCommitteeAction(id, null!, On(2026, 10, 5)), Hcar.As(Role.Coordinator)).ThenRefused(Refusals.Fields.TooFew, "/evidence");
        assigned.When(new CompleteCommitteeAction(id, [null!], On(2026, 10, 5)), Hcar.As(Role.Coordinator)).ThenRefused(Refusals.Fields.Required, "/evidence/0");
        assigned.When(new CompleteCommitteeAction(id, [Paper], On(2026, 10, 6)), Hcar.As(Role.Coordinator)).ThenRefused(Refusals.FutureActDate);
        assigned.When(new CompleteCommitteeAction(id, [Paper], On(2026, 10, 4)), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        assigned.When(new CompleteCommitteeAction(id, [Paper], On(2026, 10, 5)), Ads.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.NotTheOwner);
        var completed = assigned.When(new CompleteCommitteeAction(id, [Paper], On(2026, 10, 5), "fait"), Hcar.As(Role.CommitteeMember))
            .Then(new ActionCompleted(id, Assign.Title, Hcar.Organisation, [Paper], On(2026, 10, 5), "fait"));
        completed.Item($"action:{id}").ShouldBeNull();
        completed.When(new CancelCommitteeAction(id, "x"), Secretary).ThenRefused(CommitteeRefusals.UnknownAction);
    }

    [Fact]
    public void An_action_is_assigned_to_a_party_and_may_be_cancelled()
    {
        var active = Active(Ads, Hcar);

        active.When(Assign with { Owner = Ocp.Organisation }, Secretary).ThenRefused(Refusals.NotAParty);
        active.When(Assign with { Title = new() }, Secretary).ThenRefused(Refusals.Fields.Required, "/title");
        active.When(Assign with { Due = default }, Secretary).ThenRefused(Refusals.Fields.Required, "/due");
        active.When(Assign with { Meeting = IdOf(active) }, Secretary).ThenRefused(CommitteeRefusals.UnknownMeeting);
        var convened = active.Convened(2026, 11, 5);
        convened.When(Assign with { Meeting = convened.Meeting().Id }, Secretary).ThenRefused(CommitteeRefusals.InOtherStage);
        convened.Held().When(Assign with { Meeting = convened.Meeting().Id }, Secretary).ThenAccepted();

        var assigned = active.After(Assign, Secretary);
        assigned.When(new CancelCommitteeAction(IdOf(active), ""), Secretary).ThenRefused(Refusals.Fields.Required, "/reason");
        assigned.When(new CancelCommitteeAction(IdOf(active), "sans objet"), Secretary)
            .Then(new ActionCancelled(IdOf(active), Assign.Title, Ads.Organisation, "sans objet"));
    }

    [Fact]
    public void An_action_that_is_late_is_reminded_of()
    {
        var assigned = Active(Ads, Hcar).After(Assign, Secretary);

        assigned.On(2026, 12, 2).WhenReached(new($"action:{IdOf(Active(Ads, Hcar))}", On(2026, 12, 1), On(2026, 12, 1), [0, 1], true))
            .Events.ShouldHaveSingleItem().ShouldBeOfType<DeadlineStepsTaken>().Told.ShouldContain(new Told(Hcar.Organisation, Role.Coordinator, Hcar.Coordinator));
    }

    [Fact]
    public void Whoever_was_named_for_an_action_is_reminded_and_those_above_hear_when_it_stays_undone()
    {
        var assigned = Active(Ads, Hcar).After(Assign, Secretary);
        Told[] ToldAt(int step) => [.. assigned.On(On(2026, 12, 1).AddDays(step)).WhenReached(
            new($"action:{IdOf(Active(Ads, Hcar))}", On(2026, 12, 1), On(2026, 12, 1), [step], true)).Events.OfType<DeadlineStepsTaken>().Single().Told];

        ToldAt(-7).ShouldBe([new(Hcar.Organisation, Role.Coordinator, Hcar.Head)]);
        ToldAt(1).ShouldBe([new(Hcar.Organisation, Role.Coordinator, Hcar.Head), new(Hcar.Organisation, Role.Coordinator, Hcar.Coordinator)]);
        ToldAt(7).ShouldContain(new Told(Hcar.Organisation, Role.Coordinator, Hcar.Head));
        ToldAt(7).ShouldContain(new Told(Hcar.Organisation, Role.CommitteeSecretary, Hcar.Secretary));
        ToldAt(7).ShouldContain(new Told(Ads.Organisation, Role.Coordinator, Ads.Coordinator));
    }

    [Fact]
    public void The_committees_secretary_is_reminded_of_what_the_secretariat_owes()
    {
        var named = Active(Ads, Hcar).After(new NameCommitteeSecretary(Ads.Head, On(2026, 10, 5)), Ads.As(Role.Coordinator));
        var deadline = named.Item("meeting-due")!.Deadline!;

        var told = named.On(deadline.Nominal.AddDays(-30)).WhenReached(new("meeting-due", deadline.Nominal, deadline.Nominal, [-30], false))
            .Events.OfType<DeadlineStepsTaken>().Single().Told;

        told.ShouldBe([new(Ads.Organisation, Role.CommitteeSecretary, Ads.Head), new(Hcar.Organisation, Role.CommitteeSecretary, Hcar.Secretary)]);
    }
}
