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

public class ExecutionTests
{
    private static readonly Actor AdsLead = Ads.As(Role.ProjectLead);
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);
    private static readonly Actor HcarCoordinator = Hcar.As(Role.Coordinator);
    private static readonly Actor HcarFinance = Hcar.As(Role.FinanceOfficer);

    /// <summary>On 10 March 2027.</summary>
    private static GivenGrain March() => Executing(Ads, Hcar).On(2027, 3, 10);

    private static readonly DateOnly Today = On(2027, 3, 10);

    [Fact]
    public void An_activity_is_started_and_done_with_evidence_by_its_lead()
    {
        March().When(new StartActivity("workshop", Today), HcarCoordinator).ThenRefused(ProgrammeRefusals.NotTheLead);
        March().When(new StartActivity("other", Today), AdsLead).ThenRefused(ProgrammeRefusals.UnknownActivity);
        var started = March().When(new StartActivity("workshop", On(2027, 3, 1)), AdsLead).Then(new ActivityStarted("workshop", Ads.Organisation, On(2027, 3, 1)));
        started.When(new StartActivity("workshop", Today), AdsLead).ThenRefused(ProgrammeRefusals.ActivityUnderWay);
        started.When(new CompleteActivity("workshop", Today, []), AdsLead).ThenRefused(Refusals.Fields.TooFew, "/evidence");
        started.When(new CompleteActivity("workshop", Today, null!), AdsLead).ThenRefused(Refusals.Fields.TooFew, "/evidence");
        started.When(new CompleteActivity("workshop", On(2027, 2, 28), [Paper]), AdsLead).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
        var done = started.When(new CompleteActivity("workshop", On(2027, 3, 5), [Paper], 38), AdsLead)
            .Then(new ActivityDone("workshop", Ads.Organisation, On(2027, 3, 5), [Paper], 38));
        done.Item("activity:workshop").ShouldBeNull();
        done.When(new CancelActivity("workshop", "x", Today), AdsLead).ThenRefused(ProgrammeRefusals.ActivitySettled);
        done.When(new ProposeChange("x", new(Activities: [Workshop]), Today), AdsCoordinator).ThenRefused(ProgrammeRefusals.ActivitySettled);
    }

    [Fact]
    public void An_activity_is_put_off_within_the_period_or_cancelled()
    {
        March().Item("activity:workshop")!.Deadline!.Nominal.ShouldBe(On(2027, 3, 5));
        var delayed = March().When(new DelayActivity("workshop", On(2027, 5, 3), On(2027, 5, 7), "x", Today), AdsLead)
            .Then(new ActivityDelayed("workshop", Ads.Organisation, On(2027, 5, 3), On(2027, 5, 7), "x", Today));
        delayed.Item("activity:workshop")!.Deadline!.Nominal.ShouldBe(On(2027, 5, 7));
        delayed.When(new DelayActivity("workshop", On(2027, 12, 30), On(2028, 1, 2), "x", Today), AdsLead).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/to");
        delayed.When(new CancelActivity("workshop", "rain", Today), AdsLead).Then(new ActivityCancelled("workshop", Ads.Organisation, "rain", Today)).Item("activity:workshop").ShouldBeNull();
    }

    [Fact]
    public void Paid_never_exceeds_engaged_nor_engaged_what_is_budgeted_nor_that_what_is_planned()
    {
        var march = March();
        march.Item("budget:kits")!.Owes.ShouldBe([Hcar.Organisation]);
        march.When(new EngageBudget("kits", Mad(1), "BC 1", Today), HcarFinance).ThenRefused(ProgrammeRefusals.AmountExceeds);
        march.When(new RecordBudget("kits", Mad(1001), Today), HcarFinance).ThenRefused(ProgrammeRefusals.AmountExceeds);
        var budgeted = march.When(new RecordBudget("kits", Mad(800), Today, "LF 2027"), HcarFinance).Then(new BudgetRecorded("kits", Mad(800), Hcar.Organisation, Today, "LF 2027"));
        budgeted.When(new EngageBudget("kits", Mad(801), "BC 1", Today), HcarFinance).ThenRefused(ProgrammeRefusals.AmountExceeds);
        var engaged = budgeted.When(new EngageBudget("kits", Mad(600), "BC 1", Today), HcarFinance).Then(new BudgetEngaged("kits", Mad(600), Hcar.Organisation, "BC 1", Today));
        engaged.Item("payment:kits")!.Role.ShouldBe(Role.FinanceOfficer);
        engaged.When(new PayBudget("kits", Mad(601), "OV 1", Today), HcarFinance).ThenRefused(ProgrammeRefusals.AmountExceeds);
        var paid = engaged.When(new PayBudget("kits", Mad(500), "OV 1", Today), HcarFinance).Then(new BudgetPaid("kits", Mad(500), Hcar.Organisation, "OV 1", Today));
        paid.When(new ReleaseBudget("kits", Mad(101), "x", Today), HcarFinance).ThenRefused(ProgrammeRefusals.AmountExceeds);
        paid.When(new ReleaseBudget("kits", Mad(100), "x", Today), HcarFinance).Then(new BudgetReleased("kits", Mad(100), Hcar.Organisation, "x", Today)).Item("payment:kits").ShouldBeNull();
        paid.When(new RecordBudget("kits", Mad(599), Today), HcarFinance).ThenRefused(ProgrammeRefusals.BelowEngaged);
        paid.When(new ProposeChange("x", new(Budget: [Kits with { Planned = Mad(599) }]), Today), AdsCoordinator).ThenRefused(ProgrammeRefusals.BelowEngaged);
        paid.When(new ProposeChange("x", new(Budget: [Kits with { Funder = Ads.Organisation }]), Today), AdsCoordinator).ThenRefused(ProgrammeRefusals.FunderHasEngaged);
    }

    [Fact]
    public void Only_the_funders_finance_officer_spends_and_only_while_the_agreement_runs()
    {
        var budgeted = March().After(new RecordBudget("kits", Mad(800), Today), HcarFinance);
        var engage = new EngageBudget("kits", Mad(1), "BC 1", Today);
        budgeted.When(engage, Ads.As(Role.FinanceOfficer)).ThenRefused(ProgrammeRefusals.NotTheFunder);
        budgeted.When(engage, HcarCoordinator).ThenRefused(Refusals.LacksRole);
        budgeted.When(engage with { Line = "other" }, HcarFinance).ThenRefused(ProgrammeRefusals.UnknownLine);
        budgeted.When(engage with { Amount = Mad(0) }, HcarFinance).ThenRefused(Refusals.Fields.OutOfRange, "/amount/amount");
        budgeted.When(engage with { ActDate = On(2026, 9, 30) }, HcarFinance).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
        budgeted.After(new NoteProgrammeAgreementSuspended(Today), Actor.System).When(engage, HcarFinance).ThenRefused(ProgrammeRefusals.SpendingSuspended);
        budgeted.When(engage with { ActDate = default }, HcarFinance).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
    }

    [Fact]
    public void What_the_suspension_forbids_is_told_by_the_act_date_whenever_it_is_recorded()
    {
        var budgeted = March().After(new RecordBudget("kits", Mad(800), Today), HcarFinance);
        var suspended = budgeted.After(new NoteProgrammeAgreementSuspended(Today.AddDays(1)), Actor.System).On(Today.AddDays(5));
        var engage = new EngageBudget("kits", Mad(1), "BC 1", Today);

        suspended.When(engage, HcarFinance).ThenAccepted();
        var resumed = suspended.After(new NoteProgrammeAgreementResumed(Today.AddDays(4)), Actor.System);
        resumed.When(engage with { ActDate = Today.AddDays(2) }, HcarFinance).ThenRefused(ProgrammeRefusals.SpendingSuspended);
        resumed.When(engage with { ActDate = Today.AddDays(4) }, HcarFinance).ThenAccepted();
    }

    [Fact]
    public void A_value_counts_once_another_party_has_approved_it()
    {
        var measure = new RecordMeasurement("founded", 12, Today, [Paper], [new("women", 8), new("men", 4)]);
        var march = March();
        march.When(measure, HcarCoordinator).ThenRefused(ProgrammeRefusals.NotTheLead);
        march.When(measure with { Indicator = "other" }, AdsLead).ThenRefused(ProgrammeRefusals.UnknownIndicator);
        march.When(measure with { Parts = [new("youth", 1)] }, AdsLead).ThenRefused(Refusals.Fields.UnknownReference, "/parts/0/group");
        march.When(measure with { Evidence = null! }, AdsLead).ThenRefused(Refusals.Fields.TooFew, "/evidence");
        var id = Ids.Derive(march.CommandId, 0);
        var measured = march.When(measure, AdsLead).Then(new MeasurementRecorded(id, "founded", 12, Ads.Organisation, Today, [Paper], measure.Parts!));
        measured.Item($"measurement:{id}")!.Owes.ShouldBe([Hcar.Organisation]);
        measured.When(new ApproveMeasurement(id, Today), AdsLead).ThenRefused(ProgrammeRefusals.OwnMeasurement);
        measured.Programme().Measuring.Achieved.ShouldBeEmpty();
        var approved = measured.When(new ApproveMeasurement(id, Today), HcarCoordinator).Then(new MeasurementApproved(id, "founded", 12, Hcar.Organisation, Today));
        approved.Programme().Measuring.Achieved["founded"].ShouldBe(new Achieved(12, Today));
        approved.When(new ApproveMeasurement(id, Today), HcarCoordinator).ThenRefused(ProgrammeRefusals.UnknownMeasurement);
        var returned = measured.When(new ReturnMeasurement(id, "x", Today), HcarCoordinator).Then(new MeasurementReturned(id, "founded", Hcar.Organisation, "x", Today));
        returned.Item("measure:founded")!.Owes.ShouldBe([Ads.Organisation]);
        returned.After(measure, AdsLead).Item("measure:founded").ShouldBeNull();
    }

    [Theory, InlineData(IndicatorMode.Cumulative, 9), InlineData(IndicatorMode.Periodic, 14)]
    public void Periodic_values_add_up_and_cumulative_ones_replace_each_other(IndicatorMode mode, int achieved)
    {
        var given = Executing(Ads, Hcar).Events(new IndicatorSet(Founded with { Mode = mode }, Ads.Organisation)).On(2027, 3, 10);
        foreach (var (value, on) in new[] { (9m, On(2027, 3, 1)), (5m, On(2027, 2, 1)) })
        {
            given = given.After(new RecordMeasurement("founded", value, on, [Paper]), AdsLead);
            given = given.After(new ApproveMeasurement(given.Programme().Measuring.Pending.Keys.Single(), Today), HcarCoordinator);
        }
        given.Programme().Measuring.Achieved["founded"].ShouldBe(new Achieved(achieved, On(2027, 3, 1)));
    }
}
