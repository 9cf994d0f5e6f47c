using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Gateway.People;

/// <summary>Tidies what was entered and tells every wrong field. The errors never repeat the data: they travel further than it may.</summary>
internal static class DetailsCheck
{
    private const int LongestName = 200;
    private const int LongestContact = 254;
    private const int MostIdentifiers = 10;
    private const int ShortestIdentifier = 4;
    private const int LongestIdentifier = 40;
    private static readonly DateOnly EarliestBirth = new(1880, 1, 1);

    public static PersonDetails Tidy(PersonDetails details) => details with
    {
        Names = new(Tidy(details.Names?.Ar), Tidy(details.Names?.Fr), Tidy(details.Names?.En)),
        Identifiers = [.. (details.Identifiers ?? []).Select(i => new Identifier(i?.Kind ?? "", Tidy(i?.Value) ?? ""))],
        Email = Tidy(details.Email),
        Phone = Tidy(details.Phone),
        Language = Tidy(details.Language),
    };

    /// <param name="details">Tidied.</param>
    public static Refusal? Of(PersonDetails details, DateOnly today)
    {
        var errors = new List<FieldError>();
        void That(bool holds, string pointer, string code, params ReadOnlySpan<(string Name, object? Value)> arguments)
        {
            if (!holds) errors.Add(FieldError.Of(pointer, code, arguments));
        }

        That(details.Controller.IsValid, "/controller", Fields.NotASlug, ("value", details.Controller.Value));
        That(details.Names != new LocalizedText(), "/names", Fields.Required);
        foreach (var (pointer, name) in new[] { ("/names/ar", details.Names.Ar), ("/names/fr", details.Names.Fr), ("/names/en", details.Names.En) })
            That(name is null or { Length: <= LongestName }, pointer, Fields.TooLong, ("most", LongestName), ("length", name?.Length));
        That(details.Born is null || (details.Born >= EarliestBirth && details.Born <= today), "/born", Fields.OutOfRange, ("least", EarliestBirth), ("most", today));
        That(details.Language is null || Texts.Languages.Contains(details.Language), "/language", Fields.Malformed);
        That(details.Email is null || (details.Email.Length <= LongestContact && Traces.IsAddress(details.Email)), "/email", Fields.Malformed);
        That(details.Phone is null || Traces.Phone(details.Phone) is { Length: >= 6 and <= 20 }, "/phone", Fields.Malformed);

        var identifiers = details.Identifiers ?? [];
        That(identifiers.Count <= MostIdentifiers, "/identifiers", Fields.TooMany, ("most", MostIdentifiers), ("count", identifiers.Count));
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < identifiers.Count; i++)
        {
            var (kind, value) = identifiers[i];
            var normal = Traces.Identifier(value);
            That(new OrganisationId(kind).IsValid, $"/identifiers/{i}/kind", Fields.Malformed);
            That(value.Length > 0, $"/identifiers/{i}/value", Fields.Required);
            That(value.Length == 0 || normal.Length is >= ShortestIdentifier and <= LongestIdentifier, $"/identifiers/{i}/value", Fields.Malformed);
            That(normal.Length == 0 || seen.Add((kind, normal)), $"/identifiers/{i}", Fields.Duplicate, ("key", kind));
        }
        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    /// <summary>Without blanks around and doubled blanks within; null when nothing is left.</summary>
    private static string? Tidy(string? text) =>
        text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? string.Join(' ', words) : null;
}
