using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class ProgrammesTests
{
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);

    private static readonly OpenProgrammePeriod Plan = new("2027-2028", On(2027, 3, 1), On(2028, 2, 29), Words("Plan d'action"));

    private static GivenGrain Draft(Term? term = null, int yearStarts = 1) =>
        AgreementCases.Draft(Ads, Hcar).Events(new TermSet(term ?? new()), new GovernanceSet(new(HasAnnualProgramme: true, ProgrammeYearStarts: yearStarts)));

    private static GrainId IdOf(string period) => GrainId.Programme(Ids.Derive(new Guid(Id.Key), $"programme:{period}"));

    private static IEnumerable<ProgrammeOpened> Opened(GivenGrain given) => given.History.OfType<ProgrammeOpened>();

    [Fact]
    public void The_entry_into_force_opens_the_programme_of_the_running_year() =>
        Opened(Draft().SignedOn(2026, 3, 10)).ShouldBe(
            [new(IdOf("2026"), "2026", null, On(2026, 3, 10), On(2026, 12, 31), On(2026, 5, 9), On(2026, 7, 8), On(2027, 3, 31))]);

    [Fact]
    public void With_fewer_than_92_days_left_the_first_programme_is_that_of_the_next_year()
    {
        Opened(Draft().SignedOn(2026, 10, 1)).Select(o => o.Period).ShouldBe(["2026", "2027"]);
        Opened(Draft().SignedOn(2026, 10, 2)).ShouldBe(
            [new(IdOf("2027"), "2027", null, On(2027, 1, 1), On(2027, 12, 31), On(2026, 12, 1), On(2027, 1, 30), On(2028, 3, 31))]);
    }

    [Fact]
    public void A_programme_year_may_start_in_another_month()
    {
        var given = Draft(yearStarts: 9).SignedOn(2026, 10, 5);
        Opened(given).Single().ShouldBe(new(IdOf("2026"), "2026", null, On(2026, 10, 5), On(2027, 8, 31), On(2026, 12, 4), On(2027, 2, 2), On(2027, 11, 30)));
        given.Item("programme-opening:2027")!.Deadline!.Nominal.ShouldBe(On(2027, 2, 1));
    }

    [Fact]
    public void Every_1_June_opens_the_programme_of_the_next_year()
    {
        var due = Draft().SignedOn(2026, 3, 10).WhenDue("programme-opening:2027");
        var opened = due.Then(new ProgrammeOpened(IdOf("2027"), "2027", null, On(2027, 1, 1), On(2027, 12, 31), On(2026, 9, 30), On(2026, 11, 30), On(2028, 3, 31)));
        opened.Item("programme-opening:2028")!.Deadline!.Nominal.ShouldBe(On(2027, 6, 1));
        opened.WhenReached(new("programme-opening:2027", On(2026, 6, 1), On(2026, 6, 1), [], IsDue: true)).ThenNothing();
    }

    [Fact]
    public void An_entry_into_force_that_is_recorded_late_opens_every_period_that_it_should_have()
    {
        var approved = Draft().Approved().On(2026, 7, 1);
        var first = approved.After(new SignText(Ads.Signatory, approved.Agreement().Text.Hash, On(2025, 2, 1), Paper), AdsCoordinator);
        var signed = first.After(new SignText(Hcar.Signatory, approved.Agreement().Text.Hash, On(2025, 2, 1), Paper), Hcar.As(Role.Coordinator));
        Opened(signed).Select(o => (o.Period, o.From)).ShouldBe([("2025", On(2025, 2, 1)), ("2026", On(2026, 1, 1)), ("2027", On(2027, 1, 1))]);
    }

    [Fact]
    public void Nothing_is_opened_for_a_year_after_the_end()
    {
        var given = Draft(new Term(Ends: On(2026, 12, 31), Renewal: RenewalMode.Tacit, RenewalMonths: 12, MaxRenewals: 1, NoticeMonths: 3)).SignedOn(2026, 3, 10);
        given.OpenItems.ShouldNotContain(i => i.Kind == DeadlineKind.ProgrammeOpening);
        var renewed = given.WhenDue("expiry").ThenAccepted();
        var opened = renewed.WhenDue("programme-opening:2027").ThenAccepted();
        Opened(opened).Last().Period.ShouldBe("2027");
        opened.OpenItems.ShouldNotContain(i => i.Kind == DeadlineKind.ProgrammeOpening);
    }

    [Fact]
    public void Without_an_annual_programme_nothing_opens_by_itself()
    {
        var given = AgreementCases.Draft(Ads, Hcar).SignedOn(2026, 3, 10);
        Opened(given).ShouldBeEmpty();
        given.OpenItems.ShouldNotContain(i => i.Kind == DeadlineKind.ProgrammeOpening);
    }

    [Fact]
    public void A_suspended_agreement_opens_no_year_until_it_runs_again()
    {
        var suspended = Draft().SignedOn(2026, 3, 10).After(new SuspendAgreement(On(2026, 3, 10), "x"), AdsCoordinator);
        suspended.OpenItems.ShouldNotContain(i => i.Kind == DeadlineKind.ProgrammeOpening);
    }

    [Fact]
    public void A_coordinator_opens_a_period_of_its_own_choice()
    {
        var given = AgreementCases.Draft(Ads, Hcar).SignedOn(2026, 10, 5);
        var opened = given.When(Plan, AdsCoordinator)
            .Then(new ProgrammeOpened(IdOf("2027-2028"), "2027-2028", Plan.Title, Plan.From, Plan.To, null, null, null));
        opened.When(Plan, AdsCoordinator).ThenRefused(AgreementRefusals.PeriodAlreadyOpened);
        opened.When(Plan with { Period = "2028", From = On(2028, 2, 1), To = On(2028, 12, 31) }, AdsCoordinator).ThenRefused(AgreementRefusals.PeriodsOverlap);
        opened.When(Plan with { Period = "2028", From = On(2028, 3, 1), To = On(2028, 12, 31) }, AdsCoordinator).ThenAccepted();
        given.When(Plan, Ads.As(Role.FinanceOfficer)).ThenRefused(Refusals.LacksRole);
    }

    [Fact]
    public void A_period_begins_within_the_term_and_is_written_in_order()
    {
        var given = AgreementCases.Draft(Ads, Hcar).Events(new TermSet(new(Ends: On(2027, 12, 31)))).SignedOn(2026, 10, 5);
        given.When(Plan with { From = On(2026, 10, 4) }, AdsCoordinator).ThenRefused(AgreementRefusals.PeriodOutOfTerm);
        given.When(Plan with { From = On(2028, 1, 1) }, AdsCoordinator).ThenRefused(AgreementRefusals.PeriodOutOfTerm);
        given.When(Plan with { To = On(2027, 2, 28) }, AdsCoordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/to");
        given.When(Plan with { To = On(2037, 3, 2) }, AdsCoordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/to");
        given.When(Plan with { From = default, Period = null! }, AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/from");
    }

    [Fact]
    public void An_import_opens_what_runs_from_today_and_leaves_the_past_alone()
    {
        var signatures = new[] { Ads, Hcar }.Select(s => new ImportedSignature(s.Organisation, s.Signatory, On(2022, 3, 1), Paper)).ToArray();
        var import = new ImportAgreement(
            AgreementKind.Framework, Words("Convention"), "Africa/Casablanca", "MAD", [new(Ads.Organisation), new(Hcar.Organisation)], new(Words("Coopération")), new(),
            Clauses, signatures, On(2022, 3, 1), Governance: new(HasAnnualProgramme: true));
        var imported = Given(new Grains.Agreements.AgreementRules(), Id).Organisations(TestOrganisations.All).On(2026, 7, 1).After(import, AdsCoordinator);
        Opened(imported).Select(o => (o.Period, o.From)).ShouldBe([("2026", On(2026, 7, 1)), ("2027", On(2027, 1, 1))]);
    }
}
