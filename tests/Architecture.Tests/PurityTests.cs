using System.Text.RegularExpressions;

namespace Mithaq.Architecture.Tests;

/// <summary>The rules know neither clock nor chance nor the world outside.</summary>
public sealed partial class PurityTests
{
    [Fact]
    public void The_rules_have_no_clock_no_chance_and_no_input_or_output() => Sources.Of("Contracts", "Grains")
        .SelectMany(file => Impure().Matches(Sources.WithoutComments(file.Text)).Select(match => $"{file.Path}: {match.Value}"))
        .ShouldBeEmpty();

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("return Guid.NewGuid();")]
    [InlineData("TimeProvider clock")]
    [InlineData("await File.ReadAllTextAsync(path)")]
    public void The_scan_finds_what_it_looks_for(string code) => Impure().IsMatch(code).ShouldBeTrue();

    [Fact]
    public void The_banned_symbols_are_read_by_an_analyzer_in_every_project()
    {
        var shared = File.ReadAllText(Path.Combine(Sources.Root, "Directory.Build.props"));
        shared.ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        shared.ShouldContain("<AdditionalFiles Include=\"$(MSBuildThisFileDirectory)BannedSymbols.txt\" />");
        shared.ShouldContain("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        File.ReadAllText(Path.Combine(Sources.Root, "tests", "Directory.Build.props")).ShouldContain("../Directory.Build.props");
        var banned = File.ReadAllText(Path.Combine(Sources.Root, "BannedSymbols.txt"));
        foreach (var symbol in new[] { "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTimeOffset.UtcNow", "System.Guid.NewGuid", "System.TimeZoneInfo", "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay" })
            banned.ShouldContain(symbol);
    }

    [Fact]
    public void Nobody_switches_the_ban_off() => Sources.Of("Contracts", "Grains", "Gateway", "Silo")
        .Where(file => file.Text.Contains("RS0030", StringComparison.Ordinal)).Select(file => file.Path).ShouldBeEmpty();

    [GeneratedRegex(@"\b(DateTime(Offset)?\.(Now|UtcNow|Today)|TimeProvider|Stopwatch|Environment\.|Guid\.(NewGuid|CreateVersion7)|new Random|Random\.Shared|RandomNumberGenerator|File\.|Directory\.|HttpClient|Socket|Thread\.|Task\.|Console\.|lock \()")]
    private static partial Regex Impure();
}
