using System.Diagnostics;
using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Hosting;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;

namespace Mithaq.Benchmarks;

/// <summary>
/// However many cases a programme has, each command costs the same: cases are proposed (a search for open ones of the same beneficiary each) and accepted, half
/// of persons and half of bodies; the last tenth is compared with the first, and so are a programme's own commands and the count on which a closing rests.
/// </summary>
internal static class CasesBenchmark
{
    private const int Probes = 200;

    public static async Task<int> Run(int cases)
    {
        var folder = Directory.CreateTempSubdirectory("mithaq-benchmark-");
        try
        {
            await using var node = await MithaqNode.Open(new() { DataDirectory = folder.FullName });
            var partnership = new RunningPartnership(
                node.Grains, DateOnly.FromDateTime(node.Get<TimeProvider>().GetUtcNow().Date), () => node.Feeds.Drain(default));
            await partnership.Begin();
            var programme = await partnership.Programme("cases", 1);

            // What is compiled on first use is not the programme's to pay.
            await Cases(partnership, programme, cases, Probes);
            var tenth = cases / 10;
            var first = await Cases(partnership, programme, 0, tenth);
            var (earlyCommand, earlyCount) = (await Commands(partnership, programme), await Counts(node));
            await Cases(partnership, programme, tenth, cases - (2 * tenth));
            var last = await Cases(partnership, programme, cases - tenth, tenth);
            var (lateCommand, lateCount) = (await Commands(partnership, programme), await Counts(node));

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cases proposed and accepted: first tenth {first:F0} commands/s, last tenth {last:F0} commands/s ({cases} cases, SQLite)"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a programme command: median {earlyCommand:F2} ms after the first tenth, {lateCommand:F2} ms after the last"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"open cases counted: median {earlyCount:F2} ms after the first tenth, {lateCount:F2} ms after the last"));
            Figures.Ratio("cases", last / first, "commands/s in the last tenth over the first");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> Cases(RunningPartnership partnership, GrainId programme, int from, int count)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(from, count), new ParallelOptions { MaxDegreeOfParallelism = Settings.Callers }, async (n, _) =>
        {
            var number = n.ToString(CultureInfo.InvariantCulture);
            var beneficiary = n % 2 == 0
                ? CaseCases.Cooperative with { RegisterNumber = $"RC {number}" }
                : new Beneficiary(BeneficiaryKind.Person, People.Hcar.Named(number), Sha256.Of("salt and identity"u8));
            Expect(await partnership.Propose(RunningPartnership.CaseOf(n), programme, beneficiary));
            Expect(await partnership.Send(RunningPartnership.CaseOf(n), new AcceptCase(partnership.Today), RunningPartnership.Ads));
        });
        return 2 * count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Median of a change of the programme, in milliseconds; it is rejected again, so that the programme stays as it is.</summary>
    private static Task<double> Commands(RunningPartnership partnership, GrainId programme) => Median(async () =>
    {
        var started = Stopwatch.GetTimestamp();
        var indicator = ProgrammeCases.Founded with { Id = "more" };
        var proposed = await partnership.Accepted(programme, new ProposeChange("more", new(Indicators: [indicator]), partnership.Today), RunningPartnership.Ads);
        var taken = Stopwatch.GetElapsedTime(started);
        await partnership.Accepted(
            programme, new RejectChange(proposed.Events.OfType<ChangeProposed>().Single().Change, "no need", partnership.Today), RunningPartnership.Hcar);
        return taken;
    });

    private static Task<double> Counts(MithaqNode node) => Median(async () =>
    {
        var started = Stopwatch.GetTimestamp();
        await node.Get<CurrentDirectory>().CountOpen("case", RunningPartnership.Agreement, default);
        return Stopwatch.GetElapsedTime(started);
    });

    private static async Task<double> Median(Func<Task<TimeSpan>> probe)
    {
        var taken = new List<double>();
        for (var i = 0; i < Probes; i++) taken.Add((await probe()).TotalMilliseconds);
        return Figures.Median(taken);
    }

    private static void Expect(Answer answer)
    {
        if (answer is not Answer.Accepted) throw new InvalidOperationException($"a benchmark's command was not accepted: {answer}");
    }
}
