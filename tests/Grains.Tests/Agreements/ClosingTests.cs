using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;
public class ClosingTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly Actor Partner = Hcar.As(Role.Coordinator);
    private static readonly GrainId Child = GrainId.Agreement(new("0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a12"));

    /// <summary>Ended on 4 October 2027; today is the day after.</summary>
    private static GivenGrain Ended() => Draft(Ads, Hcar).Events(new TermSet(new(Months: 12))).SignedOn(2026, 10, 5).WhenDue("expiry").ThenAccepted();

    private static GivenGrain Evaluated() => Ended().Events(new EvaluationWaived());

    private static GivenGrain Ready() => Evaluated()
        .After(new SubmitClosingReport(Paper), Coordinator).After(new AcceptClosingReport(), Partner)
        .After(new SettleAccounts(On(2027, 10, 5)), Ads.As(Role.FinanceOfficer)).After(new SettleAccounts(On(2027, 10, 5)), Partner);

    [Fact]
    public void The_closing_report_is_due_ninety_days_after_the_end()
    {
        var item = Ended().Item("closing-report")!;

        (item.Deadline!.Nominal, item.Owes.Count).ShouldBe((On(2028, 1, 2), 2));
        Ended().After(new SubmitClosingReport(Paper), Coordinator).Item("closing-report")!.Owes.ShouldBe([Hcar.Organisation]);
    }

    [Fact]
    public void The_other_parties_accept_the_closing_report()
    {
        var submitted = Ended().When(new SubmitClosingReport(Paper), Coordinator).Then(new ClosingReportSubmitted(Ads.Organisation, Paper, On(2027, 10, 5)));

        submitted.When(new SubmitClosingReport(Paper), Partner).ThenRefused(AgreementRefusals.ClosingReportPending);
        submitted.When(new AcceptClosingReport(), Coordinator).ThenRefused(AgreementRefusals.OwnClosingReport);
        var approved = submitted.When(new AcceptClosingReport(), Partner).Then(new ClosingReportAccepted(Hcar.Organisation), new ClosingReportApproved());
        approved.Item("closing-report").ShouldBeNull();
        approved.When(new AcceptClosingReport(), Partner).ThenRefused(AgreementRefusals.ClosingReportAlreadyApproved);
        approved.When(new SubmitClosingReport(Paper), Coordinator).ThenRefused(AgreementRefusals.ClosingReportAlreadyApproved);
    }

    [Fact]
    public void A_tranche_called_after_the_accounts_were_settled_keeps_it_open() =>
        Ready()
            .Events(
                new FundingSet([new("cash", Ads.Organisation, 2026, ContributionKind.Cash, Mad(9))], [new("t1", "cash", Hcar.Organisation, Mad(9), [])]),
                new TrancheCalled("t1", On(2027, 10, 5), On(2027, 12, 4)))
            .When(new CloseAgreement(), Coordinator).ThenRefused(AgreementRefusals.NotReadyToClose).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/tranches/t1");

    [Fact]
    public void Of_three_parties_both_others_accept()
    {
        var submitted = Draft(Ads, Hcar, Ocp).Events(new TermSet(new(Months: 12))).SignedOn(2026, 10, 5).WhenDue("expiry").ThenAccepted()
            .After(new SubmitClosingReport(Paper), Coordinator).When(new AcceptClosingReport(), Partner).Then(new ClosingReportAccepted(Hcar.Organisation));

        submitted.When(new AcceptClosingReport(), Partner).ThenRefused(AgreementRefusals.AlreadyAgreed);
        submitted.When(new AcceptClosingReport(), Ocp.As(Role.Coordinator)).Then(new ClosingReportAccepted(Ocp.Organisation), new ClosingReportApproved());
    }

    [Fact]
    public void A_returned_report_is_submitted_again()
    {
        Ended().When(new ReturnClosingReport("Incomplet"), Partner).ThenRefused(AgreementRefusals.NoClosingReport);

        Ended().After(new SubmitClosingReport(Paper), Coordinator).When(new ReturnClosingReport("Incomplet"), Partner)
            .Then(new ClosingReportReturned(Hcar.Organisation, "Incomplet"))
            .When(new SubmitClosingReport(Paper), Coordinator).ThenAccepted();
    }

    [Fact]
    public void Each_party_settles_its_accounts_once_after_the_end()
    {
        var settled = Ended().When(new SettleAccounts(On(2027, 10, 5)), Ads.As(Role.FinanceOfficer)).Then(new AccountsSettled(Ads.Organisation, On(2027, 10, 5)));

        settled.Item("accounts")!.Owes.ShouldBe([Hcar.Organisation]);
        settled.When(new SettleAccounts(On(2027, 10, 5)), Coordinator).ThenRefused(AgreementRefusals.AccountsAlreadySettled);
        settled.When(new SettleAccounts(On(2027, 10, 4)), Partner).ThenRefused(AgreementRefusals.ActDateTooEarly);
        settled.When(new SettleAccounts(On(2027, 10, 6)), Partner).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void Accounts_are_not_settled_while_money_that_was_paid_is_not_justified() =>
        Draft(Ads, Hcar).Events(
                new TermSet(new(Months: 12)),
                new FundingSet([new("cash", Ads.Organisation, 2026, ContributionKind.Cash, Mad(100))], [new("first", "cash", Hcar.Organisation, Mad(100), [])]))
            .SignedOn(2026, 10, 5)
            .Events(new TrancheCalled("first", On(2026, 11, 2), On(2027, 1, 1)), new TranchePaid("first", Mad(100), On(2026, 11, 9), "V-1"))
            .WhenDue("expiry").ThenAccepted()
            .When(new SettleAccounts(On(2027, 10, 5)), Partner).ThenRefused(AgreementRefusals.TranchesUnsettled).Arguments["tranches"].ShouldBe("first");

    [Fact]
    public void Open_cases_are_handed_over_once()
    {
        var handed = Ended().OpenCases(3).When(new HandOverCases("À l'ODCO", On(2027, 10, 5)), Coordinator)
            .Then(new CasesHandedOver(Ads.Organisation, "À l'ODCO", 3, On(2027, 10, 5)));

        handed.When(new HandOverCases("À l'ODCO", On(2027, 10, 5)), Coordinator).ThenRefused(AgreementRefusals.CasesAlreadyHandedOver);
        Ended().When(new HandOverCases("À l'ODCO", On(2027, 10, 5)), Coordinator).ThenRefused(AgreementRefusals.NoOpenCases);
    }

    [Fact]
    public void Closing_names_everything_that_is_missing()
    {
        var refusal = Evaluated().Events(new SpecificOpened(Child, Words("Panneaux"), Ads.Organisation, [], ["solar"], null, false)).OpenCases(2)
            .When(new CloseAgreement(), Coordinator).ThenRefused(AgreementRefusals.NotReadyToClose);

        refusal.Errors.Select(e => e.Pointer).ShouldBe(["/closingReport", "/cases", "/accounts/ads", "/accounts/hcar", $"/specifics/{Child.Key}"]);
    }

    [Fact]
    public void Closed_it_takes_no_command_and_waits_for_nobody()
    {
        Ended().When(new CloseAgreement(), Coordinator).ThenRefused(Refusals.WrongStage);
        Ready().Item("closing").ShouldNotBeNull();
        var closed = Ready().When(new CloseAgreement(), Coordinator).Then(new AgreementClosed(On(2027, 10, 5)));

        closed.OpenItems.ShouldBeEmpty();
        closed.Allowed(Coordinator).ShouldAllBe(p => !p.IsAllowed);
        closed.When(new RecordReference(new("1", "r", Ads.Organisation)), Coordinator).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void What_was_begun_for_the_closing_is_void_when_the_agreement_had_not_ended() =>
        Draft(Ads, Hcar).Events(new TermSet(new(Months: 12, Renewal: RenewalMode.Express, RenewalMonths: 12, MaxRenewals: 1))).SignedOn(2026, 10, 5)
            .After(new AgreeToRenew(On(2026, 10, 5)), Coordinator).WhenDue("expiry").ThenAccepted().After(new SubmitClosingReport(Paper), Coordinator)
            .After(new AgreeToRenew(On(2027, 10, 4)), Partner).Agreement().Closing.Report.ShouldBeNull();

    [Fact]
    public void A_programme_that_was_carried_out_is_reported_on_before_the_closing()
    {
        var opened = new ProgrammeOpened(ProgrammeCases.ProgrammeId, "2027", null, On(2027, 1, 1), On(2027, 12, 31), null, null, null);
        var ready = Ready().Events(opened);

        ready.Beside(ProgrammeCases.Closing(Ads, Hcar)).When(new CloseAgreement(), Coordinator).ThenRefused(AgreementRefusals.NotReadyToClose)
            .Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/programmes/2027");
        ready.Beside(ProgrammeCases.Executing(Ads, Hcar)).When(new CloseAgreement(), Coordinator).ThenRefused(AgreementRefusals.NotReadyToClose);
        ready.Beside(ProgrammeCases.Reported(Ads, Hcar)).When(new CloseAgreement(), Coordinator).ThenAccepted();
        ready.Beside(ProgrammeCases.Opened(Ads, Hcar).After(new NoteProgrammeAgreementEnded(On(2026, 11, 1)), Actor.System))
            .When(new CloseAgreement(), Coordinator).ThenAccepted();
    }
}
