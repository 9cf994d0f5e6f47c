using Mithaq.Contracts;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Kernel;

/// <summary>Collects every wrong field of a command, so that a caller hears of all at once. Pointers are RFC 6901, into the command's JSON.</summary>
public sealed class Check
{
    public const int ShortText = 500;
    public const int LongText = 20_000;

    private readonly List<FieldError> errors = [];

    public Refusal? Refusal => errors.Count == 0 ? null : Contracts.Refusal.Invalid(errors);

    public Check That(bool holds, string pointer, string code, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        if (!holds) errors.Add(FieldError.Of(pointer, code, arguments));
        return this;
    }

    public Check Given(string pointer, object? value) => That(value is not null, pointer, Fields.Required);

    public Check Text(string pointer, string? text, int most = ShortText, bool required = true)
    {
        if (string.IsNullOrWhiteSpace(text)) return That(!required, pointer, Fields.Required);
        return That(text.Length <= most, pointer, Fields.TooLong, ("most", most), ("length", text.Length));
    }

    public Check Text(string pointer, LocalizedText? text, int most = ShortText, bool required = true)
    {
        if (text is null || string.IsNullOrWhiteSpace(text.Ar + text.Fr + text.En)) return That(!required, pointer, Fields.Required);
        Text($"{pointer}/ar", text.Ar, most, required: false);
        Text($"{pointer}/fr", text.Fr, most, required: false);
        return Text($"{pointer}/en", text.En, most, required: false);
    }

    public Check Count<T>(string pointer, IReadOnlyCollection<T>? items, int least, int most)
    {
        var count = items?.Count ?? 0;
        That(count >= least, pointer, Fields.TooFew, ("least", least), ("count", count));
        return That(count <= most, pointer, Fields.TooMany, ("most", most), ("count", count));
    }

    /// <summary>JSON lets a list hold null: that is an error of its own, and the check is spared it.</summary>
    public Check Each<T>(string pointer, IReadOnlyList<T>? items, Action<string, T> check)
    {
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            if (items![i] is { } item) check($"{pointer}/{i}", item);
            else That(false, $"{pointer}/{i}", Fields.Required);
        }
        return this;
    }

    public Check Unique<T, TKey>(string pointer, IReadOnlyList<T>? items, Func<T, TKey> key)
    {
        var seen = new HashSet<TKey>();
        for (var i = 0; i < (items?.Count ?? 0); i++)
            if (items![i] is { } item) That(seen.Add(key(item)), $"{pointer}/{i}", Fields.Duplicate, ("key", key(item)));
        return this;
    }

    public Check Range(string pointer, decimal value, decimal least, decimal most) =>
        That(value >= least && value <= most, pointer, Fields.OutOfRange, ("least", least), ("most", most), ("value", value));

    /// <summary>A date that was left out reads as the year 1; far ones ("for ever") would break the arithmetic of reminders.</summary>
    public Check Date(string pointer, DateOnly? date, bool required = true) => date is null || date == default(DateOnly)
        ? That(!required, pointer, Fields.Required)
        : That(date.Value.Year is >= 1900 and <= 2200, pointer, Fields.OutOfRange, ("least", "1900-01-01"), ("most", "2200-12-31"), ("value", date));

    public Check InOrder(string pointer, DateOnly? earlier, DateOnly? later) =>
        That(earlier is null || later is null || earlier <= later, pointer, Fields.DatesOutOfOrder, ("earlier", earlier), ("later", later));

    public Check Money(string pointer, Money money, string? currency = null)
    {
        That(money.Amount >= 0, $"{pointer}/amount", Fields.NegativeAmount, ("amount", money.Amount));
        if (money.Currency is null || !Currencies.Decimals.TryGetValue(money.Currency, out var decimals))
            return That(false, $"{pointer}/currency", Fields.UnknownCurrency, ("currency", money.Currency));
        That(decimal.Round(money.Amount, decimals) == money.Amount, $"{pointer}/amount", Fields.TooManyDecimals, ("most", decimals), ("amount", money.Amount));
        return That(currency is null || currency == money.Currency, $"{pointer}/currency", Fields.OtherCurrency, ("expected", currency), ("currency", money.Currency));
    }

    public Check Document(string pointer, Document? document, bool required = true)
    {
        if (document is null) return That(!required, pointer, Fields.Required);
        Text($"{pointer}/name", document.Name, 255);
        Hash($"{pointer}/hash", document.Hash);
        return That(document.Size >= 0, $"{pointer}/size", Fields.OutOfRange, ("least", 0), ("value", document.Size));
    }

    public Check Hash(string pointer, Sha256 hash) => That(hash.IsValid, pointer, Fields.NotAHash);

    public Check Slug(string pointer, OrganisationId id) => That(id.IsValid, pointer, Fields.NotASlug, ("value", id.Value));

    public Check Grain(string pointer, GrainId id, string kind) =>
        That(id.Stream?.StartsWith($"{kind}/", StringComparison.Ordinal) ?? false, pointer, Fields.Required);

    public Check Zone(string pointer, string? zone, IZones zones) => That(zone is not null && zones.Knows(zone), pointer, Fields.UnknownZone, ("zone", zone));
}
