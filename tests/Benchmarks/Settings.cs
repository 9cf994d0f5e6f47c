using System.Globalization;

namespace Mithaq.Benchmarks;

/// <summary>How long and how often: each figure is the median of its rounds, the contenders taking turns within a round.</summary>
/// <param name="EveryFeed">Reactions, the relay and notifications run beside what is measured.</param>
internal sealed record Settings(TimeSpan Length, int Rounds, bool EveryFeed)
{
    public const int Callers = 64;
    public const int Agreements = 10_000;

    public static Settings Read(string[] args) => new(TimeSpan.FromSeconds(Number(args, "--seconds", 8)), Number(args, "--rounds", 3), args.Contains("--every-feed"));

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

    /// <summary>The median of the rounds' own ratios: the two of one round met the machine at the same speed.</summary>
    public static void Ratio<TRound>(string name, IEnumerable<TRound> rounds, Func<TRound, double> figure, Func<TRound, double> over, string how) =>
        Ratio(name, Median(rounds.Select(round => figure(round) / over(round))), $"{how}, median of the rounds");

    public static void Ratio(string name, double ratio, string how) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} ratio: {ratio:F2} x   ({how})"));
}
