using Mithaq.Contracts;
using Mithaq.Gateway.Views.Work;

namespace Mithaq.Gateway.Tests.Views;

/// <summary>Monday 7 December 2026, seen by ADS, which has agreements with HCAR and OCP.</summary>
public sealed class MondayListTests
{
    private static readonly DateOnly Today = new(2026, 12, 7);
    private static readonly OrganisationId Ads = new("ads"), Hcar = new("hcar"), Ocp = new("ocp");
    private static readonly GrainId Framework = GrainId.Agreement(new("0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11"));

    private static GrainRow Agreement(params ItemRow[] items) => At("InForce", Today.AddDays(-10), items);

    private static GrainRow At(string stage, DateOnly? since, params ItemRow[] items) =>
        new(Framework, stage, new(En: "Framework"), [Ads, Hcar], since, null, false, items);

    private static ItemRow Item(string key, DeadlineKind kind, OrganisationId owes, int? dueIn, int since = -20) =>
        new(new(key, kind, [owes], Role.Coordinator, Today.AddDays(since)), dueIn is { } days ? Today.AddDays(days) : null);

    private static MondayList List(params GrainRow[] grains) => MondayList.Of(Ads, Today, grains);

    private static IEnumerable<string> Keys(IEnumerable<WorkLine> lines) => lines.Select(l => l.Item.Key);

    [Fact]
    public void What_waits_for_us_is_late_first_then_by_date_then_without_date_by_days_held()
    {
        var list = List(Agreement(
            Item("new", DeadlineKind.Other, Ads, null, -2), Item("old", DeadlineKind.Other, Ads, null, -90), Item("soon", DeadlineKind.CommitmentOccurrence, Ads, 5),
            Item("late", DeadlineKind.CommitmentOccurrence, Ads, -3), Item("theirs", DeadlineKind.CommitmentOccurrence, Hcar, 5)));

        Keys(list.Waiting).ShouldBe(["late", "soon", "old", "new"]);
        list.Waiting[0].Late.ShouldBe(3);
        list.Waiting[2].Held.ShouldBe(90);
    }

    [Fact]
    public void What_is_far_ahead_is_counted_and_what_comes_by_itself_waits_for_nobody()
    {
        var list = List(Agreement(
            Item("edge", DeadlineKind.CommitmentOccurrence, Ads, MondayList.Horizon), Item("beyond", DeadlineKind.CommitmentOccurrence, Ads, MondayList.Horizon + 1),
            Item("entry", DeadlineKind.EntryIntoForce, Ads, 1)));

        Keys(list.Waiting).ShouldBe(["edge"]);
        list.Later.ShouldBe(1);
    }

    [Fact]
    public void Irreversible_is_what_cannot_be_caught_up_within_90_days_whoever_owes_it()
    {
        var list = List(Agreement(
            Item("notice", DeadlineKind.NonRenewalNotice, Hcar, 90), Item("expiry", DeadlineKind.Expiry, Ads, 0), Item("visa", DeadlineKind.Formality, Hcar, 10),
            Item("later", DeadlineKind.Expiry, Ads, 91), Item("missed", DeadlineKind.Formality, Hcar, -1), Item("report", DeadlineKind.CommitmentOccurrence, Ads, 10)));

        Keys(list.Irreversible).ShouldBe(["expiry", "visa", "notice"]);
    }

    [Fact]
    public void What_is_late_is_split_by_partner_into_what_we_owe_and_what_they_owe()
    {
        var joint = new ItemRow(new("joint", DeadlineKind.CommitmentOccurrence, [Ads, Hcar], Role.Coordinator, Today.AddDays(-30)), Today.AddDays(-1));
        var other = new GrainRow(GrainId.Agreement(Guid.Empty), "InForce", new(En: "Other"), [Ads, Ocp], Today, null, false, [Item("pay", DeadlineKind.TranchePayment, Ocp, -9)]);

        var list = List(Agreement(Item("ours", DeadlineKind.CommitmentOccurrence, Ads, -2), joint, Item("today", DeadlineKind.CommitmentOccurrence, Ads, 0)), other);

        list.Late.Select(l => l.Partner).ShouldBe([Hcar, Ocp]);
        Keys(list.Late[0].WeOwe).ShouldBe(["ours", "joint"]);
        Keys(list.Late[0].TheyOwe).ShouldBe(["joint"]);
        Keys(list.Late[1].TheyOwe).ShouldBe(["pay"]);
        list.Late[1].WeOwe.ShouldBeEmpty();
    }

    [Fact]
    public void Money_committees_and_cases_have_their_parts()
    {
        var committee = new GrainRow(GrainId.Committee(Guid.Empty), "Active", new(En: "Committee"), [Ads, Hcar], null, Framework, true, [Item("meeting-due", DeadlineKind.MeetingDue, Hcar, -5)]);
        var @case = new GrainRow(
            GrainId.Case(Guid.Empty), "Proposed", new(En: "Case"), [Ads, Hcar], null, Framework, false,
            [Item("answer", DeadlineKind.CaseAnswer, Ads, 3), Item("follow-up", DeadlineKind.CaseFollowUp, Ads, 3)]);

        var list = List(Agreement(
            Item("tranche-call:t1", DeadlineKind.TranchePayment, Hcar, null), Item("tranche-justification:t1", DeadlineKind.TrancheJustification, Ads, 170)), committee, @case);

        Keys(list.Money).ShouldBe(["tranche-call:t1"]);
        Keys(list.Committees).ShouldBe(["meeting-due"]);
        Keys(list.Cases).ShouldBe(["answer"]);
    }

    [Theory]
    [InlineData("Signed", -1, Sleep.SignedNotInForce)]
    [InlineData("Ended", -1, Sleep.EndedNotClosed)]
    [InlineData("Evaluated", -1, Sleep.EndedNotClosed)]
    [InlineData("InForce", -61, Sleep.InForceWithoutWork)]
    [InlineData("InForce", -60, null)]
    [InlineData("Draft", -400, null)]
    public void An_agreement_sleeps_where_nothing_moves_it_on(string stage, int since, Sleep? why) =>
        List(At(stage, Today.AddDays(since))).Sleepers.Select(s => (Sleep?)s.Why).FirstOrDefault().ShouldBe(why);

    [Fact]
    public void An_agreement_in_force_is_awake_once_a_committee_has_met_or_a_programme_was_proposed()
    {
        var inForce = At("InForce", Today.AddDays(-100));
        GrainRow Beside(GrainId grain, bool hasWorked) => new(grain, "Active", new(En: "x"), [Ads, Hcar], null, Framework, hasWorked, []);

        List(inForce, Beside(GrainId.Programme(Guid.Empty), true)).Sleepers.ShouldBeEmpty();
        List(inForce, Beside(GrainId.Committee(Guid.Empty), false)).Sleepers.ShouldHaveSingleItem().Days.ShouldBe(100);
        List(inForce, Beside(GrainId.Programme(Guid.Empty), false)).Sleepers.ShouldHaveSingleItem();
        List(inForce with { HasWorked = true }).Sleepers.ShouldBeEmpty();
    }
}
