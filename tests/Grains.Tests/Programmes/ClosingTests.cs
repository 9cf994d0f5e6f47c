using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.ProgrammeCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Programmes;

public class ClosingTests
{
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);
    private static readonly Actor HcarCoordinator = Hcar.As(Role.Coordinator);
    private static readonly DateOnly Today = On(2028, 2, 1);

    private static GivenGrain Closing() => ProgrammeCases.Closing(Ads, Hcar).On(Today);

    private static GivenGrain Next() => Opened(Opening(Ads, Hcar) with { Period = "2028", From = On(2028, 1, 1), To = On(2028, 12, 31) });

    private static SubmitProgrammeReport Submit(DateOnly on, string report = "2027") => new(report, on, [Paper]);

    [Fact]
    public void The_annual_report_is_accepted_by_every_other_party()
    {
        var closing = ProgrammeCases.Closing(Ads, Hcar, Ocp).On(Today);
        closing.Item("report:2027")!.Deadline!.Nominal.ShouldBe(On(2028, 3, 31));
        closing.When(new AcceptProgrammeReport("2027", Today), HcarCoordinator).ThenRefused(ProgrammeRefusals.NothingSubmitted);
        closing.When(Submit(Today, "2026"), AdsCoordinator).ThenRefused(ProgrammeRefusals.UnknownReport);
        closing.When(new SubmitProgrammeReport("2027", Today, null!), AdsCoordinator).ThenRefused(Refusals.Fields.TooFew, "/documents");
        var submitted = closing.When(Submit(Today), AdsCoordinator).Then(new ReportSubmitted("2027", Ads.Organisation, Today, [Paper]));
        submitted.When(Submit(Today), HcarCoordinator).ThenRefused(ProgrammeRefusals.ReportSubmittedAlready);
        submitted.When(new AcceptProgrammeReport("2027", Today), AdsCoordinator).ThenRefused(ProgrammeRefusals.OwnReport);
        submitted.Item("report-acceptance:2027")!.Owes.ShouldBe([Hcar.Organisation, Ocp.Organisation]);
        var one = submitted.When(new AcceptProgrammeReport("2027", Today), HcarCoordinator).Then(new PartyAcceptedReport("2027", Hcar.Organisation, Today));
        one.When(new AcceptProgrammeReport("2027", Today), HcarCoordinator).ThenRefused(ProgrammeRefusals.ReportAlreadyAccepted);
        var accepted = one.When(new AcceptProgrammeReport("2027", Today), Ocp.As(Role.Coordinator))
            .Then(new PartyAcceptedReport("2027", Ocp.Organisation, Today), new ReportAccepted("2027", Ocp.Organisation, Today));
        accepted.When(Submit(Today), AdsCoordinator).ThenRefused(ProgrammeRefusals.ReportSettled);
        one.When(new NoteProgrammeParty(null, Ocp.Organisation, null), Actor.System).ThenAmongOthers(new ReportAccepted("2027", Hcar.Organisation, Today));
    }

    [Fact]
    public void A_returned_report_is_submitted_again()
    {
        var returned = Closing().After(Submit(Today), AdsCoordinator)
            .When(new ReturnProgrammeReport("2027", "x", Today), HcarCoordinator).Then(new ReportReturned("2027", Hcar.Organisation, "x", Today));
        returned.Item("report:2027")!.Owes.ShouldBe([Ads.Organisation]);
        returned.After(Submit(Today), AdsCoordinator).Item("report-acceptance:2027").ShouldNotBeNull();
    }

    [Fact]
    public void A_report_that_is_late_is_overdue_and_one_recorded_late_was_not()
    {
        var overdue = Closing().WhenDue("report:2027").Then(new ReportOverdue("2027", On(2028, 3, 31), On(2028, 3, 31)));
        overdue.Item("report:2027")!.Deadline!.EffectPending.ShouldBeFalse();
        overdue.When(Submit(On(2028, 3, 30)), AdsCoordinator).Then(
            new Rectified("programme.report-overdue.v1", "2027", "submitted-in-time", On(2028, 3, 30)), new ReportSubmitted("2027", Ads.Organisation, On(2028, 3, 30), [Paper]));
        overdue.When(Submit(On(2028, 4, 1)), AdsCoordinator).Then(new ReportSubmitted("2027", Ads.Organisation, On(2028, 4, 1), [Paper]));
    }

    [Fact]
    public void Interim_reports_come_every_so_many_months_from_the_reporter()
    {
        var given = Opened(Ads, Hcar).Planned();
        given.When(new SetReporting(0), AdsCoordinator).ThenRefused(Refusals.Fields.OutOfRange, "/everyMonths");
        given.When(new SetReporting(3, Ocp.Organisation), AdsCoordinator).ThenRefused(Refusals.Fields.UnknownReference, "/reporter");
        var quarterly = Executing(Ads, Hcar).Events(new ReportingSet(3, Ads.Organisation, Ads.Organisation)).On(2027, 4, 10);
        Grains.Programmes.Reporting.Asked(quarterly.Programme()).Select(r => (r.Key, r.Due)).ShouldBe(
            [("2027-1", On(2027, 4, 30)), ("2027-2", On(2027, 7, 30)), ("2027-3", On(2027, 10, 30)), ("2027", On(2028, 3, 31))]);
        quarterly.OpenItems.Where(i => i.Kind == DeadlineKind.ProgrammeReport).Select(i => i.Key).ShouldBe(["report:2027-1"]);
        quarterly.When(Submit(On(2027, 4, 10), "2027-1"), HcarCoordinator).ThenRefused(ProgrammeRefusals.NotTheReporter);
        quarterly.After(Submit(On(2027, 4, 10), "2027-1"), AdsCoordinator).When(new AcceptProgrammeReport("2027-1", On(2027, 4, 10)), HcarCoordinator)
            .ThenAmongOthers(new ReportAccepted("2027-1", Hcar.Organisation, On(2027, 4, 10)));
    }

    [Fact]
    public void Unfinished_activities_go_on_in_the_next_period_with_what_is_left()
    {
        var closing = Executing(Ads, Hcar).After(new RecordBudget("kits", Mad(800), On(2027, 1, 1)), Hcar.As(Role.FinanceOfficer)).WhenDue("end").ThenAccepted().On(Today);
        var carry = new CarryOver("2028", [new("workshop", Mad(800))], Today);
        closing.When(carry, AdsCoordinator).ThenRefused(ProgrammeRefusals.UnknownNextPeriod);
        var beside = closing.Beside(Next());
        beside.When(carry with { Items = [new("workshop", Mad(801))] }, AdsCoordinator).ThenRefused(ProgrammeRefusals.UnspentExceeds);
        beside.When(carry with { Items = null! }, AdsCoordinator).ThenRefused(Refusals.Fields.TooFew, "/items");
        beside.When(carry with { ToPeriod = null! }, AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/toPeriod");
        var item = new CarriedOver("workshop", Workshop.Title, "cooperatives", Mad(800));
        var carried = beside.When(carry, AdsCoordinator).Then(new ItemsCarriedOver("2028", Next().Grain, [item]));
        carried.When(carry, AdsCoordinator).ThenRefused(ProgrammeRefusals.ActivitySettled);
    }

    [Fact]
    public void What_arrives_waits_to_be_planned_or_dismissed()
    {
        var item = new CarriedOver("workshop", Workshop.Title, "cooperatives", Mad(800));
        var noted = Next().When(new NoteCarriedOver(ProgrammeId, [item]), Actor.System).Then(new CarriedOverNoted(ProgrammeId, [item], On(2026, 6, 1)));
        noted.When(new NoteCarriedOver(ProgrammeId, [item]), Actor.System).ThenNothing();
        var key = $"carried-over:{ProgrammeId.Key}:workshop";
        noted.Item(key).ShouldNotBeNull();
        var again = Workshop with { From = On(2028, 3, 1), To = On(2028, 3, 2), CarriedFrom = "workshop" };
        noted.With(Cooperatives).After(new SetActivity(again), AdsCoordinator).Item(key).ShouldBeNull();
        var dismissed = noted.When(new DismissCarriedOver("workshop", "x"), AdsCoordinator).Then(new CarriedOverDismissed("workshop", Ads.Organisation, "x"));
        dismissed.When(new DismissCarriedOver("workshop", "x"), AdsCoordinator).ThenRefused(ProgrammeRefusals.NothingCarriedOver);
    }

    [Fact]
    public void What_was_taken_up_waits_again_once_its_activity_is_gone_or_goes_on_with_something_else()
    {
        var noted = Next().With(Cooperatives)
            .After(new NoteCarriedOver(ProgrammeId, [new("workshop", Workshop.Title, "cooperatives", Mad(800))]), Actor.System);
        var (key, again) = ($"carried-over:{ProgrammeId.Key}:workshop", Workshop with { From = On(2028, 3, 1), To = On(2028, 3, 2), CarriedFrom = "workshop" });
        var taken = noted.After(new SetActivity(again), AdsCoordinator);

        taken.After(new RemoveFromPlan(PlanPart.Activity, "workshop"), AdsCoordinator).Item(key).ShouldNotBeNull();
        taken.After(new SetActivity(again with { CarriedFrom = null }), AdsCoordinator).Item(key).ShouldNotBeNull();
        taken.When(new DismissCarriedOver("workshop", "x"), AdsCoordinator).ThenRefused(ProgrammeRefusals.NothingCarriedOver);
    }

    [Fact]
    public void Of_two_periods_that_carried_over_the_same_key_each_waits_for_its_own_activity()
    {
        var (older, item) = (IdOf("2026"), new CarriedOver("workshop", Workshop.Title, "cooperatives", null));
        var noted = Next().With(Cooperatives).After(new NoteCarriedOver(older, [item]), Actor.System)
            .After(new NoteCarriedOver(ProgrammeId, [item]), Actor.System);
        var again = Workshop with { From = On(2028, 3, 1), To = On(2028, 3, 2), CarriedFrom = "workshop" };
        string[] Waiting(GivenGrain given) => [.. given.OpenItems.Select(i => i.Key).Where(k => k.StartsWith("carried-over:"))];

        var one = noted.After(new SetActivity(again), AdsCoordinator);
        Waiting(one).ShouldBe([$"carried-over:{ProgrammeId.Key}:workshop"]);
        Waiting(one.After(new SetActivity(again with { Id = "second" }), AdsCoordinator)).ShouldBeEmpty();
        Waiting(one.After(new DismissCarriedOver("workshop", "x"), AdsCoordinator)).ShouldBeEmpty();
        Waiting(noted.After(new DismissCarriedOver("workshop", "x"), AdsCoordinator)).ShouldBe([$"carried-over:{ProgrammeId.Key}:workshop"]);
    }

    [Fact]
    public void An_evaluation_follows_the_accepted_report_and_is_approved_by_every_party()
    {
        var evaluate = new EvaluateProgramme(3, "leçons", Today);
        Closing().When(evaluate, AdsCoordinator).ThenRefused(ProgrammeRefusals.ReportNotAccepted);
        var reported = Reported(Ads, Hcar);
        reported.Item("evaluation")!.Owes.Count.ShouldBe(2);
        reported.When(new ApproveProgrammeEvaluation(Today), AdsCoordinator).ThenRefused(ProgrammeRefusals.EvaluationNotSubmitted);
        reported.When(evaluate with { Rating = 5 }, AdsCoordinator).ThenRefused(Refusals.Fields.OutOfRange, "/rating");
        var evaluated = reported.When(evaluate, Ads.As(Role.Evaluator)).Then(new ProgrammeEvaluationSubmitted(3, "leçons", Ads.Organisation, Today));
        evaluated.When(evaluate, AdsCoordinator).ThenRefused(ProgrammeRefusals.EvaluationSubmittedAlready);
        var one = evaluated.When(new ApproveProgrammeEvaluation(Today), AdsCoordinator).Then(new ProgrammeEvaluationApproved(Ads.Organisation, Today));
        one.When(new ApproveProgrammeEvaluation(Today), AdsCoordinator).ThenRefused(ProgrammeRefusals.EvaluationAlreadyApproved);
        one.When(new ReturnProgrammeEvaluation("x", Today), HcarCoordinator).Then(new ProgrammeEvaluationReturned(Hcar.Organisation, "x", Today))
            .Programme().Evaluation.Rating.ShouldBeNull();
        var over = one.When(new ApproveProgrammeEvaluation(Today), HcarCoordinator)
            .Then(new ProgrammeEvaluationApproved(Hcar.Organisation, Today), new ProgrammeEvaluated(Today, 3));
        over.OpenItems.ShouldBeEmpty();
    }

    [Fact]
    public void Every_party_together_may_do_without_an_evaluation()
    {
        var one = Reported(Ads, Hcar).When(new WaiveProgrammeEvaluation("x", Today), AdsCoordinator).Then(new ProgrammeEvaluationWaived(Ads.Organisation, "x", Today));
        one.When(new WaiveProgrammeEvaluation("x", Today), AdsCoordinator).ThenRefused(ProgrammeRefusals.AlreadyWaived);
        one.When(new WaiveProgrammeEvaluation("x", Today), HcarCoordinator)
            .Then(new ProgrammeEvaluationWaived(Hcar.Organisation, "x", Today), new ProgrammeEvaluated(Today, null)).Stage.ShouldBe("Evaluated");
    }

    [Fact]
    public void Once_the_period_is_over_what_was_never_measured_waits() => Closing().Item("measure:founded")!.Owes.ShouldBe([Ads.Organisation]);
}
