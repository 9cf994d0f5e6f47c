using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Organisations.OrganisationPermissions;
using static Mithaq.Grains.Organisations.OrganisationStage;

namespace Mithaq.Grains.Organisations;

/// <summary>The whole life of an organisation, a row a command.</summary>
internal static class OrganisationLifecycle
{
    public static Lifecycle<Organisation, OrganisationStage> Rows { get; } = new(organisation => organisation.Stage, None)
    {
        // stages         command                     by                     decided in                 why, and where it leads
        { In(None),       On<RegisterOrganisation>(), PlatformAdministrator, Registration.Register,     "known before it acts", Registered },
        { In(Registered), On<ActivateOrganisation>(), PlatformAdministrator, Registration.Activate,     "from now on a party", Active },
        { Living,         On<RenameOrganisation>(),   PlatformAdministrator, Registration.Rename,       "names change, the body stays; old names stay known" },
        { Living,         On<RetireOrganisation>(),   PlatformAdministrator, Registration.Retire,       "it ceases to act; another may succeed it", Retired },

        { Living,         On<ChangeAliases>(),        Manager,               Profile.ChangeAliases,     "people look for it under many names" },
        { Living,         On<ChangeIdentifiers>(),    Manager,               Profile.ChangeIdentifiers, "registers know it by numbers" },
        { Living,         On<ChangeContacts>(),       Manager,               Profile.ChangeContacts,    "whom to turn to" },

        { Living,         On<AppointOfficeHolder>(),  Manager,               Offices.Appoint,           "an office has one holder at a time" },
        { Living,         On<EndOffice>(),            Manager,               Offices.End,               "a signature's capacity hangs on these dates" },

        { Living,         On<AddMember>(),            Manager,               Members.Add,               "who works here, as what" },
        { Living,         On<ChangeRoles>(),          Manager,               Members.ChangeRoles,       "other roles from a day on" },
        { Living,         On<EndMembership>(),        Manager,               Members.End,               "who has left does nothing more" },

        { Living,         On<RecordDelegation>(),     Manager,               Delegations.Record,        "only who signs can let sign" },
        { Living,         On<RevokeDelegation>(),     Manager,               Delegations.Revoke,        "what was signed before stands" },
        { Living,         On<RecordAbsence>(),        Manager,               Absences.Record,           "a reminder must find somebody present" },
        { Living,         On<ShortenAbsence>(),       Manager,               Absences.Shorten,          "back earlier, or never away" },

        { Living,         On<ChangeCalendar>(),       Manager,               Calendars.Change,          "its week, zone and fiscal year" },
        { Living,         On<ChangeHolidays>(),       Manager,               Calendars.ChangeHolidays,  "days off of its own" },
        { Living,         On<ConfirmHolidays>(),      AnyAdministrator,      Calendars.Confirm,         "the moon decides, a notice announces" },

        // A timer that comes late finds nothing to do, so a retired organisation hears it too.
        { In(Registered, Active, Retired), On<DeadlineReached>(), ByTimer, OrganisationDeadlines.Reached, "the grain checks the timer against its state" },
    };

    private static OrganisationStage[] In(params OrganisationStage[] stages) => stages;

    private static On<TCommand> On<TCommand>() where TCommand : ICommand => default;

    private static OrganisationStage[] Living => [Registered, Active];
}
