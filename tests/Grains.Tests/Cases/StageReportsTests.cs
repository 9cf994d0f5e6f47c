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

public class StageReportsTests
{
    private const string First = "stage-report:1";

    private static SubmitStageReport Submit(int month, int day, int number = 1) => new(number, "Deux modules suivis", On(2027, month, day), [Paper]);

    private static StageReportSubmitted Submitted(int month, int day) =>
        new(1, Ads.Organisation, "training", "Deux modules suivis", On(2027, month, day), [Paper]);

    private static IEnumerable<(string, DateOnly?)> Reports(GivenGrain given) =>
        given.OpenItems.Where(i => i.Kind is DeadlineKind.CaseStageReport).Select(i => (i.Key, i.Deadline?.Nominal));

    [Fact]
    public void The_supporter_owes_the_next_report_from_the_start_of_support()
    {
        Reports(Accepted()).ShouldBeEmpty();
        Reports(Supported()).ShouldBe([(First, On(2027, 5, 1))]);
        Supported().Item(First)!.Owes.ShouldBe([Ads.Organisation]);
    }

    [Fact]
    public void The_proposer_accepts_it_and_it_is_settled()
    {
        var submitted = Supported().On(2027, 4, 28).When(Submit(4, 27), Supporter).Then(Submitted(4, 27));
        submitted.Item("stage-report-answer:1")!.Owes.ShouldBe([Hcar.Organisation]);
        submitted.When(Submit(4, 28), Supporter).ThenRefused(CaseRefusals.ReportSubmittedAlready);

        var accepted = submitted.When(new AcceptStageReport(1, On(2027, 4, 28)), Proposer).Then(new StageReportAccepted(1, Hcar.Organisation, On(2027, 4, 28)));
        Reports(accepted).ShouldBe([("stage-report:2", On(2027, 8, 1))]);
        accepted.When(Submit(4, 28), Supporter).ThenRefused(CaseRefusals.ReportSettled);
    }

    [Fact]
    public void Or_wants_it_better()
    {
        var submitted = Supported().On(2027, 4, 28).After(Submit(4, 28), Supporter);
        var returned = submitted.When(new ReturnStageReport(1, "Sans chiffres", On(2027, 4, 28)), Proposer)
            .Then(new StageReportReturned(1, Hcar.Organisation, "Sans chiffres", On(2027, 4, 28)));
        returned.Item(First)!.Deadline!.EffectPending.ShouldBeTrue("it is not due yet, and may still be missed");
        returned.WhenDue(First).Then(new StageReportMissed(1, On(2027, 5, 1), On(2027, 5, 1)));
        submitted.When(new ReturnStageReport(1, null!, On(2027, 4, 28)), Proposer).ThenRefused(Refusals.Fields.Required, "/reason");
    }

    [Fact]
    public void Nothing_is_answered_that_was_not_submitted_nor_by_who_submitted_it()
    {
        Supported().When(new AcceptStageReport(1, On(2027, 2, 1)), Proposer).ThenRefused(CaseRefusals.NothingSubmitted);
        Supported().When(new AcceptStageReport(2, On(2027, 2, 1)), Proposer).ThenRefused(CaseRefusals.UnknownReport);
        var submitted = Supported().On(2027, 4, 28).After(Submit(4, 28), Supporter);
        submitted.When(new AcceptStageReport(1, On(2027, 4, 28)), Supporter).ThenRefused(CaseRefusals.NotTheProposer);
        submitted.When(new AcceptStageReport(1, On(2027, 4, 27)), Proposer).ThenRefused(CaseRefusals.ActDateTooEarly);
    }

    [Fact]
    public void A_report_after_the_next_is_not_open_yet()
    {
        Supported().When(Submit(2, 1, number: 2), Supporter).ThenRefused(CaseRefusals.UnknownReport);
        Supported().When(Submit(2, 1, number: 0), Supporter).ThenRefused(CaseRefusals.UnknownReport);
        Supported().When(Submit(1, 31), Supporter).ThenRefused(CaseRefusals.ActDateTooEarly);
        Supported().When(Submit(2, 1) with { Evidence = [null!] }, Supporter).ThenRefused(Refusals.Fields.Required, "/evidence/0");
    }

    [Fact]
    public void It_is_missed_the_day_after_and_stays_owed_beside_the_next()
    {
        var missed = Supported().WhenDue(First, resolved: On(2027, 5, 3)).Then(new StageReportMissed(1, On(2027, 5, 1), On(2027, 5, 3)));

        Reports(missed).ShouldBe([(First, On(2027, 5, 1)), ("stage-report:2", On(2027, 8, 1))]);
        missed.Item(First)!.Deadline!.EffectPending.ShouldBeFalse();
        missed.WhenReached(new(First, On(2027, 5, 1), On(2027, 5, 3), [], true)).ThenNothing();
        missed.On(2027, 5, 10).When(Submit(5, 10), Supporter).Then(Submitted(5, 10));
    }

    [Fact]
    public void On_its_last_day_it_is_not_missed_yet() =>
        Supported().On(2027, 5, 3).WhenReached(new(First, On(2027, 5, 1), On(2027, 5, 3), [], true)).ThenNothing();

    [Fact]
    public void Its_reminders_climb_and_reach_the_other_side()
    {
        var reached = Supported().On(2027, 5, 8).WhenReached(new(First, On(2027, 5, 1), On(2027, 5, 1), [1, 7], true));
        var steps = reached.Events[0].ShouldBeOfType<DeadlineStepsTaken>();
        (steps.Highest, steps.Told.Select(t => t.Organisation).Distinct().Count()).ShouldBe((7, 2));
        reached.Events[1].ShouldBeOfType<StageReportMissed>();
    }

    [Fact]
    public void A_report_of_the_last_day_recorded_late_puts_right_that_it_was_taken_for_missed()
    {
        var missed = Supported().WhenDue(First, resolved: On(2027, 5, 3)).ThenAccepted().On(2027, 6, 1);
        missed.When(Submit(5, 3), Supporter).Then(new Rectified("case.stage-report-missed.v1", First, "submitted-in-time", On(2027, 5, 3)), Submitted(5, 3));
        missed.When(Submit(5, 4), Supporter).Then(Submitted(5, 4));
    }

    [Fact]
    public void A_party_without_accounts_is_reported_to_and_answers_by_letter()
    {
        var commune = Hcar.As(Role.Coordinator) with { For = new(Commune.Organisation, Letter) };
        var given = NoCase(CaseCases.Programme(null, Ads, Hcar, Commune)).After(Proposal(), commune).On(2027, 2, 1)
            .After(new AcceptCase(On(2027, 2, 1)), Supporter).After(new StartSupport(On(2027, 2, 1)), Supporter).After(Submit(2, 1), Supporter);

        var recorded = given.When(new AcceptStageReport(1, On(2027, 2, 1)), commune).Then(
            new StageReportAccepted(1, Commune.Organisation, On(2027, 2, 1)),
            new ActRecordedFor(Commune.Organisation, Hcar.Organisation, "acceptStageReport", Letter));
        recorded.Case().RecordedActs.Acts.Length.ShouldBe(2);
        recorded.When(new ConfirmRecordedActs(), Supporter).ThenRefused(Refusals.NothingToConfirm);
        recorded.Organisations(TestOrganisations.Commune with { Members = [new(Commune.Coordinator, [Role.Coordinator], On(2027, 1, 1))] })
            .When(new ConfirmRecordedActs(), Commune.As(Role.Coordinator)).Then(new RecordedActsConfirmed(Commune.Organisation)).Case().RecordedActs.Acts.ShouldBeEmpty();
    }
}
