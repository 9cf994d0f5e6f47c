using System.Reflection;
using System.Text.RegularExpressions;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;

namespace Mithaq.Architecture.Tests;

/// <summary>A refusal code is given somewhere, proven somewhere, and worded from arguments that are passed.</summary>
public sealed partial class RefusalsTests
{
    private static readonly FieldInfo[] Codes =
    [
        .. from type in typeof(Refusal).Assembly.GetTypes()
           where type.Name.EndsWith("Refusals", StringComparison.Ordinal) || type.DeclaringType == typeof(Refusals)
           from constant in type.GetFields(BindingFlags.Public | BindingFlags.Static)
           where constant.IsLiteral
           select constant,
    ];

    /// <summary>Given by nobody yet: the web interface will, as it reads commands.</summary>
    private static readonly string[] Foreseen = ["Fields.UnknownField"];

    [Fact]
    public void No_code_stands_twice() => Codes.Select(c => c.GetRawConstantValue()).ShouldBeUnique();

    [Fact]
    public void Every_code_is_given_somewhere() => Unnamed(Sources.Of("Contracts", "Grains", "Silo", "Gateway")).ShouldBe(Foreseen);

    [Fact]
    public void Every_code_has_a_test() => Unnamed(Sources.Of("tests").Where(file => !IsAboutWords(file.Path))).Except(Foreseen).ShouldBeEmpty();

    [Fact]
    public void What_a_refusals_text_shows_is_passed_with_it()
    {
        var passed = new Dictionary<string, HashSet<string>>();
        foreach (var (_, text) in Sources.Of("Grains", "Silo", "Gateway"))
            foreach (var arguments in Sources.ArgumentsOf(text, Call()))
                foreach (Match code in Named().Matches(arguments))
                    (passed.TryGetValue(code.Value, out var names) ? names : passed[code.Value] = []).UnionWith(Argument().Matches(arguments).Select(m => m.Groups[1].Value));
        passed.Count.ShouldBeGreaterThan(50);

        foreach (var code in Codes)
            if (Texts.In("en").Catalogue.Find(Catalogue.Refusals, (string)code.GetRawConstantValue()!) is { } text)
                text.Paths.Except(passed.GetValueOrDefault(Name(code)) ?? []).ShouldBeEmpty($"{Name(code)} is not given these");
    }

    private static IEnumerable<string> Unnamed(IEnumerable<(string Path, string Text)> files)
    {
        var named = files.SelectMany(file => Named().Matches(file.Text).Select(m => m.Value).Concat(WithoutTheirClass(file.Text))).ToHashSet();
        return Codes.Select(Name).Where(code => !named.Contains(code));
    }

    private static IEnumerable<string> WithoutTheirClass(string text)
    {
        var imported = Codes.Where(c => text.Contains($"using static {c.DeclaringType!.FullName!.Replace('+', '.')};", StringComparison.Ordinal)).ToArray();
        if (imported.Length == 0) return [];
        var words = Word().Matches(text).Select(m => m.Value).ToHashSet();
        return imported.Where(c => words.Contains(c.Name)).Select(Name);
    }

    /// <summary>A sentence about a refusal proves nothing about the rule.</summary>
    private static bool IsAboutWords(string path) =>
        path.StartsWith("tests/Gateway.Tests/Languages/", StringComparison.Ordinal) || path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal);

    /// <summary>As code names it: <c>AgreementRefusals.SameText</c>, <c>Refusals.Busy</c>, <c>Fields.Required</c>.</summary>
    private static string Name(FieldInfo code) => $"{code.DeclaringType!.Name}.{code.Name}";

    [GeneratedRegex(@"\b(?:\w*Refusals|Fields)\.(?!Fields\b)\w+")]
    private static partial Regex Named();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:Refusal\.Of|FieldError\.Of|\bThat)\(")]
    private static partial Regex Call();

    [GeneratedRegex("""\("(\w+)",""")]
    private static partial Regex Argument();
}
