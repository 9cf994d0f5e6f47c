using System.Text.RegularExpressions;

namespace Mithaq.Architecture.Tests;

/// <summary>The repository's own C# files, generated ones left out.</summary>
internal static partial class Sources
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>Files below the folders, as path from the root with forward slashes and text.</summary>
    public static IEnumerable<(string Path, string Text)> Of(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(file => (Path: Path.GetRelativePath(Root, file).Replace('\\', '/'), File: file))
        .Where(f => !f.Path.Split('/').Any(part => part is "obj" or "bin" or "node_modules"))
        .Select(f => (f.Path, File.ReadAllText(f.File)));

    /// <summary>Code alone: comments and doc comments may say what they like.</summary>
    public static string WithoutComments(string code) => Comments().Replace(code, "");

    /// <summary>The text between a call's opening parenthesis and its own closing one.</summary>
    public static IEnumerable<string> ArgumentsOf(string code, Regex call)
    {
        foreach (Match match in call.Matches(code))
        {
            var start = match.Index + match.Length;
            var depth = 1;
            var at = start;
            for (; at < code.Length && depth > 0; at++) depth += code[at] switch { '(' => 1, ')' => -1, _ => 0 };
            yield return code[start..at];
        }
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Workflow.sln")) ? folder : Above(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Workflow.sln"));

    [GeneratedRegex(@"(?<!:)//[^\n]*")]
    private static partial Regex Comments();
}
