using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>Who may do what with a programme; which party's turn it is, each chapter tells.</summary>
internal static class ProgrammePermissions
{
    public static Permission<Programme> Coordinator { get; } = ByRole("coordinator of a party", Role.Coordinator);

    public static Permission<Programme> CoordinatorOrLead { get; } = ByRole("coordinator or project lead of a party", Role.Coordinator, Role.ProjectLead);

    public static Permission<Programme> FinanceOfficer { get; } = ByRole("finance officer of a party", Role.FinanceOfficer);

    public static Permission<Programme> EvaluatorOrCoordinator { get; } = ByRole("evaluator or coordinator of a party", Role.Evaluator, Role.Coordinator);

    /// <summary>Timers and reactions.</summary>
    public static Permission<Programme> BySystem { get; } = Permissions.System<Programme>();

    private static Permission<Programme> ByRole(string name, params Role[] roles) => Permissions.OfParty<Programme>(name, roles);
}
