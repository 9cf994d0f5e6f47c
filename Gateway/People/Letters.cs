using System.Globalization;

namespace Mithaq.Gateway.People;

/// <summary>
/// Brings letters that people write one for the other to one form: no case, no accents, no tashkeel or tatweel, one alef, ya for alef maqsura, ha for ta
/// marbuta, ASCII digits. By hand, because the program runs without ICU, where <see cref="string.Normalize()"/> leaves everything but ASCII as it is.
/// </summary>
internal static class Letters
{
    private static readonly Dictionary<char, string> Forms = Table();

    /// <summary>Whether the character belongs to the word around it, if only as a mark or as an invisible control.</summary>
    public static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || IsMark(c);

    public static bool IsMark(char c) => c is 'ـ' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    public static string Plain(ReadOnlySpan<char> word)
    {
        var plain = new System.Text.StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (IsMark(c)) continue;
            var small = char.ToLowerInvariant(c);
            if (char.IsAsciiLetterLower(small) || char.IsAsciiDigit(small)) plain.Append(small);
            else if (Forms.TryGetValue(small, out var form)) plain.Append(form);
            else if (char.IsDigit(small)) plain.Append((char)('0' + (int)char.GetNumericValue(small)));
            else plain.Append(small);
        }
        return plain.ToString();
    }

    private static Dictionary<char, string> Table()
    {
        var forms = new Dictionary<char, string>();
        foreach (var (to, from) in new[]
                 {
                     ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħḥ"), ("i", "ìíîïĩīĭįı"), ("k", "ķ"), ("l", "ĺļľł"),
                     ("n", "ñńņň"), ("o", "òóôõöøōŏő"), ("r", "ŕŗř"), ("s", "śŝşšṣ"), ("t", "ţťṭ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
                     ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"),
                     ("ا", "أإآٱ"), ("ي", "ىئی"), ("و", "ؤ"), ("ه", "ة"), ("ك", "گڭک"), ("", "ء"),
                 })
            foreach (var c in from) forms[c] = to;
        return forms;
    }
}
