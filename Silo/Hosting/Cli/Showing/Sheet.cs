namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>A grain as people read it: the same for the screen and, as JSON, for other programs.</summary>
/// <param name="Facts">Label and value, above everything else.</param>
internal sealed record Sheet(
    string Grain, string Kind, string Title, string Stage, string StageWords, long Version, IReadOnlyList<Fact> Facts, IReadOnlyList<Part> Parts,
    IReadOnlyList<WaitingLine> Waiting, IReadOnlyList<PermitLine> Next, IReadOnlyList<StoryLine> Story);

internal sealed record Fact(string Name, string Label, string Value);

/// <summary>A heading with its rows.</summary>
/// <param name="Name">The same in every language.</param>
/// <param name="More">How many rows are left out on the screen; null: none.</param>
internal sealed record Part(string Name, string Heading, IReadOnlyList<PartRow> Rows, int? More = null);

/// <param name="State">A word for how it stands, as the rules call it; null: nothing stands or falls.</param>
/// <param name="Detail">Told below the row.</param>
internal sealed record PartRow(string? Id, string Text, string? State = null, string? StateWords = null, IReadOnlyList<string>? Detail = null);

/// <param name="Due">After calendars; null: no date.</param>
/// <param name="Held">Days for which it has been waiting.</param>
internal sealed record WaitingLine(
    string Key, string Kind, string Text, IReadOnlyList<string> Owes, string OwesWords, string RoleWords, DateOnly Since, int Held, DateOnly? Nominal, DateOnly? Due, int? Late);

/// <param name="Code">Null: the caller may give it now.</param>
internal sealed record PermitLine(string Command, string Words, string? Code, string? Why);

/// <param name="On">The act date, or the day of the record.</param>
internal sealed record StoryLine(long Version, DateOnly On, string Type, string Text, bool ByTimer);
