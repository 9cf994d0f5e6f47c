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

public class ConstitutionTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);

    [Fact]
    public void What_the_agreement_foresees_is_constituted_with_vacant_seats_for_each_party()
    {
        var constituted = Constituted(Ads, Hcar);

        constituted.History.ShouldHaveSingleItem().ShouldBeOfType<CommitteeConstituted>().On.ShouldBe(On(2026, 10, 5));
        constituted.Stage.ShouldBe("Constituted");
        constituted.Committee().Seats.Length.ShouldBe(4);
        constituted.OpenItems.Select(i => i.Key).ShouldBe(["seats:ads", "seats:hcar", "secretary", "meeting-due"]);
        constituted.Rules.Links(constituted.Committee()).ShouldBe([GrainId.Organisation(Ads.Organisation), GrainId.Organisation(Hcar.Organisation), AgreementCases.Id]);
        constituted.When(new ConstituteCommittee(AgreementCases.Id, Foreseen, new(), [], "UTC", On(2026, 10, 5)), Actor.System).ThenRefused(Refusals.AlreadyExists);
        constituted.When(new NoteCommitteeAgreementEnded(On(2026, 10, 5)), Coordinator).ThenRefused(Refusals.SystemOnly);
    }

    [Fact]
    public void With_the_last_seat_chair_and_secretary_it_is_active_from_the_last_of_their_letters()
    {
        var given = Constituted(Ads, Hcar);
        foreach (var party in new[] { Ads, Hcar })
            given = given.After(new AppointCommitteeMember(1, On(2026, 10, 5), party.Sits(1)), given.For(party))
                .After(new AppointCommitteeMember(2, On(2026, 10, 5), party.Sits(2)), given.For(party))
                .After(new NameCommitteeChair(1, On(2026, 10, 5)), given.For(party));
        given.Stage.ShouldBe("Constituted");
        given.OpenItems.Select(i => i.Key).ShouldBe(["secretary", "meeting-due"]);

        given.On(2026, 10, 12).When(new NameCommitteeSecretary(Ads.Secretary, On(2026, 10, 8)), Coordinator)
            .Then(new SecretaryNamed(Ads.Organisation, Ads.Secretary, On(2026, 10, 8)), new CommitteeActivated(On(2026, 10, 8)))
            .Stage.ShouldBe("Active");
    }

    [Fact]
    public void A_vacancy_afterwards_is_open_but_does_not_undo_it()
    {
        var active = Active(Ads, Hcar).After(new RemoveCommitteeMember(2, On(2026, 10, 5)), Coordinator);

        active.Stage.ShouldBe("Active");
        active.Item("seats:ads")!.Owes.ShouldBe([Ads.Organisation]);
    }

    [Fact]
    public void With_the_end_of_the_agreement_it_is_dissolved_and_takes_nothing_any_more()
    {
        var dissolved = Active(Ads, Hcar).Convened(2026, 11, 5).When(new NoteCommitteeAgreementEnded(On(2026, 11, 5)), Actor.System).Then(new CommitteeDissolved(On(2026, 11, 5)));

        dissolved.Stage.ShouldBe("Dissolved");
        dissolved.OpenItems.ShouldBeEmpty();
        dissolved.Rules.IsOpen(dissolved.Committee()).ShouldBeFalse();
        dissolved.When(new PlanCommitteeMeeting(On(2026, 12, 1), "Rabat"), Coordinator).ThenRefused(Refusals.WrongStage);
        dissolved.When(new NoteCommitteeAgreementEnded(On(2026, 11, 6)), Actor.System).ThenNothing();
        dissolved.When(new NoteCommitteeAgreementSuspended(On(2026, 11, 6)), Actor.System).ThenNothing();
        dissolved.When(new NoteCommitteeAgreementResumed(On(2026, 11, 6)), Actor.System).ThenNothing();
        dissolved.When(new NoteCommitteeOfficeHolder(Ads.Organisation, "director", null, Ads.Head, On(2026, 11, 6)), Actor.System).ThenNothing();
    }

    [Fact]
    public void An_end_that_was_put_right_reinstates_it_among_the_parties_of_the_day()
    {
        var suspended = Active(Ads, Hcar).After(new NoteCommitteeAgreementSuspended(On(2026, 11, 1)), Actor.System);
        var dissolved = suspended.After(new NoteCommitteeAgreementEnded(On(2026, 11, 5)), Actor.System);
        dissolved.Rules.Hears(dissolved.Committee()).ShouldBeTrue();
        var later = dissolved.When(new NoteCommitteeParty(Left: Hcar.Organisation, SucceededBy: Ocp.Organisation), Actor.System)
            .Then(new CommitteePartySucceeded(Hcar.Organisation, Ocp.Organisation));

        var back = later.When(new NoteCommitteeAgreementEndRectified("renewed-in-time", On(2026, 11, 4)), Actor.System).Then(
            new Rectified("committee.committee-dissolved.v1", "dissolution", "renewed-in-time", On(2026, 11, 4)), new CommitteeReinstated(On(2026, 11, 4)));

        (back.Stage, back.Rules.IsOpen(back.Committee())).ShouldBe(("Active", true));
        back.Committee().PartyIds.ShouldBe([Ads.Organisation, Ocp.Organisation]);
        back.Item("meeting-due")!.Deadline.ShouldNotBeNull();
        back.When(new NoteCommitteeAgreementEndRectified("renewed-in-time", On(2026, 11, 4)), Actor.System).ThenNothing();
        Constituted(Ads, Hcar).After(new NoteCommitteeAgreementEnded(On(2026, 11, 5)), Actor.System)
            .After(new NoteCommitteeAgreementEndRectified("renewed-in-time", On(2026, 11, 4)), Actor.System).Stage.ShouldBe("Constituted");
    }

    [Fact]
    public void An_earlier_resumption_found_later_moves_what_was_due()
    {
        var resumed = Active(Ads, Hcar).After(new NoteCommitteeAgreementSuspended(On(2026, 11, 1)), Actor.System)
            .After(new NoteCommitteeAgreementResumed(On(2026, 11, 21)), Actor.System);

        resumed.When(new NoteCommitteeAgreementResumed(On(2026, 11, 11)), Actor.System).Then(new CommitteeResumed(On(2026, 11, 11)))
            .Item("meeting-due")!.Deadline!.Nominal.ShouldBe(On(2027, 4, 15));
    }

    [Fact]
    public void While_the_agreement_is_suspended_its_clocks_stand_still_and_run_on_afterwards()
    {
        var given = Active(Ads, Hcar).After(new AssignCommitteeAction(Words("Note"), Ads.Organisation, On(2026, 12, 1)), Coordinator);
        var action = given.OpenItems[^1].Key;
        var suspended = given.When(new NoteCommitteeAgreementSuspended(On(2026, 11, 1)), Actor.System).Then(new CommitteeSuspended(On(2026, 11, 1)));

        suspended.When(new NoteCommitteeAgreementSuspended(On(2026, 11, 2)), Actor.System).ThenNothing();
        suspended.Item("meeting-due")!.Deadline.ShouldBeNull();
        var resumed = suspended.When(new NoteCommitteeAgreementResumed(On(2026, 11, 11)), Actor.System).Then(new CommitteeResumed(On(2026, 11, 11)));
        resumed.When(new NoteCommitteeAgreementResumed(On(2026, 11, 11)), Actor.System).ThenNothing();
        resumed.Item("meeting-due")!.Deadline!.Nominal.ShouldBe(On(2027, 4, 15));
        resumed.Item(action)!.Deadline!.Nominal.ShouldBe(On(2026, 12, 11));
        resumed.On(2026, 11, 12).After(new AssignCommitteeAction(Words("Autre"), Ads.Organisation, On(2026, 12, 1)), Coordinator)
            .OpenItems[^1].Deadline!.Nominal.ShouldBe(On(2026, 12, 1));
    }

    [Fact]
    public void A_party_that_accedes_has_seats_to_fill_and_one_that_is_succeeded_leaves_everything_to_its_successor()
    {
        var joined = Active(Ads, Hcar).When(new NoteCommitteeParty(Joined: Ocp.Organisation), Actor.System).Then(new CommitteePartyJoined(Ocp.Organisation));
        joined.Item("seats:ocp").ShouldNotBeNull();
        joined.When(new NoteCommitteeParty(Joined: Ocp.Organisation), Actor.System).ThenNothing();

        var succeeded = Active(Ads, Hcar).Convened(2026, 11, 5).Held().Proposed(Usual)
            .When(new NoteCommitteeParty(Left: Hcar.Organisation, SucceededBy: Ocp.Organisation), Actor.System)
            .Then(new CommitteePartySucceeded(Hcar.Organisation, Ocp.Organisation));
        var committee = succeeded.Committee();
        committee.Parties.ShouldBe([Ads.Organisation, Ocp.Organisation]);
        committee.Seats.ShouldNotContain(s => s.Party == Hcar.Organisation);
        committee.Motions[0].Parties.ShouldBe([Ads.Organisation, Ocp.Organisation]);
        succeeded.WhenVotes(Ocp, Vote.For, Hcar.Sits(1)).ThenAccepted();
        succeeded.When(new NoteCommitteeParty(Left: Hcar.Organisation), Actor.System).ThenNothing();
    }

    [Fact]
    public void A_party_that_withdraws_is_awaited_for_nothing_and_what_waited_for_it_alone_is_settled()
    {
        var voted = Active(Ads, Hcar, Ocp).Convened(2026, 11, 5).Held().Proposed(Funding);
        voted = voted.WhenVotes(Ads, Vote.For).ThenAccepted().WhenVotes(Hcar, Vote.For).ThenAccepted();
        var motion = voted.Committee().Motions[0].Id;

        voted.When(new NoteCommitteeParty(Left: Ocp.Organisation), Actor.System).Then(
            new CommitteePartyLeft(Ocp.Organisation),
            new DecisionAdopted(motion, "d1", Funding, voted.Meeting().Id, [Ads.Organisation, Hcar.Organisation], true, On(2026, 11, 5)));
        Active(Ads, Hcar).When(new NoteCommitteeParty(Left: Hcar.Organisation), Actor.System).ThenNothing();
    }

    [Fact]
    public void A_party_without_accounts_acts_by_its_letter_and_may_confirm_later()
    {
        var active = Active(Ads, Commune);
        active.Stage.ShouldBe("Active");
        active.Committee().RecordedActs.Acts.Length.ShouldBe(3);
        active.When(new RemoveCommitteeMember(1, On(2026, 10, 5)), Hcar.As(Role.Coordinator)).ThenRefused(Refusals.NotAParty);
        active.When(new RemoveCommitteeMember(1, On(2026, 10, 5)), Ads.As(Role.Observer)).ThenRefused(Refusals.LacksRole);
        Active(Ads, Hcar).When(new RemoveCommitteeMember(1, On(2026, 10, 5)), Coordinator with { For = new(Hcar.Organisation, Letter) }).ThenRefused(Refusals.PartyHasAccounts);

        active.Organisations(TestOrganisations.Ads with { Id = Commune.Organisation, Members = [new(Commune.Coordinator, [Role.Coordinator], On(2020, 1, 1))] })
            .When(new ConfirmRecordedActs(), Commune.As(Role.Coordinator)).Then(new RecordedActsConfirmed(Commune.Organisation))
            .Committee().RecordedActs.Acts.ShouldBeEmpty();
    }
}
