using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Participations;

internal static class ParticipationChecks
{
    public const int MostKey = 60;

    /// <summary>An organisation that is named by its id exists; whoever is only words has no id.</summary>
    public static Check Organisation(this Check check, string at, OrganisationId? organisation, Context context) =>
        check.That(organisation is not { } id || context.Organisation(id) is not null, at, Fields.UnknownReference, ("value", organisation));

    public static Check Person(this Check check, string at, PersonId? person) => check.That(person != default(PersonId), at, Fields.Required);

    public static Check Counterpart(this Check check, string at, Counterpart? counterpart, Context context) => counterpart is null
        ? check.That(false, at, Fields.Required)
        : check.Text($"{at}/capacity", counterpart.Capacity).Text($"{at}/body", counterpart.Body, required: false)
            .Organisation($"{at}/organisation", counterpart.Organisation, context).Person($"{at}/person", counterpart.Person);

    /// <summary>A key is short, and nothing else has it.</summary>
    public static Check NewKey(this Check check, string at, string? key, bool isTaken) =>
        check.Text(at, key, MostKey).That(!isTaken, at, Fields.Duplicate, ("key", key));

    public static Check Part(this Check check, IReadOnlyList<ParticipationRole>? roles, IReadOnlyList<LocalizedText>? presents) => check
        .Count("/roles", roles, 1, 5).Unique("/roles", roles, role => role)
        .Count("/presents", presents, 0, 50).Each("/presents", presents, (at, programme) => check.Text(at, programme));

    public static Check Occasion(this Check check, Occasion? occasion, IZones zones)
    {
        if (occasion is null) return check.That(false, "/occasion", Fields.Required);
        check.Text("/occasion/title", occasion.Title).Text("/occasion/theme", occasion.Theme, required: false).Zone("/occasion/zone", occasion.Zone, zones)
            .Dates("/occasion", occasion.From, occasion.To);
        if (occasion.Place is not { } place) return check.That(false, "/occasion/place", Fields.Required);
        return check.Text("/occasion/place/name", place.Name)
            .Count("/occasion/place/aliases", place.Aliases, 0, 20)
            .Each("/occasion/place/aliases", place.Aliases, (at, alias) => check.Text(at, alias, 200))
            .That(place.Country is null || IsCountry(place.Country), "/occasion/place/country", Fields.Malformed, ("value", place.Country));
    }

    public static Check Dates(this Check check, string at, DateOnly from, DateOnly to) =>
        check.Date($"{at}/from", from).Date($"{at}/to", to).InOrder($"{at}/to", from, to);

    private static bool IsCountry(string country) => country is { Length: 2 } && country.All(char.IsAsciiLetterUpper);
}
