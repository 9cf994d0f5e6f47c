using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Agreements.TrancheStage;

namespace Mithaq.Grains.Agreements;

/// <summary>
/// The road of a tranche. Invariants: justified + submitted + reclaimed ≤ paid = the tranche's amount or nothing; only the recipient calls, receives and
/// justifies, only the funder pays, answers, withholds and reclaims.
/// </summary>
internal static class Funding
{
    private const int DaysToConfirmReceipt = 30;

    public static Decision Call(Agreement agreement, CallTranche command, Context context)
    {
        var (tranche, state, refusal) = Find(agreement, command.Tranche, Side.Recipient, context);
        if (refusal is not null) return refusal;
        var unmet = TrancheConditions.Unmet(agreement, tranche).Select(c => c.Key).ToArray();
        if (unmet.Length > 0) return Refusal.Of(AgreementRefusals.TrancheConditionUnmet, ("tranche", tranche.Id), ("conditions", string.Join(", ", unmet)));
        if (Suspended(agreement) is { } suspended) return suspended;
        return Refuses(agreement, tranche, state, command.ActDate, context, Callable) is { } no
            ? no
            : [new TrancheCalled(tranche.Id, command.ActDate, command.ActDate.AddDays(tranche.PayDays))];
    }

    public static Decision Pay(Agreement agreement, PayTranche command, Context context)
    {
        if (new Check().Money("/amount", command.Amount, agreement.Currency).Text("/reference", command.Reference, 100).Refusal is { } invalid) return invalid;
        var (tranche, state, refusal) = Find(agreement, command.Tranche, Side.Funder, context);
        if (refusal is not null) return refusal;
        if (Suspended(agreement) is { } suspended) return suspended;
        if (Refuses(agreement, tranche, state, command.ActDate, context, Called) is { } no) return no;
        return command.Amount != tranche.Amount
            ? Refusal.Of(AgreementRefusals.NotTheTrancheAmount, ("tranche", tranche.Id), ("expected", tranche.Amount))
            : [new TranchePaid(tranche.Id, command.Amount, command.ActDate, command.Reference)];
    }

    public static Decision Receive(Agreement agreement, ConfirmReceipt command, Context context)
    {
        var (tranche, state, refusal) = Find(agreement, command.Tranche, Side.Recipient, context);
        return (refusal ?? Refuses(agreement, tranche, state, command.ActDate, context, Paid)) is { } no
            ? no
            : [new TrancheReceived(tranche.Id, command.ActDate, command.ActDate.AddDays(tranche.JustifyDays))];
    }

    public static Decision Withhold(Agreement agreement, WithholdTranche command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        var (tranche, state, refusal) = Find(agreement, command.Tranche, Side.Funder, context);
        return (refusal ?? Refuses(agreement, tranche, state, command.ActDate, context, Planned, Callable, Called)) is { } no
            ? no
            : [new TrancheWithheld(tranche.Id, command.Reason, command.ActDate)];
    }

    public static Decision Release(Agreement agreement, ReleaseTranche command, Context context)
    {
        var (tranche, state, refusal) = Find(agreement, command.Tranche, Side.Funder, context);
        return (refusal ?? Refuses(agreement, tranche, state, command.ActDate, context, Withheld)) is { } no
            ? no
            : [new TrancheReleased(tranche.Id, command.ActDate, state.HeldFrom is Called ? command.ActDate.AddDays(tranche.PayDays) : null)];
    }

    public static Decision Reclaim(Agreement agreement, ReclaimTranche command, Context context)
    {
        if (MoreThanNothing(agreement, command.Amount).Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        var (tranche, state, refusal) = Find(agreement, command.Tranche, Side.Funder, context);
        if ((refusal ?? Refuses(agreement, tranche, state, command.ActDate, context, Paid, Received)) is { } no) return no;
        return Exceeds(tranche, state, command.Amount) is { } exceeds ? exceeds : [new TrancheReclaimed(tranche.Id, command.Amount, command.Reason, command.ActDate)];
    }

    public enum Side { Funder, Recipient }

    /// <summary>The tranche and where it stands, when the caller's party is on that side of it.</summary>
    public static (Tranche Tranche, TrancheState State, Refusal? Refusal) Find(Agreement agreement, string id, Side side, Context context)
    {
        if (agreement.Tranches.FirstOrDefault(t => t.Id == id) is not { } tranche)
            return (null!, TrancheState.Planned, Refusal.Of(AgreementRefusals.UnknownTranche, ("tranche", id)));
        var expected = side is Side.Funder ? Funder(agreement, tranche) : tranche.Recipient;
        return (tranche, agreement.Funding.Of(id), expected == context.Actor.Party
            ? null
            : Refusal.Of(side is Side.Funder ? AgreementRefusals.NotTheFunder : AgreementRefusals.NotTheRecipient, ("tranche", id), ("organisation", expected)));
    }

    /// <summary>Another stage, or an act date before what happened last or in the future.</summary>
    public static Refusal? Refuses(Agreement agreement, Tranche tranche, TrancheState state, DateOnly actDate, Context context, params ReadOnlySpan<TrancheStage> stages) =>
        !stages.Contains(state.Stage) ? Refusal.Of(AgreementRefusals.TrancheInOtherStage, ("tranche", tranche.Id), ("stage", state.Stage))
        : new Check().InOrder("/actDate", state.Since ?? agreement.InForceOn, actDate).Refusal ?? ActDates.Refuses(actDate, agreement.Zone, context);

    public static Check MoreThanNothing(Agreement agreement, Money amount) =>
        new Check().Money("/amount", amount, agreement.Currency).That(amount.Amount != 0, "/amount/amount", Refusals.Fields.OutOfRange, ("value", amount.Amount));

    public static Refusal? Exceeds(Tranche tranche, TrancheState state, Money amount) =>
        amount.Amount > state.Left ? Refusal.Of(AgreementRefusals.AmountExceeds, ("tranche", tranche.Id), ("most", amount with { Amount = state.Left })) : null;

    public static OrganisationId Funder(Agreement agreement, Tranche tranche) => agreement.Contributions.First(c => c.Id == tranche.Contribution).Party;

    /// <summary>Tranches that keep the accounts open: called and not paid, or paid and neither justified nor reclaimed. What was never called lapses when the agreement closes.</summary>
    public static IEnumerable<string> Unsettled(Agreement agreement) =>
        agreement.Tranches.Where(t => agreement.Funding.Of(t.Id).Stage is Called or Paid or Received).Select(t => t.Id);

    /// <summary>It was called: its terms are no longer an addendum's to change.</summary>
    public static bool HasStarted(Agreement agreement, string tranche) =>
        agreement.Funding.Of(tranche) is var state && (state.HeldFrom ?? state.Stage) is not (Planned or Callable);

    private static Refusal? Suspended(Agreement agreement) => Suspension.Covers(agreement, null) ? Refusal.Of(AgreementRefusals.MoneySuspended) : null;

    public static Agreement Apply(Agreement agreement, TrancheCalled e) =>
        With(agreement, e.Tranche, agreement.Funding.Of(e.Tranche) with { Stage = Called, Since = e.ActDate, DueBy = e.PayBy });

    public static Agreement Apply(Agreement agreement, TranchePaid e) =>
        With(agreement, e.Tranche, agreement.Funding.Of(e.Tranche) with { Stage = Paid, Since = e.ActDate, DueBy = e.ActDate.AddDays(DaysToConfirmReceipt), Paid = e.Amount.Amount });

    public static Agreement Apply(Agreement agreement, TrancheReceived e) =>
        With(agreement, e.Tranche, agreement.Funding.Of(e.Tranche) with { Stage = Received, Since = e.ActDate, DueBy = e.JustifyBy });

    public static Agreement Apply(Agreement agreement, TrancheWithheld e)
    {
        var state = agreement.Funding.Of(e.Tranche);
        return With(agreement, e.Tranche, state with { Stage = Withheld, HeldFrom = state.Stage, Since = e.ActDate });
    }

    public static Agreement Apply(Agreement agreement, TrancheReleased e)
    {
        var state = agreement.Funding.Of(e.Tranche);
        return With(agreement, e.Tranche, state with { Stage = state.HeldFrom!.Value, HeldFrom = null, Since = e.ActDate, DueBy = e.PayBy });
    }

    public static Agreement Apply(Agreement agreement, TrancheReclaimed e)
    {
        var state = agreement.Funding.Of(e.Tranche);
        var after = state with { Since = e.ActDate, Reclaimed = state.Reclaimed + e.Amount.Amount };
        return With(agreement, e.Tranche, after.Left + after.Submitted == 0 ? after with { Stage = Reclaimed } : after);
    }

    public static Agreement With(Agreement agreement, string tranche, TrancheState state) =>
        agreement with { Funding = agreement.Funding with { Tranches = agreement.Funding.Tranches.SetItem(tranche, state) } };
}
