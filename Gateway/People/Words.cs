namespace Mithaq.Gateway.People;

/// <summary>A word of a name or of a text.</summary>
/// <param name="Plain">Its letters in one form, as they stand.</param>
/// <param name="Readings">What it may be as a part of a name: without article, joined with the word before it ("عبد", "ben"), without a proclitic ("و", "ل").</param>
/// <param name="Start">Of the first character in the text.</param>
/// <param name="End">After the last.</param>
internal sealed record Word(string Plain, IReadOnlyList<string> Readings, int Start, int End);

/// <summary>
/// Cuts names and texts into words so that the spellings of one name meet: "El Othmani" and "OTHMANI", "عبد المولى" and "عبدالمولى", "Ben Ali" and
/// "Benali", "والعثماني" and "عثماني".
/// </summary>
internal static class Words
{
    private const string Article = "ال";
    private const string Proclitics = "وفبلك";
    private const int Shortest = 2;

    /// <summary>Words that make one name with the next word.</summary>
    private static readonly Dictionary<string, string> Heads = new()
    {
        ["عبد"] = "عبد", ["بن"] = "بن", ["ابن"] = "بن", ["ابو"] = "ابو", ["ابي"] = "ابو", ["ايت"] = "ايت",
        ["abd"] = "abd", ["abdel"] = "abd", ["abdul"] = "abd", ["abdal"] = "abd", ["ben"] = "ben", ["bin"] = "ben", ["ibn"] = "ben", ["abou"] = "abou", ["abu"] = "abou", ["ait"] = "ait",
    };

    private static readonly string[] GluedHeads = ["abdel", "abdul", "abdal"];
    private static readonly string[] LatinArticles = ["el", "al"];

    /// <summary>Every run of letters and digits, as it stands: identifiers are looked for in these.</summary>
    public static List<Word> Raw(string text)
    {
        var words = new List<Word>();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            while (i < text.Length && Letters.IsPartOfWord(text[i])) i++;
            if (Letters.Plain(text.AsSpan(start, i - start)) is { Length: > 0 } plain) words.Add(new(plain, [], start, i));
        }
        return words;
    }

    /// <summary>What may be parts of names: articles and initials left out, compound names as one word.</summary>
    /// <param name="proclitics">Whether a word may carry one: in a text yes, in a name not.</param>
    public static List<Word> OfNames(IReadOnlyList<Word> raw, bool proclitics)
    {
        var words = new List<Word>(raw.Count);
        for (var i = 0; i < raw.Count; i++)
        {
            var word = raw[i];
            if (word.Plain is Article || LatinArticles.Contains(word.Plain)) continue;
            var head = Head(word.Plain, proclitics);
            var next = i + 1;
            if (head is not null && next < raw.Count && (raw[next].Plain is Article || LatinArticles.Contains(raw[next].Plain))) next++;
            if (head is not null && next < raw.Count)
            {
                words.Add(new(word.Plain, [head + WithoutArticle(raw[next].Plain)], word.Start, raw[next].End));
                i = next;
            }
            else if (word.Plain.Length >= Shortest) words.Add(word with { Readings = [.. Readings(word.Plain, proclitics).Distinct()] });
        }
        return words;
    }

    private static string? Head(string word, bool proclitics) => Heads.TryGetValue(word, out var head) ? head
        : proclitics && word.Length > 2 && Proclitics.Contains(word[0]) ? Heads.GetValueOrDefault(word[1..])
        : null;

    private static IEnumerable<string> Readings(string word, bool proclitics)
    {
        yield return Unglued(word);
        if (!proclitics || word.Length < 4 || !Proclitics.Contains(word[0])) yield break;
        yield return Unglued(word[1..]);
        // Before the article, "ل" swallows its alef.
        if (word.StartsWith("لل", StringComparison.Ordinal)) yield return word[2..];
    }

    private static string Unglued(string word)
    {
        if (word.StartsWith("عبدال", StringComparison.Ordinal) && word.Length > 7) return "عبد" + word[5..];
        foreach (var head in GluedHeads)
            if (word.Length >= head.Length + 3 && word.StartsWith(head, StringComparison.Ordinal)) return "abd" + word[head.Length..];
        return WithoutArticle(word);
    }

    private static string WithoutArticle(string word) => word.Length >= 4 && word.StartsWith(Article, StringComparison.Ordinal) ? word[2..] : word;
}
