using System.Globalization;
using Mithaq.Contracts;

namespace Mithaq.Gateway.Languages;

/// <summary>Dates and numbers, written by hand: the program runs without the machine's cultures, and ar-MA has its own month names and Latin digits.</summary>
internal sealed class Formats(string language, Func<string, string?> word)
{
    private const char NarrowSpace = '\u202F';
    private const char NoBreakSpace = '\u00A0';

    private readonly NumberFormatInfo numbers = new()
    {
        NumberDecimalSeparator = language == "en" ? "." : ",",
        NumberGroupSeparator = language switch { "ar" => ".", "fr" => NarrowSpace.ToString(), _ => "," },
    };

    public string Date(DateOnly date) => string.Create(
        CultureInfo.InvariantCulture,
        $"{date.Day}{(language == "fr" && date.Day == 1 ? "er" : "")} {word($"month.{date.Month}")} {date.Year:0000}");

    public string Number(decimal number) => number.ToString("#,0.############", numbers);

    public string Money(Money money)
    {
        var whole = decimal.Truncate(money.Amount) == money.Amount;
        var decimals = whole ? 0 : Currencies.Decimals.GetValueOrDefault(money.Currency, 2);
        return $"{money.Amount.ToString($"N{decimals}", numbers)}{NoBreakSpace}{word($"currency.{money.Currency}") ?? money.Currency}";
    }
}
