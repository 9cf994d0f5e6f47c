using Mithaq.Gateway.Languages;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>Lines of a terminal: words kept whole, continued under their beginning. No boxes: Arabic would break them.</summary>
/// <param name="width">Columns at most.</param>
internal sealed class Paper(TextWriter output, Texts texts, int width = Paper.Screen)
{
    private const int Screen = 100;
    /// <summary>A line is a line, however long.</summary>
    public const int Endless = int.MaxValue;

    private const char RightToLeftMark = '\u200F';

    public Texts Texts => texts;

    /// <summary>Between a label and what it says.</summary>
    public string Colon { get; } = texts.Language == "fr" ? "\u00A0: " : ": ";

    public void Blank() => output.WriteLine();

    public void Heading(string text)
    {
        Blank();
        Line(0, text);
    }

    public void Line(int indent, string text, int? hanging = null)
    {
        var start = indent;
        foreach (var line in Wrapped(text, width - indent, width - (hanging ?? indent)))
        {
            // A mark before the first letter keeps the line's direction whatever it begins with.
            output.WriteLine($"{new string(' ', start)}{(texts.IsRightToLeft ? RightToLeftMark : "")}{line}");
            start = hanging ?? indent;
        }
    }

    /// <summary>Marks that take no room are not counted. A line that ends inside an isolate closes it, and the next one opens it again.</summary>
    private static IEnumerable<string> Wrapped(string text, int first, int others)
    {
        var line = new System.Text.StringBuilder();
        var (room, taken, open) = (first, 0, 0);
        foreach (var word in text.Split(' '))
        {
            var length = word.Count(IsShown);
            if (taken > 0 && taken + 1 + length > room)
            {
                yield return line.Append(Bidi.PopDirectionalIsolate, open).ToString();
                line.Clear().Append(Bidi.FirstStrongIsolate, open);
                (room, taken) = (others, 0);
            }
            if (taken > 0) line.Append(' ');
            line.Append(word);
            taken += length + (taken > 0 ? 1 : 0);
            open += word.Count(c => c == Bidi.FirstStrongIsolate) - word.Count(c => c == Bidi.PopDirectionalIsolate);
        }
        yield return line.ToString();
    }

    private static bool IsShown(char c) => c is not (Bidi.FirstStrongIsolate or Bidi.PopDirectionalIsolate or RightToLeftMark) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.NonSpacingMark;
}
