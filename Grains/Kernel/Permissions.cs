using Mithaq.Contracts;
using Mithaq.Grains.Organisations;

namespace Mithaq.Grains.Kernel;

/// <summary>The permissions that mean the same in every grain.</summary>
public static class Permissions
{
    /// <summary>Timers and reactions alone.</summary>
    public static Permission<TState> System<TState>() => new("system", (_, context) => Only(ActorKind.System, Refusals.SystemOnly, context));

    /// <summary>Who runs the platform, not an organisation's own administrator.</summary>
    public static Permission<TState> Administrator<TState>() => new("administrator", (_, context) => Only(ActorKind.Administrator, Refusals.AdministratorOnly, context));

    /// <summary>A coordinator of any active organisation, for itself.</summary>
    public static Permission<TState> AnyCoordinator<TState>() => new("coordinator of any organisation", (_, context) =>
        context.Actor.Kind is not ActorKind.Person ? Refusal.Of(Refusals.LacksRole, ("role", Role.Coordinator), ("organisation", context.Actor.Organisation))
        : context.Actor.For is not null ? Refusal.Of(Refusals.NotAParty, ("organisation", context.Actor.Party))
        : Holds(context, context.Actor.Organisation, context.Today("UTC"), Role.Coordinator));

    /// <summary>Whoever holds one of the roles in a party, or a coordinator of another party with the letter of one that has no accounts.</summary>
    public static Permission<TState> OfParty<TState>(string name, params Role[] roles) where TState : IAmongParties =>
        new(name, (state, context) => AsParty(state, context, roles));

    public static Refusal? AsParty(IAmongParties state, Context context, ReadOnlySpan<Role> roles)
    {
        var actor = context.Actor;
        if (actor.Kind is not ActorKind.Person || !state.IsParty(actor.Party)) return Refusal.Of(Refusals.NotAParty, ("organisation", actor.Party));
        var today = context.Today(state.Zone);
        if (actor.For is null) return Holds(context, actor.Organisation, today, roles);

        if (!state.IsParty(actor.Organisation)) return Refusal.Of(Refusals.NotAParty, ("organisation", actor.Organisation));
        if (context.Organisation(actor.Party)?.HasAccounts ?? false) return Refusal.Of(Refusals.PartyHasAccounts, ("organisation", actor.Party));
        return Holds(context, actor.Organisation, today, Role.Coordinator);
    }

    /// <summary>The caller holds one of the roles in an active organisation on that day.</summary>
    public static Refusal? Holds(Context context, OrganisationId organisation, DateOnly today, params ReadOnlySpan<Role> roles)
    {
        if (context.Organisation(organisation) is not { } facts) return Refusal.Of(Refusals.UnknownOrganisation, ("organisation", organisation));
        if (facts.Stage is not OrganisationStage.Active) return Refusal.Of(Refusals.OrganisationNotActive, ("organisation", organisation));
        foreach (var role in roles)
            if (facts.HasRole(context.Actor.Person, role, today)) return null;
        return Refusal.Of(Refusals.LacksRole, ("role", string.Join(" | ", roles.ToArray())), ("organisation", organisation));
    }

    private static Refusal? Only(ActorKind kind, string otherwise, Context context) => context.Actor.Kind == kind ? null : Refusal.Of(otherwise);
}
