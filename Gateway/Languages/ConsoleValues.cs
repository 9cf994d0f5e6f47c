using System.Globalization;

namespace Mithaq.Gateway.Languages;

/// <summary>The values of a sentence of the console, by name.</summary>
internal sealed class ConsoleValues : IValues
{
    private readonly Texts texts;
    private readonly Dictionary<string, object> values = [];

    public ConsoleValues(Texts texts, ReadOnlySpan<(string Name, object? Value)> given)
    {
        this.texts = texts;
        foreach (var (name, value) in given)
            if (value is not null) values[name] = value;
    }

    public Value? Of(string path) => values.GetValueOrDefault(path) switch
    {
        null => null,
        int number => new(texts.Isolated(texts.Number(number)), number.ToString(CultureInfo.InvariantCulture), number),
        DateOnly date => new(texts.Isolated(texts.Date(date)), texts.Date(date)),
        var other => new(texts.Isolated(other.ToString()!), other.ToString()!),
    };
}
