using System.Text.RegularExpressions;
using Mithaq.Contracts;

namespace Mithaq.Gateway.People;

/// <summary>What gives a person away, in forms that can be compared: what is stored of a person's details and what is looked up for a text are made by the same hand.</summary>
internal static partial class Traces
{
    /// <summary>How far the given name may stand from the family name.</summary>
    private const int Reach = 3;

    /// <summary>Of how many words a number may be written ("+212 6 12 34 56 78").</summary>
    private const int MostParts = 6;
    private const int ShortestNumber = 4;
    private const int LongestNumber = 40;
    private const int LongestPrefix = 4;

    /// <summary>For finding duplicates: capitals, ASCII digits, no separators.</summary>
    public static string Identifier(string value) => string.Concat(Words.Raw(value).Select(word => word.Plain)).ToUpperInvariant();

    /// <summary>Digits; a Moroccan number in its national form, whether it came with +212, 00212 or 0.</summary>
    public static string Phone(string value) => National(string.Concat(Words.Raw(value).Select(word => word.Plain)) is var digits && digits.All(char.IsAsciiDigit) ? digits : "");

    public static bool IsAddress(string value) => Address().Match(value) is { Success: true } match && match.Length == value.Length;

    /// <summary>The traces of a person: the family name (the last word) with every other word of the name, every number and the address.</summary>
    public static HashSet<string> Of(PersonDetails details)
    {
        var traces = new HashSet<string>();
        foreach (var name in new[] { details.Names.Ar, details.Names.Fr, details.Names.En }.OfType<string>())
        {
            var words = Words.OfNames(Words.Raw(name), proclitics: false);
            for (var i = 0; i < words.Count - 1; i++) traces.Add(Name(words[i].Readings[0], words[^1].Readings[0]));
        }
        foreach (var identifier in details.Identifiers ?? []) traces.Add(Number(string.Concat(Words.Raw(identifier.Value).Select(word => word.Plain))));
        if (details.Phone is { } phone) traces.Add(Number(Phone(phone)));
        if (details.Email is { } email) traces.Add(Mail(email));
        return traces;
    }

    /// <summary>Everything in a text that could be a trace of somebody, with where it stands. A single word of a name is none.</summary>
    public static IEnumerable<(string Trace, MentionKind Kind, int Start, int End)> In(string text)
    {
        foreach (Match match in Address().Matches(text)) yield return (Mail(match.Value), MentionKind.Contact, match.Index, match.Index + match.Length);
        var raw = Words.Raw(text);
        for (var i = 0; i < raw.Count; i++)
        {
            var number = "";
            for (var j = i; j < raw.Count && j < i + MostParts; j++)
            {
                if (!raw[j].Plain.Any(char.IsAsciiDigit) && !(j == i && raw[j].Plain.Length <= LongestPrefix)) break;
                number += raw[j].Plain;
                if (number.Length > LongestNumber) break;
                if (number.Length >= ShortestNumber && number.Any(char.IsAsciiDigit)) yield return (Number(number), MentionKind.Number, raw[i].Start, raw[j].End);
            }
        }
        var words = Words.OfNames(raw, proclitics: true);
        for (var i = 0; i < words.Count; i++)
            for (var j = i + 1; j < words.Count && j <= i + Reach; j++)
                foreach (var one in words[i].Readings)
                    foreach (var other in words[j].Readings)
                        yield return (Name(one, other), MentionKind.Name, words[i].Start, words[j].End);
    }

    /// <summary>Whichever of the two stands first: lists write the family name before the given one.</summary>
    private static string Name(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? $"name {one} {other}" : $"name {other} {one}";

    private static string Number(string plain) => $"number {National(plain)}";

    private static string Mail(string address) => $"mail {address.ToLowerInvariant()}";

    private static string National(string number) => number switch
    {
        ['0', '0', '2', '1', '2', .. { Length: 9 } rest] when rest.All(char.IsAsciiDigit) => "0" + rest,
        ['2', '1', '2', .. { Length: 9 } rest] when rest.All(char.IsAsciiDigit) => "0" + rest,
        _ => number,
    };

    [GeneratedRegex(@"[\p{L}\p{Nd}._%+-]+@[\p{L}\p{Nd}-]+(?:\.[\p{L}\p{Nd}-]+)+")]
    private static partial Regex Address();
}
