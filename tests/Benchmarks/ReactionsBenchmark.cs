using System.Diagnostics;
using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;

namespace Mithaq.Benchmarks;

/// <summary>
/// How long after its cause an effect in another grain is decided, at 500 commands a second: nine in ten record a reference, some open a specific agreement
/// (one effect, worked out from the framework's state), some suspend or resume a framework (an effect in each of its specific agreements, found in the directory).
/// </summary>
internal static class ReactionsBenchmark
{
    private const int Frameworks = 200;
    private const int SpecificsEach = 3;
    private const int PerSecond = 500;
    private const double Wanted = 250;

    public static async Task<int> Run(Settings settings)
    {
        await using var server = await PrivatePostgres.Start();
        var folder = Directory.CreateTempSubdirectory("mithaq-benchmark-");
        try
        {
            await Measure("PostgreSQL", new() { Kind = StoreKind.PostgreSql, ConnectionString = await server.CreateDatabase("mithaq") }, settings);
            await Measure("SQLite", new() { DataDirectory = folder.FullName }, settings);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Measure(string name, StoreOptions store, Settings settings)
    {
        await using var node = await MithaqNode.Open(store);
        var families = new Families(node);
        await families.Prepare();
        await Load(families, TimeSpan.FromSeconds(4));
        await node.Feeds.Drain(default);
        var from = await node.Journal.LastPosition(default);
        var rate = await Load(families, settings.Length * settings.Rounds);
        await node.Feeds.Drain(default);

        var lags = await Lags(node.Journal, from);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: {rate:F0} commands/s, {lags.Count} effects in other grains; median {At(lags, 0.5):F0} ms, highest {lags[^1]:F0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reaction p99: {At(lags, 0.99):F0} ms   ({name}, wanted: at most {Wanted})"));
    }

    /// <summary>Commands at their rate, whether earlier ones are answered or not.</summary>
    private static async Task<double> Load(Families families, TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var under = new List<Task>();
        var sent = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (watch.Elapsed < length && await timer.WaitForNextTickAsync())
        {
            for (var due = (int)(watch.Elapsed.TotalSeconds * PerSecond); sent < due; sent++)
            {
                var n = sent;
                under.Add(Task.Run(() => families.Command(n)));
            }
            under.RemoveAll(task => task.IsCompletedSuccessfully);
        }
        await Task.WhenAll(under);
        return sent / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Milliseconds between the instants of each effect and its cause, ascending.</summary>
    private static async Task<List<double>> Lags(IJournal journal, long from)
    {
        var causes = new Dictionary<Guid, long>();
        var lags = new List<double>();
        await foreach (var entry in journal.ReadAll(from, default))
        {
            var metadata = EventMetadata.FromBytes(entry.Metadata);
            causes[metadata.EventId] = metadata.Instant;
            if (metadata.Causation is { } cause && causes.TryGetValue(cause, out var at)) lags.Add((metadata.Instant - at) / 1000.0);
        }
        lags.Sort();
        return lags;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    /// <summary>Frameworks in force, each with specific agreements in draft.</summary>
    private sealed class Families(MithaqNode node)
    {
        private static readonly Guid Space = new("7d0a3a52-1f0c-4a30-8a59-0b3e0f4a9d22");
        private static readonly OrganisationId[] Parties = [new("ministry"), new("agency")];
        private static readonly DateOnly Since = new(2025, 1, 1);
        private static readonly Document Paper = new("scan.pdf", Sha256.Of("scan"u8), 4);
        private readonly GrainId[] frameworks = [.. Enumerable.Range(0, Frameworks).Select(i => GrainId.Agreement(Ids.Derive(Space, i)))];
        private readonly Guid?[] suspensions = new Guid?[Frameworks];
        private int commands;

        public async Task Prepare()
        {
            foreach (var party in Parties)
                foreach (var command in (IOrganisationCommand[])[
                    new RegisterOrganisation(new(Fr: party.Value), OrganisationKind.Agency), new ActivateOrganisation(), new AddMember(Coordinator(party).Person, [Role.Coordinator], Since)])
                    await Send(GrainId.Organisation(party), command, Actor.Administrator(new(Space)));
            await Parallel.ForEachAsync(frameworks, async (framework, _) =>
            {
                await Send(framework, new ImportAgreement(
                    AgreementKind.Framework, new(Fr: "Convention-cadre"), "Africa/Casablanca", "MAD", [.. Parties.Select(p => new Party(p))], new(new(Fr: "Coopération")), new(Months: 120),
                    [new("1", "Objet", Sha256.Of("un"u8))], [.. Parties.Select(p => new ImportedSignature(p, Coordinator(p).Person, Since, Paper))], Since));
                for (var i = 0; i < SpecificsEach; i++) await Send(framework, new OpenSpecific(new(Fr: "Convention spécifique"), []));
            });
            await node.Feeds.Drain(default);
        }

        public async Task Command(int n)
        {
            // Each framework in turn, so that no two commands of a suspension overlap.
            var i = n / 50 % Frameworks;
            switch (n % 50)
            {
                case 0 or 13 or 26 or 39:
                    await Send(frameworks[(i + 7) % Frameworks], new OpenSpecific(new(Fr: "Convention spécifique"), []), mayBeRefused: true);
                    break;
                case 49 when suspensions[i] is { } suspension:
                    suspensions[i] = null;
                    await Send(frameworks[i], new ResumeAgreement(suspension, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date)));
                    break;
                case 49:
                    var answer = await Send(frameworks[i], new SuspendAgreement(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date), "pause"));
                    suspensions[i] = answer.Events.OfType<AgreementSuspended>().Single().Suspension;
                    break;
                default:
                    await Send(frameworks[n % Frameworks], new RecordReference(new($"2026/{n}", "order office", Parties[0])));
                    break;
            }
        }

        private async Task<Answer.Accepted> Send(GrainId grain, ICommand command, Actor? actor = null, bool mayBeRefused = false)
        {
            var answer = await node.Grains.Send(new(grain, command, Ids.Derive(Space, Interlocked.Increment(ref commands)), actor ?? Coordinator(Parties[0])), default);
            return answer as Answer.Accepted ?? (mayBeRefused ? new(0, 0, []) : throw new InvalidOperationException($"a benchmark's command was not accepted: {answer}"));
        }

        private static Actor Coordinator(OrganisationId id) => Actor.Of(new PersonId(Ids.Derive(Space, id.Value)), id);
    }
}
