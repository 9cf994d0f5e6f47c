using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Agreements;

/// <param name="Since">When it came to those who are awaited now.</param>
/// <param name="Approved">Parties, of what was submitted.</param>
public sealed record EvaluationUnderWay(
    Guid Id, EvaluationKind Kind, ImmutableArray<Evaluator> Evaluators, bool External, DateOnly Since, bool Submitted, PartyApprovals Approved);

/// <param name="Waived">Parties that agreed to do without a final evaluation.</param>
public sealed record EvaluationState(EvaluationUnderWay? UnderWay, PartyApprovals Waived)
{
    public static EvaluationState None { get; } = new(null, PartyApprovals.None);
}

/// <summary>Invariants: one evaluation at a time; all six scores unless it is light; Evaluated ⇔ every party approved the final one or waived it.</summary>
internal static class Evaluation
{
    private const int MostEvaluators = 20;

    public static Decision Open(Agreement agreement, OpenEvaluation command, Context context)
    {
        if ((command.Kind is EvaluationKind.MidTerm) == agreement.Stage is AgreementStage.Ended)
            return Refusal.Of(AgreementRefusals.EvaluationOutOfTime, ("kind", command.Kind), ("stage", agreement.Stage));
        // What was begun at mid-term and not finished by the end gives way to the final one.
        if (agreement.Evaluation.UnderWay is { } other && (other.Kind is EvaluationKind.MidTerm) == (command.Kind is EvaluationKind.MidTerm))
            return Refusal.Of(AgreementRefusals.EvaluationUnderWay, ("evaluation", other.Id));
        IReadOnlyList<Evaluator> evaluators = command.Evaluators ?? [];
        var check = new Check().Count("/evaluators", evaluators, command.External is null ? 1 : 0, MostEvaluators).Unique("/evaluators", evaluators, e => e)
            .Text("/external", command.External, required: false);
        check.Each("/evaluators", evaluators, (at, e) => check.That(agreement.IsParty(e.Party), $"{at}/party", Fields.UnknownReference, ("value", e.Party)));
        return check.Refusal is { } invalid
            ? invalid
            : [new EvaluationOpened(context.NewId(0), command.Kind, context.Actor.Party, evaluators, command.External, context.Today(agreement.Zone))];
    }

    public static Decision Submit(Agreement agreement, SubmitEvaluation command, Context context)
    {
        if (agreement.Evaluation.UnderWay is not { } evaluation || evaluation.Id != command.Evaluation) return Unknown(command.Evaluation);
        var check = new Check().Text("/narrative", command.Narrative, Check.LongText).Text("/lessons", command.Lessons, Check.LongText, required: false)
            .Document("/report", command.Report, required: false)
            .That(command.Scores is not null || evaluation.Kind is EvaluationKind.Light, "/scores", Fields.Required);
        if (command.Scores is { } scores)
            check.Range("/scores/relevance", scores.Relevance, 0, 4).Range("/scores/coherence", scores.Coherence, 0, 4)
                .Range("/scores/effectiveness", scores.Effectiveness, 0, 4).Range("/scores/efficiency", scores.Efficiency, 0, 4)
                .Range("/scores/impact", scores.Impact, 0, 4).Range("/scores/sustainability", scores.Sustainability, 0, 4);
        if (check.Refusal is { } invalid) return invalid;
        if (evaluation.Submitted) return Refusal.Of(AgreementRefusals.EvaluationAlreadySubmitted, ("since", evaluation.Since));
        return MaySubmit(evaluation, agreement, context)
            ? [new EvaluationSubmitted(
                evaluation.Id, context.Actor.Party, context.Actor.Person, context.Today(agreement.Zone), command.Scores, command.Narrative, command.Lessons, command.Report)]
            : Refusal.Of(AgreementRefusals.NotAnEvaluator);
    }

    public static Decision Approve(Agreement agreement, ApproveEvaluation command, Context context)
    {
        if (Submitted(agreement, command.Evaluation, out var evaluation) is { } refusal) return refusal;
        var party = context.Actor.Party;
        if (evaluation.Approved.Has(party)) return Refusal.Of(AgreementRefusals.AlreadyApproved, ("organisation", party));
        var approved = new EvaluationApproved(evaluation.Id, party);
        return Decision.Of([approved, .. ApprovedByAll(Apply(agreement, approved))]);
    }

    /// <summary>The end of the evaluation under way, once no party's approval is missing.</summary>
    public static IReadOnlyList<IEvent> ApprovedByAll(Agreement agreement) =>
        agreement.Evaluation.UnderWay is { Submitted: true } evaluation && evaluation.Approved.AreOfAll(agreement.PartyIds)
            ? [new EvaluationCompleted(evaluation.Id, evaluation.Kind)]
            : [];

    public static Decision Return(Agreement agreement, ReturnEvaluation command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return Submitted(agreement, command.Evaluation, out var evaluation) is { } refusal
            ? refusal
            : [new EvaluationReturned(evaluation.Id, context.Actor.Party, command.Reason, context.Today(agreement.Zone))];
    }

    public static Decision Waive(Agreement agreement, WaiveEvaluation command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        var party = context.Actor.Party;
        if (agreement.Evaluation.Waived.Has(party)) return Refusal.Of(AgreementRefusals.AlreadyAgreed, ("organisation", party));
        var agreed = new EvaluationWaiverAgreed(party, command.Reason);
        return agreement.Evaluation.Waived.Add(party).AreOfAll(agreement.PartyIds) ? [agreed, new EvaluationWaived()] : [agreed];
    }

    /// <summary>
    /// The evaluators who were named; what an external body found, or those would have who left with their party, is recorded by a coordinator.
    /// </summary>
    private static bool MaySubmit(EvaluationUnderWay evaluation, Agreement agreement, Context context) =>
        evaluation.Evaluators.Contains(new(context.Actor.Party, context.Actor.Person))
        || ((evaluation.External || evaluation.Evaluators.IsEmpty)
            && context.Organisation(context.Actor.Organisation)!.HasRole(context.Actor.Person, Role.Coordinator, context.Today(agreement.Zone)));

    private static Refusal? Submitted(Agreement agreement, Guid id, out EvaluationUnderWay evaluation)
    {
        evaluation = agreement.Evaluation.UnderWay!;
        return evaluation is null || evaluation.Id != id
            ? Unknown(id)
            : evaluation.Submitted ? null : Refusal.Of(AgreementRefusals.EvaluationNotSubmitted, ("evaluation", id));
    }

    private static Refusal Unknown(Guid evaluation) => Refusal.Of(AgreementRefusals.UnknownEvaluation, ("evaluation", evaluation));

    public static Agreement Apply(Agreement agreement, EvaluationOpened e) =>
        With(agreement, new(e.Evaluation, e.Kind, [.. e.Evaluators], e.External is not null, e.On, Submitted: false, PartyApprovals.None));

    public static Agreement Apply(Agreement agreement, EvaluationSubmitted e) =>
        With(agreement, agreement.Evaluation.UnderWay! with { Submitted = true, Since = e.On });

    public static Agreement Apply(Agreement agreement, EvaluationApproved e) =>
        With(agreement, agreement.Evaluation.UnderWay! with { Approved = agreement.Evaluation.UnderWay!.Approved.Add(e.Party) });

    public static Agreement Apply(Agreement agreement, EvaluationReturned e) =>
        With(agreement, agreement.Evaluation.UnderWay! with { Submitted = false, Since = e.On, Approved = PartyApprovals.None });

    public static Agreement Apply(Agreement agreement, EvaluationCompleted e) =>
        With(agreement, null) with { Stage = e.Kind is EvaluationKind.MidTerm ? agreement.Stage : AgreementStage.Evaluated };

    public static Agreement Apply(Agreement agreement, EvaluationWaiverAgreed e) =>
        agreement with { Evaluation = agreement.Evaluation with { Waived = agreement.Evaluation.Waived.Add(e.Party) } };

    public static Agreement Apply(Agreement agreement, EvaluationWaived _) => With(agreement, null) with { Stage = AgreementStage.Evaluated };

    private static Agreement With(Agreement agreement, EvaluationUnderWay? underWay) =>
        agreement with { Evaluation = agreement.Evaluation with { UnderWay = underWay } };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement)
    {
        var evaluation = agreement.Evaluation.UnderWay;
        if (agreement.Stage is AgreementStage.Ended)
        {
            var ended = agreement.Ends!.Value;
            var due = ended.AddDays(agreement.Governance.EvaluationDays);
            if (evaluation?.Kind is EvaluationKind.MidTerm) evaluation = null;
            var (owes, role) = evaluation is null ? (agreement.PartyIds, Role.Coordinator) : Awaited(agreement, evaluation);
            yield return agreement.Item("evaluation", DeadlineKind.Evaluation, owes, role, evaluation?.Since ?? ended.AddDays(1), due);
        }
        else if (agreement.Stage is AgreementStage.InForce or AgreementStage.Suspended && evaluation is not null)
        {
            var (owes, role) = Awaited(agreement, evaluation);
            yield return new OpenItem($"mid-term:{evaluation.Id}", DeadlineKind.Other, owes, role, evaluation.Since);
        }
    }

    private static (IReadOnlyList<OrganisationId> Owes, Role Role) Awaited(Agreement agreement, EvaluationUnderWay evaluation) =>
        evaluation.Submitted ? (evaluation.Approved.Missing(agreement.PartyIds), Role.Coordinator)
        : evaluation.Evaluators.IsEmpty ? (agreement.PartyIds, Role.Coordinator)
        : ([.. evaluation.Evaluators.Select(e => e.Party).Distinct()], Role.Evaluator);
}
