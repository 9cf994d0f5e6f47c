using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Cases;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CaseCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Cases;

public class EndingTests
{
    [Fact]
    public void After_the_last_stage_the_beneficiary_stands_on_its_own()
    {
        var graduated = AtLastStage().On(2027, 6, 10).When(new GraduateCase(On(2027, 6, 10), "Ventes stables"), Supporter)
            .Then(new CaseGraduated(Ads.Organisation, On(2027, 6, 10), "Ventes stables"));
        graduated.Rules.IsOpen(graduated.Case()).ShouldBeFalse();
        Supported().When(new GraduateCase(On(2027, 2, 1)), Supporter).ThenRefused(CaseRefusals.StagesLeft);
        AtLastStage().When(new GraduateCase(On(2027, 3, 1)), Proposer).ThenRefused(CaseRefusals.NotTheSupporter);
        AtLastStage().When(new GraduateCase(On(2027, 2, 28)), Supporter).ThenRefused(CaseRefusals.ActDateTooEarly);
    }

    [Fact]
    public void Reports_due_until_then_stay_owed_and_no_later_ones_fall()
    {
        var graduated = Graduated();
        graduated.OpenItems.Where(i => i.Kind is DeadlineKind.CaseStageReport).Select(i => i.Key).ShouldBe(["stage-report:1"]);
        graduated.After(new SubmitStageReport(1, "Fin", On(2027, 6, 10)), Supporter).After(new AcceptStageReport(1, On(2027, 6, 10)), Proposer)
            .OpenItems.ShouldNotContain(i => i.Kind == DeadlineKind.CaseStageReport);
        graduated.When(new SubmitStageReport(2, "Fin", On(2027, 6, 10)), Supporter).ThenRefused(CaseRefusals.UnknownReport);
    }

    [Fact]
    public void A_graduation_recorded_late_puts_right_what_was_missed_after_it()
    {
        var missed = AtLastStage().WhenDue("stage-report:1").ThenAccepted();
        missed.When(new GraduateCase(On(2027, 4, 30)), Supporter).Then(
            new Rectified("case.stage-report-missed.v1", "stage-report:1", "graduated-before", On(2027, 4, 30)), new CaseGraduated(Ads.Organisation, On(2027, 4, 30)))
            .OpenItems.ShouldNotContain(i => i.Kind == DeadlineKind.CaseStageReport);
        missed.When(new GraduateCase(On(2027, 5, 1)), Supporter).Then(new CaseGraduated(Ads.Organisation, On(2027, 5, 1)));
    }

    [Fact]
    public void Six_and_twelve_months_later_the_supporter_looks_again_and_then_it_is_done()
    {
        var graduated = Graduated().After(new SubmitStageReport(1, "Fin", On(2027, 6, 10)), Supporter).After(new AcceptStageReport(1, On(2027, 6, 10)), Proposer);
        graduated.OpenItems.Select(i => (i.Key, i.Deadline!.Nominal)).ShouldBe([("follow-up:6", On(2027, 12, 10)), ("follow-up:12", On(2028, 6, 10))]);
        graduated.On(2028, 1, 11).WhenReached(new("follow-up:6", On(2027, 12, 10), On(2027, 12, 10), [30], true)).Events
            .ShouldHaveSingleItem().ShouldBeOfType<DeadlineStepsTaken>();

        var once = graduated.On(2027, 12, 12).When(new RecordFollowUp(6, "Deux emplois", true, On(2027, 12, 12), [Paper]), Supporter)
            .Then(new FollowUpRecorded(6, Ads.Organisation, "Deux emplois", true, On(2027, 12, 12), [Paper]));
        once.When(new RecordFollowUp(6, "x", true, On(2027, 12, 12)), Supporter).ThenRefused(CaseRefusals.FollowUpRecordedAlready);
        once.On(2028, 6, 12).After(new RecordFollowUp(12, "Arrêt", false, On(2028, 6, 12)), Supporter).OpenItems.ShouldBeEmpty();
    }

    [Fact]
    public void A_follow_up_is_one_of_the_two_with_findings()
    {
        Graduated().When(new RecordFollowUp(3, "x", true, On(2027, 6, 10)), Supporter).ThenRefused(Refusals.Fields.UnknownReference, "/months");
        Graduated().When(new RecordFollowUp(6, null!, true, On(2027, 6, 10)), Supporter).ThenRefused(Refusals.Fields.Required, "/findings");
        Graduated().When(new RecordFollowUp(6, "x", true, On(2027, 6, 10), [null!]), Supporter).ThenRefused(Refusals.Fields.Required, "/evidence/0");
        Graduated().When(new RecordFollowUp(6, "x", true, On(2027, 6, 9)), Supporter).ThenRefused(CaseRefusals.ActDateTooEarly);
    }

    [Fact]
    public void Either_side_drops_it_with_a_reason()
    {
        var dropped = Supported().When(new DropCase("Départ", On(2027, 2, 1)), Proposer).Then(new CaseDropped(Hcar.Organisation, "Départ", On(2027, 2, 1)));
        dropped.OpenItems.ShouldBeEmpty();
        dropped.When(new RecordFounding(BodyId, On(2027, 2, 1)), Proposer).ThenRefused(Refusals.WrongStage);
        Proposed().When(new DropCase("Retrait", On(2027, 1, 11)), Supporter).ThenAccepted();
        Supported().When(new DropCase("", On(2027, 2, 1)), Proposer).ThenRefused(Refusals.Fields.Required, "/reason");
        Graduated().When(new DropCase("x", On(2027, 6, 10)), Proposer).ThenRefused(Refusals.WrongStage);
        Supported().WhenDue("stage-report:1").ThenAccepted().When(new DropCase("Départ", On(2027, 4, 1)), Proposer).Then(
            new Rectified("case.stage-report-missed.v1", "stage-report:1", "dropped-before", On(2027, 4, 1)), new CaseDropped(Hcar.Organisation, "Départ", On(2027, 4, 1)));
    }

    [Fact]
    public void The_agreements_closing_hands_over_what_is_open_and_nothing_else()
    {
        var handing = new NoteCaseHandedOver("À la province", On(2027, 6, 30));
        foreach (var open in new[] { Proposed(), Accepted(), Supported(), Supported().After(new HoldCase("x", On(2027, 2, 1)), Proposer) })
        {
            var handedOver = open.When(handing, Actor.System).Then(new CaseHandedOver("À la province", On(2027, 6, 30)));
            (handedOver.Stage, handedOver.OpenItems.Count).ShouldBe(("HandedOver", 0));
            handedOver.When(handing, Actor.System).ThenNothing();
        }
        Graduated().When(handing, Actor.System).ThenNothing();
        NoCase().When(handing, Actor.System).ThenRefused(Refusals.NotFound);
    }

    [Fact]
    public void No_suspension_stops_a_case_that_has_graduated()
    {
        Graduated().When(new NoteCaseAgreementSuspended(On(2027, 6, 10)), Actor.System).ThenNothing();
        AtLastStage().After(new NoteCaseAgreementSuspended(On(2027, 3, 1)), Actor.System).On(2027, 6, 10).After(new GraduateCase(On(2027, 6, 10)), Supporter)
            .Item("follow-up:6")!.Deadline!.Nominal.ShouldBe(On(2027, 12, 10));
    }
}
