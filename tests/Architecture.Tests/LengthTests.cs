namespace Mithaq.Architecture.Tests;

public sealed class LengthTests
{
    private const int Most = 300;

    [Fact]
    public void Files_stay_short() => Lengths().Where(f => f.Lines > Most).Select(f => $"{f.Path}: {f.Lines}").ShouldBeEmpty();

    private static IEnumerable<(string Path, int Lines)> Lengths() =>
        Sources.Of("Contracts", "Grains", "Silo", "Gateway", "tests").Select(file => (file.Path, file.Text.AsSpan().Count('\n')));
}
