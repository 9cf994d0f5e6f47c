namespace Mithaq.Gateway.Languages;

/// <summary>The plural categories of CLDR, for whole numbers; a fraction is "other".</summary>
internal static class Plurals
{
    /// <summary>The categories that a text with a count must tell apart.</summary>
    public static IReadOnlyList<string> CategoriesOf(string language) =>
        language == "ar" ? ["zero", "one", "two", "few", "many", "other"] : ["one", "other"];

    public static string Of(string language, decimal number)
    {
        if (decimal.Truncate(number) != number) return "other";
        var n = Math.Abs(number);
        return language switch
        {
            "ar" => n switch { 0 => "zero", 1 => "one", 2 => "two", _ => (n % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" } },
            "fr" => n is 0 or 1 ? "one" : "other",
            _ => n is 1 ? "one" : "other",
        };
    }
}
