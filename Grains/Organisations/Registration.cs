using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Organisations;

/// <summary>Invariants: former names end in order, each before the next; who is retired stays retired.</summary>
internal static class Registration
{
    /// <summary>The organisations of actors that are none.</summary>
    private static readonly string[] Reserved = [Actor.System.Organisation.Value, Actor.Administrator(default).Organisation.Value];

    private const string MoroccanZone = "Africa/Casablanca";

    public static Decision Register(Organisation organisation, RegisterOrganisation command, Context context)
    {
        var check = new Check().Slug("", organisation.Id).Text("/names", command.Names).Aliases(command.Aliases).Identifiers(command.Identifiers)
            .Zone("/zone", command.Zone, context.Zones).Country("/country", command.Country);
        if (check.Refusal is { } invalid) return invalid;
        if (Reserved.Contains(organisation.Id.Value)) return Refusal.Of(OrganisationRefusals.ReservedId, ("organisation", organisation.Id));
        return
        [
            new OrganisationRegistered(
                command.Names, command.Kind, command.Aliases ?? [], command.Identifiers ?? [], command.Zone,
                WorkCalendar.Of(command.Country ?? (command.Zone == MoroccanZone ? WorkCalendar.Morocco : null)), context.Today(command.Zone)),
        ];
    }

    public static Decision Activate(Organisation organisation, ActivateOrganisation command, Context context) =>
        [new OrganisationActivated(context.Today(organisation.Zone))];

    public static Decision Rename(Organisation organisation, RenameOrganisation command, Context context)
    {
        if (new Check().Text("/names", command.Names).Date("/actDate", command.ActDate).Refusal is { } invalid) return invalid;
        if (command.Names == organisation.Names) return Decision.Nothing;
        if (ActDates.Refuses(command.ActDate, organisation.Zone, context) is { } future) return future;
        return organisation.FormerNames.LastOrDefault() is { } former && command.ActDate <= former.Until.AddDays(1)
            ? Refusal.Of(OrganisationRefusals.RenamedLater, ("on", former.Until.AddDays(1)))
            : [new OrganisationRenamed(command.Names, command.ActDate)];
    }

    public static Decision Retire(Organisation organisation, RetireOrganisation command, Context context)
    {
        if (new Check().Date("/actDate", command.ActDate).Refusal is { } invalid) return invalid;
        if (ActDates.Refuses(command.ActDate, organisation.Zone, context) is { } future) return future;
        return Succession(organisation, command.Successor, context) is { } refusal ? refusal : [new OrganisationRetired(command.ActDate, command.Successor)];
    }

    public static Organisation Apply(Organisation organisation, OrganisationRegistered e) => organisation with
    {
        Stage = OrganisationStage.Registered, Names = e.Names, Kind = e.Kind, Aliases = [.. e.Aliases], Identifiers = [.. e.Identifiers],
        Zone = e.Zone, Calendar = e.Calendar, RegisteredOn = e.RegisteredOn,
    };

    public static Organisation Apply(Organisation organisation, OrganisationRenamed e) => organisation with
    {
        Names = e.Names, FormerNames = organisation.FormerNames.Add(new(organisation.Names, e.ActDate.AddDays(-1))),
    };

    private static Refusal? Succession(Organisation organisation, OrganisationId? successor, Context context)
    {
        if (successor is not { } id) return null;
        if (id == organisation.Id) return Refusal.Of(OrganisationRefusals.SucceedsItself);
        if (context.Organisation(id) is not { Stage: not OrganisationStage.None } other) return Refusal.Of(Refusals.UnknownOrganisation, ("organisation", id));
        return other.Stage is OrganisationStage.Active ? null : Refusal.Of(Refusals.OrganisationNotActive, ("organisation", id));
    }
}
