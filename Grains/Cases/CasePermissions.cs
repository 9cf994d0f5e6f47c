using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

/// <summary>Who may do what with a case: coordinators and project leads of its two sides.</summary>
internal static class CasePermissions
{
    private static readonly Role[] Roles = [Role.Coordinator, Role.ProjectLead];

    /// <summary>Before there is a case nobody is a party to it: that the proposer is one of the programme's is a matter of the rule.</summary>
    public static Permission<Case> AnyProposer { get; } = new("coordinator or project lead of a party of the programme", (_, context) => Proposes(context));

    public static Permission<Case> Supporter { get; } = new("coordinator or project lead of the supporter", (state, context) =>
        Permissions.AsParty(state, context, Roles)
        ?? (context.Actor.Party == state.Supporter ? null : Refusal.Of(CaseRefusals.NotTheSupporter, ("organisation", state.Supporter))));

    public static Permission<Case> Proposer { get; } = new("coordinator or project lead of the proposer", (state, context) =>
        Permissions.AsParty(state, context, Roles)
        ?? (context.Actor.Party == state.Proposer ? null : Refusal.Of(CaseRefusals.NotTheProposer, ("organisation", state.Proposer))));

    public static Permission<Case> EitherSide { get; } = new("coordinator or project lead of proposer or supporter", (state, context) =>
        Permissions.AsParty(state, context, Roles)
        ?? (state.Sides.Contains(context.Actor.Party) ? null : Refusal.Of(CaseRefusals.NotASide, ("organisation", context.Actor.Party))));

    public static Permission<Case> Coordinator { get; } = Permissions.OfParty<Case>("coordinator of a party", Role.Coordinator);

    /// <summary>Timers and reactions.</summary>
    public static Permission<Case> ByTimer { get; } = Permissions.System<Case>();

    private static Refusal? Proposes(Context context)
    {
        var actor = context.Actor;
        if (actor.Kind is not ActorKind.Person) return Refusal.Of(Refusals.LacksRole, ("role", Role.Coordinator), ("organisation", actor.Organisation));
        if (actor.For is null) return Permissions.Holds(context, actor.Organisation, context.Today("UTC"), Roles);
        if (context.Organisation(actor.Party)?.HasAccounts ?? false) return Refusal.Of(Refusals.PartyHasAccounts, ("organisation", actor.Party));
        return Permissions.Holds(context, actor.Organisation, context.Today("UTC"), Role.Coordinator);
    }
}
