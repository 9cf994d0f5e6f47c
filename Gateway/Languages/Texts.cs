using System.Text;
using System.Text.Json;
using Mithaq.Contracts;

namespace Mithaq.Gateway.Languages;

/// <summary>
/// What the product says, in one language: plain text for pages, mails, exports and the console. Data put into a sentence stands in isolates (FSI…PDI)
/// wherever its direction may differ from the sentence's.
/// </summary>
public sealed class Texts
{
    private static readonly Lazy<Texts>[] All = [new(() => new("ar")), new(() => new("fr")), new(() => new("en"))];

    private readonly Catalogue catalogue;
    private readonly Formats formats;

    private Texts(string language)
    {
        Language = language;
        catalogue = Catalogue.Load(language);
        formats = new(language, key => catalogue.Plain(Catalogue.Words, key));
    }

    public static IReadOnlyList<string> Languages { get; } = ["ar", "fr", "en"];

    /// <param name="language">"ar", "fr" or "en"; a regional tag ("ar-MA") means its language.</param>
    /// <exception cref="ArgumentException">Any other: see <see cref="Knows"/>.</exception>
    public static Texts In(string language) => IndexOf(language) is >= 0 and var index
        ? All[index].Value
        : throw new ArgumentException($"no texts in \"{language}\": there are {string.Join(", ", Languages)}", nameof(language));

    public static bool Knows(string language) => IndexOf(language) >= 0;

    public string Language { get; }

    public bool IsRightToLeft => Language == "ar";

    internal Catalogue Catalogue => catalogue;

    /// <summary>Why something was refused, in one sentence, and a line "pointer: why" for every wrong field.</summary>
    /// <param name="names">Display names by id of organisations, persons and grains; an id without one is shown itself.</param>
    public string Refusal(Refusal refusal, Func<string, string?>? names = null)
    {
        var text = new StringBuilder();
        Write(text, Catalogue.Refusals, refusal.Code, new RefusalValues(this, refusal.Code, refusal.Arguments, names));
        foreach (var error in refusal.Errors)
        {
            text.Append('\n').Append(Isolated(error.Pointer.Length == 0 ? "/" : error.Pointer)).Append(Language == "fr" ? "\u00A0: " : ": ");
            Write(text, Catalogue.Refusals, error.Code, new RefusalValues(this, error.Code, error.Arguments, names));
        }
        return text.ToString();
    }

    /// <summary>Why one field is wrong, without its pointer.</summary>
    public string Field(FieldError error, Func<string, string?>? names = null) =>
        Worded(Catalogue.Refusals, error.Code, new RefusalValues(this, error.Code, error.Arguments, names));

    /// <summary>What happened, in one sentence of the time line. A type that this program does not know is shown by its name.</summary>
    /// <param name="payload">The event's JSON as it is stored.</param>
    public string Event(string type, JsonElement payload, Func<string, string?>? names = null) => MessageNames.Event(type) is not { } known
        ? Isolated(type)
        : known == typeof(DeadlineStepsTaken)
            ? Reminder(payload.Deserialize<DeadlineStepsTaken>(ContractsJson.Messages)!, names)
            : Worded(Catalogue.Events, type, new EventValues(this, known, payload, names));

    public string Event(IEvent happened, Func<string, string?>? names = null) => happened is DeadlineStepsTaken steps
        ? Reminder(steps, names)
        : Event(MessageNames.Of(happened.GetType()), JsonSerializer.SerializeToElement(happened, happened.GetType(), ContractsJson.Messages), names);

    /// <summary>"7 days before: …", "today: …" or "7 days late: …", with what is due, when, and who was told.</summary>
    public string Reminder(DeadlineStepsTaken steps, Func<string, string?>? names = null) =>
        Worded(Catalogue.Events, MessageNames.Of(typeof(DeadlineStepsTaken)), new ReminderValues(this, steps, names));

    /// <summary>The words agree with the grain's gender, so each grain has its own.</summary>
    /// <param name="grain">The kind of grain ("agreement").</param>
    /// <param name="stage">As in <see cref="GrainView.Stage"/> or a <see cref="LifecycleRow"/> ("InForce").</param>
    public string Stage(string grain, string stage) => catalogue.Plain(Catalogue.Stages, $"{grain}.{Camel(stage)}") ?? stage;

    /// <param name="name">As in <see cref="MessageNames"/> ("signText").</param>
    public string Command(string name) => catalogue.Plain(Catalogue.Commands, name) ?? name;

    public string Deadline(DeadlineKind kind) => Word(kind);

    public string Role(Role role) => Word(role);

    /// <summary>The word for a value of any of the contracts' enums, or a day of the week.</summary>
    public string Word(Enum value) => Word(value.GetType(), value.ToString());

    internal string Word(Type type, string value) => catalogue.Plain(Catalogue.Words, $"{Camel(type.Name)}.{Camel(value)}") ?? value;

    /// <summary>"3 مارس 2027", "3 mars 2027", "3 March 2027": Gregorian, Latin digits, Moroccan month names.</summary>
    public string Date(DateOnly date) => formats.Date(date);

    public string Number(decimal number) => formats.Number(number);

    /// <summary>With the currency's decimals unless the amount is whole.</summary>
    public string Money(Money money) => formats.Money(money);

    /// <summary>A heading or sentence of the console ("waiting", "late" with <c>days</c>). Text among the values is isolated where needed.</summary>
    /// <param name="values">Text, numbers and dates by name; null: there is none.</param>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string Console(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Filled(Catalogue.Console, key, values);

    /// <summary>What stands around the sentences in a mail ("greeting" with <c>name</c>).</summary>
    /// <inheritdoc cref="Console"/>
    public string Mail(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Filled(Catalogue.Mail, key, values);

    /// <summary>What somebody is awaited for: the words of the item's key where it has some of its own ("accounts"), else of its kind.</summary>
    /// <param name="owes">Whose turn it is: where the key names them, that says nothing more.</param>
    /// <param name="subjects">What the text calls a key's second part (a commitment, a tranche); null: the key's part itself, where people gave it.</param>
    public string Item(string key, DeadlineKind kind, IEnumerable<OrganisationId> owes, Func<string, string?>? subjects = null)
    {
        var parts = key.Split(':');
        var words = catalogue.Plain(Catalogue.Console, $"item.{parts[0]}") ?? Deadline(kind);
        var subject = parts.Skip(1).Where(part => !owes.Contains(new(part))).Select(part => subjects?.Invoke(part) ?? (IsGiven(part) ? part : null)).FirstOrDefault(part => part is not null);
        return subject is null ? words : $"{words} ({Isolated(subject)})";
    }

    /// <summary>Not a number, a date or an id made by the program.</summary>
    private static bool IsGiven(string part) => part.Length > 0 && !Guid.TryParse(part, out _) && !char.IsAsciiDigit(part[0]);

    /// <summary>The text in this language, or the nearest that there is.</summary>
    public string Of(LocalizedText text)
    {
        string?[] nearest = Language switch
        {
            "ar" => [text.Ar, text.Fr, text.En],
            "fr" => [text.Fr, text.Ar, text.En],
            _ => [text.En, text.Fr, text.Ar],
        };
        return Array.Find(nearest, t => !string.IsNullOrWhiteSpace(t)) ?? "";
    }

    /// <summary>Data that goes into a line of this language: isolated in Arabic, and in the others where it has Arabic letters or turns the direction itself.</summary>
    public string Isolated(string data) => IsRightToLeft || Bidi.HasRightToLeft(data) || Bidi.TurnsDirection(data) ? Bidi.Isolate(data) : data;

    /// <summary>"one, two" with this language's comma.</summary>
    public string List(IEnumerable<string> items) => string.Join(IsRightToLeft ? "، " : ", ", items);

    internal string Worded(string section, string key, IValues values)
    {
        var text = new StringBuilder();
        Write(text, section, key, values);
        return text.ToString();
    }

    private string Filled(string section, string key, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (catalogue.Find(section, key) is not { } template) throw new KeyNotFoundException($"no text \"{key}\" in {Language}");
        var text = new StringBuilder();
        template.Write(text, new ConsoleValues(this, values), this);
        return text.ToString();
    }

    private void Write(StringBuilder text, string section, string key, IValues values)
    {
        if (catalogue.Find(section, key) is { } template) template.Write(text, values, this);
        else text.Append(Isolated(key));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static int IndexOf(string language)
    {
        for (var i = 0; i < Languages.Count; i++)
            if (language.StartsWith(Languages[i], StringComparison.OrdinalIgnoreCase) && (language.Length == 2 || language[2] == '-')) return i;
        return -1;
    }
}
