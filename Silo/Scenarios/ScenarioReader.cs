using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Silo.Scenarios;

/// <summary>One file of a case. A mistake never hides the next one.</summary>
internal sealed class ScenarioReader(string file, Cast cast, List<Problem> problems)
{
    private readonly KnownSoFar names = new(cast);
    private int steps;
    private DateOnly latest = DateOnly.MinValue;

    /// <summary>The case; it may be run only when no problem was found in any file.</summary>
    public Scenario? Read(ReadOnlySpan<byte> utf8)
    {
        if (NodeReader.Read(file, utf8, problems) is not { } top) return null;
        var reader = new ObjectReader(file, top, problems);
        var people = PeopleOf(reader);
        names.People.UnionWith(people.Keys);
        var scenario = new Scenario(
            file,
            reader.Text("case", required: true) ?? "",
            reader.Words("title", required: true) ?? new(),
            [.. reader.List("facts").Select(FactOf)],
            [.. reader.List("steps", required: true).SelectMany(node => Each.Of(file, node, problems)).Select(StepOf).OfType<Step>()])
        {
            People = people,
        };
        reader.NothingElse();
        foreach (var twice in scenario.Facts.Where(f => f.Id.Length > 0).GroupBy(f => f.Id).Where(g => g.Count() > 1))
            reader.Wrong(top.Member("facts")!, $"two facts are called \"{twice.Key}\"");
        return scenario;
    }

    private Fact FactOf(Node node)
    {
        var reader = new ObjectReader(file, node, problems);
        var assumed = reader.Flag("assumed");
        var fact = new Fact(
            reader.Text("id", required: true) ?? "", reader.Text("fact", required: true) ?? "",
            Choice<Standing>(reader, "standing", required: !assumed), assumed, reader.Text("source", required: assumed), reader.Take("value"));
        reader.NothingElse();
        return fact;
    }

    private Dictionary<string, PersonDetails> PeopleOf(ObjectReader top)
    {
        var people = new Dictionary<string, PersonDetails>();
        foreach (var (key, node) in top.Map("people"))
        {
            var reader = new ObjectReader(file, node, problems);
            reader.Text("source", required: reader.Flag("assumed"));
            var organisation = new OrganisationId(reader.Text("organisation", required: true) ?? "");
            if (organisation.Value.Length > 0 && !cast.Knows(organisation)) reader.Wrong(node.Member("organisation")!, $"unknown organisation \"{organisation}\"");
            var before = problems.Count;
            if (CastPersons.Read(reader, organisation) is { } details) people.TryAdd(key, details);
            else if (problems.Count == before) reader.Wrong(node, "\"name\" is missing");
            reader.NothingElse();
        }
        return people;
    }

    private Step? StepOf(Node node)
    {
        var number = steps++;
        var reader = new ObjectReader(file, node, problems);
        Step? step = node.Member("advance") is not null ? Advance(reader, number) : node.Member("do") is not null ? Give(reader, number) : Look(reader, number);
        reader.NothingElse();
        return step;
    }

    private Step.Advance Advance(ObjectReader reader, int number) =>
        new(number, reader.Node, DateOf(reader, "advance"), Target(reader, required: false), Expected(reader, null, timers: true));

    private Step.Look Look(ObjectReader reader, int number)
    {
        if (reader.Node.Kind is JsonValueKind.Object && reader.Node.Member("on") is null)
            reader.Wrong(reader.Node, "a step has \"on\" and \"do\", or \"advance\", or \"on\" and \"expect\"");
        var grain = Target(reader, required: false);
        return new(number, reader.Node, DateOf(reader, "on"), grain, Expected(reader, null, timers: true));
    }

    private Step.Give? Give(ObjectReader reader, int number)
    {
        var on = DateOf(reader, "on");
        var by = By(reader);
        var creates = reader.Text("creates");
        var target = Target(reader, required: creates is null);
        var letter = reader.Take("recordedFor") is { } recorded ? RecordedFor(recorded) : null;
        var name = reader.Text("as");
        var with = reader.Take("with");
        var command = CommandOf(reader, by);

        if (creates is not null) Create(reader, creates, target, command);
        if (command is not null)
        {
            var binder = new Binder(file, problems, names);
            if (with is not null) binder.Bind(with, command);
            else if (command.GetConstructors()[0].GetParameters().Any(p => !p.HasDefaultValue)) reader.Wrong(reader.Node, "\"with\" is missing: the command has fields");
        }
        if (name is not null) names.Ids.Add(name);
        var expect = Expected(reader, command, timers: false);
        return command is null ? null : new(number, reader.Node, on, target, by, command, with, creates, name, letter, expect);
    }

    /// <summary>The command's own grain; with "to", what its events say will be opened: in every case an agreement.</summary>
    private void Create(ObjectReader reader, string name, string? target, Type? command)
    {
        var kind = target is not null || command is null ? "agreement" : MessageNames.GrainOf(command);
        if (kind is "grain" or "organisation") reader.Wrong(reader.Node.Member("do")!, $"{MessageNames.Of(command!)} creates nothing that a case could name");
        names.Grains[name] = kind;
    }

    private DateOnly DateOf(ObjectReader reader, string name)
    {
        if (reader.Date(name, required: true) is not { } date) return latest;
        if (date < latest) reader.Wrong(reader.Node.Member(name)!, $"dates out of order: {date:yyyy-MM-dd} comes after {latest:yyyy-MM-dd}");
        else latest = date;
        return date;
    }

    private string By(ObjectReader reader)
    {
        if (reader.Text("by", required: true) is not { } by) return "";
        if (by is not (Cast.System or Cast.Administrator) && !cast.Names.ContainsKey(by)) reader.Wrong(reader.Node.Member("by")!, $"unknown person \"{by}\"");
        return by;
    }

    private string? Target(ObjectReader reader, bool required)
    {
        if (reader.Text("to", required) is not { } name) return null;
        if (names.Grain(name) is null) reader.Wrong(reader.Node.Member("to")!, $"nothing is called \"{name}\" up to here");
        return name;
    }

    private RecordedAs RecordedFor(Node node)
    {
        var reader = new ObjectReader(file, node, problems);
        var party = new OrganisationId(reader.Text("party", required: true) ?? "");
        if (party.Value.Length > 0 && !cast.Knows(party)) reader.Wrong(node.Member("party")!, $"unknown organisation \"{party}\"");
        var recorded = new RecordedAs(party, reader.Text("letter", required: true) ?? "");
        reader.NothingElse();
        return recorded;
    }

    private static Type? CommandOf(ObjectReader reader, string by)
    {
        if (reader.Text("do") is not { } name) return null;
        var at = reader.Node.Member("do")!;
        if (MessageNames.Command(name) is not { } command)
        {
            reader.Wrong(at, $"unknown command \"{name}\"");
            return null;
        }
        if (command.IsAssignableTo(typeof(ISystemCommand)) && by != Cast.System) reader.Wrong(at, $"only \"{Cast.System}\" gives {name}");
        return command;
    }

    private Expectation Expected(ObjectReader reader, Type? command, bool timers)
    {
        if (reader.Take("expect") is not { } node) return Expectation.None;
        if (command is null && !timers) return Expectation.None;
        return new ExpectationReader(file, cast, problems, names).Read(node, timers);
    }

    private static T? Choice<T>(ObjectReader reader, string name, bool required) where T : struct, Enum
    {
        if (reader.Text(name, required) is not { } text) return null;
        var names = Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
        if (names.IndexOf(text) is >= 0 and var at) return Enum.GetValues<T>()[at];
        reader.Wrong(reader.Node.Member(name)!, $"one of {string.Join(", ", names)} expected, not \"{text}\"");
        return null;
    }
}

/// <summary>The names that a step of a file may use: those of earlier steps. What they stand for is known only in the run.</summary>
internal sealed class KnownSoFar(Cast cast) : INames
{
    /// <summary>The kind of each.</summary>
    public Dictionary<string, string> Grains { get; } = [];
    public HashSet<string> Ids { get; } = [];
    public HashSet<string> People { get; } = [];

    public PersonId? Person(string key) => cast.Names.ContainsKey(key) ? Cast.PersonOf(key) : null;

    public PersonId? Beneficiary(string key) => People.Contains(key) ? new PersonId(Guid.Empty) : null;

    public Sha256? Seal(string key) => People.Contains(key) ? Sha256.Of([]) : null;

    public GrainId? Grain(string name) =>
        KindOf(name) is { } kind ? new GrainId(kind, Guid.Empty.ToString()) : cast.Knows(new(name)) ? GrainId.Organisation(new(name)) : null;

    private string? KindOf(string name) => Grains.GetValueOrDefault(name) ?? Openings.KindOf(name, KindOf);

    public Guid? Id(string name) => Ids.Contains(name) || Openings.IsRecommendation(name, KindOf) ? Guid.Empty : null;

    public Sha256? Text(int? version) => Sha256.Of([]);

    public Sha256? Addendum(string name) => Ids.Contains(name) ? Sha256.Of([]) : null;

    public bool IsOrganisation(OrganisationId id) => cast.Knows(id);
}
