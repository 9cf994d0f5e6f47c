using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Organisations;

/// <summary>What an active organisation is awaited for. Neither thing happens by itself when its day comes: there are reminders only.</summary>
internal static class OrganisationDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Organisation organisation) => organisation.Stage is OrganisationStage.Active
        ? [.. Calendars.OpenItems(organisation), .. Offices.OpenItems(organisation)]
        : [];

    public static Decision Reached(Organisation organisation, DeadlineReached reached, Context context)
    {
        var item = OpenItems(organisation).FirstOrDefault(i => i.Key == reached.Key && i.Deadline!.Nominal == reached.Nominal);
        if (item is null) return Decision.Nothing;
        // Who hears is found among its own members: they are in its state.
        var itself = context with { Organisations = new Dictionary<OrganisationId, Organisation> { [organisation.Id] = organisation } };
        return organisation.Steps.Take(item, reached, [organisation.Id], itself) is { } taken ? [taken] : Decision.Nothing;
    }
}
