using System.Globalization;

namespace Mithaq.Benchmarks;

/// <summary>How long and how often: each figure is the median of its rounds, the contenders taking turns within a round.</summary>
internal sealed record Settings(TimeSpan Length, int Rounds)
{
    public const int Callers = 64;
    public const int Agreements = 10_000;

    public static Settings Read(string[] args) => new(TimeSpan.FromSeconds(Number(args, "--seconds", 8)), Number(args, "--rounds", 3));

    public static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}

internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Raw(string unit, IEnumerable<double> values) => $"{string.Join(" / ", values.Select(v => v.ToString("N0", CultureInfo.InvariantCulture)))} {unit}";

    public static void Ratio(string name, double ratio, string how) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} ratio: {ratio:F2} x   ({how})"));
}
