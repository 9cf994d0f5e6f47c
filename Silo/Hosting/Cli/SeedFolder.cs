namespace Mithaq.Silo.Hosting.Cli;

/// <summary>The cases that come with the program: beside the solution while it is worked on, beside the program where it is installed.</summary>
internal static class SeedFolder
{
    public const string Organisations = "organisations.json";

    public static string Path { get; } =
        File.Exists(System.IO.Path.Combine("seeds", Organisations)) ? "seeds" : System.IO.Path.Combine(AppContext.BaseDirectory, "seeds");

    public static string[] Cases => [.. Directory.EnumerateFiles(Path, "s*.json").Order(StringComparer.Ordinal)];
}
