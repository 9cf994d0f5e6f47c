using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Agreements.Funding;

namespace Mithaq.Grains.Agreements;

/// <summary>How the money of a tranche was spent: part by part, one submission at a time.</summary>
internal static class Justifying
{
    private const int MostDocuments = 100;

    public static Decision Submit(Agreement agreement, SubmitJustification command, Context context)
    {
        var check = MoreThanNothing(agreement, command.Amount).Count("/evidence", command.Evidence, 1, MostDocuments);
        check.Each("/evidence", command.Evidence, (at, document) => check.Document(at, document));
        if (check.Refusal is { } invalid) return invalid;
        var (tranche, state, refusal) = Find(agreement, command.Tranche, Side.Recipient, context);
        if ((refusal ?? Refuses(agreement, tranche, state, command.ActDate, context, TrancheStage.Received)) is { } no) return no;
        if (state.Submitted > 0) return Refusal.Of(AgreementRefusals.JustificationPending, ("tranche", tranche.Id));
        return Exceeds(tranche, state, command.Amount) is { } exceeds
            ? exceeds
            : [new JustificationSubmitted(tranche.Id, command.Amount, command.Evidence, command.ActDate)];
    }

    public static Decision Accept(Agreement agreement, AcceptJustification command, Context context)
    {
        if (Answer(agreement, command.Tranche, command.ActDate, context) is { } refusal) return refusal;
        var accepted = new JustificationAccepted(
            command.Tranche, new Money(agreement.Funding.Of(command.Tranche).Submitted, agreement.Currency), command.ActDate);
        var after = Apply(agreement, accepted);
        var events = new List<IEvent> { accepted };
        if (after.Funding.Of(command.Tranche).Left == 0) events.Add(new TrancheJustified(command.Tranche, command.ActDate));
        events.AddRange(TrancheConditions.ShareJustified(after, command.Tranche, command.ActDate));
        return Decision.Of(events);
    }

    public static Decision Return(Agreement agreement, ReturnJustification command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? Answer(agreement, command.Tranche, command.ActDate, context)) is { } refusal
            ? refusal
            : [new JustificationReturned(command.Tranche, command.Reason, command.ActDate)];

    /// <summary>Why the funder cannot answer a submission, or null.</summary>
    private static Refusal? Answer(Agreement agreement, string id, DateOnly actDate, Context context)
    {
        var (tranche, state, refusal) = Find(agreement, id, Side.Funder, context);
        if ((refusal ?? Refuses(agreement, tranche, state, actDate, context, TrancheStage.Received)) is { } no) return no;
        return state.Submitted == 0 ? Refusal.Of(AgreementRefusals.NoJustification, ("tranche", id)) : null;
    }

    public static Agreement Apply(Agreement agreement, JustificationSubmitted e) =>
        With(agreement, e.Tranche, agreement.Funding.Of(e.Tranche) with { Since = e.ActDate, Submitted = e.Amount.Amount });

    public static Agreement Apply(Agreement agreement, JustificationAccepted e)
    {
        var state = agreement.Funding.Of(e.Tranche);
        return With(agreement, e.Tranche, state with { Since = e.ActDate, Submitted = 0, Justified = state.Justified + e.Amount.Amount });
    }

    public static Agreement Apply(Agreement agreement, JustificationReturned e) =>
        With(agreement, e.Tranche, agreement.Funding.Of(e.Tranche) with { Since = e.ActDate, Submitted = 0 });

    public static Agreement Apply(Agreement agreement, TrancheJustified e) =>
        With(agreement, e.Tranche, agreement.Funding.Of(e.Tranche) with { Stage = TrancheStage.Justified });
}
