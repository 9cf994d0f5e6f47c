using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class FundingTests
{
    private static readonly Actor Funder = People.Ocp.As(Role.FinanceOfficer);
    private static readonly Actor Recipient = People.Ministry.As(Role.FinanceOfficer);
    private static readonly DateOnly Today = On(2026, 10, 5);
    private static readonly GrainId Programme = new("programme", "p1");

    private static readonly Contribution Cash = new("cash", People.Ocp.Organisation, 2026, ContributionKind.Cash, Mad(1_000_000));
    private static readonly Tranche First = new("t1", "cash", People.Ministry.Organisation, Mad(400_000), []);

    private static readonly Tranche Second = new(
        "t2", "cash", People.Ministry.Organisation, Mad(600_000),
        [
            new("spring", TrancheConditionKind.Date, On: On(2027, 3, 1)), new("report-2026", TrancheConditionKind.ReportAccepted),
            new("half", TrancheConditionKind.ShareJustified, Tranche: "t1", Percent: 50), new("go", TrancheConditionKind.Decision),
        ]);

    /// <summary>In force since 5 October 2026: OCP funds, the ministry receives.</summary>
    private static GivenGrain InForce(params Tranche[] tranches) =>
        Draft(People.Ministry, People.Ocp).Events(new FundingSet([Cash], tranches)).SignedOn(2026, 10, 5);

    private static GivenGrain Called(params Tranche[] tranches) => InForce([First, .. tranches]).After(new CallTranche("t1", Today), Recipient);

    private static GivenGrain Paid(params Tranche[] tranches) => Called(tranches).After(new PayTranche("t1", Mad(400_000), Today, "OV 12"), Funder);

    private static GivenGrain Received(params Tranche[] tranches) => Paid(tranches).After(new ConfirmReceipt("t1", Today), Recipient);

    private static SubmitJustification Justify(decimal amount) => new("t1", Mad(amount), [Paper], Today);

    private static TrancheState State(GivenGrain given, string tranche = "t1") => given.Agreement().Funding.Of(tranche);

    [Fact]
    public void A_tranche_without_conditions_is_callable_when_the_agreement_enters_into_force()
    {
        var signed = Draft(People.Ministry, People.Ocp).Events(new FundingSet([Cash], [First, Second])).Approved().On(Today)
            .After(new SignText(People.Ministry.Signatory, Text, Today, Paper), People.Ministry.As(Role.Coordinator))
            .When(new SignText(People.Ocp.Signatory, Text, Today, Paper), People.Ocp.As(Role.Coordinator));

        var inForce = signed.ThenAmongOthers(new TrancheBecameCallable("t1", Today));
        State(inForce, "t2").Stage.ShouldBe(TrancheStage.Planned);
        inForce.Item("tranche-call:t1")!.Owes.ShouldBe([People.Ministry.Organisation]);
    }

    [Fact]
    public void It_is_called_paid_received_and_justified_each_within_its_days()
    {
        var called = InForce(First).When(new CallTranche("t1", Today), Recipient).Then(new TrancheCalled("t1", Today, On(2026, 12, 4)));
        called.Item("tranche-payment:t1")!.Deadline!.Nominal.ShouldBe(On(2026, 12, 4));
        called.Item("tranche-payment:t1")!.Owes.ShouldBe([People.Ocp.Organisation]);

        var paid = called.On(2026, 11, 2).When(new PayTranche("t1", Mad(400_000), On(2026, 10, 30), "OV 12"), Funder)
            .Then(new TranchePaid("t1", Mad(400_000), On(2026, 10, 30), "OV 12"));
        paid.Item("tranche-receipt:t1")!.Deadline!.Nominal.ShouldBe(On(2026, 11, 29));

        var received = paid.When(new ConfirmReceipt("t1", On(2026, 11, 1)), Recipient).Then(new TrancheReceived("t1", On(2026, 11, 1), On(2027, 4, 30)));
        received.Item("tranche-justification:t1")!.Deadline!.Nominal.ShouldBe(On(2027, 4, 30));

        var submitted = received.When(new SubmitJustification("t1", Mad(400_000), [Paper], On(2026, 11, 2)), Recipient)
            .Then(new JustificationSubmitted("t1", Mad(400_000), [Paper], On(2026, 11, 2)));
        submitted.Item("tranche-justification:t1").ShouldBeNull();
        submitted.Item("tranche-acceptance:t1")!.Owes.ShouldBe([People.Ocp.Organisation]);
        Funding.Unsettled(submitted.Agreement()).ShouldBe(["t1"]);

        var justified = submitted.When(new AcceptJustification("t1", On(2026, 11, 2)), Funder)
            .Then(new JustificationAccepted("t1", Mad(400_000), On(2026, 11, 2)), new TrancheJustified("t1", On(2026, 11, 2)));
        State(justified).Stage.ShouldBe(TrancheStage.Justified);
        Funding.Unsettled(justified.Agreement()).ShouldBeEmpty();
        justified.OpenItems.ShouldNotContain(i => i.Key.StartsWith("tranche", StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_condition_makes_it_callable_in_whatever_order_they_come()
    {
        var agreement = Received(Second)
            .When(new NoteReportAccepted("report-2026", Programme, Today), Actor.System).Then(new TrancheConditionMet("t2", "report-2026", Today, Programme))
            .After(Justify(200_000), Recipient)
            .When(new AcceptJustification("t1", Today), Funder)
            .Then(new JustificationAccepted("t1", Mad(200_000), Today), new TrancheConditionMet("t2", "half", Today))
            .When(new NoteDecision("go", Programme, Today), Actor.System).Then(new TrancheConditionMet("t2", "go", Today, Programme));

        agreement.When(new CallTranche("t2", Today), Recipient).ThenRefused(AgreementRefusals.TrancheConditionUnmet).Arguments["conditions"].ShouldBe("spring");
        agreement.WhenDue("tranche-date:t2:spring").Then(new TrancheConditionMet("t2", "spring", On(2027, 3, 1)), new TrancheBecameCallable("t2", On(2027, 3, 1)))
            .When(new CallTranche("t2", On(2027, 2, 28)), Recipient).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
    }

    [Fact]
    public void What_no_tranche_waits_for_or_was_met_already_changes_nothing()
    {
        var met = InForce(First, Second).After(new NoteDecision("go", Programme, Today), Actor.System);

        met.When(new NoteDecision("go", Programme, Today), Actor.System).ThenNothing();
        met.When(new NoteDecision("report-2026", Programme, Today), Actor.System).ThenNothing();
        met.When(new NoteReportAccepted("other", Programme, Today), Actor.System).ThenNothing();
        met.When(new NoteReportAccepted("report-2026", Programme, Today), Recipient).ThenRefused(Refusals.SystemOnly);
    }

    [Fact]
    public void Too_small_a_share_does_not_meet_the_condition() =>
        Received(Second).After(Justify(199_999.99m), Recipient).When(new AcceptJustification("t1", Today), Funder)
            .Then(new JustificationAccepted("t1", Mad(199_999.99m), Today));

    [Fact]
    public void Justified_in_parts_it_is_justified_when_nothing_is_left()
    {
        var half = Received().After(Justify(150_000), Recipient).After(new AcceptJustification("t1", Today), Funder);
        State(half).Stage.ShouldBe(TrancheStage.Received);

        half.When(Justify(250_000.01m), Recipient).ThenRefused(AgreementRefusals.AmountExceeds).Arguments["most"].ShouldBe("250000 MAD");
        half.After(Justify(250_000), Recipient).When(new AcceptJustification("t1", Today), Funder).ThenAmongOthers(new TrancheJustified("t1", Today));
    }

    [Fact]
    public void A_returned_justification_can_be_submitted_again()
    {
        var submitted = Received().After(Justify(400_000), Recipient);

        submitted.When(Justify(1), Recipient).ThenRefused(AgreementRefusals.JustificationPending);
        submitted.When(new ReturnJustification("t1", "factures", Today), Funder).Then(new JustificationReturned("t1", "factures", Today))
            .When(Justify(400_000), Recipient).ThenAccepted();
    }

    [Fact]
    public void Withheld_it_is_neither_called_nor_paid_and_released_the_days_begin_anew()
    {
        var withheld = Called().When(new WithholdTranche("t1", "rapport en retard", Today), Funder).Then(new TrancheWithheld("t1", "rapport en retard", Today));
        withheld.OpenItems.ShouldNotContain(i => i.Key.StartsWith("tranche", StringComparison.Ordinal));
        Funding.Unsettled(withheld.Agreement()).ShouldBeEmpty();
        withheld.When(new PayTranche("t1", Mad(400_000), Today, "OV 12"), Funder).ThenRefused(AgreementRefusals.TrancheInOtherStage).Arguments["stage"].ShouldBe("Withheld");

        withheld.On(2026, 11, 1).When(new ReleaseTranche("t1", On(2026, 11, 1)), Funder).Then(new TrancheReleased("t1", On(2026, 11, 1), On(2026, 12, 31)))
            .Item("tranche-payment:t1")!.Deadline!.Nominal.ShouldBe(On(2026, 12, 31));
    }

    [Fact]
    public void A_condition_met_while_it_is_withheld_counts_when_it_is_released()
    {
        var one = Second with { Id = "t1", Conditions = [new("go", TrancheConditionKind.Decision)] };
        var met = InForce(one).After(new WithholdTranche("t1", "x", Today), Funder).When(new NoteDecision("go", Programme, Today), Actor.System)
            .Then(new TrancheConditionMet("t1", "go", Today, Programme), new TrancheBecameCallable("t1", Today));

        State(met).Stage.ShouldBe(TrancheStage.Withheld);
        State(met.After(new ReleaseTranche("t1", Today), Funder)).Stage.ShouldBe(TrancheStage.Callable);
    }

    [Fact]
    public void What_is_not_justified_can_be_reclaimed_and_settles_it()
    {
        var half = Received().After(Justify(150_000), Recipient).After(new AcceptJustification("t1", Today), Funder);

        half.When(new ReclaimTranche("t1", Mad(250_001), "non justifié", Today), Funder).ThenRefused(AgreementRefusals.AmountExceeds);
        half.After(new ReclaimTranche("t1", Mad(50_000), "non justifié", Today), Funder).Agreement().Funding.Of("t1").Stage.ShouldBe(TrancheStage.Received);
        var all = half.When(new ReclaimTranche("t1", Mad(250_000), "non justifié", Today), Funder).Then(new TrancheReclaimed("t1", Mad(250_000), "non justifié", Today));
        State(all).Stage.ShouldBe(TrancheStage.Reclaimed);
        Funding.Unsettled(all.Agreement()).ShouldBeEmpty();
    }

    [Fact]
    public void What_waits_for_the_funders_answer_is_not_reclaimed() =>
        Received().After(Justify(400_000), Recipient).When(new ReclaimTranche("t1", Mad(1), "x", Today), Funder).ThenRefused(AgreementRefusals.AmountExceeds);

    [Fact]
    public void A_tranche_is_paid_whole() =>
        Called().When(new PayTranche("t1", Mad(399_999), Today, "OV 12"), Funder).ThenRefused(AgreementRefusals.NotTheTrancheAmount).Arguments["expected"].ShouldBe("400000 MAD");

    [Fact]
    public void Only_the_recipient_calls_receives_and_justifies()
    {
        InForce(First).When(new CallTranche("t1", Today), Funder).ThenRefused(AgreementRefusals.NotTheRecipient);
        Paid().When(new ConfirmReceipt("t1", Today), Funder).ThenRefused(AgreementRefusals.NotTheRecipient);
        Received().When(Justify(1), Funder).ThenRefused(AgreementRefusals.NotTheRecipient);
    }

    [Fact]
    public void Only_the_funder_pays_answers_withholds_and_reclaims()
    {
        Called().When(new PayTranche("t1", Mad(400_000), Today, "OV 12"), Recipient).ThenRefused(AgreementRefusals.NotTheFunder);
        Received().After(Justify(1), Recipient).When(new AcceptJustification("t1", Today), Recipient).ThenRefused(AgreementRefusals.NotTheFunder);
        Called().When(new WithholdTranche("t1", "x", Today), Recipient).ThenRefused(AgreementRefusals.NotTheFunder);
        Called().When(new ReleaseTranche("t1", Today), Recipient).ThenRefused(AgreementRefusals.NotTheFunder);
        Paid().When(new ReclaimTranche("t1", Mad(1), "x", Today), Recipient).ThenRefused(AgreementRefusals.NotTheFunder);
    }

    [Fact]
    public void A_coordinator_does_not_pay() =>
        Called().When(new PayTranche("t1", Mad(400_000), Today, "OV 12"), People.Ocp.As(Role.Coordinator)).ThenRefused(Refusals.LacksRole);

    [Fact]
    public void Steps_are_not_skipped()
    {
        InForce(First).When(new PayTranche("t1", Mad(400_000), Today, "OV 12"), Funder).ThenRefused(AgreementRefusals.TrancheInOtherStage);
        Called().When(new ConfirmReceipt("t1", Today), Recipient).ThenRefused(AgreementRefusals.TrancheInOtherStage);
        Paid().When(Justify(1), Recipient).ThenRefused(AgreementRefusals.TrancheInOtherStage);
        Paid().When(new WithholdTranche("t1", "x", Today), Funder).ThenRefused(AgreementRefusals.TrancheInOtherStage);
        Received().When(new AcceptJustification("t1", Today), Funder).ThenRefused(AgreementRefusals.NoJustification);
        InForce(First).When(new CallTranche("t9", Today), Recipient).ThenRefused(AgreementRefusals.UnknownTranche);
    }

    [Fact]
    public void Amounts_are_in_the_agreements_currency_positive_and_in_its_decimals()
    {
        Received().When(Justify(0), Recipient).ThenRefused(Refusals.Fields.OutOfRange, "/amount/amount");
        Received().When(Justify(-1), Recipient).ThenRefused(Refusals.Fields.NegativeAmount, "/amount/amount");
        Received().When(Justify(0.001m), Recipient).ThenRefused(Refusals.Fields.TooManyDecimals, "/amount/amount");
        Received().When(Justify(1) with { Amount = new(1, "EUR") }, Recipient).ThenRefused(Refusals.Fields.OtherCurrency, "/amount/currency");
        Received().When(Justify(1) with { Amount = new(1, "XXX") }, Recipient).ThenRefused(Refusals.Fields.UnknownCurrency, "/amount/currency");
        Received().When(Justify(1) with { Evidence = [] }, Recipient).ThenRefused(Refusals.Fields.TooFew, "/evidence");
        Called().When(new PayTranche("t1", Mad(400_000), Today, ""), Funder).ThenRefused(Refusals.Fields.Required, "/reference");
    }

    [Fact]
    public void Acts_on_a_tranche_follow_each_other_and_none_is_of_the_future()
    {
        Called().When(new PayTranche("t1", Mad(400_000), On(2026, 10, 4), "OV 12"), Funder).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
        Called().When(new PayTranche("t1", Mad(400_000), On(2026, 10, 6), "OV 12"), Funder).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void While_everything_is_suspended_nothing_is_called_or_paid_and_no_clock_of_money_runs()
    {
        var suspended = Called().After(new SuspendAgreement(Today, "x"), People.Ocp.As(Role.Coordinator));

        suspended.When(new PayTranche("t1", Mad(400_000), Today, "OV 12"), Funder).ThenRefused(AgreementRefusals.MoneySuspended);
        suspended.Item("tranche-payment:t1")!.Deadline.ShouldBeNull();
        InForce(First).After(new SuspendAgreement(Today, "x"), People.Ocp.As(Role.Coordinator))
            .When(new CallTranche("t1", Today), Recipient).ThenRefused(AgreementRefusals.MoneySuspended);
    }

    [Fact]
    public void Nothing_is_spent_before_it_is_in_force() =>
        Draft(People.Ministry, People.Ocp).Events(new FundingSet([Cash], [First])).Approved()
            .When(new PayTranche("t1", Mad(400_000), On(2026, 10, 1), "OV 12"), Funder).ThenRefused(Refusals.WrongStage);
}
