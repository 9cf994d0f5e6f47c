using Mithaq.Contracts;
using Mithaq.Gateway.People;
using Mithaq.Silo.Scenarios;

namespace Mithaq.Silo.Hosting.Cli.Demo;

/// <summary>The cases as the demonstration plays them: near today, without what is expected of them, up to yesterday.</summary>
/// <param name="Years">By how many years each case was brought forward.</param>
internal sealed record DemoFiles(ScenarioFiles Files, IReadOnlyDictionary<string, int> Years)
{
    private const string Own = "demo.json";

    /// <param name="seeds">The folder of the cases.</param>
    /// <exception cref="WrongUseException">Every mistake of every file, a line each.</exception>
    public static DemoFiles Load(string seeds, IReadOnlyList<string> cases, DateOnly today)
    {
        var own = Path.Combine(seeds, Own);
        if (!File.Exists(own)) throw new WrongUseException($"{own} does not exist");
        var plan = DemoPlan.Read(File.ReadAllBytes(own));
        var years = new Dictionary<string, int>();
        var loaded = ScenarioFiles.Load(Path.Combine(seeds, SeedFolder.Organisations), [.. cases, own], (file, utf8) =>
        {
            if (file == own) return DemoPlan.Dated(utf8, today);
            var name = Path.GetFileNameWithoutExtension(file);
            return plan.Shifted(name, utf8, years[file] = plan.YearsOf(name, utf8, today));
        });
        if (loaded.Problems.Count > 0) throw new WrongUseException(string.Join(Environment.NewLine, loaded.Problems));
        return new(
            loaded with { Cast = Named(loaded.Cast), Cases = [.. loaded.Cases.Select(c => c with { Steps = [.. c.Steps.Where(s => s.Date < today).Select(Played).OfType<Step>()] })] },
            loaded.Cases.Where(c => years.ContainsKey(c.File)).ToDictionary(c => c.Case, c => years[c.File]));
    }

    /// <summary>
    /// Whoever was invented without a name is called by the key ("ads.coordinator"), which says more than an id; and everybody has an address at which nobody can be.
    /// </summary>
    private static Cast Named(Cast cast) => cast with { Persons = cast.Names.Keys.ToDictionary(key => key, key => Named(key, cast.Persons.GetValueOrDefault(key))) };

    private static PersonDetails Named(string key, PersonDetails? known)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var (organisation, person) = (key[..dot], key[(dot + 1)..]);
        return (known ?? new(new(organisation), new(key, key, key))) with { Email = $"{person}@{organisation}.example" };
    }

    /// <summary>Commands that a case gives to be refused are left out: other weekdays and holidays than its own prove nothing.</summary>
    private static Step? Played(Step step) => step is Step.Give { Expect.Refused: null } give ? give with { Expect = Expectation.None } : null;
}
