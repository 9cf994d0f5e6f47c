using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Participations;

/// <summary>A participation is its organisation's own affair: nobody else does anything in it.</summary>
internal static class ParticipationPermissions
{
    private static readonly Role[] Workers = [Role.Coordinator, Role.ProjectLead];

    public static Permission<Participation> AnyCoordinator { get; } = Permissions.AnyCoordinator<Participation>();

    public static Permission<Participation> Coordinator { get; } = Permissions.OfParty<Participation>("coordinator of the organisation", Role.Coordinator);

    public static Permission<Participation> CoordinatorOrHead { get; } =
        Permissions.OfParty<Participation>("coordinator or head of the organisation", Role.Coordinator, Role.Head);

    public static Permission<Participation> Worker { get; } = Permissions.OfParty<Participation>("coordinator or project lead of the organisation", Workers);

    public static Permission<Participation> Owner { get; } = new(
        "coordinator or project lead of the organisation, or whom a follow-up waits for",
        (participation, context) => Settles(participation, participation.FollowUps.Where(f => f.IsOpen), context));

    public static Permission<Participation> ByTimer { get; } = Permissions.System<Participation>();

    /// <summary>Null when the caller may settle one of these.</summary>
    public static Refusal? Settles(Participation participation, IEnumerable<FollowUp> followUps, Context context)
    {
        var those = followUps.Select(f => f.Added).ToArray();
        var refusal = Permissions.AsParty(participation, context, [.. Workers.Union(those.Select(f => f.Role))]);
        return refusal?.Code == Refusals.LacksRole && context.Actor.For is null && those.Any(f => f.Owner == context.Actor.Person)
            && context.Organisation(participation.Organisation)!.IsMember(context.Actor.Person, context.Today(participation.Zone))
                ? null
                : refusal;
    }
}
