namespace Mithaq.Silo.Scenarios;

/// <summary>What a run plays: the cast, the cases in file order, and every mistake of every file at once.</summary>
public sealed record ScenarioFiles(Cast Cast, IReadOnlyList<Scenario> Cases, IReadOnlyList<Problem> Problems)
{
    /// <summary>
    /// Reads the organisations and the cases. Mistakes come as problems, those of a file in the order of its lines; then nothing is to be run.
    /// A file that cannot be opened is a problem too.
    /// </summary>
    public static ScenarioFiles Load(string organisations, IReadOnlyList<string> files)
    {
        var problems = new List<Problem>();
        var cast = Bytes(organisations, problems) is { } seeds ? new CastReader(organisations, problems).Read(seeds) : null;
        cast ??= new("UTC", [], new Dictionary<string, Contracts.LocalizedText?>());
        var scenarios = new List<Scenario>();
        foreach (var file in files)
        {
            if (Bytes(file, problems) is not { } bytes || new ScenarioReader(file, cast, problems).Read(bytes) is not { } scenario) continue;
            if (scenarios.Find(s => s.Case == scenario.Case) is { } other) problems.Add(new(file, 1, "/case", $"{other.File} is case {scenario.Case} too"));
            scenarios.Add(scenario);
        }
        string[] order = [organisations, .. files];
        return new(cast, scenarios, [.. problems.OrderBy(p => Array.IndexOf(order, p.File)).ThenBy(p => p.Line)]);
    }

    private static byte[]? Bytes(string file, List<Problem> problems)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(file, 1, "", e.Message));
            return null;
        }
    }
}
