using System.Collections.Immutable;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;
using Shouldly;

namespace Mithaq.Testing.Rules;

/// <summary>
/// Given / when / then for pure rules. <c>using static Mithaq.Testing.Rules.RuleTests;</c> then
/// <c>Given(rules, grain).Organisations(…).On(2027, 4, 5).Events(…).When(command, by: actor).Then(events…)</c>.
/// Every step gives a new value, so a shared beginning can be kept in a field.
/// </summary>
public static class RuleTests
{
    public static GivenGrain Given(GrainRules rules, GrainId grain) => new(rules, grain);

    public static DateOnly On(int year, int month, int day) => new(year, month, day);
}

/// <summary>A grain after some events, on some day, among some organisations.</summary>
public sealed record GivenGrain(GrainRules Rules, GrainId Grain)
{
    private static readonly Guid Caller = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    private object state = Rules.Initial(Grain);
    private int commands;
    private int openCases;
    private IReadOnlyList<GrainId> sameBeneficiary = [];
    private ImmutableDictionary<GrainId, object> others = ImmutableDictionary<GrainId, object>.Empty;
    private DateTimeOffset now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private ImmutableDictionary<OrganisationId, Organisation> organisations = ImmutableDictionary<OrganisationId, Organisation>.Empty;

    /// <summary>What an accepted command left behind, oldest first, with what was given.</summary>
    public ImmutableList<IEvent> History { get; private init; } = [];

    /// <summary>The id of the next command; <c>Ids.Derive(CommandId, n)</c> is the n-th id that it makes.</summary>
    public Guid CommandId => Ids.Derive(Caller, commands);

    /// <summary>The date in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(now.UtcDateTime);

    public string Stage => Rules.StageOf(state);
    public IReadOnlyList<OpenItem> OpenItems => Rules.OpenItems(state);

    public T State<T>() => (T)state;

    public GivenGrain Organisations(params IEnumerable<Organisation> those) =>
        this with { organisations = organisations.SetItems(those.Select(o => KeyValuePair.Create(o.Id, o))) };

    /// <summary>Cases of the agreement's programmes that are still open.</summary>
    public GivenGrain OpenCases(int count) => this with { openCases = count };

    /// <summary>Open cases of the same beneficiary.</summary>
    public GivenGrain SameBeneficiary(params IReadOnlyList<GrainId> cases) => this with { sameBeneficiary = cases };

    /// <summary>Another grain that decisions may read.</summary>
    public GivenGrain Beside(GivenGrain other) => Beside(other.Grain, other.state);

    /// <summary>Another grain, as it stands.</summary>
    public GivenGrain Beside(GrainId grain, object standing) => this with { others = others.SetItem(grain, standing) };

    /// <summary>Noon UTC: the same date in every zone that the tests know.</summary>
    public GivenGrain On(DateOnly day) => At(new(day, new(12, 0), TimeSpan.Zero));

    public GivenGrain On(int year, int month, int day) => On(new DateOnly(year, month, day));

    public GivenGrain At(DateTimeOffset instant) => this with { now = instant };

    public GivenGrain Events(params IEnumerable<IEvent> happened)
    {
        var those = happened.ToArray();
        return this with { state = those.Aggregate(state, Rules.Evolve), History = History.AddRange(those) };
    }

    public IReadOnlyList<Permit> Allowed(Actor actor) => Rules.Allowed(state, Context(null, actor));

    public Outcome When(ICommand command, Actor by)
    {
        if (MessageNames.CommandTypes.Contains(command.GetType())) Json.RoundTrips(command);
        var decision = Decide(command, by);
        foreach (var happened in decision.Events) Json.RoundTrips(happened);
        return new Outcome(this with { commands = commands + 1 }, decision);
    }

    /// <summary>What the rules say to a command, as the shell asks them.</summary>
    public Decision Decide(ICommand command, Actor by)
    {
        Rules.Wants(state, command);
        return Rules.Decide(state, command, Context(command, by));
    }

    /// <summary>The sweep comes by.</summary>
    public Outcome WhenReached(DeadlineReached reached) => When(reached, Actor.System);

    /// <summary>A command on the way to what the test is about.</summary>
    public GivenGrain After(ICommand command, Actor by) => When(command, by).ThenAccepted();

    /// <summary>Only the organisations that the rules say they look at, as in the shell.</summary>
    private Context Context(ICommand? command, Actor actor)
    {
        var concerned = Rules.Concerns(state, command, actor).Distinct().Where(organisations.ContainsKey).ToDictionary(id => id, id => organisations[id]);
        var read = (command is null ? [] : Rules.Reads(state, command)).Distinct().Where(others.ContainsKey).ToDictionary(id => id, id => others[id]);
        return new(actor, now, CommandId, FixedZones.Instance, concerned) { OpenCases = openCases, SameBeneficiary = sameBeneficiary, Grains = read };
    }
}

/// <summary>What came of a command. The <c>Then…</c> of accepted ones give the grain as it stands afterwards.</summary>
public sealed class Outcome(GivenGrain before, Decision decision)
{
    public IReadOnlyList<IEvent> Events => decision.Events;
    public Refusal? Refusal => decision.Refusal;

    /// <summary>Exactly these events, compared as they are written.</summary>
    public GivenGrain Then(params IEnumerable<IEvent> expected)
    {
        var after = ThenAccepted();
        Json.Of(Events).ShouldBe(Json.Of(expected));
        return after;
    }

    /// <summary>This event among others.</summary>
    public GivenGrain ThenAmongOthers(IEvent expected)
    {
        var after = ThenAccepted();
        Events.Select(e => Json.Of([e])).ShouldContain(Json.Of([expected]));
        return after;
    }

    public GivenGrain ThenAccepted()
    {
        Refusal.ShouldBeNull(Refusal?.ToString());
        return before.Events(Events);
    }

    public GivenGrain ThenNothing()
    {
        var after = ThenAccepted();
        Events.ShouldBeEmpty();
        return after;
    }

    /// <summary>With a pointer: the command's field that is wrong, the code being that of the field.</summary>
    public Refusal ThenRefused(string code, string? pointer = null)
    {
        var refusal = Refusal.ShouldNotBeNull($"accepted: {Json.Of(Events)}");
        if (pointer is null) refusal.Code.ShouldBe(code, refusal.ToString());
        else refusal.Errors.Select(e => (e.Pointer, e.Code)).ShouldContain((pointer, code), refusal.ToString());
        return refusal;
    }
}

internal static class Json
{
    public static string Of(IEnumerable<IEvent> events) => string.Join('\n', events.Select(e => $"{MessageNames.Of(e.GetType())} {Written(e)}"));

    /// <summary>What a default value would put in the place of a null that was left out shows here.</summary>
    public static void RoundTrips(object message)
    {
        var written = Written(message);
        Written(JsonSerializer.Deserialize(written, message.GetType(), ContractsJson.Messages)!).ShouldBe(written);
    }

    private static string Written(object message) => JsonSerializer.Serialize(message, message.GetType(), ContractsJson.Messages);
}
