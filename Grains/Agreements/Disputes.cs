using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <param name="Opened">When the parties fell out.</param>
/// <param name="Since">When it came to the step at which it is.</param>
public sealed record Dispute(DisputeStep Step, DateOnly Opened, DateOnly Since);

/// <summary>Invariants: a dispute goes amicable → signatories → court, one step at a time and forward in time, until it is settled at any step.</summary>
internal static class Disputes
{
    public static Decision Open(Agreement agreement, OpenDispute command, Context context)
    {
        if (new Check().Text("/subject", command.Subject, 2000).Refusal is { } invalid) return invalid;
        return Refuses(agreement, command.ActDate, agreement.InForceOn ?? DateOnly.MinValue, context) is { } refusal
            ? refusal
            : [new DisputeOpened(context.NewId(0), context.Actor.Party, command.Subject, command.ActDate)];
    }

    public static Decision Move(Agreement agreement, MoveDispute command, Context context)
    {
        if (agreement.Disputes.GetValueOrDefault(command.Dispute) is not { } dispute) return Unknown(command.Dispute);
        if (command.Step != dispute.Step + 1) return Refusal.Of(AgreementRefusals.DisputeStepOutOfOrder, ("at", dispute.Step));
        return Refuses(agreement, command.ActDate, dispute.Since, context) is { } refusal ? refusal : [new DisputeMoved(command.Dispute, command.Step, command.ActDate)];
    }

    public static Decision Settle(Agreement agreement, SettleDispute command, Context context)
    {
        if (new Check().Text("/outcome", command.Outcome, 2000).Refusal is { } invalid) return invalid;
        if (agreement.Disputes.GetValueOrDefault(command.Dispute) is not { } dispute) return Unknown(command.Dispute);
        return Refuses(agreement, command.ActDate, dispute.Since, context) is { } refusal ? refusal : [new DisputeSettled(command.Dispute, command.Outcome, command.ActDate)];
    }

    private static Refusal Unknown(Guid dispute) => Refusal.Of(AgreementRefusals.UnknownDispute, ("dispute", dispute));

    private static Refusal? Refuses(Agreement agreement, DateOnly actDate, DateOnly earliest, Context context) =>
        actDate < earliest ? Refusal.Of(AgreementRefusals.ActDateTooEarly, ("earliest", earliest)) : ActDates.Refuses(actDate, agreement.Zone, context);

    public static Agreement Apply(Agreement agreement, DisputeOpened e) =>
        agreement with { Disputes = agreement.Disputes.Add(e.Dispute, new(DisputeStep.Amicable, e.ActDate, e.ActDate)) };

    public static Agreement Apply(Agreement agreement, DisputeMoved e) =>
        agreement with { Disputes = agreement.Disputes.SetItem(e.Dispute, agreement.Disputes[e.Dispute] with { Step = e.Step, Since = e.ActDate }) };

    public static Agreement Apply(Agreement agreement, DisputeSettled e) => agreement with { Disputes = agreement.Disputes.Remove(e.Dispute) };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement) => agreement.Stage is AgreementStage.Closed or AgreementStage.Void
        ? []
        : agreement.Disputes.Select(d => new OpenItem(
            $"dispute:{d.Key}", DeadlineKind.Other, agreement.PartyIds, d.Value.Step is DisputeStep.Amicable ? Role.Coordinator : Role.Signatory, d.Value.Since));
}
