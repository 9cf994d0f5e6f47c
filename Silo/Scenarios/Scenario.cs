using System.Text.Json.Serialization;
using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Silo.Scenarios;

/// <summary>What a document says, in our own words. A value of null means: the document is silent.</summary>
/// <param name="Standing">Null only for what is assumed.</param>
/// <param name="Source">Where an assumption comes from.</param>
public sealed record Fact(string Id, string Text, Standing? Standing, bool Assumed, string? Source, Node? Value);

public enum Standing { Clause, Communiqué, Speech }

/// <summary>A case: what its document says, and its life in dated steps.</summary>
/// <param name="File">As it was named on the command line.</param>
public sealed record Scenario(string File, string Case, LocalizedText Title, IReadOnlyList<Fact> Facts, IReadOnlyList<Step> Steps)
{
    /// <summary>Those for whom the case is played: nobody of the cast. What they are called and how they are known stands in the persons table alone.</summary>
    public IReadOnlyDictionary<string, PersonDetails> People { get; init; } = new Dictionary<string, PersonDetails>();

    /// <summary>The id of whoever goes by this key in this case.</summary>
    public PersonId PersonOf(string key) => Cast.PersonOf($"{Case}/{key}");
}

/// <summary>Something on a date: a command, time that passes, or a look at how things stand.</summary>
/// <param name="Number">From 0, in its file; what a step with "each" stands for counts one by one.</param>
/// <param name="At">Where it stands.</param>
public abstract record Step(int Number, Node At, DateOnly Date, string? Grain, Expectation Expect)
{
    /// <summary>Somebody gives a command.</summary>
    /// <param name="By">"organisation.person", "platform.administrator" or "system".</param>
    /// <param name="With">The command's fields; null: it has none.</param>
    /// <param name="Creates">The name of the grain that the command brings into the world, if one.</param>
    /// <param name="Name">A name for the id that the command makes, for later references.</param>
    public sealed record Give(
        int Number, Node At, DateOnly Date, string? Grain, string By, Type Command, Node? With, string? Creates, string? Name, RecordedAs? For, Expectation Expect)
        : Step(Number, At, Date, Grain, Expect);

    /// <summary>Time passes until this date; timers fire. The expectations are about what they did since the file's last such step.</summary>
    public sealed record Advance(int Number, Node At, DateOnly Date, string? Grain, Expectation Expect) : Step(Number, At, Date, Grain, Expect);

    /// <summary>Nothing is done: how things stand.</summary>
    public sealed record Look(int Number, Node At, DateOnly Date, string? Grain, Expectation Expect) : Step(Number, At, Date, Grain, Expect);
}

/// <summary>The act of a party without accounts, with the name of its letter.</summary>
public sealed record RecordedAs(OrganisationId Party, string Letter);

/// <summary>What must hold after a step. Whatever is left out is not looked at.</summary>
/// <param name="Events">After a command exactly these; after an advance these, in this order, among others.</param>
/// <param name="Never">After an advance: none of these.</param>
/// <param name="Open">Keys of open items that must be there.</param>
/// <param name="NotOpen">Keys that must not.</param>
public sealed record Expectation(
    IReadOnlyList<ExpectedEvent>? Events, IReadOnlyList<ExpectedEvent> Never, string? Refused, string? Stage, IReadOnlyList<ExpectedDeadline> Deadlines,
    IReadOnlyList<ExpectedStep> Steps, IReadOnlyList<ExpectedKey> Open, IReadOnlyList<ExpectedKey> NotOpen,
    IReadOnlyList<ExpectedPermit> Allowed, IReadOnlyList<ExpectedPermit> NotAllowed, IReadOnlyList<ExpectedNotice> Notified, IReadOnlyList<ExpectedPublication> Published, Node? Node)
{
    public static Expectation None { get; } = new(null, [], null, null, [], [], [], [], [], [], [], [], null);
}

/// <summary>Somebody was told: through a command since the case's step before, otherwise since its last advance.</summary>
/// <param name="Who">"organisation.person".</param>
/// <param name="Of">An event's short name ("textSigned"); null: of a deadline.</param>
/// <param name="Deadline">Null: of any other event.</param>
/// <param name="On">The local date of what happened; null: any.</param>
/// <param name="Language">"ar", "fr" or "en"; null: any.</param>
public sealed record ExpectedNotice(string Who, string? Of, DeadlineKind? Deadline, DateOnly? On, string? Language, Node At);

/// <summary>An event went out in that time.</summary>
/// <param name="Event">Its short name.</param>
/// <param name="Organisations">Exactly those to which it was addressed, in any order.</param>
public sealed record ExpectedPublication(string Event, IReadOnlyList<OrganisationId> Organisations, Node At);

/// <param name="Type">Short name ("textSigned").</param>
/// <param name="Fields">Fields that must have these values; null: any.</param>
public sealed record ExpectedEvent(string Type, Node? Fields, Node At);

public sealed record ExpectedDeadline(string Key, DateOnly Nominal, DateOnly? Resolved, Node At);

/// <param name="Told">"organisation.person", in any order; null: anyone.</param>
public sealed record ExpectedStep(string Key, int Days, IReadOnlyList<string>? Told, Node At);

public sealed record ExpectedKey(string Key, Node At);

public sealed record ExpectedPermit(string By, string Command, Node At);

/// <summary>An organisation of the cases, with the offices and members that the platform's administrator enters before the first step.</summary>
public sealed record SeedOrganisation(OrganisationId Id, IReadOnlyList<ICommand> Commands);

/// <summary>Everybody who takes part. Names of persons stay here; the journal knows their ids.</summary>
/// <param name="Names">By "organisation.person"; somebody who was invented may have none.</param>
public sealed record Cast(string Zone, IReadOnlyList<SeedOrganisation> Organisations, IReadOnlyDictionary<string, LocalizedText?> Names)
{
    /// <summary>What is known of those who have a name, for the persons table.</summary>
    public IReadOnlyDictionary<string, PersonDetails> Persons { get; init; } = new Dictionary<string, PersonDetails>();

    public const string System = "system";
    public const string Administrator = "platform.administrator";

    private static readonly Guid PersonIds = new("0d4f3a52-7e0a-5b0c-9f43-6a1f5b1f6c11");

    /// <summary>The id of whoever goes by this key.</summary>
    public static PersonId PersonOf(string key) => new(Ids.Derive(PersonIds, key));

    public bool Knows(OrganisationId organisation) => Organisations.Any(o => o.Id == organisation);

    public string? KeyOf(PersonId person) =>
        person == PersonOf(Administrator) ? Administrator : Names.Keys.FirstOrDefault(key => PersonOf(key) == person);

    public static Actor ActorOf(string key, RecordedFor? letter) => key switch
    {
        System => Actor.System,
        Administrator => Actor.Administrator(PersonOf(key)),
        _ => Actor.Of(PersonOf(key), new(key[..key.IndexOf('.', StringComparison.Ordinal)])) with { For = letter },
    };
}

[JsonSerializable(typeof(string))]
internal sealed partial class SeedJson : JsonSerializerContext;
