using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.Notifications;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>What could not be told, sent or published, and was given up: a person looks at it, has it tried again, or drops it.</summary>
internal static class DeadLettersCommand
{
    private const int PageSize = 500;

    public static Command Create(StoreArguments store)
    {
        var json = CommonOptions.Json();
        var language = CommonOptions.Language();
        var id = new Argument<long>("id") { Description = "The number of a dead letter" };
        var why = new Option<string>("--why") { Description = "Why it is given up; kept with it", Required = true };
        var list = new Command("list", "List what nobody has decided about, oldest first") { language, json };
        var replay = new Command("replay", "Try one again") { id, language, json };
        var drop = new Command("drop", "Give one up for good") { id, why, language, json };
        var letters = new Command("deadletters", "Look at notifications, mails and published events that were given up") { list, replay, drop };
        foreach (var command in letters.Subcommands) store.AddTo(command);

        list.SetAction(With(store, language, json, (node, _, sheet, stop) => List(node, sheet, stop)));
        replay.SetAction(With(store, language, json, (node, line, sheet, stop) => Replay(node, line.GetValue(id), sheet, stop)));
        drop.SetAction(With(store, language, json, (node, line, sheet, stop) => Drop(node, line.GetValue(id), line.GetValue(why)!, sheet, stop)));
        return letters;
    }

    private static async Task<int> List(MithaqNode node, Sheet sheet, CancellationToken stop)
    {
        var count = 0;
        IReadOnlyList<DeadLetter> page = [];
        do
        {
            page = await node.Get<DeadLetters>().List(page.Count == 0 ? 0 : page[^1].Id, PageSize, stop);
            foreach (var letter in page) sheet.Letter(letter);
            count += page.Count;
        }
        while (page.Count == PageSize);
        if (count == 0) sheet.Say("deadletter.none");
        return ExitCodes.Done;
    }

    private static async Task<int> Replay(MithaqNode node, long id, Sheet sheet, CancellationToken stop)
    {
        switch (await node.Get<DeadLetterOffice>().Replay(id, stop))
        {
            case ReplayResult.Replayed replayed:
                sheet.Letter(replayed.Letter, "deadletter.replayed", ("id", id));
                return ExitCodes.Done;
            case ReplayResult.Failed failed:
                sheet.Letter(failed.Letter, "deadletter.failed", ("id", id), ("reason", failed.Reason));
                return ExitCodes.FailedExpectation;
            default:
                throw new WrongUseException(sheet.Worded("deadletter.not-dead", ("id", id)));
        }
    }

    private static async Task<int> Drop(MithaqNode node, long id, string why, Sheet sheet, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(why)) throw new WrongUseException(sheet.Worded("deadletter.why"));
        var letters = node.Get<DeadLetters>();
        if (!await letters.Drop(id, why, stop)) throw new WrongUseException(sheet.Worded("deadletter.not-dead", ("id", id)));
        sheet.Letter((await letters.Find(id, stop))!, "deadletter.dropped", ("id", id));
        return ExitCodes.Done;
    }

    private static Func<ParseResult, CancellationToken, Task<int>> With(
        StoreArguments store, Option<string> language, Option<bool> json, Func<MithaqNode, ParseResult, Sheet, CancellationToken, Task<int>> run) => async (line, stop) =>
    {
        await using var node = await MithaqNode.Open(store.Existing(line), stop: stop);
        return await run(node, line, new(line.InvocationConfiguration.Output, Texts.In(line.GetValue(language)!), line.GetValue(json)), stop);
    };

    /// <summary>Lines for people, or JSON.</summary>
    private sealed record Sheet(TextWriter Output, Texts Texts, bool IsJson)
    {
        public string Worded(string key, params ReadOnlySpan<(string, object?)> values) => Texts.Console(key, values);

        public void Say(string key, params ReadOnlySpan<(string, object?)> values)
        {
            if (!IsJson) Output.WriteLine(Worded(key, values));
        }

        public void Letter(DeadLetter letter, string key, params ReadOnlySpan<(string, object?)> values)
        {
            if (IsJson) Output.WriteLine(Json(letter));
            else Say(key, values);
        }

        public void Letter(DeadLetter letter) => Letter(
            letter, "deadletter.line", ("id", letter.Id), ("at", letter.At.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)), ("kind", Worded($"deadletter.{letter.Kind}")),
            ("attempts", letter.Attempts), ("subject", letter.Subject), ("reason", letter.Reason));
    }

    private static string Json(DeadLetter letter)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = ContractsJson.Messages.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", letter.Id);
            writer.WriteString("at", letter.At);
            writer.WriteString("kind", letter.Kind);
            writer.WriteString("state", letter.State.ToString().ToLowerInvariant());
            writer.WriteNumber("attempts", letter.Attempts);
            writer.WriteString("subject", letter.Subject);
            writer.WriteString("reason", letter.Reason);
            if (letter.Why is { } why) writer.WriteString("why", why);
            if (letter.DecidedAt is { } at) writer.WriteString("decidedAt", at);
            if (letter.Body.Length > 0) writer.WriteString("body", Encoding.UTF8.GetString(letter.Body));
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
