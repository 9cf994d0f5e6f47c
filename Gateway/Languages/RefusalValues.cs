using System.Globalization;
using Mithaq.Contracts;

namespace Mithaq.Gateway.Languages;

/// <summary>
/// A refusal's arguments. They are invariant text: what kind of thing one is shows in its name (organisation, person, role, command, stage, or a period and
/// its report, which are not numbers) or, for dates and numbers, in its form.
/// </summary>
internal sealed class RefusalValues(Texts texts, string code, IReadOnlyDictionary<string, string> arguments, Func<string, string?>? names) : IValues
{
    public Value? Of(string path) => arguments.GetValueOrDefault(path) is { Length: > 0 } value ? Shown(path, value) : null;

    private Value Shown(string name, string value) => name switch
    {
        "organisation" or "person" or "by" or "body" => Data(names?.Invoke(value) ?? value),
        "organisations" or "cases" => new(texts.List([.. value.Split(", ").Select(id => texts.Isolated(names?.Invoke(id) ?? id))]), value),
        "period" or "report" => Data(value),
        "command" => new(texts.Command(value), value),
        "role" => new(Roles(value), value),
        "stage" => new(texts.Stage(Grain, value), Camel(value)),
        _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Data(texts.Date(date)),
        _ when decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            new(texts.Isolated(texts.Number(number)), value, number),
        _ when Amount(value) is { } money => Data(texts.Money(money)),
        _ => new(texts.Isolated(value), Camel(value)),
    };

    /// <summary>As <see cref="Money.ToString"/> writes it: "1250.50 MAD".</summary>
    private static Money? Amount(string value) =>
        value.Split(' ') is [var amount, var currency] && Currencies.Decimals.ContainsKey(currency)
        && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new(number, currency)
            : null;

    private Value Data(string text) => new(texts.Isolated(text), text);

    /// <summary>Any one of them would do: "Coordinator | Signatory".</summary>
    private string Roles(string roles) => texts.List(
        [.. roles.Split(" | ").Select(role => Enum.TryParse<Role>(role, out var known) ? texts.Role(known) : texts.Isolated(role))]);

    /// <summary>The grain whose stage it is: that of the command, or the one that refuses.</summary>
    private string Grain => MessageNames.Command(arguments.GetValueOrDefault("command", "")) is { } command ? MessageNames.GrainOf(command) : code.Split('.')[0];

    /// <summary>Enums come as they are written in code; choices name them as JSON does.</summary>
    private static string Camel(string value) => char.ToLowerInvariant(value[0]) + value[1..];
}
