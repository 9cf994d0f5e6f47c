namespace Mithaq.Contracts;

/// <summary>
/// Why a command was not accepted: a stable dotted code (one of the constants in the <c>…Refusals</c> classes), its arguments by name
/// (invariant text; the Gateway words them for people) and, for <see cref="Refusals.InvalidInput"/>, every field that is wrong, at once.
/// </summary>
public sealed record Refusal(string Code, IReadOnlyDictionary<string, string> Arguments, IReadOnlyList<FieldError> Errors)
{
    private static readonly IReadOnlyDictionary<string, string> NoArguments = new Dictionary<string, string>();

    public static Refusal Of(string code, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        new(code, arguments.IsEmpty ? NoArguments : Named(arguments), []);

    public static Refusal Invalid(IReadOnlyList<FieldError> errors) => new(Refusals.InvalidInput, NoArguments, errors);

    internal static Dictionary<string, string> Named(ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var named = new Dictionary<string, string>(arguments.Length);
        foreach (var (name, value) in arguments)
            named[name] = value switch
            {
                DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                _ => value?.ToString() ?? "",
            };
        return named;
    }

    public override string ToString() => Errors.Count == 0
        ? $"{Code}({string.Join(", ", Arguments.Select(a => $"{a.Key}={a.Value}"))})"
        : $"{Code}({string.Join("; ", Errors.Select(e => $"{e.Pointer}: {e.Code}"))})";
}

/// <summary>One wrong field: where (RFC 6901 JSON pointer into the command), a stable <c>field.…</c> code and its arguments.</summary>
public sealed record FieldError(string Pointer, string Code, IReadOnlyDictionary<string, string> Arguments)
{
    public static FieldError Of(string pointer, string code, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        new(pointer, code, Refusal.Named(arguments));
}

/// <summary>Refusals that any grain can give. Codes are stable: partners and translations rely on them.</summary>
public static class Refusals
{
    public const string InvalidInput = "input.invalid";
    public const string UnknownCommand = "command.unknown";
    /// <summary>The same command id came before with another payload.</summary>
    public const string OtherPayload = "command.other-payload";
    public const string WrongStage = "stage.wrong";
    public const string NotFound = "grain.not-found";
    public const string AlreadyExists = "grain.already-exists";
    public const string StaleVersion = "version.stale";

    public const string NotAParty = "caller.not-a-party";
    public const string LacksRole = "caller.lacks-role";
    /// <summary>Only timers and reactions give this command.</summary>
    public const string SystemOnly = "caller.system-only";
    public const string AdministratorOnly = "caller.administrator-only";
    /// <summary>An act recorded for another party, although that party has accounts of its own.</summary>
    public const string PartyHasAccounts = "caller.party-has-accounts";
    public const string NothingToConfirm = "recorded-acts.none";

    public const string UnknownOrganisation = "organisation.unknown";
    public const string OrganisationNotActive = "organisation.not-active";
    public const string FutureActDate = "act-date.in-the-future";

    /// <summary>Too much is waiting: try again later. Nothing was done.</summary>
    public const string Busy = "runtime.busy";
    /// <summary>The store cannot be reached, the node is stopping, or an event is newer than this program. Repeat with the same command id: it has one effect at most.</summary>
    public const string Unavailable = "runtime.unavailable";

    /// <summary>It cannot be told what an event leads to in other grains: the event, or what is made of it, is broken. Reason: the failure, for operators.</summary>
    public const string ReactionFailed = "reaction.failed";

    public static class Fields
    {
        public const string Required = "field.required";
        public const string TooLong = "field.too-long";
        public const string TooMany = "field.too-many";
        public const string TooFew = "field.too-few";
        public const string OutOfRange = "field.out-of-range";
        public const string Duplicate = "field.duplicate";
        public const string UnknownReference = "field.unknown-reference";
        public const string NotAHash = "field.not-a-hash";
        public const string NotASlug = "field.not-a-slug";
        public const string UnknownZone = "field.unknown-zone";
        public const string UnknownCurrency = "field.unknown-currency";
        public const string NegativeAmount = "field.negative-amount";
        public const string TooManyDecimals = "field.too-many-decimals";
        public const string DatesOutOfOrder = "field.dates-out-of-order";
        public const string OtherCurrency = "field.other-currency";
        public const string Malformed = "field.malformed";
        public const string UnknownField = "field.unknown";
    }
}
