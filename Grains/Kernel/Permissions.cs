using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>The permissions that mean the same in every grain.</summary>
public static class Permissions
{
    /// <summary>Timers and reactions alone.</summary>
    public static Permission<TState> System<TState>() => new("system", (_, context) => Only(ActorKind.System, Refusals.SystemOnly, context));

    /// <summary>Who runs the platform, not an organisation's own administrator.</summary>
    public static Permission<TState> Administrator<TState>() => new("administrator", (_, context) => Only(ActorKind.Administrator, Refusals.AdministratorOnly, context));

    private static Refusal? Only(ActorKind kind, string otherwise, Context context) => context.Actor.Kind == kind ? null : Refusal.Of(otherwise);
}
