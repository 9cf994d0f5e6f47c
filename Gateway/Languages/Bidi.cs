namespace Mithaq.Gateway.Languages;

/// <summary>Isolates for plain text (UAX #9): what stands inside takes its direction from its own first letter and disturbs nothing around it.</summary>
public static class Bidi
{
    public const char FirstStrongIsolate = '\u2068';
    public const char PopDirectionalIsolate = '\u2069';

    /// <summary>Isolates that the data brings itself are left out: one too many would leak into what follows.</summary>
    public static string Isolate(string data) => $"{FirstStrongIsolate}{Balanced(data)}{PopDirectionalIsolate}";

    /// <summary>Whether it has a letter of a script that is written from right to left: Hebrew to Arabic Extended-A, and the presentation forms.</summary>
    public static bool HasRightToLeft(string text) => text.AsSpan().IndexOfAnyInRange('\u0590', '\u08FF') >= 0 || text.AsSpan().IndexOfAnyInRange('\uFB1D', '\uFEFC') >= 0;

    /// <summary>Whether it has controls of its own, which would go on turning what follows.</summary>
    public static bool TurnsDirection(string text) => text.AsSpan().IndexOfAny(Controls) >= 0;

    private static string Balanced(string data) =>
        !TurnsDirection(data) ? data : string.Concat(data.Where(c => !Controls.Contains(c)));

    /// <summary>Embeddings, overrides and isolates with their ends.</summary>
    private static readonly System.Buffers.SearchValues<char> Controls = System.Buffers.SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");
}
