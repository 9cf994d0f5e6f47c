using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Organisations;

/// <summary>Invariants: a delegation never starts before the day on its paper; on that day its delegator held a signing office, as recorded then.</summary>
internal static class Delegations
{
    public static Decision Record(Organisation organisation, RecordDelegation command, Context context)
    {
        var check = new Check().Person("/from", command.From).Person("/to", command.To)
            .Date("/actDate", command.ActDate).Date("/starts", command.Starts).Date("/ends", command.Ends)
            .InOrder("/starts", command.ActDate, command.Starts).InOrder("/ends", command.Starts, command.Ends)
            .That(command.Scope is null or { Kind: "agreement" }, "/scope", Fields.UnknownReference, ("value", command.Scope));
        if (check.Refusal is { } invalid) return invalid;
        if (command.From == command.To) return Refusal.Of(OrganisationRefusals.DelegatesToSelf);
        if (ActDates.Refuses(command.ActDate, organisation.Zone, context) is { } future) return future;
        return organisation.HoldsSigningOffice(command.From, command.ActDate)
            ? [new DelegationRecorded(new(context.NewId(0), command.From, command.To, command.Starts, command.Ends, command.Scope), command.ActDate)]
            : Refusal.Of(OrganisationRefusals.DelegatorDoesNotSign, ("person", command.From), ("on", command.ActDate));
    }

    public static Decision Revoke(Organisation organisation, RevokeDelegation command, Context context)
    {
        if (new Check().Date("/actDate", command.ActDate).Refusal is { } invalid) return invalid;
        if (organisation.Delegations.Find(d => d.Id == command.Delegation) is not { } delegation)
            return Refusal.Of(OrganisationRefusals.UnknownDelegation, ("delegation", command.Delegation));
        if (ActDates.Refuses(command.ActDate, organisation.Zone, context) is { } future) return future;
        return command.ActDate > delegation.Ends
            ? Refusal.Of(OrganisationRefusals.DelegationHasEnded, ("ends", delegation.Ends))
            : [new DelegationRevoked(command.Delegation, command.ActDate)];
    }

    /// <summary>Revoked before it started, it never was one.</summary>
    public static Organisation Apply(Organisation organisation, DelegationRevoked e)
    {
        var delegation = organisation.Delegations.Find(d => d.Id == e.Delegation)!;
        return organisation with
        {
            Delegations = e.ActDate <= delegation.Starts
                ? organisation.Delegations.Remove(delegation)
                : organisation.Delegations.Replace(delegation, delegation with { Ends = e.ActDate.AddDays(-1) }),
        };
    }
}
