using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mithaq.Gateway.Languages;

/// <summary>
/// The texts of one language, read from its files (a file a grain, sections inside) and parsed once. A key that stands twice, in one file or in two, or a
/// text that does not parse, is an error of the build that its tests show.
/// </summary>
internal sealed class Catalogue
{
    public const string Refusals = "refusals";
    public const string Events = "events";
    public const string Commands = "commands";
    public const string Stages = "stages";
    public const string Words = "words";
    /// <summary>The console's headings and small sentences.</summary>
    public const string Console = "console";
    /// <summary>What stands around the sentences in a mail.</summary>
    public const string Mail = "mail";

    private readonly FrozenDictionary<string, FrozenDictionary<string, Template>> sections;

    private Catalogue(FrozenDictionary<string, FrozenDictionary<string, Template>> sections) => this.sections = sections;

    public IEnumerable<(string Section, string Key, Template Text)> Entries => sections.SelectMany(s => s.Value.Select(e => (s.Key, e.Key, e.Value)));

    public Template? Find(string section, string key) => sections[section].GetValueOrDefault(key);

    /// <summary>A text without placeholders.</summary>
    public string? Plain(string section, string key) => Find(section, key)?.Source;

    public static Catalogue Load(string language)
    {
        var sections = new[] { Refusals, Events, Commands, Stages, Words, Console, Mail }.ToDictionary(name => name, _ => new Dictionary<string, Template>());
        var assembly = typeof(Catalogue).Assembly;
        foreach (var file in assembly.GetManifestResourceNames().Where(n => n.StartsWith($"Languages/{language}/", StringComparison.Ordinal)).Order())
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            foreach (var (section, texts) in JsonSerializer.Deserialize(stream, CatalogueJson.Default.Sections)!)
                foreach (var (key, text) in texts) sections[section].Add(key, Template.Parse(text));
        }
        return new(sections.ToFrozenDictionary(s => s.Key, s => s.Value.ToFrozenDictionary()));
    }
}

[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>), TypeInfoPropertyName = "Sections")]
internal sealed partial class CatalogueJson : JsonSerializerContext;
