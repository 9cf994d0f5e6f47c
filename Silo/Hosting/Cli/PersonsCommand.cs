using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.People;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>Looks at persons and erases them. Identifiers and contacts are printed by <c>show</c> alone.</summary>
internal static class PersonsCommand
{
    public static Command Create(StoreArguments store)
    {
        var json = CommonOptions.Json();
        var organisation = new Argument<string>("organisation") { Description = "The organisation that answers for them (ads)" };
        var id = new Argument<Guid>("id") { Description = "The person's id" };
        var why = new Option<string>("--why") { Description = "The reason; kept for ever, so without the person's name", Required = true };
        var list = new Command("list", "List an organisation's persons: id and names") { organisation, json };
        var show = new Command("show", "Show all that is known of a person, or the receipt of an erasure") { id, json };
        var erase = new Command("erase", "Delete a person and every copy, for ever, and print the receipt; again: the same receipt") { id, why, json };
        var mail = new Option<string>("--mail") { HelpName = "at-once|digest|none", Description = "When mails come: as things happen, once in the morning, or never", Required = true };
        mail.AcceptOnlyFromAmong([.. Preferences.MailWishes]);
        var language = new Option<string?>("--language") { HelpName = "ar|fr|en", Description = "Of mails and notifications (default: as in the person's details)" };
        language.AcceptOnlyFromAmong([.. Texts.Languages]);
        var prefer = new Command("prefer", "Set how a person is written to") { id, mail, language };
        var persons = new Command("persons", "Look at natural persons, set how they are written to, and erase them") { list, show, prefer, erase };
        foreach (var command in persons.Subcommands) store.AddTo(command);

        list.SetAction(With(store, (node, line, output, stop) => List(node, new(line.GetValue(organisation)!), line.GetValue(json), output, stop)));
        show.SetAction(With(store, (node, line, output, stop) => Show(node, new(line.GetValue(id)), line.GetValue(json), output, stop)));
        prefer.SetAction(With(store, (node, line, output, stop) =>
            Prefer(node, new(line.GetValue(id)), new(Preferences.Read(line.GetValue(mail)!), line.GetValue(language)), output, stop)));
        erase.SetAction(With(
            store, (node, line, output, stop) => Erase(node, new(line.GetValue(id)), line.GetValue(why)!, line.GetValue(json), output, stop)));
        return persons;
    }

    private static async Task<int> List(MithaqNode node, OrganisationId organisation, bool json, TextWriter output, CancellationToken stop)
    {
        if (!organisation.IsValid) throw new WrongUseException($"'{organisation}' is not an organisation's id");
        PersonId? after = null;
        do
        {
            var page = await node.Get<Persons>().Of(organisation, after, stop: stop);
            foreach (var person in page.Persons)
                output.WriteLine(json ? JsonSerializer.Serialize(person, PersonsJson.Lines.PersonLine) : $"{person.Id}  {Named(person.Names)}");
            after = page.Next;
        }
        while (after is not null);
        return ExitCodes.Done;
    }

    private static async Task<int> Show(MithaqNode node, PersonId id, bool json, TextWriter output, CancellationToken stop)
    {
        if (await node.Get<Persons>().Find(id, stop) is { } person)
        {
            if (json) output.WriteLine(JsonSerializer.Serialize(person, PersonsJson.Lines.Person));
            else Print(output, person);
            return ExitCodes.Done;
        }
        if (await node.Get<Erasures>().Find(id, stop) is not { } receipt) throw new WrongUseException($"no person is entered under {id}");
        Print(output, receipt, json);
        return ExitCodes.Done;
    }

    private static async Task<int> Prefer(MithaqNode node, PersonId id, Preference preference, TextWriter output, CancellationToken stop)
    {
        if (!await node.Get<Preferences>().Set(id, preference, stop)) throw new WrongUseException($"no person is entered under {id}");
        Line(output, "person", id);
        Line(output, "mail", Preferences.Written(preference.Mail));
        Line(output, "language", preference.Language ?? "as in the details");
        return ExitCodes.Done;
    }

    private static async Task<int> Erase(MithaqNode node, PersonId id, string why, bool json, TextWriter output, CancellationToken stop)
    {
        var result = await node.Get<Erasures>().Erase(id, by: null, why, stop);
        if (result is not EraseResult.Erased { Receipt: var receipt })
            throw new WrongUseException(Texts.In("en").Refusal(((EraseResult.Refused)result).Refusal));
        Print(output, receipt, json);
        return receipt.IsComplete ? ExitCodes.Done : ExitCodes.FailedExpectation;
    }

    private static void Print(TextWriter output, Person person)
    {
        var details = person.Details;
        Line(output, "id", person.Id);
        Line(output, "names", Named(details.Names));
        Line(output, "controller", details.Controller);
        Line(output, "born", details.Born?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Line(output, "gender", details.Gender);
        foreach (var identifier in details.Identifiers ?? []) Line(output, identifier.Kind, identifier.Value);
        Line(output, "e-mail", details.Email);
        Line(output, "telephone", details.Phone);
        Line(output, "language", details.Language);
        Line(output, "version", $"{person.Version}, registered {At(person.RegisteredAt)}, changed {At(person.ChangedAt)}");
    }

    private static void Print(TextWriter output, Receipt receipt, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(receipt, PersonsJson.Lines.Receipt));
            return;
        }
        var removed = receipt.Removed;
        Line(output, "receipt", receipt.Id);
        Line(output, "person", $"{receipt.Person} (erased)");
        Line(output, "erased", At(receipt.At));
        Line(output, "by", receipt.By?.ToString() ?? "whoever runs the program");
        Line(output, "why", receipt.Reason);
        Line(
            output, "deleted",
            $"names {removed.Names}, contacts {removed.Contacts}, identifiers {removed.Identifiers}, traces {removed.Traces}, overrides {removed.Overrides}");
        foreach (var copy in receipt.Copies) Line(output, "copies", $"{copy.Keeper}: {(copy.At is { } at ? At(at) : "FAILED, repeat this command")}");
        Line(output, "hash", receipt.Hash);
    }

    private static void Line(TextWriter output, string what, object? value)
    {
        if (value is not null) output.WriteLine($"{what,-12} {value}");
    }

    private static string At(DateTimeOffset instant) => FormattableString.Invariant($"{instant:yyyy-MM-dd HH:mm:ss}Z");

    private static string Named(LocalizedText names) =>
        string.Join(" · ", new[] { names.Ar, names.Fr, names.En }.OfType<string>().Distinct().Select(name => Texts.In("en").Isolated(name)));

    private static Func<ParseResult, CancellationToken, Task<int>> With(
        StoreArguments store, Func<MithaqNode, ParseResult, TextWriter, CancellationToken, Task<int>> run) => async (line, stop) =>
    {
        await using var node = await MithaqNode.Open(store.Existing(line), stop: stop);
        return await run(node, line, line.InvocationConfiguration.Output, stop);
    };
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(PersonLine))]
[JsonSerializable(typeof(Receipt))]
internal sealed partial class PersonsJson : JsonSerializerContext
{
    public static PersonsJson Lines { get; } = new(ConsoleJson.Options());
}
