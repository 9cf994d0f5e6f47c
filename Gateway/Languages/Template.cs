using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Mithaq.Gateway.Languages;

/// <summary>
/// A text with places for values: <c>{actDate}</c>, <c>{reference.number}</c>, and choices <c>{days|one:a day|two:…|few:…|other:{days} days}</c>.
/// A choice takes the form named by the value itself ("0", "true", "granted"), else by its plural category, else <c>some</c> or <c>none</c>
/// (there is a value, or not), else <c>other</c>, else nothing. Forms are texts themselves.
/// </summary>
internal sealed class Template
{
    private abstract record Part;

    private sealed record Literal(string Text) : Part;

    private sealed record Slot(string Path) : Part;

    private sealed record Choice(string Path, FrozenDictionary<string, Template> Forms) : Part;

    private readonly IReadOnlyList<Part> parts;

    private Template(string source, IReadOnlyList<Part> parts) => (Source, this.parts) = (source, parts);

    public string Source { get; }

    /// <summary>Every placeholder's path, those inside of forms too.</summary>
    public IEnumerable<string> Paths => parts.SelectMany(part => part switch
    {
        Slot slot => [slot.Path],
        Choice choice => choice.Forms.Values.SelectMany(f => f.Paths).Prepend(choice.Path),
        _ => Enumerable.Empty<string>(),
    });

    /// <summary>The names of the forms of every choice, by path.</summary>
    public IEnumerable<(string Path, IReadOnlyCollection<string> Forms)> Choices => parts.OfType<Choice>()
        .SelectMany(choice => choice.Forms.Values.SelectMany(f => f.Choices).Prepend((choice.Path, choice.Forms.Keys)));

    public void Write(StringBuilder to, IValues values, Texts texts)
    {
        foreach (var part in parts)
            switch (part)
            {
                case Literal literal: to.Append(literal.Text); break;
                case Slot slot: to.Append(values.Of(slot.Path) is { } value ? value.Text : "—"); break;
                case Choice choice: Form(choice, values.Of(choice.Path), texts)?.Write(to, values, texts); break;
            }
    }

    private static Template? Form(Choice choice, Value? value, Texts texts)
    {
        if (value is not { } given) return choice.Forms.GetValueOrDefault("none");
        return choice.Forms.GetValueOrDefault(given.Key)
            ?? (given.Number is { } number ? choice.Forms.GetValueOrDefault(Plurals.Of(texts.Language, number)) : null)
            ?? choice.Forms.GetValueOrDefault("some")
            ?? choice.Forms.GetValueOrDefault("other");
    }

    /// <exception cref="FormatException">A brace without its partner, a choice without forms.</exception>
    public static Template Parse(string text)
    {
        var at = 0;
        var template = Parse(text, ref at, inForm: false);
        return at == text.Length ? template : throw Wrong(text, at);
    }

    private static Template Parse(string text, ref int at, bool inForm)
    {
        var start = at;
        var parts = new List<Part>();
        var literal = new StringBuilder();
        while (at < text.Length && !(inForm && text[at] is '|' or '}'))
        {
            if (text[at] != '{')
            {
                literal.Append(text[at++]);
                continue;
            }
            if (literal.Length > 0) parts.Add(new Literal(literal.ToString()));
            literal.Clear();
            parts.Add(Placeholder(text, ref at));
        }
        if (literal.Length > 0) parts.Add(new Literal(literal.ToString()));
        return new(text[start..at], parts);
    }

    private static Part Placeholder(string text, ref int at)
    {
        var path = Until(text, ref at, "|}");
        if (text[at++] == '}') return new Slot(path);
        var forms = new Dictionary<string, Template>();
        at--;
        while (text[at] == '|')
        {
            var key = Until(text, ref at, ":|}{");
            if (text[at++] != ':') throw Wrong(text, at);
            forms.Add(key, Parse(text, ref at, inForm: true));
            if (at == text.Length) throw Wrong(text, at);
        }
        at++;
        return new Choice(path, forms.ToFrozenDictionary());
    }

    /// <summary>Steps over the mark at <paramref name="at"/> and reads a name up to one of the ends.</summary>
    private static string Until(string text, ref int at, string ends)
    {
        var start = at + 1;
        var length = start > text.Length ? -1 : text.AsSpan(start).IndexOfAny(ends);
        if (length <= 0) throw Wrong(text, at);
        at = start + length;
        return text[start..at];
    }

    private static FormatException Wrong(string text, int at) => new(string.Create(CultureInfo.InvariantCulture, $"at {at} in: {text}"));
}
