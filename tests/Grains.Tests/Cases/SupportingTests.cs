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

public class SupportingTests
{
    private static readonly CaseTerms Repeating = new(StagesRepeat: true);

    [Fact]
    public void Support_begins_at_the_first_stage_once_the_case_is_accepted()
    {
        Accepted().On(2027, 2, 1).When(new StartSupport(On(2027, 2, 1)), Supporter).Then(new SupportStarted(Ads.Organisation, "training", 3, On(2027, 2, 1)));
        Proposed().When(new StartSupport(On(2027, 1, 11)), Supporter).ThenRefused(Refusals.WrongStage);
        Accepted().When(new StartSupport(On(2027, 1, 19)), Supporter).ThenRefused(CaseRefusals.ActDateTooEarly);
    }

    [Fact]
    public void The_supporter_is_awaited_at_each_stage()
    {
        Supported().Item("stage:training")!.Owes.ShouldBe([Ads.Organisation]);
        var second = Supported().On(2027, 3, 1).When(new AdvanceStage(On(2027, 3, 1), "Formée"), Supporter)
            .Then(new StageAdvanced(Ads.Organisation, "training", "founding", 2, 3, On(2027, 3, 1), "Formée"));
        second.Item("stage:founding")!.Since.ShouldBe(On(2027, 3, 1));
    }

    [Fact]
    public void After_the_last_stage_there_is_none()
    {
        AtLastStage().When(new AdvanceStage(On(2027, 3, 1)), Supporter).ThenRefused(CaseRefusals.LastStage);
        Supported().When(new AdvanceStage(On(2027, 1, 31)), Supporter).ThenRefused(CaseRefusals.ActDateTooEarly);
    }

    [Fact]
    public void A_stage_is_repeated_where_the_project_lets_it()
    {
        var last = AtLastStage(CaseCases.Programme(Repeating));
        var back = last.When(new RepeatStage("founding", "Dissoute", On(2027, 3, 1)), Supporter)
            .Then(new StageRepeated(Ads.Organisation, "founding", 2, 3, "Dissoute", On(2027, 3, 1)));
        back.When(new GraduateCase(On(2027, 3, 1)), Supporter).ThenRefused(CaseRefusals.StagesLeft);

        AtLastStage().When(new RepeatStage("founding", "x", On(2027, 3, 1)), Supporter).ThenRefused(CaseRefusals.StagesDoNotRepeat);
        Supported(CaseCases.Programme(Repeating)).When(new RepeatStage("founding", "x", On(2027, 2, 1)), Supporter).ThenRefused(CaseRefusals.StageNotReached);
        last.When(new RepeatStage("flying", "x", On(2027, 3, 1)), Supporter).ThenRefused(Refusals.Fields.UnknownReference, "/stage");
        last.When(new RepeatStage(null!, "x", On(2027, 3, 1)), Supporter).ThenRefused(Refusals.Fields.Required, "/stage");
    }

    [Fact]
    public void Support_is_recorded_with_its_kind_and_value()
    {
        var supported = Supported();
        supported.When(new RecordSupport(SupportKind.Grant, "Amorçage", On(2027, 2, 1), Mad(20_000), [Paper]), Supporter).Then(new SupportGiven(
            Ids.Derive(supported.CommandId, 0), Ads.Organisation, SupportKind.Grant, "Amorçage", "training", On(2027, 2, 1), [Paper], Mad(20_000)));
        supported.When(new RecordSupport(SupportKind.Coaching, "Gestion", On(2027, 2, 1)), Supporter).ThenAccepted();
    }

    [Fact]
    public void Money_has_an_amount_in_the_cases_currency()
    {
        Wrong(new(SupportKind.Loan, "x", On(2027, 2, 1)), Refusals.Fields.Required, "/amount");
        Wrong(new(SupportKind.Training, "x", On(2027, 2, 1), new(1, "EUR")), Refusals.Fields.OtherCurrency, "/amount/currency");
        Wrong(new(SupportKind.Training, null!, On(2027, 2, 1)), Refusals.Fields.Required, "/note");
        Wrong(new(SupportKind.Training, "x", On(2027, 2, 1), Evidence: [null!]), Refusals.Fields.Required, "/evidence/0");

        static void Wrong(RecordSupport command, string code, string pointer) => Supported().When(command, Supporter).ThenRefused(code, pointer);
    }

    [Fact]
    public void Support_falls_within_the_time_of_support()
    {
        static RecordSupport Given(int month, int day) => new(SupportKind.Coaching, "x", On(2027, month, day));

        Accepted().When(Given(1, 20), Supporter).ThenRefused(Refusals.WrongStage);
        Supported().When(Given(1, 31), Supporter).ThenRefused(CaseRefusals.ActDateTooEarly);
        var held = Supported().On(2027, 3, 1).After(new HoldCase("Maladie", On(2027, 2, 20)), Proposer);
        held.When(Given(2, 20), Supporter).ThenRefused(CaseRefusals.NotSupportedThen);
        held.When(Given(2, 19), Supporter).ThenAccepted();
        Graduated().On(2027, 7, 1).When(Given(6, 11), Supporter).ThenRefused(CaseRefusals.NotSupportedThen);
        Graduated().On(2027, 7, 1).When(Given(6, 10), Supporter).ThenAccepted();
    }
}
