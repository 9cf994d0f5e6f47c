using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Organisations;

/// <summary>Checks of fields that several chapters share.</summary>
internal static class OrganisationChecks
{
    private const int MostAliases = 50;
    private const int MostIdentifiers = 20;

    public static Check Person(this Check check, string pointer, PersonId person) => check.That(person != default, pointer, Fields.Required);

    /// <summary>A short key of the organisation's own, written like its id.</summary>
    public static Check Key(this Check check, string pointer, string? key) =>
        check.That(new OrganisationId(key!).IsValid, pointer, Fields.NotASlug, ("value", key));

    public static Check Country(this Check check, string pointer, string? country) =>
        check.That(country is null || (country.Length == 2 && country.All(char.IsAsciiLetterUpper)), pointer, Fields.Malformed, ("value", country));

    public static Check Aliases(this Check check, IReadOnlyList<string>? aliases) => check
        .Count("/aliases", aliases, 0, MostAliases)
        .Each("/aliases", aliases, (at, alias) => check.Text(at, alias))
        .Unique("/aliases", aliases, alias => alias);

    public static Check Identifiers(this Check check, IReadOnlyList<Identifier>? identifiers) => check
        .Count("/identifiers", identifiers, 0, MostIdentifiers)
        .Each("/identifiers", identifiers, (at, id) => check.Text($"{at}/scheme", id.Scheme, 20).Text($"{at}/value", id.Value, 100))
        .Unique("/identifiers", identifiers, id => id);
}
