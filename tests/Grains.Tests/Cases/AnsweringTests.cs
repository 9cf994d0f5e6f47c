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

public class AnsweringTests
{
    [Fact]
    public void The_supporter_answers_in_so_many_days()
    {
        var item = Proposed().OpenItems.ShouldHaveSingleItem();
        (item.Kind, item.Owes[0], item.Since, item.Deadline!.Nominal).ShouldBe((DeadlineKind.CaseAnswer, Ads.Organisation, On(2027, 1, 11), On(2027, 2, 10)));
    }

    [Fact]
    public void A_reminder_is_heard_by_both_sides_and_changes_nothing_else()
    {
        var late = Proposed().On(2027, 2, 17).WhenReached(new("answer", On(2027, 2, 10), On(2027, 2, 10), [7], true));
        var steps = late.Events.ShouldHaveSingleItem().ShouldBeOfType<DeadlineStepsTaken>();
        steps.Told.Select(t => t.Organisation).Distinct().ShouldBe([Ads.Organisation, Hcar.Organisation]);
        late.ThenAccepted().WhenReached(new("answer", On(2027, 2, 10), On(2027, 2, 10), [7], true)).ThenNothing();
    }

    [Fact]
    public void It_accepts_and_support_waits_to_begin()
    {
        var accepted = Proposed().On(2027, 1, 20).When(new AcceptCase(On(2027, 1, 18), "Bienvenue"), Supporter)
            .Then(new CaseAccepted(Ads.Organisation, On(2027, 1, 18), "Bienvenue"));
        (accepted.Stage, accepted.OpenItems.ShouldHaveSingleItem().Key).ShouldBe(("Accepted", "support"));
    }

    [Fact]
    public void It_declines_with_a_reason_and_nothing_happens_any_more()
    {
        var declined = Proposed().When(new DeclineCase("Hors du champ", On(2027, 1, 11)), Supporter).Then(new CaseDeclined(Ads.Organisation, "Hors du champ", On(2027, 1, 11)));
        declined.OpenItems.ShouldBeEmpty();
        declined.Rules.IsOpen(declined.Case()).ShouldBeFalse();
        declined.When(new AcceptCase(On(2027, 1, 11)), Supporter).ThenRefused(Refusals.WrongStage);
        Proposed().When(new DeclineCase("", On(2027, 1, 11)), Supporter).ThenRefused(Refusals.Fields.Required, "/reason");
    }

    [Fact]
    public void From_the_waiting_list_it_is_accepted_later()
    {
        var waiting = Proposed().When(new WaitlistCase(On(2027, 1, 11), "Complet"), Supporter).Then(new CaseWaitlisted(Ads.Organisation, On(2027, 1, 11), "Complet"));
        waiting.Item("waiting-list")!.Deadline.ShouldBeNull();
        waiting.On(2027, 9, 1).When(new AcceptCase(On(2027, 9, 1)), Supporter).ThenAccepted().Stage.ShouldBe("Accepted");
    }

    [Fact]
    public void What_is_incomplete_goes_back_and_the_days_start_anew_once_it_is_complete()
    {
        var back = Proposed().On(2027, 1, 15).When(new ReturnForCompletion(["Statuts", "Registre"], On(2027, 1, 15)), Supporter)
            .Then(new CaseReturnedForCompletion(Ads.Organisation, ["Statuts", "Registre"], On(2027, 2, 14), On(2027, 1, 15)));
        var item = back.OpenItems.ShouldHaveSingleItem();
        (item.Kind, item.Owes[0], item.Deadline!.Nominal).ShouldBe((DeadlineKind.CaseCompletion, Hcar.Organisation, On(2027, 2, 14)));

        var complete = back.On(2027, 2, 3).When(new CompleteCase(On(2027, 2, 1), [Paper], "Voici"), Proposer)
            .Then(new CaseCompleted(Hcar.Organisation, [Paper], On(2027, 2, 1), "Voici"));
        (complete.Stage, complete.Item("answer")!.Deadline!.Nominal).ShouldBe(("Proposed", On(2027, 3, 3)));
    }

    [Fact]
    public void A_return_says_what_is_missing_and_may_set_its_own_day()
    {
        Proposed().When(new ReturnForCompletion(["Statuts"], On(2027, 1, 11), On(2027, 1, 20)), Supporter).ThenAccepted()
            .Item("completion")!.Deadline!.Nominal.ShouldBe(On(2027, 1, 20));
        Wrong(new(null!, On(2027, 1, 11)), Refusals.Fields.TooFew, "/missing");
        Wrong(new([null!], On(2027, 1, 11)), Refusals.Fields.Required, "/missing/0");
        Wrong(new(["x"], On(2027, 1, 11), On(2027, 1, 10)), Refusals.Fields.DatesOutOfOrder, "/completeBy");

        static void Wrong(ReturnForCompletion command, string code, string pointer) => Proposed().When(command, Supporter).ThenRefused(code, pointer);
    }

    [Fact]
    public void A_completion_brings_something()
    {
        var back = Proposed().After(new ReturnForCompletion(["Statuts"], On(2027, 1, 11)), Supporter);
        back.When(new CompleteCase(On(2027, 1, 11)), Proposer).ThenRefused(Refusals.Fields.Required, "/note");
        back.When(new CompleteCase(On(2027, 1, 11), [null!]), Proposer).ThenRefused(Refusals.Fields.Required, "/documents/0");
        back.When(new CompleteCase(On(2027, 1, 11), Note: "Sans objet"), Proposer).ThenAccepted();
    }

    [Fact]
    public void Each_side_does_its_own_part_and_nobody_else()
    {
        Proposed().When(new AcceptCase(On(2027, 1, 11)), Proposer).ThenRefused(CaseRefusals.NotTheSupporter);
        Proposed().When(new AcceptCase(On(2027, 1, 11)), Ocp.As(Role.Coordinator)).ThenRefused(Refusals.NotAParty);
        Proposed().When(new AcceptCase(On(2027, 1, 11)), Ads.As(Role.Observer)).ThenRefused(Refusals.LacksRole);
        Proposed().After(new ReturnForCompletion(["Statuts"], On(2027, 1, 11)), Supporter)
            .When(new CompleteCase(On(2027, 1, 11), [Paper]), Supporter).ThenRefused(CaseRefusals.NotTheProposer);
        Proposed(CaseCases.Programme(null, Ads, Hcar, Ocp)).When(new DropCase("x", On(2027, 1, 11)), Ocp.As(Role.Coordinator)).ThenRefused(CaseRefusals.NotASide);
    }

    [Fact]
    public void An_answer_is_dated_from_the_proposal_until_today()
    {
        Proposed().When(new AcceptCase(On(2027, 1, 10)), Supporter).ThenRefused(CaseRefusals.ActDateTooEarly).Arguments["earliest"].ShouldBe("2027-01-11");
        Proposed().When(new AcceptCase(On(2027, 1, 12)), Supporter).ThenRefused(Refusals.FutureActDate);
    }
}
