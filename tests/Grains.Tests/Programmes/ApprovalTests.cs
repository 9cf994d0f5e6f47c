using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.ProgrammeCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Programmes;

public class ApprovalTests
{
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);
    private static readonly Actor HcarCoordinator = Hcar.As(Role.Coordinator);
    private static readonly GrainId Committee = GrainId.Committee(Guid.Empty);

    private static GivenGrain Proposed() => Opened(Ads, Hcar).Planned().Tabled();

    private static GivenGrain ByDecision() => Opened(Opening(Ads, Hcar) with { ByDecision = true }).Planned().Tabled().On(2026, 10, 1);

    private static NoteProgrammeDecision Decision(Guid? change = null, params OrganisationId[] parties) =>
        new(Committee, new(1, 2, 3, new byte[8]), "go", change, parties, On(2026, 10, 1));

    private static ApproveProgramme Approve(DateOnly on, int version = 1) => new(version, on);

    [Fact]
    public void A_programme_needs_a_project_before_it_is_proposed()
    {
        Opened(Ads, Hcar).When(new ProposeProgramme(On(2026, 6, 1)), AdsCoordinator).ThenRefused(ProgrammeRefusals.WithoutProjects);
        var planned = Opened(Ads, Hcar).Planned();
        planned.When(new ProposeProgramme(On(2026, 6, 2)), AdsCoordinator).ThenRefused(Refusals.FutureActDate);
        planned.Item("proposal")!.Deadline!.Nominal.ShouldBe(On(2026, 9, 30));
        var proposed = planned.When(new ProposeProgramme(On(2026, 6, 1)), AdsCoordinator).Then(new ProgrammeProposed(1, Ads.Organisation, On(2026, 6, 1)));
        proposed.When(new SetProject(Cooperatives), AdsCoordinator).ThenRefused(Refusals.WrongStage);
        proposed.Item("approval")!.Deadline!.Nominal.ShouldBe(On(2026, 11, 30));
    }

    [Fact]
    public void Every_party_approves_the_version_on_the_table()
    {
        var first = Proposed().On(2026, 10, 1).When(Approve(On(2026, 10, 1)), AdsCoordinator).Then(new PartyApproved(1, Ads.Organisation, On(2026, 10, 1)));
        first.Item("approval")!.Owes.ShouldBe([Hcar.Organisation]);
        first.When(Approve(On(2026, 10, 1)), AdsCoordinator).ThenRefused(ProgrammeRefusals.AlreadyApproved);
        first.When(Approve(On(2026, 10, 1), version: 2), HcarCoordinator).ThenRefused(ProgrammeRefusals.OtherVersion);
        first.When(Approve(On(2026, 5, 1)), HcarCoordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
        first.When(Approve(On(2026, 9, 1)), HcarCoordinator)
            .Then(new PartyApproved(1, Hcar.Organisation, On(2026, 9, 1)), new ProgrammeApproved(On(2026, 10, 1), null)).Stage.ShouldBe("Approved");
    }

    [Fact]
    public void A_return_voids_approvals_and_the_next_proposal_is_another_version()
    {
        var returned = Proposed().On(2026, 10, 1).After(Approve(On(2026, 10, 1)), AdsCoordinator)
            .When(new ReturnProgramme("x", On(2026, 10, 1)), HcarCoordinator).Then(new ProgrammeReturned(Hcar.Organisation, "x", On(2026, 10, 1)));
        returned.Stage.ShouldBe("Open");
        var again = returned.Tabled(On(2026, 10, 1));
        again.Programme().Approval.Approved.IsEmpty.ShouldBeTrue();
        again.When(Approve(On(2026, 10, 1)), AdsCoordinator).ThenRefused(ProgrammeRefusals.OtherVersion);
        again.When(new ReturnProgramme("", On(2026, 10, 1)), HcarCoordinator).ThenRefused(Refusals.Fields.Required, "/reason");
    }

    [Fact]
    public void Where_the_committee_decides_only_a_unanimous_decision_approves()
    {
        var proposed = ByDecision();
        proposed.When(Approve(On(2026, 10, 1)), AdsCoordinator).ThenRefused(ProgrammeRefusals.ByCommitteeDecision);
        proposed.Item("approval")!.Role.ShouldBe(Role.CommitteeSecretary);
        proposed.When(Decision(null, Ads.Organisation), Actor.System).ThenNothing();
        proposed.When(Decision(null, Ads.Organisation, Hcar.Organisation) with { On = On(2026, 5, 1) }, Actor.System).ThenNothing();
        var decision = Decision(null, Hcar.Organisation, Ads.Organisation);
        var approved = proposed.When(decision, Actor.System).Then(new ProgrammeApproved(On(2026, 10, 1), decision.Decision));
        approved.When(decision, Actor.System).ThenNothing();
        Proposed().When(decision, Actor.System).ThenNothing();
        proposed.When(decision, AdsCoordinator).ThenRefused(Refusals.SystemOnly);
    }

    [Fact]
    public void An_approved_programme_starts_on_its_first_day_and_closes_after_its_last()
    {
        var started = Approved(Ads, Hcar).WhenDue("start").Then(new ProgrammeStarted(On(2027, 1, 1)));
        started.Item("end")!.Kind.ShouldBe(DeadlineKind.ProgrammeEnd, "the end of a year is not that of the agreement");
        var closing = started.WhenDue("end").Then(new ExecutionEnded(On(2027, 12, 31), WithAgreement: false));
        closing.Stage.ShouldBe("Closing");
    }

    [Fact]
    public void What_is_not_approved_on_the_first_day_is_an_alert_and_starts_once_approved()
    {
        var alerted = Proposed().WhenDue("start").Then(new NotApprovedInTime(On(2027, 1, 1)));
        alerted.Item("start").ShouldBeNull();
        alerted.When(new EngageBudget("kits", Mad(1), "x", On(2027, 1, 1)), Hcar.As(Role.FinanceOfficer)).ThenRefused(Refusals.WrongStage);
        var late = alerted.On(2027, 2, 1).After(Approve(On(2027, 1, 10)), AdsCoordinator);
        late.When(Approve(On(2027, 1, 20)), HcarCoordinator).Then(
            new PartyApproved(1, Hcar.Organisation, On(2027, 1, 20)), new ProgrammeApproved(On(2027, 1, 20), null), new ProgrammeStarted(On(2027, 1, 20)));
    }

    [Fact]
    public void An_approval_in_time_that_is_recorded_late_puts_the_alert_right()
    {
        var alerted = Proposed().WhenDue("start").ThenAccepted().After(Approve(On(2026, 12, 1)), AdsCoordinator);
        alerted.When(Approve(On(2026, 12, 20)), HcarCoordinator).Then(
            new PartyApproved(1, Hcar.Organisation, On(2026, 12, 20)),
            new Rectified("programme.not-approved-in-time.v1", "start", "approved-in-time", On(2026, 12, 20)),
            new ProgrammeApproved(On(2026, 12, 20), null), new ProgrammeStarted(On(2027, 1, 1)));
    }

    [Fact]
    public void A_programme_that_opens_after_its_first_day_is_to_be_approved_by_its_own_date()
    {
        var late = Opened(Opening(Ads, Hcar) with { From = On(2026, 5, 1), ApproveBy = On(2026, 9, 1) });
        late.Item("start")!.Deadline!.Nominal.ShouldBe(On(2026, 9, 2));
        Opened(Opening(Ads, Hcar) with { From = On(2026, 5, 1), ProposeBy = null, ApproveBy = null }).OpenItems.ShouldHaveSingleItem().Deadline.ShouldBeNull();
    }

    [Fact]
    public void After_the_approval_a_change_is_approved_by_every_party()
    {
        var more = new PlanChange(Activities: [Workshop with { Id = "second" }], Budget: [Kits with { Planned = Mad(500) }]);
        var approved = Approved(Ads, Hcar);
        var proposed = approved.When(new ProposeChange("more", more, On(2026, 10, 1)), AdsCoordinator)
            .Then(new ChangeProposed(Ids.Derive(approved.CommandId, 0), Ads.Organisation, "more", more, On(2026, 10, 1)));
        var id = proposed.Programme().Changes.Keys.Single();
        proposed.Item($"change:{id}")!.Owes.Count.ShouldBe(2);
        var one = proposed.When(new ApproveChange(id, On(2026, 10, 1)), AdsCoordinator).Then(new ChangeApproved(id, Ads.Organisation, On(2026, 10, 1)));
        one.When(new ApproveChange(id, On(2026, 10, 1)), AdsCoordinator).ThenRefused(ProgrammeRefusals.AlreadyApproved);
        one.Programme().Activities.Length.ShouldBe(1);
        var applied = one.When(new ApproveChange(id, On(2026, 10, 1)), HcarCoordinator)
            .Then(new ChangeApproved(id, Hcar.Organisation, On(2026, 10, 1)), new ChangeApplied(id, On(2026, 10, 1), null));
        applied.Programme().Activities.Select(a => a.Id).ShouldBe(["workshop", "second"]);
        applied.Programme().Budget[0].Planned.ShouldBe(Mad(500));
        applied.When(new ApproveChange(id, On(2026, 10, 1)), HcarCoordinator).ThenRefused(ProgrammeRefusals.UnknownChange);
        proposed.When(new RejectChange(id, "x", On(2026, 10, 1)), HcarCoordinator).Then(new ChangeRejected(id, Hcar.Organisation, "x", On(2026, 10, 1))).Programme().Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_change_is_checked_against_the_plan_as_it_would_be()
    {
        var approved = Approved(Ads, Hcar);
        var other = Cooperatives with { Id = "other" };
        Outcome Try(PlanChange change) => approved.When(new ProposeChange("x", change, On(2026, 10, 1)), AdsCoordinator);
        Try(new(Projects: [other], Activities: [Workshop with { Id = "w2", Project = "other" }])).ThenAccepted();
        Try(new(Activities: [Workshop with { Project = "other" }])).ThenRefused(Refusals.Fields.UnknownReference, "/change/activities/0/project");
        Try(new()).ThenRefused(Refusals.Fields.TooFew, "/change");
        Try(null!).ThenRefused(Refusals.Fields.Required, "/change");
        Try(new(Projects: [null!], Activities: [null!], Budget: [null!], Indicators: [null!])).ThenRefused(Refusals.Fields.Required, "/change/budget/0");
    }

    [Fact]
    public void A_decision_applies_a_change_where_the_committee_decides()
    {
        var approved = ByDecision().After(Decision(null, Ads.Organisation, Hcar.Organisation), Actor.System)
            .After(new ProposeChange("x", new(Indicators: [Founded with { Target = 50 }]), On(2026, 10, 1)), AdsCoordinator);
        var id = approved.Programme().Changes.Keys.Single();
        approved.When(new ApproveChange(id, On(2026, 10, 1)), AdsCoordinator).ThenRefused(ProgrammeRefusals.ByCommitteeDecision);
        var decision = Decision(id, Ads.Organisation, Hcar.Organisation);
        approved.When(decision, Actor.System).Then(new ChangeApplied(id, On(2026, 10, 1), decision.Decision)).Programme().Indicators[0].Target.ShouldBe(50);
    }

    [Fact]
    public void Who_leaves_is_waited_for_no_more_and_who_joins_is()
    {
        var proposed = Opened(Ads, Hcar, Ocp).Planned().Tabled().On(2026, 10, 1).After(Approve(On(2026, 10, 1)), AdsCoordinator).After(Approve(On(2026, 10, 1)), HcarCoordinator);
        proposed.When(new NoteProgrammeParty(null, Ocp.Organisation, null), Actor.System).Then(
            new ProgrammePartyChanged(null, Ocp.Organisation, null, On(2026, 10, 1)), new ProgrammeApproved(On(2026, 10, 1), null));
        var joined = proposed.After(new NoteProgrammeParty(Um6p.Organisation, null, null), Actor.System);
        joined.When(new NoteProgrammeParty(Um6p.Organisation, null, null), Actor.System).ThenNothing();
        joined.Item("approval")!.Owes.ShouldBe([Ocp.Organisation, Um6p.Organisation]);
    }

    [Fact]
    public void A_successor_stands_in_its_place_in_everything()
    {
        var succeeded = Opened(Ads, Hcar).Planned().Tabled().After(Approve(On(2026, 6, 1)), AdsCoordinator)
            .After(new NoteProgrammeParty(null, Ads.Organisation, Ocp.Organisation), Actor.System);
        succeeded.Programme().Projects[0].Lead.ShouldBe(Ocp.Organisation);
        succeeded.Item("approval")!.Owes.ShouldBe([Hcar.Organisation]);
        Opened(Ads, Hcar).When(new NoteProgrammeParty(null, Ads.Organisation, null), Actor.System).ThenNothing();
    }

    [Fact]
    public void The_agreements_end_abandons_what_has_not_begun_and_closes_what_has()
    {
        var ended = new NoteProgrammeAgreementEnded(On(2026, 11, 1));
        Proposed().When(ended, Actor.System).Then(new ProgrammeAbandoned(ended.On)).OpenItems.ShouldBeEmpty();
        Approved(Ads, Hcar).On(2026, 10, 1).After(new ProposeChange("x", new(Indicators: [Founded with { Target = 50 }]), On(2026, 10, 1)), AdsCoordinator)
            .When(ended, Actor.System).Then(new ProgrammeAbandoned(ended.On)).OpenItems.ShouldBeEmpty();
        var closing = Executing(Ads, Hcar).When(new NoteProgrammeAgreementEnded(On(2027, 6, 30)), Actor.System).Then(new ExecutionEnded(On(2027, 6, 30), WithAgreement: true));
        closing.When(ended, Actor.System).ThenNothing();
        closing.Programme().To.ShouldBe(On(2027, 6, 30));
    }

    [Fact]
    public void An_end_that_was_put_right_gives_back_what_it_was()
    {
        var (ended, rectified) = (new NoteProgrammeAgreementEnded(On(2026, 11, 1)), new NoteProgrammeAgreementEndRectified("renewed-in-time", On(2026, 10, 30)));
        Rectified Right<T>() => new(MessageNames.Of(typeof(T)), "agreement-ended", "renewed-in-time", On(2026, 10, 30));
        var back = new ProgrammeReinstated(On(2026, 10, 30));
        var changing = Approved(Ads, Hcar).On(2026, 10, 1).After(new ProposeChange("x", new(Indicators: [Founded with { Target = 50 }]), On(2026, 10, 1)), AdsCoordinator);

        var abandoned = changing.After(ended, Actor.System);
        var approved = abandoned.When(rectified, Actor.System).Then(Right<ProgrammeAbandoned>(), back);
        var executing = Executing(Ads, Hcar).After(new NoteProgrammeAgreementEnded(On(2027, 6, 30)), Actor.System)
            .When(rectified, Actor.System).Then(Right<ExecutionEnded>(), back);

        abandoned.Rules.Hears(abandoned.Programme()).ShouldBeTrue();
        (approved.Stage, approved.Programme().Changes.Count, approved.Rules.IsOpen(approved.Programme())).ShouldBe(("Approved", 1, true));
        (executing.Stage, executing.Programme().To).ShouldBe(("Executing", On(2027, 12, 31)));
        executing.When(rectified, Actor.System).ThenNothing();
        Closing(Ads, Hcar).When(rectified, Actor.System).ThenNothing();
    }

    [Fact]
    public void A_programme_that_comes_back_waits_no_more_for_who_left_meanwhile()
    {
        var abandoned = Opened(Ads, Hcar, Ocp).Planned().Tabled().On(2026, 10, 1).After(new ApproveProgramme(1, On(2026, 10, 1)), AdsCoordinator).After(new ApproveProgramme(1, On(2026, 10, 1)), Coordinator(Hcar.Organisation))
            .After(new NoteProgrammeAgreementEnded(On(2026, 11, 1)), Actor.System).After(new NoteProgrammeParty(null, Ocp.Organisation, null), Actor.System);

        var back = abandoned.After(new NoteProgrammeAgreementEndRectified("renewed-in-time", On(2026, 10, 30)), Actor.System);

        back.Stage.ShouldBe("Approved");
    }

    [Fact]
    public void What_closing_has_begun_is_not_undone()
    {
        var rectified = new NoteProgrammeAgreementEndRectified("renewed-in-time", On(2027, 6, 29));
        var closing = Executing(Ads, Hcar).On(2027, 7, 1).After(new NoteProgrammeAgreementEnded(On(2027, 6, 30)), Actor.System);

        closing.Events(new ProgrammeEvaluationSubmitted(3, "Bien", Ads.Organisation, On(2027, 7, 1))).When(rectified, Actor.System).ThenRefused(ProgrammeRefusals.ClosingBegun);
        closing.Events(new ProgrammeEvaluationWaived(Ads.Organisation, "Inutile", On(2027, 7, 1))).When(rectified, Actor.System).ThenRefused(ProgrammeRefusals.ClosingBegun);
        closing.Events(new ItemsCarriedOver("2028", IdOf("2028"), [new("workshop", Words("Atelier"), "cooperatives", null)]))
            .When(rectified, Actor.System).ThenRefused(ProgrammeRefusals.ClosingBegun);
        var evaluated = closing.Events(new ProgrammeEvaluated(On(2027, 7, 2), null));
        evaluated.Rules.Hears(evaluated.Programme()).ShouldBeTrue();
        evaluated.When(rectified, Actor.System).ThenRefused(ProgrammeRefusals.ClosingBegun);
    }

    [Fact]
    public void An_earlier_resumption_found_later_moves_what_was_due()
    {
        var resumed = Executing(Ads, Hcar).After(new NoteProgrammeAgreementSuspended(On(2027, 2, 1)), Actor.System)
            .After(new NoteProgrammeAgreementResumed(On(2027, 3, 11)), Actor.System);

        resumed.When(new NoteProgrammeAgreementResumed(On(2027, 2, 11)), Actor.System).Then(new ProgrammeResumed(On(2027, 2, 11)))
            .Item("activity:workshop")!.Deadline!.Nominal.ShouldBe(On(2027, 3, 15));
    }

    [Fact]
    public void A_suspension_stops_the_clocks_and_moves_what_was_due()
    {
        var suspended = Executing(Ads, Hcar).When(new NoteProgrammeAgreementSuspended(On(2027, 2, 1)), Actor.System).Then(new ProgrammeSuspended(On(2027, 2, 1)));
        suspended.OpenItems.ShouldAllBe(i => i.Deadline == null);
        suspended.When(new NoteProgrammeAgreementSuspended(On(2027, 2, 2)), Actor.System).ThenNothing();
        var resumed = suspended.When(new NoteProgrammeAgreementResumed(On(2027, 2, 11)), Actor.System).Then(new ProgrammeResumed(On(2027, 2, 11)));
        resumed.When(new NoteProgrammeAgreementResumed(On(2027, 2, 12)), Actor.System).ThenNothing();
        resumed.Item("activity:workshop")!.Deadline!.Nominal.ShouldBe(On(2027, 3, 15));
        resumed.Item("end")!.Deadline!.Nominal.ShouldBe(On(2027, 12, 31));
        suspended.When(new NoteProgrammeAgreementEnded(On(2027, 3, 1)), Actor.System)
            .Then(new ProgrammeResumed(On(2027, 3, 2)), new ExecutionEnded(On(2027, 3, 1), WithAgreement: true));
    }

    [Fact]
    public void A_programme_stays_with_its_stage_after_it_is_over() =>
        Proposed().After(new NoteProgrammeAgreementEnded(On(2026, 11, 1)), Actor.System).Programme().Stage.ShouldBe(ProgrammeStage.Abandoned);
}
