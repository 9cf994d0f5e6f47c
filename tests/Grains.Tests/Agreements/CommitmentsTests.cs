using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class CommitmentsTests
{
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);
    private static readonly Actor HcarCoordinator = Hcar.As(Role.Coordinator);

    private static readonly Commitment Support = new(
        "support", Words("Accompagnement"), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, new(First: On(2026, 12, 15)));

    private static readonly Commitment Reports = Support with { Id = "reports", Recurrence = new(EveryMonths: 3), EvidenceRequired = true };
    private static readonly Commitment Awareness = Support with { Id = "awareness", Obligors = [Hcar.Organisation], Beneficiaries = [Ads.Organisation], Recurrence = new() };
    private static readonly Commitment Joint =
        Support with { Id = "training", Obligors = [Ads.Organisation, Hcar.Organisation], Beneficiaries = [Ads.Organisation, Hcar.Organisation] };

    /// <summary>In force since 5 October 2026.</summary>
    private static GivenGrain InForce(params Commitment[] commitments) => InForce(new Term(), commitments);

    private static GivenGrain InForce(Term term, params Commitment[] commitments) =>
        Draft(Ads, Hcar).Events(new TermSet(term), new CommitmentsSet(commitments)).SignedOn(2026, 10, 5);

    private static IEnumerable<DateOnly?> Open(GivenGrain given) =>
        given.OpenItems.Where(i => i.Key.StartsWith("occurrence:", StringComparison.Ordinal)).Select(i => i.Deadline?.Nominal);

    private static ReportOccurrence Report(DateOnly actDate, string commitment = "support") => new(commitment, On(2026, 12, 15), actDate);

    private static OccurrenceReported Reported(DateOnly actDate) => new("support", On(2026, 12, 15), Ads.Organisation, actDate, []);

    [Fact]
    public void Only_the_next_occurrence_waits()
    {
        Open(InForce(Reports)).ShouldBe([On(2027, 1, 5)]);
        Open(InForce(Reports with { Recurrence = new(On(2026, 10, 31), 1) })).ShouldBe([On(2026, 10, 31)]);
    }

    [Fact]
    public void A_period_of_months_keeps_the_last_day_of_the_month() =>
        Occurrences.Dates(InForce(Reports with { Recurrence = new(On(2026, 10, 31), 1, On(2027, 3, 1)) }).Agreement(), Reports with { Recurrence = new(On(2026, 10, 31), 1, On(2027, 3, 1)) })
            .ShouldBe([On(2026, 10, 31), On(2026, 11, 30), On(2026, 12, 31), On(2027, 1, 31), On(2027, 2, 28)]);

    [Fact]
    public void What_recurs_falls_within_the_term_and_after_the_entry_into_force()
    {
        var monthly = Reports with { Recurrence = new(On(2026, 8, 1), 1) };
        Occurrences.Dates(InForce(new Term(Ends: On(2026, 12, 31)), monthly).Agreement(), monthly).ShouldBe([On(2026, 11, 1), On(2026, 12, 1)]);
    }

    [Fact]
    public void What_is_owed_once_is_owed_even_after_the_term() => Open(InForce(new Term(Ends: On(2026, 11, 30)), Support)).ShouldBe([On(2026, 12, 15)]);

    [Fact]
    public void An_import_shows_every_occurrence_that_passed_before_it()
    {
        var agreement = InForce(Reports).Agreement() with { ImportedOn = On(2027, 8, 1) };
        Occurrences.Open(agreement, Reports).Select(o => o.Due).ShouldBe([On(2027, 1, 5), On(2027, 4, 5), On(2027, 7, 5), On(2027, 10, 5)]);
    }

    [Fact]
    public void A_report_waits_for_the_beneficiary_and_settles_when_accepted()
    {
        var reported = InForce(Support).On(2026, 12, 10).When(Report(On(2026, 12, 8)), AdsCoordinator).Then(Reported(On(2026, 12, 8)));
        reported.Item("acceptance:support:2026-12-15")!.Owes.ShouldBe([Hcar.Organisation]);

        var accepted = reported.When(new AcceptOccurrence("support", On(2026, 12, 15), On(2026, 12, 10)), HcarCoordinator)
            .Then(new OccurrenceAccepted("support", On(2026, 12, 15), Hcar.Organisation, On(2026, 12, 10)));
        accepted.OpenItems.ShouldNotContain(i => i.Kind == DeadlineKind.CommitmentOccurrence);
        accepted.When(Report(On(2026, 12, 9)), AdsCoordinator).ThenRefused(AgreementRefusals.OccurrenceSettled);
    }

    [Fact]
    public void A_report_on_a_recurring_commitment_brings_up_the_next_occurrence() =>
        Open(InForce(Reports).After(new ReportOccurrence("reports", On(2027, 1, 5), On(2026, 10, 5), [Paper]), AdsCoordinator)).ShouldBe([On(2027, 4, 5)]);

    [Fact]
    public void An_occurrence_after_the_next_is_not_open_yet() =>
        InForce(Reports).When(new ReportOccurrence("reports", On(2027, 4, 5), On(2026, 10, 5), [Paper]), AdsCoordinator).ThenRefused(AgreementRefusals.UnknownOccurrence);

    [Fact]
    public void Evidence_is_given_where_the_commitment_requires_it() =>
        InForce(Reports).When(new ReportOccurrence("reports", On(2027, 1, 5), On(2026, 10, 5)), AdsCoordinator).ThenRefused(Refusals.Fields.TooFew, "/evidence");

    [Fact]
    public void A_commitment_without_a_date_is_reported_once()
    {
        var inForce = InForce(Awareness);
        inForce.Item("occurrence:awareness")!.Deadline.ShouldBeNull();

        inForce.After(new ReportOccurrence("awareness", null, On(2026, 10, 5)), HcarCoordinator)
            .After(new AcceptOccurrence("awareness", null, On(2026, 10, 5)), AdsCoordinator)
            .When(new ReportOccurrence("awareness", null, On(2026, 10, 5)), HcarCoordinator).ThenRefused(AgreementRefusals.OccurrenceSettled);
    }

    [Fact]
    public void It_is_missed_the_day_after_the_due_date_moved_past_days_off_and_stays_owed()
    {
        var missed = InForce(Support).WhenDue("occurrence:support:2026-12-15", resolved: On(2026, 12, 16)).Then(new OccurrenceMissed("support", On(2026, 12, 15), On(2026, 12, 16)));

        missed.Item("occurrence:support:2026-12-15")!.Deadline!.EffectPending.ShouldBeFalse();
        missed.When(Report(On(2026, 12, 17)), AdsCoordinator).Then(Reported(On(2026, 12, 17)));
    }

    [Fact]
    public void Missed_occurrences_stay_open_beside_the_next() =>
        Open(InForce(Reports).WhenDue("occurrence:reports:2027-01-05").ThenAccepted()).ShouldBe([On(2027, 1, 5), On(2027, 4, 5)]);

    [Fact]
    public void A_report_of_the_last_day_recorded_late_puts_right_that_it_was_taken_for_missed() =>
        InForce(Support).WhenDue("occurrence:support:2026-12-15", resolved: On(2026, 12, 16)).ThenAccepted().On(2027, 1, 10)
            .When(Report(On(2026, 12, 16)), AdsCoordinator).Then(
                new Rectified("agreement.occurrence-missed.v1", "occurrence:support:2026-12-15", "reported-in-time", On(2026, 12, 16)), Reported(On(2026, 12, 16)));

    [Fact]
    public void What_was_reported_is_not_missed_and_an_early_sweep_misses_nothing()
    {
        var key = "occurrence:support:2026-12-15";
        var reached = new DeadlineReached(key, On(2026, 12, 15), On(2026, 12, 15), [], IsDue: true);

        InForce(Support).On(2026, 12, 15).WhenReached(reached).ThenNothing();
        InForce(Support).On(2026, 12, 15).After(Report(On(2026, 12, 15)), AdsCoordinator).On(2026, 12, 16).WhenReached(reached).ThenNothing();
    }

    [Fact]
    public void Returned_before_it_was_due_it_can_still_be_missed_returned_after_it_cannot()
    {
        var reported = InForce(Support).On(2026, 12, 10).After(Report(On(2026, 12, 8)), AdsCoordinator);

        var early = reported.When(new ReturnOccurrence("support", On(2026, 12, 15), "incomplet", On(2026, 12, 10)), HcarCoordinator)
            .Then(new OccurrenceReturned("support", On(2026, 12, 15), Hcar.Organisation, "incomplet", On(2026, 12, 10)));
        early.WhenDue("occurrence:support:2026-12-15").Then(new OccurrenceMissed("support", On(2026, 12, 15), On(2026, 12, 15)));

        var late = reported.On(2026, 12, 20).After(new ReturnOccurrence("support", On(2026, 12, 15), "incomplet", On(2026, 12, 20)), HcarCoordinator);
        late.Item("occurrence:support:2026-12-15")!.Deadline!.EffectPending.ShouldBeFalse();
        late.When(Report(On(2026, 12, 20)), AdsCoordinator).Then(Reported(On(2026, 12, 20)));
    }

    [Fact]
    public void Whom_it_is_owed_to_may_waive_it() =>
        InForce(Support).When(new WaiveOccurrence("support", On(2026, 12, 15), "reporté", On(2026, 10, 5)), HcarCoordinator)
            .Then(new OccurrenceWaived("support", On(2026, 12, 15), Hcar.Organisation, "reporté", On(2026, 10, 5)))
            .OpenItems.ShouldNotContain(i => i.Kind == DeadlineKind.CommitmentOccurrence);

    [Fact]
    public void Of_a_joint_commitment_either_reports_and_the_other_accepts()
    {
        var reported = InForce(Joint).After(Report(On(2026, 10, 5), "training"), HcarCoordinator);

        reported.Item("acceptance:training:2026-12-15")!.Owes.ShouldBe([Ads.Organisation]);
        reported.When(new AcceptOccurrence("training", On(2026, 12, 15), On(2026, 10, 5)), HcarCoordinator).ThenRefused(AgreementRefusals.OwnReport);
        reported.After(new AcceptOccurrence("training", On(2026, 12, 15), On(2026, 10, 5)), AdsCoordinator);
        InForce(Joint).When(new WaiveOccurrence("training", On(2026, 12, 15), "x", On(2026, 10, 5)), AdsCoordinator).ThenRefused(AgreementRefusals.OwnObligation);
    }

    [Fact]
    public void Who_does_not_owe_does_not_report_and_who_is_not_owed_does_not_answer()
    {
        InForce(Support).When(Report(On(2026, 10, 5)), HcarCoordinator).ThenRefused(AgreementRefusals.NotAnObligor);
        var reported = InForce(Support).After(Report(On(2026, 10, 5)), AdsCoordinator);
        reported.When(new AcceptOccurrence("support", On(2026, 12, 15), On(2026, 10, 5)), AdsCoordinator).ThenRefused(AgreementRefusals.NotABeneficiary);
        reported.When(new WaiveOccurrence("support", On(2026, 12, 15), "x", On(2026, 10, 5)), AdsCoordinator).ThenRefused(AgreementRefusals.NotABeneficiary);
        reported.When(Report(On(2026, 10, 5)), AdsCoordinator).ThenRefused(AgreementRefusals.OccurrenceReportedAlready);
    }

    [Fact]
    public void What_was_not_reported_cannot_be_accepted() =>
        InForce(Support).When(new AcceptOccurrence("support", On(2026, 12, 15), On(2026, 10, 5)), HcarCoordinator).ThenRefused(AgreementRefusals.NothingReported);

    [Fact]
    public void Acts_come_in_order_and_not_from_the_future()
    {
        InForce(Support).When(Report(On(2026, 10, 6)), AdsCoordinator).ThenRefused(Refusals.FutureActDate);
        var reported = InForce(Support).On(2026, 12, 10).After(Report(On(2026, 12, 8)), AdsCoordinator);
        reported.When(new AcceptOccurrence("support", On(2026, 12, 15), On(2026, 12, 7)), HcarCoordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
        reported.When(new AcceptOccurrence("support", On(2026, 12, 15), On(2026, 12, 11)), HcarCoordinator).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void What_the_agreement_does_not_contain_is_refused()
    {
        InForce(Support).When(Report(On(2026, 10, 5), "other"), AdsCoordinator).ThenRefused(AgreementRefusals.UnknownCommitment);
        InForce(Support).When(new ReportOccurrence("support", On(2026, 12, 14), On(2026, 10, 5)), AdsCoordinator).ThenRefused(AgreementRefusals.UnknownOccurrence);
        InForce(Support).When(new ReturnOccurrence("support", On(2026, 12, 15), "", On(2026, 10, 5)), HcarCoordinator).ThenRefused(Refusals.Fields.Required, "/reason");
    }

    [Fact]
    public void Before_it_is_in_force_nothing_is_owed()
    {
        var approved = Draft(Ads, Hcar).Events(new CommitmentsSet([Support])).Approved();
        Open(approved).ShouldBeEmpty();
        approved.When(Report(On(2026, 10, 1)), AdsCoordinator).ThenRefused(Refusals.WrongStage);
    }
}
