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

public class MinutesTests
{
    private static readonly Actor Secretary = Ads.As(Role.CommitteeSecretary);
    private static readonly DateOnly Day = On(2026, 11, 5);
    private static readonly Document First = File("pv-1.pdf");
    private static readonly Document Second = File("pv-2.pdf");

    private static GivenGrain Held(int? tacitDays = null) =>
        Active(Ads, Hcar).WithRules(new(TacitDays: tacitDays, InvitationDays: 14)).Convened(2026, 11, 5).Held();

    private static GivenGrain Drafted(int? tacitDays = null) => Held(tacitDays) is var held ? held.On(2026, 11, 9).After(Draft(held, First), Secretary) : null!;

    private static DraftMinutes Draft(GivenGrain given, Document minutes) => new(given.Meeting().Id, minutes, given.Today);

    private static ApproveMinutes Approve(GivenGrain given, Document minutes) => new(given.Meeting().Id, minutes.Hash, given.Today);

    private static RequestMinutesCorrection Correct(GivenGrain given) => new(given.Meeting().Id, "Point 2", given.Today);

    [Fact]
    public void Minutes_are_awaited_drafted_and_approved_by_every_party_then_frozen()
    {
        var held = Held();
        var id = held.Meeting().Id;
        held.Item($"minutes-draft:{id}")!.Deadline!.Nominal.ShouldBe(On(2026, 11, 20));

        var drafted = held.On(2026, 11, 9).When(new DraftMinutes(id, First, On(2026, 11, 8)), Secretary)
            .Then(new MinutesDrafted(id, Day, 1, First, Ads.Organisation, On(2026, 11, 9), On(2026, 11, 8)));
        drafted.Item($"minutes:{id}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);
        var approved = drafted.When(Approve(drafted, First), Ads.As(Role.Coordinator)).Then(new MinutesApprovedByParty(id, Day, Ads.Organisation, 1, On(2026, 11, 9)))
            .When(Approve(drafted, First), Hcar.As(Role.CommitteeMember)).Then(
                new MinutesApprovedByParty(id, Day, Hcar.Organisation, 1, On(2026, 11, 9)),
                new MinutesApproved(id, Day, 1, First.Hash, false, On(2026, 11, 9)));

        approved.Meeting().Stage.ShouldBe(MeetingStage.MinutesApproved);
        approved.OpenItems.Select(i => i.Key).ShouldBe([]);
        approved.When(Draft(approved, Second), Secretary).ThenRefused(CommitteeRefusals.InOtherStage);
        approved.When(Correct(approved), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.MinutesFrozen);
    }

    [Fact]
    public void Minutes_tell_of_a_meeting_whose_decisions_are_settled()
    {
        var open = Held().Proposed(Usual);

        open.When(Draft(open, First), Secretary).ThenRefused(CommitteeRefusals.DecisionsOpen);
        open.When(Draft(open, First) with { Minutes = null! }, Secretary).ThenRefused(Refusals.Fields.Required, "/minutes");
        open.When(Draft(open, First) with { ActDate = On(2026, 11, 4) }, Secretary).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        Drafted().When(new ProposeDecision(open.Meeting().Id, "1", "d2", Usual), Secretary).ThenRefused(CommitteeRefusals.MinutesOnTheTable);
        Drafted().After(Correct(Drafted()), Hcar.As(Role.Coordinator)).Proposed(Usual).Committee().Motions.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_new_version_voids_the_approvals_of_the_one_before()
    {
        var drafted = Drafted();
        var one = drafted.After(Approve(drafted, First), Ads.As(Role.Coordinator));

        one.When(Approve(drafted, First), Ads.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.MinutesAlreadyApproved);
        one.When(Draft(one, First), Secretary).ThenRefused(CommitteeRefusals.SameMinutes);
        var second = one.After(Draft(one, Second), Secretary);
        second.Meeting().Minutes!.Version.ShouldBe(2);
        second.Meeting().Minutes!.Approved.IsEmpty.ShouldBeTrue();
        second.When(Approve(second, First), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.OtherMinutes);
    }

    [Fact]
    public void A_correction_voids_approvals_and_awaits_a_new_version()
    {
        var drafted = Drafted();
        var id = drafted.Meeting().Id;
        var corrected = drafted.After(Approve(drafted, First), Ads.As(Role.Coordinator))
            .When(Correct(drafted), Hcar.As(Role.Coordinator)).Then(new MinutesCorrectionRequested(id, Day, Hcar.Organisation, 1, "Point 2", On(2026, 11, 9)));

        corrected.Item($"minutes-draft:{id}")!.Deadline!.Nominal.ShouldBe(On(2026, 11, 24));
        corrected.When(Approve(corrected, First), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.NoMinutes);
        corrected.After(Draft(corrected, Second), Secretary).When(Approve(corrected, Second), Ads.As(Role.Coordinator)).ThenAccepted();
        Held().When(Correct(Held()), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.NoMinutes);
        drafted.When(Correct(drafted) with { Reason = " " }, Hcar.As(Role.Coordinator)).ThenRefused(Refusals.Fields.Required, "/reason");
        drafted.When(Correct(drafted) with { ActDate = On(2026, 11, 10) }, Hcar.As(Role.Coordinator)).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void Where_the_rules_say_so_silence_approves()
    {
        var drafted = Drafted(tacitDays: 15);
        var id = drafted.Meeting().Id;

        drafted.Item($"minutes:{id}")!.Deadline!.Nominal.ShouldBe(On(2026, 11, 24));
        drafted.After(Approve(drafted, First), Ads.As(Role.Coordinator)).WhenDue($"minutes:{id}", On(2026, 11, 25))
            .Then(new MinutesApproved(id, Day, 1, First.Hash, true, On(2026, 11, 25)));
        Drafted().Item($"minutes:{id}")!.Deadline.ShouldBeNull();
    }

    [Fact]
    public void A_correction_asked_for_in_time_and_recorded_late_undoes_a_tacit_approval()
    {
        var drafted = Drafted(tacitDays: 15);
        var id = drafted.Meeting().Id;
        var tacit = drafted.After(Approve(drafted, First), Ads.As(Role.Coordinator)).WhenDue($"minutes:{id}").ThenAccepted();
        RequestMinutesCorrection On24(int day) => new(id, "Point 2", On(2026, 11, day));

        var corrected = tacit.When(On24(24), Hcar.As(Role.Coordinator)).Then(
            new Rectified("committee.minutes-approved.v1", $"minutes:{id}", "correction-requested-in-time", On(2026, 11, 24)),
            new MinutesCorrectionRequested(id, Day, Hcar.Organisation, 1, "Point 2", On(2026, 11, 24)));
        corrected.Meeting().Stage.ShouldBe(MeetingStage.Held);
        corrected.Item($"minutes-draft:{id}").ShouldNotBeNull();
        tacit.When(On24(25), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.MinutesFrozen);
        tacit.When(On24(24), Ads.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.MinutesFrozen);
    }
}
