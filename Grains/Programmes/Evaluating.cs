using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <param name="Rating">Of what waits for the parties; null: nothing does.</param>
/// <param name="Approved">Parties, of what was submitted, by the act date.</param>
public sealed record EvaluatingState(
    int? Rating, DateOnly? On, PartyApprovals Approved, PartyApprovals Waived)
{
    public static EvaluatingState None { get; } = new(null, null, PartyApprovals.None, PartyApprovals.None);
}

/// <summary>Invariant: Evaluated ⇔ the annual report is accepted, and every party approved the same evaluation or waived it.</summary>
internal static class Evaluating
{
    private const int Days = 60;

    public static Decision Submit(Programme programme, EvaluateProgramme command, Context context)
    {
        if (new Check().Range("/rating", command.Rating, 0, 4).Text("/lessons", command.Lessons, Check.LongText).Refusal is { } invalid) return invalid;
        if (RefusesDate(programme, command.ActDate, context) is { } refusal) return refusal;
        return programme.Evaluation.Rating is not null
            ? Refusal.Of(ProgrammeRefusals.EvaluationSubmittedAlready)
            : [new ProgrammeEvaluationSubmitted(command.Rating, command.Lessons, context.Actor.Party, command.ActDate)];
    }

    public static Decision Approve(Programme programme, ApproveProgrammeEvaluation command, Context context)
    {
        var party = context.Actor.Party;
        if (Submitted(programme, command.ActDate, context) is { } refusal) return refusal;
        if (programme.Evaluation.Approved.Has(party)) return Refusal.Of(ProgrammeRefusals.EvaluationAlreadyApproved, ("organisation", party));
        var approved = new ProgrammeEvaluationApproved(party, command.ActDate);
        return Decision.Of([approved, .. WhenComplete(Apply(programme, approved), command.ActDate)]);
    }

    public static Decision Return(Programme programme, ReturnProgrammeEvaluation command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? Submitted(programme, command.ActDate, context)) is { } refusal
            ? refusal
            : [new ProgrammeEvaluationReturned(context.Actor.Party, command.Reason, command.ActDate)];

    public static Decision Waive(Programme programme, WaiveProgrammeEvaluation command, Context context)
    {
        var party = context.Actor.Party;
        if ((new Check().Text("/reason", command.Reason, 2000).Refusal ?? RefusesDate(programme, command.ActDate, context)) is { } refusal) return refusal;
        if (programme.Evaluation.Waived.Has(party)) return Refusal.Of(ProgrammeRefusals.AlreadyWaived, ("organisation", party));
        var waived = new ProgrammeEvaluationWaived(party, command.Reason, command.ActDate);
        return Decision.Of([waived, .. WhenComplete(Apply(programme, waived), command.ActDate)]);
    }

    /// <summary>No party is missing any more, neither among those who approved nor among those who waived.</summary>
    public static IReadOnlyList<IEvent> WhenComplete(Programme programme, DateOnly on)
    {
        if (programme.Stage is not ProgrammeStage.Closing) return [];
        var (rating, _, approved, waived) = programme.Evaluation;
        if (rating is not null && approved.AreOfAll(programme.Parties)) return [new ProgrammeEvaluated(Latest(approved, on), rating)];
        return waived.AreOfAll(programme.Parties) ? [new ProgrammeEvaluated(Latest(waived, on), null)] : [];
    }

    private static DateOnly Latest(PartyApprovals approvals, DateOnly on) => approvals.Last is { } last && last > on ? last : on;

    private static Refusal? Submitted(Programme programme, DateOnly actDate, Context context) =>
        programme.Evaluation.Rating is null ? Refusal.Of(ProgrammeRefusals.EvaluationNotSubmitted)
        : new Check().InOrder("/actDate", programme.Evaluation.On, actDate).Refusal ?? ActDates.Refuses(actDate, programme.Zone, context);

    private static Refusal? RefusesDate(Programme programme, DateOnly actDate, Context context) =>
        !Reporting.AnnualIsAccepted(programme) ? Refusal.Of(ProgrammeRefusals.ReportNotAccepted, ("report", programme.Period))
        : new Check().InOrder("/actDate", programme.To, actDate).Refusal ?? ActDates.Refuses(actDate, programme.Zone, context);

    public static Programme Apply(Programme programme, ProgrammeEvaluationSubmitted e) =>
        programme with { Evaluation = programme.Evaluation with { Rating = e.Rating, On = e.ActDate, Approved = PartyApprovals.None } };

    public static Programme Apply(Programme programme, ProgrammeEvaluationApproved e) =>
        programme with { Evaluation = programme.Evaluation with { Approved = programme.Evaluation.Approved.Add(e.Party, e.ActDate) } };

    public static Programme Apply(Programme programme, ProgrammeEvaluationReturned e) =>
        programme with { Evaluation = programme.Evaluation with { Rating = null, On = e.ActDate, Approved = PartyApprovals.None } };

    public static Programme Apply(Programme programme, ProgrammeEvaluationWaived e) =>
        programme with { Evaluation = programme.Evaluation with { Waived = programme.Evaluation.Waived.Add(e.Party, e.ActDate) } };

    public static Programme Apply(Programme programme, ProgrammeEvaluated _) => programme with { Stage = ProgrammeStage.Evaluated };

    public static IEnumerable<OpenItem> OpenItems(Programme programme)
    {
        if (programme.Stage is not ProgrammeStage.Closing || !Reporting.AnnualIsAccepted(programme)) yield break;
        var accepted = Reporting.AnnualAcceptedOn(programme);
        var evaluation = programme.Evaluation;
        var owes = (evaluation.Rating is null ? evaluation.Waived : evaluation.Approved).Missing(programme.Parties);
        var counts = accepted > programme.To ? accepted : programme.To;
        yield return programme.Item(
            "evaluation", DeadlineKind.Evaluation, owes, Role.Coordinator, evaluation.On ?? accepted, counts.AddDays(Days), setOn: counts);
    }
}
