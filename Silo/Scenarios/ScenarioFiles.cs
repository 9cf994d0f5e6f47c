namespace Mithaq.Silo.Scenarios;

/// <summary>What a run plays: the cast, the cases in file order, and every mistake of every file at once.</summary>
public sealed record ScenarioFiles(Cast Cast, IReadOnlyList<Scenario> Cases, IReadOnlyList<Problem> Problems)
{
    /// <summary>
    /// Reads the organisations and the cases. Mistakes come as problems, those of a file in the order of its lines; then nothing is to be run.
    /// A file that cannot be opened is a problem too.
    /// </summary>
    /// <param name="rewritten">What becomes of a case's bytes before they are read.</param>
    public static ScenarioFiles Load(string organisations, IReadOnlyList<string> files, Func<string, byte[], byte[]>? rewritten = null)
    {
        var problems = new List<Problem>();
        var cast = Bytes(organisations, problems) is { } seeds ? new CastReader(organisations, problems).Read(seeds) : null;
        cast ??= new("UTC", [], new Dictionary<string, Contracts.LocalizedText?>());
        var bytes = files.Select(file => Bytes(file, problems) is { } read ? rewritten?.Invoke(file, read) ?? read : null).ToArray();
        // Side by side: most of the time goes into meeting the shapes of the messages for the first time.
        var read = new (Scenario? Case, List<Problem> Problems)[files.Count];
        Parallel.For(0, files.Count, n => read[n] = Read(files[n], bytes[n], cast));
        var scenarios = new List<Scenario>();
        foreach (var (scenario, wrong) in read)
        {
            problems.AddRange(wrong);
            if (scenario is null) continue;
            if (scenarios.Find(s => s.Case == scenario.Case) is { } other) problems.Add(new(scenario.File, 1, "/case", $"{other.File} is case {scenario.Case} too"));
            scenarios.Add(scenario);
        }
        string[] order = [organisations, .. files];
        return new(cast, scenarios, [.. problems.OrderBy(p => Array.IndexOf(order, p.File)).ThenBy(p => p.Line)]);
    }

    private static (Scenario? Case, List<Problem> Problems) Read(string file, byte[]? bytes, Cast cast)
    {
        var problems = new List<Problem>();
        return (bytes is null ? null : new ScenarioReader(file, cast, problems).Read(bytes), problems);
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
