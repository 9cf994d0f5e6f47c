using System.Reflection;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Grains;

namespace Mithaq.Silo.Scenarios;

/// <summary>What a step expects, checked against the names that the product knows: events, fields, refusal codes, stages, commands, people.</summary>
internal sealed class ExpectationReader(string file, Cast cast, List<Problem> problems, INames names)
{
    private static readonly Lazy<ILookup<string, Type>> Events = new(() => MessageNames.EventTypes.ToLookup(ShortName));

    private static readonly Lazy<HashSet<string>> RefusalCodes = new(() =>
    [
        .. typeof(Refusals).Assembly.GetTypes().Where(t => t.Name.EndsWith("Refusals", StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!),
    ]);

    private static readonly Lazy<string[]> EventNames = new(() => [.. MessageNames.EventTypes.Select(ShortName).Distinct()]);

    private static readonly string[] DeadlineKinds = [.. Enum.GetNames<DeadlineKind>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static readonly string[] Stages =
        [.. GrainCatalog.Default.Grains.SelectMany(GrainCatalog.Default.RowsOf).SelectMany(row => row.Stages.Concat(row.LeadsTo)).Distinct()];

    /// <summary>An event's type in camel case ("textSigned"), as files name it.</summary>
    public static string ShortName(Type happened) => JsonNamingPolicy.CamelCase.ConvertName(happened.Name);

    /// <param name="timers">The step gives no command: its events are what timers did.</param>
    public Expectation Read(Node node, bool timers)
    {
        var reader = new ObjectReader(file, node, problems);
        var expected = new Expectation(
            reader.Take("events") is null ? null : [.. reader.List("events").Select(EventOf).OfType<ExpectedEvent>()],
            timers ? [.. reader.List("never").Select(EventOf).OfType<ExpectedEvent>()] : [],
            timers ? null : Known(reader, "refused", RefusalCodes.Value, "refusal code"),
            Known(reader, "stage", Stages, "stage"),
            [.. reader.List("deadlines").Select(DeadlineOf)],
            timers ? [.. reader.List("steps").Select(ReminderOf)] : [],
            [.. Keys(reader, "open")],
            [.. Keys(reader, "notOpen")],
            [.. Permits(reader, "allowed")],
            [.. Permits(reader, "notAllowed")],
            [.. reader.List("notified").Select(NoticeOf)],
            [.. reader.List("published").Select(PublicationOf)],
            node);
        reader.NothingElse();
        return expected;
    }

    /// <summary>"textSigned", or { "textSigned": { "through": "um6p" } }.</summary>
    private ExpectedEvent? EventOf(Node node)
    {
        var (name, fields) = node switch
        {
            { Kind: JsonValueKind.String } => (node.Text!, null),
            { Kind: JsonValueKind.Object, Members: [var only] } => (only.Key, only.Value),
            _ => ("", node),
        };
        var types = Events.Value[name].ToArray();
        if (types.Length == 0)
        {
            problems.Add(new(file, node.Line, node.Path, name.Length == 0 ? "an event's name, or { name: fields }, expected" : $"unknown event \"{name}\""));
            return null;
        }
        if (fields is not null) problems.AddRange(types.Select(type => Mistakes(fields, type)).MinBy(mistakes => mistakes.Count)!);
        return new(name, fields, node);
    }

    /// <summary>Events of several grains may have the same name: the fields must be those of one of them.</summary>
    private List<Problem> Mistakes(Node fields, Type type)
    {
        var mistakes = new List<Problem>();
        new Binder(file, mistakes, names).Bind(fields, type, whole: false);
        return mistakes;
    }

    private ExpectedDeadline DeadlineOf(Node node)
    {
        var reader = new ObjectReader(file, node, problems);
        var deadline = new ExpectedDeadline(reader.Text("key", required: true) ?? "", reader.Date("nominal", required: true) ?? default, reader.Date("resolved"), node);
        reader.NothingElse();
        return deadline;
    }

    private ExpectedStep ReminderOf(Node node)
    {
        var reader = new ObjectReader(file, node, problems);
        var told = reader.Take("told") is null ? null : reader.List("told");
        foreach (var who in told ?? [])
            if (who.Text is not { } key || !cast.Names.ContainsKey(key)) reader.Wrong(who, $"unknown person {who.Raw}");
        var step = new ExpectedStep(reader.Text("key", required: true) ?? "", reader.Number("step", required: true) ?? 0, told?.Select(w => w.Text ?? "").ToList(), node);
        reader.NothingElse();
        return step;
    }

    private ExpectedNotice NoticeOf(Node node)
    {
        var reader = new ObjectReader(file, node, problems);
        var who = reader.Text("who", required: true) ?? "";
        if (who.Length > 0 && !cast.Names.ContainsKey(who)) reader.Wrong(node.Member("who")!, $"unknown person \"{who}\"");
        var of = Known(reader, "of", EventNames.Value, "event");
        var deadline = Known(reader, "deadline", DeadlineKinds, "deadline");
        if (of is null == deadline is null) reader.Wrong(node, "either \"of\" (an event) or \"deadline\" (its kind) expected");
        var language = Known(reader, "language", [.. Gateway.Languages.Texts.Languages], "language");
        var notice = new ExpectedNotice(
            who, of, deadline is not null && Enum.TryParse<DeadlineKind>(deadline, ignoreCase: true, out var kind) ? kind : null, reader.Date("on"), language, node);
        reader.NothingElse();
        return notice;
    }

    private ExpectedPublication PublicationOf(Node node)
    {
        var reader = new ObjectReader(file, node, problems);
        var organisations = reader.Take("organisations") is null ? [] : reader.List("organisations", required: true);
        foreach (var organisation in organisations)
            if (organisation.Text is not { } id || !cast.Knows(new(id))) reader.Wrong(organisation, $"unknown organisation {organisation.Raw}");
        var published = new ExpectedPublication(
            Known(reader, "event", EventNames.Value, "event", required: true) ?? "", [.. organisations.Select(o => new OrganisationId(o.Text ?? ""))], node);
        reader.NothingElse();
        return published;
    }

    private IEnumerable<ExpectedKey> Keys(ObjectReader reader, string name)
    {
        foreach (var node in reader.List(name))
            if (node.Text is { Length: > 0 } key) yield return new(key, node);
            else reader.Wrong(node, "the key of an open item expected");
    }

    /// <summary>{ "ads.coordinator": ["signText"] }.</summary>
    private IEnumerable<ExpectedPermit> Permits(ObjectReader reader, string name)
    {
        foreach (var (by, commands) in reader.Map(name))
        {
            if (!cast.Names.ContainsKey(by)) reader.Wrong(commands, $"unknown person \"{by}\"");
            if (commands.Kind is not JsonValueKind.Array) reader.Wrong(commands, "a list expected");
            foreach (var command in commands.Items)
                if (command.Text is { } known && MessageNames.Command(known) is not null) yield return new(by, known, command);
                else reader.Wrong(command, $"unknown command {command.Raw}");
        }
    }

    private static string? Known(ObjectReader reader, string name, ICollection<string> choices, string what, bool required = false)
    {
        if (reader.Text(name, required) is not { } text) return null;
        if (!choices.Contains(text)) reader.Wrong(reader.Node.Member(name)!, $"unknown {what} \"{text}\"");
        return text;
    }
}
