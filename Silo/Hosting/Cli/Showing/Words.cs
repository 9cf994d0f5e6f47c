using Mithaq.Contracts;
using Mithaq.Gateway.Languages;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>What the parts of a sheet put into words.</summary>
/// <param name="Waiting">The grain's open items, by key.</param>
/// <param name="Due">Their dates after calendars, by key.</param>
/// <param name="Whole">Nothing is left out, however long it gets.</param>
internal sealed record Words(
    Texts Texts, Names Names, DateOnly Today, ILookup<string, OpenItem> Waiting, IReadOnlyDictionary<string, DateOnly> Due, bool Whole)
{
    public string Say(string key, params ReadOnlySpan<(string, object?)> values) => Texts.Console(key, values);

    public string List(IEnumerable<OrganisationId> organisations) => Texts.List(organisations.Select(o => Texts.Isolated(Names.Of(o))));

    /// <summary>A stage of something inside a grain ("tranche", TrancheStage.Called).</summary>
    public string State(string what, Enum stage) => Say($"{what}.{Camel(stage.ToString())}");

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>"due on 3 March 2027, 4 days late".</summary>
    public string DueOn(DateOnly day) => day < Today
        ? Say("late-since", ("date", day), ("days", Today.DayNumber - day.DayNumber))
        : Say("due-on", ("date", day), ("days", day.DayNumber - Today.DayNumber));
}
