namespace Mithaq.Gateway.Languages;

/// <summary>What stands in a place of a text.</summary>
/// <param name="Text">As shown, isolated where needed.</param>
/// <param name="Key">What a choice between forms compares: "true", "granted", "3".</param>
/// <param name="Number">What decides between plural forms: the number itself, or how many there are in a list.</param>
internal sealed record Value(string Text, string Key = "", decimal? Number = null);

/// <summary>Finds the value of a placeholder; null: there is none.</summary>
internal interface IValues
{
    Value? Of(string path);
}
