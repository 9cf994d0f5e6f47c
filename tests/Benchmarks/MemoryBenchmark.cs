using Mithaq.Silo.Hosting;

namespace Mithaq.Benchmarks;

/// <summary>What stays in memory over a million commands; it must not grow with their number.</summary>
internal static class MemoryBenchmark
{
    private const int Commands = 1_000_000;
    private const int Samples = 5;

    public static async Task<int> Run(Settings _)
    {
        var folder = Directory.CreateTempSubdirectory("mithaq-benchmark-");
        try
        {
            await using var fleet = await Fleet.Open(new StoreOptions { DataDirectory = folder.FullName });
            await fleet.Throughput(TimeSpan.FromSeconds(5));
            var first = 0.0;
            var last = 0.0;
            for (var sample = 1; sample <= Samples; sample++)
            {
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, Settings.Callers), new ParallelOptions { MaxDegreeOfParallelism = Settings.Callers }, async (caller, _) =>
                    {
                        var random = new Random((sample * Settings.Callers) + caller);
                        for (var i = 0; i < Commands / Samples / Settings.Callers; i++) await fleet.Command(random);
                    });
                await fleet.Node.Feeds.Drain(default);
                last = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
                if (sample == 1) first = last;
                Console.WriteLine($"  after {sample * (Commands / Samples),9:N0} commands: {last:F1} MiB live, {Environment.WorkingSet / 1048576.0:F0} MiB resident");
            }
            Figures.Ratio("memory", last / first, "live memory after 1,000,000 commands over that after 200,000");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
