using System.Text;
using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>What people entered, made fit for one line of a mail.</summary>
internal static class Plain
{
    private const char LineSeparator = '\u2028';
    private const char ParagraphSeparator = '\u2029';

    /// <summary>Line ends and other controls become blanks: nobody's text begins a line, or a header, of its own.</summary>
    public static string OneLine(string text) =>
        string.Create(text.Length, text, (line, from) =>
        {
            for (var i = 0; i < from.Length; i++) line[i] = char.IsControl(from[i]) || from[i] is LineSeparator or ParagraphSeparator ? ' ' : from[i];
        }).Trim();

    /// <summary>At most so many characters and an ellipsis, cut between words where there is a blank nearby; isolates that were opened are closed.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = text.LastIndexOf(' ', most, most / 2);
        if (end < 0) end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        var kept = new StringBuilder(text, 0, end, most + 8).Append('…');
        for (var open = Open(text.AsSpan(0, end)); open > 0; open--) kept.Append(Bidi.PopDirectionalIsolate);
        return kept.ToString();
    }

    private static int Open(ReadOnlySpan<char> text) => text.Count(Bidi.FirstStrongIsolate) - text.Count(Bidi.PopDirectionalIsolate);
}
