namespace Mithaq.Architecture.Tests;

public sealed class LengthTests
{
    private const int Most = 300;

    /// <summary>Longer files, each with the reason why it is one file.</summary>
    private static readonly Dictionary<string, string> Longer = new()
    {
        ["tests/Silo.Tests/Runtime/RuntimeConformance.cs"] = "the promises of every shell, read from top to bottom as one list",
    };

    [Fact]
    public void Files_stay_short() => Lengths().Where(f => f.Lines > Most && !Longer.ContainsKey(f.Path)).Select(f => $"{f.Path}: {f.Lines}").ShouldBeEmpty();

    [Fact]
    public void No_exception_outlives_its_need() => Longer.Keys.Except(Lengths().Where(f => f.Lines > Most).Select(f => f.Path)).ShouldBeEmpty();

    private static IEnumerable<(string Path, int Lines)> Lengths() =>
        Sources.Of("Contracts", "Grains", "Silo", "Gateway", "tests").Select(file => (file.Path, file.Text.AsSpan().Count('\n')));
}
