using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Organisations;

internal static class OrganisationPermissions
{
    public static Permission<Organisation> PlatformAdministrator { get; } = Permissions.Administrator<Organisation>();

    public static Permission<Organisation> ByTimer { get; } = Permissions.System<Organisation>();

    /// <summary>Who looks after the organisation: its own people, and the platform's administrator as long as there is nobody among them to do it.</summary>
    public static Permission<Organisation> Manager { get; } = new(
        "administrator or coordinator of the organisation; the platform's administrator while it has neither", (organisation, context) =>
            context.Actor.Kind is ActorKind.Administrator && !HasManager(organisation, context) ? null
            : OwnMember(organisation, context, Role.Administrator, Role.Coordinator));

    /// <summary>Holidays come from an official notice: the platform's administrator may enter it for everyone.</summary>
    public static Permission<Organisation> AnyAdministrator { get; } = new(
        "administrator of the organisation or of the platform", (organisation, context) =>
            context.Actor.Kind is ActorKind.Administrator ? null : OwnMember(organisation, context, Role.Administrator));

    private static bool HasManager(Organisation organisation, Context context)
    {
        var today = context.Today(organisation.Zone);
        return organisation.MembersWith(Role.Administrator, today).Concat(organisation.MembersWith(Role.Coordinator, today)).Any();
    }

    private static Refusal? OwnMember(Organisation organisation, Context context, params ReadOnlySpan<Role> roles)
    {
        var actor = context.Actor;
        if (actor.Kind is not ActorKind.Person || actor.For is not null || actor.Organisation != organisation.Id)
            return Refusal.Of(Refusals.NotAParty, ("organisation", actor.Party));
        var today = context.Today(organisation.Zone);
        foreach (var role in roles)
            if (organisation.HasRole(actor.Person, role, today)) return null;
        return Refusal.Of(Refusals.LacksRole, ("role", string.Join(" | ", roles.ToArray())), ("organisation", organisation.Id));
    }
}
