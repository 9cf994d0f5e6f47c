using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>
/// Who may do what with an agreement. The recorder's right is tested as of today; a signatory's capacity is a matter of the act date and of the chapter.
/// </summary>
internal static class AgreementPermissions
{
    public static Permission<Agreement> AnyCoordinator { get; } = Permissions.AnyCoordinator<Agreement>();

    public static Permission<Agreement> Coordinator { get; } = ByRole("coordinator of a party", Role.Coordinator);

    /// <summary>The signatory, or the coordinator who records what was signed.</summary>
    public static Permission<Agreement> Recorder { get; } = ByRole("coordinator or signatory of a party", Role.Coordinator, Role.Signatory);

    public static Permission<Agreement> FinanceOfficer { get; } = ByRole("finance officer of a party", Role.FinanceOfficer);

    public static Permission<Agreement> FinanceOrCoordinator { get; } = ByRole("finance officer or coordinator of a party", Role.FinanceOfficer, Role.Coordinator);

    public static Permission<Agreement> CoordinatorOrLead { get; } = ByRole("coordinator or project lead of a party", Role.Coordinator, Role.ProjectLead);

    /// <summary>An evaluator, or the coordinator who records what an external one found.</summary>
    public static Permission<Agreement> EvaluatorOrCoordinator { get; } = ByRole("evaluator or coordinator of a party", Role.Evaluator, Role.Coordinator);

    /// <summary>Anyone with a role in a party's work on the text.</summary>
    public static Permission<Agreement> Reviewer { get; } =
        ByRole("coordinator, legal or finance officer, or head of a party", Role.Coordinator, Role.LegalOfficer, Role.FinanceOfficer, Role.Head);

    /// <summary>The next one of the party's approval chain.</summary>
    public static Permission<Agreement> ApprovalChain { get; } = new("next in the party's approval chain", (agreement, context) =>
        Permissions.AsParty(agreement, context, [agreement.IsParty(context.Actor.Party) ? ReviewState.NextStep(agreement, context.Actor.Party) ?? Role.Coordinator : Role.Coordinator]));

    /// <summary>Whoever has the last word in the party's approval chain.</summary>
    public static Permission<Agreement> LastInChain { get; } = new("last in the party's approval chain", (agreement, context) =>
        Permissions.AsParty(agreement, context, [agreement.IsParty(context.Actor.Party) ? LastApprover(agreement.Party(context.Actor.Party)) : Role.Coordinator]));

    public static Role LastApprover(Party party) => party.ApprovalChain is [.., var last] ? last : Role.Coordinator;

    /// <summary>Timers and reactions.</summary>
    public static Permission<Agreement> ByTimer { get; } = Permissions.System<Agreement>();

    private static Permission<Agreement> ByRole(string name, params Role[] roles) => Permissions.OfParty<Agreement>(name, roles);
}
