using Mithaq.Contracts;
using Mithaq.Grains.Organisations;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>Somebody through whose eyes one looks: "ads" is its coordinator, "ads.signatory" whoever holds that role.</summary>
internal static class Caller
{
    /// <exception cref="WrongUseException">There is no such organisation or role, or nobody holds it today.</exception>
    public static async Task<Actor> Of(string text, GrainStates states, Zones zones, TimeProvider clock, CancellationToken stop)
    {
        var (name, roleName) = text.Split('.', 2) is [var left, var right] ? (left, right) : (text, nameof(Role.Coordinator));
        if (!Enum.TryParse<Role>(roleName, ignoreCase: true, out var role) || !Enum.IsDefined(role))
            throw new WrongUseException($"'{roleName}' is no role: {string.Join(", ", Enum.GetNames<Role>().Select(r => char.ToLowerInvariant(r[0]) + r[1..]))}");
        var organisation = await Known(new(name), states, stop);
        var holder = organisation.MembersWith(role, zones.DateAt(organisation.Zone, clock.GetUtcNow())).FirstOrDefault()
            ?? throw new WrongUseException($"nobody is {roleName} of {name} today");
        return Actor.Of(holder.Person, organisation.Id);
    }

    /// <exception cref="WrongUseException">It is not known.</exception>
    public static async Task<Organisation> Known(OrganisationId id, GrainStates states, CancellationToken stop) =>
        id.IsValid && await states.Load(GrainId.Organisation(id), stop) is { Version: > 0, State: Organisation organisation }
            ? organisation
            : throw new WrongUseException($"the organisation '{id}' is not known");
}
