using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <summary>Who may do what in a committee. Through whom a party votes is a matter of seats and of the chapter.</summary>
internal static class CommitteePermissions
{
    public static Permission<Committee> Coordinator { get; } = Permissions.OfParty<Committee>("coordinator of a party", Role.Coordinator);

    /// <summary>Who convenes and drafts.</summary>
    public static Permission<Committee> Secretariat { get; } =
        Permissions.OfParty<Committee>("coordinator or committee secretary of a party", Role.Coordinator, Role.CommitteeSecretary);

    public static Permission<Committee> Representative { get; } = Permissions.OfParty<Committee>(
        "committee member, co-chair, committee secretary or coordinator of a party", Role.CommitteeMember, Role.CoChair, Role.CommitteeSecretary, Role.Coordinator);

    /// <summary>Whoever does the work that was assigned.</summary>
    public static Permission<Committee> Doer { get; } = Permissions.OfParty<Committee>(
        "committee member, secretary, project lead or coordinator of a party", Role.CommitteeMember, Role.CommitteeSecretary, Role.ProjectLead, Role.Coordinator);

    /// <summary>Timers and reactions.</summary>
    public static Permission<Committee> ByTimer { get; } = Permissions.System<Committee>();
}
