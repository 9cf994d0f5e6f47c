using System.CommandLine;
using Mithaq.Gateway.Languages;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public const string OneALine = "One JSON object a line";
    public const string One = "One JSON object";

    public static Option<string> Language()
    {
        var language = new Option<string>("--lang") { HelpName = "ar|fr|en", Description = "Language", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong([.. Texts.Languages]);
        return language;
    }

    public static Option<bool> Json(string description = OneALine) => new("--json") { Description = description };

    public static Option<string?> Urls() => new("--urls") { Description = $"Where it listens (default: {NodeHost.DefaultUrls})" };
}
