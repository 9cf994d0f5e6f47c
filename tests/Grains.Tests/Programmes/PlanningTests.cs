using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;
using Mithaq.Testing;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.ProgrammeCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Programmes;

public class PlanningTests
{
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);

    [Fact]
    public void A_programme_opens_with_what_it_copies_from_its_agreement()
    {
        var programme = Opened(Ads, Hcar).Programme();
        programme.Stage.ShouldBe(ProgrammeStage.Open);
        programme.Agreement.ShouldBe(Id);
        programme.PartyIds.ShouldBe([Ads.Organisation, Hcar.Organisation]);
        (programme.Period, programme.From, programme.To).ShouldBe(("2027", new(2027, 1, 1), new(2027, 12, 31)));
        Opened(Ads, Hcar).When(Opening(Ads, Hcar), Actor.System).ThenRefused(Refusals.AlreadyExists);
    }

    [Fact]
    public void A_project_stands_under_an_axis_and_replaces_the_one_with_its_key()
    {
        var planned = Opened(Ads, Hcar).When(new SetProject(Cooperatives), Hcar.As(Role.Coordinator)).Then(new ProjectSet(Cooperatives, Hcar.Organisation));
        var renamed = Cooperatives with { Title = Words("Coopératives de femmes"), Axis = "women" };
        planned.After(new SetProject(renamed), AdsCoordinator).Programme().Projects.ShouldBe([renamed]);
    }

    [Fact]
    public void An_axis_is_one_of_the_agreements_if_it_has_any()
    {
        var opened = Opened(Ads, Hcar);
        opened.When(new SetProject(Cooperatives with { Axis = "wind" }), AdsCoordinator).ThenRefused(Refusals.Fields.UnknownReference, "/project/axis");
        opened.When(new SetProject(Cooperatives with { Axis = null }), AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/project/axis");
        var without = Opened(Opening(Ads, Hcar) with { Axes = [] });
        without.When(new SetProject(Cooperatives), AdsCoordinator).ThenRefused(Refusals.Fields.UnknownReference, "/project/axis");
        without.When(new SetProject(Cooperatives with { Axis = null }), AdsCoordinator).ThenAccepted();
    }

    [Fact]
    public void A_project_is_led_by_a_party_and_takes_cases_by_stages()
    {
        var opened = Opened(Ads, Hcar);
        opened.When(new SetProject(Cooperatives with { Lead = Ocp.Organisation }), AdsCoordinator).ThenRefused(Refusals.Fields.UnknownReference, "/project/lead");
        opened.When(new SetProject(Cooperatives with { Stages = [] }), AdsCoordinator).ThenRefused(Refusals.Fields.TooFew, "/project/stages");
        opened.When(new SetProject(Cooperatives with { Stages = null! }), AdsCoordinator).ThenRefused(Refusals.Fields.TooFew, "/project/stages");
        opened.When(new SetProject(Cooperatives with { Stages = [null!] }), AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/project/stages/0");
        opened.When(new SetProject(null!), AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/project");
        opened.When(new SetProject(Cooperatives with { Cases = new(ReportEveryMonths: 0) }), AdsCoordinator)
            .ThenRefused(Refusals.Fields.OutOfRange, "/project/cases/reportEveryMonths");
    }

    [Fact]
    public void Only_coordinators_and_project_leads_of_the_parties_plan()
    {
        Opened(Ads, Hcar).When(new SetProject(Cooperatives), Ads.As(Role.FinanceOfficer)).ThenRefused(Refusals.LacksRole);
        Opened(Ads, Hcar).When(new SetProject(Cooperatives), Ocp.As(Role.Coordinator)).ThenRefused(Refusals.NotAParty);
    }

    [Fact]
    public void What_hangs_on_a_project_names_one_that_is_there()
    {
        var opened = Opened(Ads, Hcar);
        opened.When(new SetActivity(Workshop), AdsCoordinator).ThenRefused(Refusals.Fields.UnknownReference, "/activity/project");
        opened.When(new SetBudgetLine(Kits), AdsCoordinator).ThenRefused(Refusals.Fields.UnknownReference, "/line/project");
        opened.When(new SetIndicator(Founded), AdsCoordinator).ThenRefused(Refusals.Fields.UnknownReference, "/indicator/project");
        opened.When(new SetActivity(null!), AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/activity");
        opened.When(new SetBudgetLine(null!), AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/line");
        opened.When(new SetIndicator(null!), AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/indicator");
    }

    [Fact]
    public void Activities_fall_in_the_period_and_money_is_in_the_programmes_currency()
    {
        var planned = Opened(Ads, Hcar).Planned();
        planned.When(new SetActivity(Workshop with { To = On(2028, 1, 1) }), AdsCoordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/activity/to");
        planned.When(new SetActivity(Workshop with { From = On(2026, 12, 31) }), AdsCoordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/activity/from");
        planned.When(new SetBudgetLine(Kits with { Planned = new(5, "EUR") }), AdsCoordinator).ThenRefused(Refusals.Fields.OtherCurrency, "/line/planned/currency");
        planned.When(new SetIndicator(Founded with { Disaggregation = [null!] }), AdsCoordinator).ThenRefused(Refusals.Fields.Required, "/indicator/disaggregation/0");
    }

    [Fact]
    public void A_project_is_removed_once_nothing_hangs_on_it()
    {
        var planned = Opened(Ads, Hcar).Planned();
        planned.When(new RemoveFromPlan(PlanPart.Project, "cooperatives"), AdsCoordinator).ThenRefused(ProgrammeRefusals.ProjectInUse);
        planned.When(new RemoveFromPlan(PlanPart.Indicator, "other"), AdsCoordinator).ThenRefused(ProgrammeRefusals.UnknownPart);
        var bare = planned.After(new RemoveFromPlan(PlanPart.Activity, "workshop"), AdsCoordinator).After(new RemoveFromPlan(PlanPart.BudgetLine, "kits"), AdsCoordinator)
            .After(new RemoveFromPlan(PlanPart.Indicator, "founded"), AdsCoordinator);
        bare.When(new RemoveFromPlan(PlanPart.Project, "cooperatives"), AdsCoordinator).Then(new RemovedFromPlan(PlanPart.Project, "cooperatives", Ads.Organisation))
            .Programme().Projects.ShouldBeEmpty();
    }
}
