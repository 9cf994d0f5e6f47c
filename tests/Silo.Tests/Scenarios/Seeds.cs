using System.Runtime.CompilerServices;

namespace Mithaq.Silo.Tests.Scenarios;

internal static class Seeds
{
    public static string Organisations { get; } = Path.Combine(Folder(), "organisations.json");

    /// <summary>In the order in which a run takes them.</summary>
    public static IReadOnlyList<string> Cases { get; } = [.. Directory.EnumerateFiles(Folder(), "s*.json").Order(StringComparer.Ordinal)];

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../seeds"));
}
