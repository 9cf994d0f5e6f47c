using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mithaq.Silo.Hosting.Cli.Demo;

/// <summary>
/// How cases are brought to today: each by whole years of its own, so that today falls into the year of its life that the demonstration shows.
/// </summary>
/// <param name="Shown">By case file ("s3"): the first day of the year that is shown.</param>
/// <param name="Instead">By case file: who acts in the place of somebody whose term of office would be over.</param>
internal sealed partial record DemoPlan(
    IReadOnlyDictionary<string, DateOnly> Shown, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Instead)
{
    /// <summary>Of the demonstration's own file: its plan, which is no part of the case in it.</summary>
    private const string Member = "plan";

    /// <exception cref="WrongUseException">The plan is not what it should be.</exception>
    public static DemoPlan Read(byte[] utf8)
    {
        try
        {
            var (shown, instead) = (new Dictionary<string, DateOnly>(), new Dictionary<string, IReadOnlyDictionary<string, string>>());
            foreach (var (name, node) in JsonNode.Parse(utf8)?[Member]?.AsObject() ?? [])
            {
                shown[name] = DateOnly.ParseExact((string)node!["shown"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                instead[name] = node["instead"]?.AsObject().ToDictionary(i => i.Key, i => (string)i.Value!) ?? [];
            }
            return new(shown, instead);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or NullReferenceException or ArgumentNullException)
        {
            throw new WrongUseException($"the plan of the demonstration: {e.Message}");
        }
    }

    /// <summary>Whole years: from the year that is shown to the one that ends or begins today.</summary>
    public int YearsOf(string name, byte[] utf8, DateOnly today)
    {
        var from = Shown.TryGetValue(name, out var planned) ? planned : LastYear(utf8);
        var years = today.Year - from.Year;
        return from.AddYears(years) > today ? years - 1 : years;
    }

    /// <summary>A case that the plan does not name shows the last year of its life.</summary>
    private static DateOnly LastYear(byte[] utf8) => Day().Matches(Encoding.UTF8.GetString(utf8)).Select(m => DateOnly.ParseExact(m.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture))
        .DefaultIfEmpty(new(2020, 1, 1)).Max().AddYears(-1);

    /// <summary>Every year of this century that stands by itself moves: in dates, periods and keys. Lines stay where they are, so mistakes are shown at their place.</summary>
    public byte[] Shifted(string name, byte[] utf8, int years)
    {
        var text = Year().Replace(Encoding.UTF8.GetString(utf8), match =>
        {
            var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) + years;
            return string.Create(CultureInfo.InvariantCulture, $"{year}{(match.Groups["leap"].Success && !DateTime.IsLeapYear(year) ? "-02-28" : match.Groups["leap"].Value)}");
        });
        foreach (var (person, other) in Instead.GetValueOrDefault(name) ?? new Dictionary<string, string>()) text = text.Replace($"\"{person}\"", $"\"{other}\"", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The demonstration's own case: "@today", "@today-12" and "@today+30" become dates, "@year" this year.</summary>
    public static byte[] Dated(byte[] utf8, DateOnly today)
    {
        var file = JsonNode.Parse(utf8)!.AsObject();
        file.Remove(Member);
        var text = file.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        text = text.Replace("\"@year\"", today.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Relative().Replace(text, match => today
            .AddDays(match.Groups["days"].Success ? int.Parse(match.Groups["days"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"\b(?<year>20[0-4][0-9])(?<leap>-02-29)?\b")]
    private static partial Regex Year();

    [GeneratedRegex(@"""(?:on|advance)""\s*:\s*""(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})""")]
    private static partial Regex Day();

    [GeneratedRegex(@"@today(?<days>[+-][0-9]+)?")]
    private static partial Regex Relative();
}
