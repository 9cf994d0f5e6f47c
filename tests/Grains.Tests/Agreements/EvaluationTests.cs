using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;
public class EvaluationTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly Actor Partner = Hcar.As(Role.Coordinator);
    private static readonly Actor Evaluator = Ads.As(Role.Evaluator);
    private static readonly Scores Scores = new(4, 3, 3, 2, 4, 1);

    private static GivenGrain Running() => Draft(Ads, Hcar).Events(new TermSet(new(Months: 12)), new GovernanceSet(new(EvaluationDays: 60))).SignedOn(2026, 10, 5);

    /// <summary>Ended on 4 October 2027.</summary>
    private static GivenGrain Ended() => Running().WhenDue("expiry").ThenAccepted();

    private static Guid IdOf(GivenGrain given) => Ids.Derive(given.CommandId, 0);

    private static OpenEvaluation Full { get; } = new(EvaluationKind.Full, [new(Ads.Organisation, Ads.Evaluator)]);

    private static (GivenGrain Given, Guid Id) Opened()
    {
        var ended = Ended();
        return (ended.After(Full, Coordinator), IdOf(ended));
    }

    private static (GivenGrain Given, Guid Id) Submitted()
    {
        var (opened, id) = Opened();
        return (opened.After(new SubmitEvaluation(id, Scores, "Bilan", "Leçons"), Evaluator), id);
    }

    [Fact]
    public void Ended_it_waits_for_its_evaluation()
    {
        var item = Ended().Item("evaluation")!;

        (item.Kind, item.Deadline!.Nominal, item.Role).ShouldBe((DeadlineKind.Evaluation, On(2027, 12, 3), Role.Coordinator));
        Opened().Given.Item("evaluation")!.Role.ShouldBe(Role.Evaluator);
        Submitted().Given.Item("evaluation")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);
    }

    [Fact]
    public void A_full_evaluation_is_submitted_by_an_evaluator_and_approved_by_every_party()
    {
        var (opened, id) = Opened();
        var submitted = opened.When(new SubmitEvaluation(id, Scores, "Bilan", "Leçons"), Evaluator)
            .Then(new EvaluationSubmitted(id, Ads.Organisation, Ads.Evaluator, On(2027, 10, 5), Scores, "Bilan", "Leçons"));

        var half = submitted.When(new ApproveEvaluation(id), Coordinator).Then(new EvaluationApproved(id, Ads.Organisation));
        half.When(new ApproveEvaluation(id), Coordinator).ThenRefused(AgreementRefusals.AlreadyApproved);
        half.When(new ApproveEvaluation(id), Partner).Then(new EvaluationApproved(id, Hcar.Organisation), new EvaluationCompleted(id, EvaluationKind.Full))
            .Stage.ShouldBe("Evaluated");
    }

    [Fact]
    public void Opening_names_evaluators_of_parties_or_an_external_body()
    {
        var ended = Ended();

        ended.When(Full, Coordinator).Then(new EvaluationOpened(IdOf(ended), EvaluationKind.Full, Ads.Organisation, Full.Evaluators!, null, On(2027, 10, 5)));
        ended.When(new OpenEvaluation(EvaluationKind.Full), Coordinator).ThenRefused(Refusals.Fields.TooFew, "/evaluators");
        ended.When(new OpenEvaluation(EvaluationKind.Full, [new(Ocp.Organisation, Ocp.Evaluator)]), Coordinator).ThenRefused(Refusals.Fields.UnknownReference, "/evaluators/0/party");
        ended.After(Full, Coordinator).When(Full, Partner).ThenRefused(AgreementRefusals.EvaluationUnderWay);
    }

    [Fact]
    public void Final_evaluations_wait_for_the_end_and_mid_term_ones_do_not_come_after_it()
    {
        Running().When(Full, Coordinator).ThenRefused(AgreementRefusals.EvaluationOutOfTime);
        Ended().When(Full with { Kind = EvaluationKind.MidTerm }, Coordinator).ThenRefused(AgreementRefusals.EvaluationOutOfTime);
    }

    [Fact]
    public void At_mid_term_the_agreement_stays_in_force()
    {
        var running = Running();
        var id = IdOf(running);

        var submitted = running.After(Full with { Kind = EvaluationKind.MidTerm }, Coordinator).After(new SubmitEvaluation(id, Scores, "À mi-parcours"), Evaluator);
        submitted.Item($"mid-term:{id}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);
        var approved = submitted.After(new ApproveEvaluation(id), Coordinator).When(new ApproveEvaluation(id), Partner)
            .Then(new EvaluationApproved(id, Hcar.Organisation), new EvaluationCompleted(id, EvaluationKind.MidTerm));
        approved.Stage.ShouldBe("InForce");
        approved.Item($"mid-term:{id}").ShouldBeNull();
    }

    [Fact]
    public void What_was_begun_at_mid_term_gives_way_to_the_final_evaluation() =>
        Running().After(Full with { Kind = EvaluationKind.MidTerm }, Coordinator).WhenDue("expiry").ThenAccepted().When(Full, Coordinator).ThenAccepted();

    [Fact]
    public void All_six_scores_from_0_to_4_unless_it_is_light()
    {
        var (opened, id) = Opened();

        opened.When(new SubmitEvaluation(id, null, "Bilan"), Evaluator).ThenRefused(Refusals.Fields.Required, "/scores");
        opened.When(new SubmitEvaluation(id, Scores with { Impact = 5 }, "Bilan"), Evaluator).ThenRefused(Refusals.Fields.OutOfRange, "/scores/impact");
        opened.When(new SubmitEvaluation(id, Scores, ""), Evaluator).ThenRefused(Refusals.Fields.Required, "/narrative");
        var ended = Ended();
        ended.After(Full with { Kind = EvaluationKind.Light }, Coordinator).When(new SubmitEvaluation(IdOf(ended), null, "Bilan"), Evaluator).ThenAccepted();
    }

    [Fact]
    public void Only_the_evaluators_who_were_named_submit_and_once()
    {
        var (opened, id) = Opened();

        opened.When(new SubmitEvaluation(id, Scores, "Bilan"), Hcar.As(Role.Evaluator)).ThenRefused(AgreementRefusals.NotAnEvaluator);
        opened.When(new SubmitEvaluation(id, Scores, "Bilan"), Coordinator).ThenRefused(AgreementRefusals.NotAnEvaluator);
        Ended().When(new SubmitEvaluation(id, Scores, "Bilan"), Evaluator).ThenRefused(AgreementRefusals.UnknownEvaluation);
        Submitted().Given.When(new SubmitEvaluation(id, Scores, "Bilan"), Evaluator).ThenRefused(AgreementRefusals.EvaluationAlreadySubmitted);
    }

    [Fact]
    public void A_coordinator_records_what_an_external_body_found()
    {
        var ended = Ended();
        var opened = ended.After(new OpenEvaluation(EvaluationKind.Full, External: Words("Cabinet")), Coordinator);

        opened.When(new SubmitEvaluation(IdOf(ended), Scores, "Bilan"), Evaluator).ThenRefused(AgreementRefusals.NotAnEvaluator);
        opened.When(new SubmitEvaluation(IdOf(ended), Scores, "Bilan"), Partner).ThenAccepted();
    }

    [Fact]
    public void A_returned_evaluation_loses_its_approvals_and_is_submitted_again()
    {
        var (submitted, id) = Submitted();

        var returned = submitted.After(new ApproveEvaluation(id), Coordinator).When(new ReturnEvaluation(id, "Chiffres manquants"), Partner)
            .Then(new EvaluationReturned(id, Hcar.Organisation, "Chiffres manquants", On(2027, 10, 5)));
        returned.When(new ApproveEvaluation(id), Partner).ThenRefused(AgreementRefusals.EvaluationNotSubmitted);
        returned.After(new SubmitEvaluation(id, Scores, "Bilan revu"), Evaluator).When(new ApproveEvaluation(id), Partner).Then(new EvaluationApproved(id, Hcar.Organisation));
    }

    [Fact]
    public void Every_party_together_waives_the_evaluation()
    {
        var half = Ended().When(new WaiveEvaluation("Sans objet"), Coordinator).Then(new EvaluationWaiverAgreed(Ads.Organisation, "Sans objet"));

        half.When(new WaiveEvaluation("Sans objet"), Coordinator).ThenRefused(AgreementRefusals.AlreadyAgreed);
        half.When(new WaiveEvaluation("Sans objet"), Partner).Then(new EvaluationWaiverAgreed(Hcar.Organisation, "Sans objet"), new EvaluationWaived()).Stage.ShouldBe("Evaluated");
        Running().When(new WaiveEvaluation("Sans objet"), Coordinator).ThenRefused(Refusals.WrongStage);
    }
}
