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

public class SeatsTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly DateOnly Today = On(2026, 10, 5);

    [Fact]
    public void A_party_appoints_replaces_and_removes_its_own_people()
    {
        var (a, b) = (Ads.Named("a"), Ads.Named("b"));
        var appointed = Constituted(Ads, Hcar).When(new AppointCommitteeMember(1, Today, a), Coordinator).Then(new MemberAppointed(Ads.Organisation, 1, Today, a));

        appointed.When(new ReplaceCommitteeMember(1, Today, b), Coordinator).Then(new MemberReplaced(Ads.Organisation, 1, Today, a, b));
        appointed.When(new ReplaceCommitteeMember(1, Today, a), Coordinator).ThenNothing();
        appointed.When(new RemoveCommitteeMember(1, Today), Coordinator).Then(new MemberRemoved(Ads.Organisation, 1, Today, a))
            .Committee().Seats[0].Member!.IsVacant.ShouldBeTrue();
        appointed.When(new AppointCommitteeMember(1, Today, b, Alternate: true), Coordinator).Then(new MemberAppointed(Ads.Organisation, 1, Today, b, Alternate: true));
    }

    [Fact]
    public void A_seat_has_one_member_and_a_person_one_seat()
    {
        var given = Constituted(Ads, Hcar).After(new AppointCommitteeMember(1, Today, Ads.Head), Coordinator);

        given.When(new AppointCommitteeMember(1, Today, Ads.Evaluator), Coordinator).ThenRefused(CommitteeRefusals.SeatTaken);
        given.When(new AppointCommitteeMember(3, Today, Ads.Evaluator), Coordinator).ThenRefused(CommitteeRefusals.UnknownSeat);
        given.When(new ReplaceCommitteeMember(0, Today, Ads.Evaluator), Coordinator).ThenRefused(CommitteeRefusals.UnknownSeat);
        given.When(new RemoveCommitteeMember(9, Today), Coordinator).ThenRefused(CommitteeRefusals.UnknownSeat);
        given.When(new AppointCommitteeMember(2, Today, Ads.Head), Coordinator).ThenRefused(CommitteeRefusals.AlreadySeated);
        given.When(new ReplaceCommitteeMember(2, Today, Ads.Evaluator), Coordinator).ThenRefused(CommitteeRefusals.SeatVacant);
        given.When(new RemoveCommitteeMember(2, Today), Coordinator).ThenRefused(CommitteeRefusals.SeatVacant);
    }

    [Fact]
    public void Letters_are_never_of_the_future_nor_older_than_what_they_change()
    {
        var given = Constituted(Ads, Hcar).After(new AppointCommitteeMember(1, On(2026, 10, 1), Ads.Head), Coordinator);

        given.When(new ReplaceCommitteeMember(1, On(2026, 9, 30), Ads.Evaluator), Coordinator).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        given.When(new RemoveCommitteeMember(1, On(2026, 9, 30)), Coordinator).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        given.When(new AppointCommitteeMember(2, On(2026, 10, 6), Ads.Evaluator), Coordinator).ThenRefused(Refusals.FutureActDate);
        given.When(new NameCommitteeChair(1, On(2026, 9, 30)), Coordinator).ThenRefused(CommitteeRefusals.ActDateTooEarly);
    }

    [Fact]
    public void A_place_is_a_person_or_an_office_that_the_party_has()
    {
        var given = Constituted(Ads, Hcar);

        given.When(new AppointCommitteeMember(1, Today), Coordinator).ThenRefused(Refusals.Fields.Required, "/office");
        given.When(new AppointCommitteeMember(1, Today, Ads.Head, "director"), Coordinator).ThenRefused(Refusals.Fields.Malformed, "/office");
        given.When(new AppointCommitteeMember(1, Today, Office: "king"), Coordinator).ThenRefused(Refusals.Fields.UnknownReference, "/office");
        given.When(new ReplaceCommitteeMember(1, Today, default(PersonId)), Coordinator).ThenRefused(Refusals.Fields.Required, "/person");
    }

    [Fact]
    public void A_place_that_goes_with_an_office_passes_with_it()
    {
        var given = Constituted(Ads, Hcar).When(new AppointCommitteeMember(1, Today, Office: "director"), Coordinator)
            .Then(new MemberAppointed(Ads.Organisation, 1, Today, Ads.Signatory, "director"));

        given.When(new NoteCommitteeOfficeHolder(Ads.Organisation, "president", Ads.Signatory, Ads.Head, Today), Actor.System).ThenNothing();
        given.When(new NoteCommitteeOfficeHolder(Hcar.Organisation, "director", Ads.Signatory, Ads.Head, Today), Actor.System).ThenNothing();
        given.When(new NoteCommitteeOfficeHolder(Ads.Organisation, "director", null, Ads.Signatory, Today), Actor.System).ThenNothing();
        var passed = given.On(2026, 11, 1).When(new NoteCommitteeOfficeHolder(Ads.Organisation, "director", Ads.Signatory, Ads.Head, On(2026, 11, 1)), Actor.System)
            .Then(new SeatPassed(Ads.Organisation, 1, "director", On(2026, 11, 1), Ads.Signatory, Ads.Head));
        Seating.PlaceOf(passed.Committee(), Ads.Signatory, On(2026, 10, 31)).ShouldNotBeNull();
        Seating.PlaceOf(passed.Committee(), Ads.Head, On(2026, 11, 1)).ShouldNotBeNull();

        var vacant = passed.When(new NoteCommitteeOfficeHolder(Ads.Organisation, "director", Ads.Head, null, On(2026, 11, 2)), Actor.System).ThenAccepted();
        vacant.Committee().Seats[0].Member!.Person.ShouldBeNull();
        vacant.When(new NoteCommitteeOfficeHolder(Ads.Organisation, "director", null, Ads.Evaluator, On(2026, 11, 9)), Actor.System)
            .ThenAccepted().Committee().Seats[0].Member!.Person.ShouldBe(Ads.Evaluator);
    }

    [Fact]
    public void The_chair_is_a_seat_that_is_held_and_follows_it()
    {
        var given = Constituted(Ads, Hcar);
        given.When(new NameCommitteeChair(1, Today), Coordinator).ThenRefused(CommitteeRefusals.SeatVacant);
        given.When(new NameCommitteeChair(7, Today), Coordinator).ThenRefused(CommitteeRefusals.UnknownSeat);

        var active = Active(Ads, Hcar);
        active.When(new NameCommitteeChair(1, Today), Coordinator).ThenNothing();
        active.When(new NameCommitteeChair(2, Today), Coordinator).Then(new ChairNamed(Ads.Organisation, 2, Today));
    }

    [Fact]
    public void The_secretary_is_one_for_all_and_may_change()
    {
        var active = Active(Ads, Hcar);

        active.When(new NameCommitteeSecretary(default, Today), Coordinator).ThenRefused(Refusals.Fields.Required, "/person");
        active.When(new NameCommitteeSecretary(Ads.Secretary, Today), Coordinator).ThenNothing();
        active.When(new NameCommitteeSecretary(Ads.Secretary, On(2026, 10, 4)), Coordinator).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        active.When(new NameCommitteeSecretary(Hcar.Secretary, Today), Hcar.As(Role.Coordinator)).Then(new SecretaryNamed(Hcar.Organisation, Hcar.Secretary, Today));
    }

    [Fact]
    public void Rules_hold_once_every_party_has_agreed_to_the_same()
    {
        var rules = new RulesOfProcedure(InvitationDays: 7, Chair: ChairMode.Rotating, MeetsEveryMonths: 3);
        var proposed = Active(Ads, Hcar).When(new SetCommitteeRules(rules, Today), Coordinator).Then(new RulesAgreed(Ads.Organisation, rules, Today));

        proposed.Committee().Rules.InvitationDays.ShouldBe(15);
        proposed.Item("rules")!.Owes.ShouldBe([Hcar.Organisation]);
        proposed.When(new SetCommitteeRules(rules, Today), Coordinator).ThenRefused(CommitteeRefusals.RulesAlreadyAgreed);
        proposed.When(new SetCommitteeRules(rules, Today), Hcar.As(Role.Coordinator))
            .Then(new RulesAgreed(Hcar.Organisation, rules, Today), new RulesSet(rules, Today))
            .When(new SetCommitteeRules(rules, Today), Coordinator).ThenRefused(CommitteeRefusals.SameRules);

        var other = rules with { InvitationDays = 5 };
        proposed.When(new SetCommitteeRules(other, Today), Hcar.As(Role.Coordinator)).Then(new RulesAgreed(Hcar.Organisation, other, Today))
            .Item("rules")!.Owes.ShouldBe([Ads.Organisation]);
    }

    [Fact]
    public void Rules_stay_within_what_makes_sense()
    {
        void Refused(RulesOfProcedure? rules, string pointer, string code = Refusals.Fields.OutOfRange) =>
            Active(Ads, Hcar).When(new SetCommitteeRules(rules!, Today), Coordinator).ThenRefused(code, pointer);

        Refused(null, "/rules", Refusals.Fields.Required);
        Refused(new(InvitationDays: -1), "/rules/invitationDays");
        Refused(new(QuorumSeats: 5), "/rules/quorumSeats");
        Refused(new(SecondDays: 0), "/rules/secondDays");
        Refused(new(TacitDays: 0), "/rules/tacitDays");
        Refused(new(MeetsEveryMonths: 25), "/rules/meetsEveryMonths");
        Active(Ads, Hcar).When(new SetCommitteeRules(new(InvitationDays: 3), On(2026, 10, 4)), Coordinator).ThenRefused(CommitteeRefusals.ActDateTooEarly);
    }
}
