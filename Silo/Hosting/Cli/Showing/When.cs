using Mithaq.Gateway.Languages;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>How what waits stands to its date.</summary>
internal static class When
{
    /// <summary>"due on 3 March 2027, 4 days late · waiting for 30 days".</summary>
    /// <param name="due">Null: it has no date.</param>
    /// <param name="late">Days beyond it; null: none.</param>
    /// <param name="held">Days for which it has been waiting.</param>
    public static string Of(Texts texts, DateOnly? due, int? late, int held)
    {
        var when = late is { } days ? texts.Console("late-since", ("date", due), ("days", days))
            : due is { } day ? texts.Console("due", ("date", day))
            : texts.Console("no-date");
        return held > 0 ? $"{when} · {texts.Console("held", ("days", held))}" : when;
    }
}
