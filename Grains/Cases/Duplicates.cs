using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

/// <summary>Invariant: of two open cases of one beneficiary at least the later one has a reason, or waits for it and is not taken on.</summary>
internal static class Duplicates
{
    public static Decision Check(Case state, CheckSameBeneficiary command, Context context)
    {
        var unknown = context.SameBeneficiary.Except(state.Same).Where(other => other != state.Id).ToArray();
        return unknown.Length > 0 && state.Phase is not CasePhase.Graduated ? [new SameBeneficiaryFound(unknown)] : Decision.Nothing;
    }

    public static Decision Confirm(Case state, ConfirmDuplicate command, Context context) =>
        new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid ? invalid
        : state.Unexplained.IsEmpty ? Refusal.Of(CaseRefusals.NoDuplicateFound)
        : [new DuplicateConfirmed(context.Actor.Party, command.Reason, state.Unexplained)];

    /// <summary>Why the case cannot be taken on: nobody has said yet why it is right beside the others.</summary>
    public static Refusal? Refuses(Case state) =>
        state.Unexplained.IsEmpty ? null : Refusal.Of(CaseRefusals.Duplicate, ("cases", string.Join(", ", state.Unexplained)));

    public static Case Apply(Case state, SameBeneficiaryFound e) => state with { Same = state.Same.AddRange(e.Cases), Unexplained = state.Unexplained.AddRange(e.Cases) };

    public static Case Apply(Case state, DuplicateConfirmed _) => state with { Unexplained = [] };

    public static IEnumerable<OpenItem> OpenItems(Case state) =>
        state.Unexplained.IsEmpty || state.Phase is CasePhase.Graduated ? [] : [new("duplicate", DeadlineKind.Other, [state.Proposer], Role.Coordinator, state.Since)];
}
