using System.Diagnostics;
using Mithaq.Silo.Hosting;
using Mithaq.Testing.Runtime;
using Npgsql;

namespace Mithaq.Benchmarks.Shells;

/// <summary>The same commands on the same server through either shell, through one silo and two, and beside what Orleans stores by itself.</summary>
internal static class ShellsBenchmark
{
    public static async Task<int> Run(Settings settings)
    {
        await using var server = await PrivatePostgres.Start();
        await using var embedded = await Fleet.Open(await Database("embedded"), indexesAlone: true);
        await using var orleans = await Fleet.Open(await Database("orleans"), Neighbours.Settings, ShellKind.Orleans, indexesAlone: true);
        await using var storage = await StorageBaseline.Open(new NpgsqlConnectionStringBuilder(await server.CreateDatabase("storage")) { MaxPoolSize = 24 }.ConnectionString);
        var shared = await Database("shared");
        await (await Fleet.Open(shared, indexesAlone: true)).DisposeAsync();
        await using var first = await Fleet.Join(shared, Neighbours.Settings, ShellKind.Orleans, indexesAlone: true);
        await using var second = await Fleet.Join(shared, Neighbours.Settings, ShellKind.Orleans, indexesAlone: true);

        var warm = TimeSpan.FromSeconds(4);
        await embedded.Throughput(warm);
        await orleans.Throughput(warm);
        await storage.Throughput(warm);
        await Both(warm);

        var rounds = new List<Round>();
        for (var i = 0; i < settings.Rounds; i++)
        {
            var (inProcess, placed) = (await embedded.Throughput(settings.Length), await orleans.Throughput(settings.Length));
            var (processorEmbedded, processorOrleans) = (embedded.ProcessorTime, orleans.ProcessorTime);
            var (two, writes) = (await Both(settings.Length), await storage.Throughput(settings.Length));
            var latencies = await Latencies([embedded, orleans, first], settings.Length);
            rounds.Add(new(inProcess, placed, two, writes, processorEmbedded, processorOrleans, latencies));
        }
        Report(rounds);
        return 0;

        // A node needs few connections, since its appends share one.
        async Task<StoreOptions> Database(string name) => new()
        {
            Kind = StoreKind.PostgreSql, ConnectionString = new NpgsqlConnectionStringBuilder(await server.CreateDatabase(name)) { MaxPoolSize = 6 }.ConnectionString,
        };

        async Task<double> Both(TimeSpan length) =>
            (await Task.WhenAll(first.Throughput(length, Settings.Callers / 2), second.Throughput(length, Settings.Callers / 2))).Sum();
    }

    /// <summary>Medians of one caller in microseconds, turn by turn.</summary>
    private static async Task<double[]> Latencies(Fleet[] fleets, TimeSpan length)
    {
        var random = new Random(7);
        var taken = fleets.Select(_ => new List<double>()).ToArray();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length)
            for (var i = 0; i < fleets.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await fleets[i].Command(random);
                taken[i].Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        return [.. taken.Select(Figures.Median)];
    }

    private static void Report(List<Round> rounds)
    {
        Console.WriteLine($"{Settings.Callers} callers, {Settings.Agreements:N0} agreements, PostgreSQL, {rounds.Count} rounds in turn, fsync on, {Environment.ProcessorCount} processors");
        Console.WriteLine($"  commands, embedded shell               {Figures.Raw("/s", rounds.Select(r => r.Embedded))}");
        Console.WriteLine($"  commands, Orleans shell, one silo      {Figures.Raw("/s", rounds.Select(r => r.Orleans))}");
        Console.WriteLine($"  commands, Orleans shell, two silos     {Figures.Raw("/s", rounds.Select(r => r.TwoSilos))}");
        Console.WriteLine($"  WriteStateAsync, AdoNet grain storage  {Figures.Raw("/s", rounds.Select(r => r.Storage))}");
        Console.WriteLine($"  our processor time a command, embedded {Figures.Raw("µs", rounds.Select(r => r.ProcessorEmbedded))}");
        Console.WriteLine($"  our processor time a command, Orleans  {Figures.Raw("µs", rounds.Select(r => r.ProcessorOrleans))}");
        Console.WriteLine($"  one caller, embedded shell             {Figures.Raw("µs", rounds.Select(r => r.Latencies[0]))}");
        Console.WriteLine($"  one caller, Orleans shell, one silo    {Figures.Raw("µs", rounds.Select(r => r.Latencies[1]))}");
        Console.WriteLine($"  one caller, Orleans shell, two silos   {Figures.Raw("µs", rounds.Select(r => r.Latencies[2]))}");
        Figures.Ratio("Orleans", rounds, r => r.Orleans, r => r.Embedded, "commands/s of the Orleans shell over the embedded one");
        Figures.Ratio("two silos", rounds, r => r.TwoSilos, r => r.Orleans, "commands/s of two silos on this machine over one");
        Figures.Ratio("grain storage", rounds, r => r.Orleans, r => r.Storage, "commands/s of the Orleans shell over Orleans' own WriteStateAsync/s");
        Figures.Ratio("Orleans latency", rounds, r => r.Latencies[1], r => r.Latencies[0], "one caller's median command, Orleans shell over embedded");
    }

    private sealed record Round(
        double Embedded, double Orleans, double TwoSilos, double Storage, double ProcessorEmbedded, double ProcessorOrleans, double[] Latencies);
}
