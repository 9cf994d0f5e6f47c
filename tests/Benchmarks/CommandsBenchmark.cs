using System.Diagnostics;
using Mithaq.Silo.Hosting;

namespace Mithaq.Benchmarks;

/// <summary>
/// One command of one event on a random one of 10,000 agreements, with rules, journal and deadline feed running, beside what a database does on its own.
/// </summary>
internal static class CommandsBenchmark
{
    public static async Task<int> Run(Settings settings)
    {
        await using var server = await PrivatePostgres.Start();
        var folder = Directory.CreateTempSubdirectory("mithaq-benchmark-");
        try
        {
            await PgBench.Prepare(server);
            var entities = await EntityFrameworkBaseline.Open(await server.CreateDatabase("entities"));
            await using var inserts = await InsertBaseline.Open(await server.CreateDatabase("inserts"));
            await using var postgres = await Fleet.Open(new StoreOptions { Kind = StoreKind.PostgreSql, ConnectionString = await server.CreateDatabase("mithaq") }, indexesAlone: !settings.EveryFeed);
            await using var sqlite = await Fleet.Open(new StoreOptions { DataDirectory = folder.FullName }, indexesAlone: !settings.EveryFeed);

            // Warm-up: the JIT, the plans and the caches of every contender.
            await postgres.Throughput(TimeSpan.FromSeconds(4));
            await sqlite.Throughput(TimeSpan.FromSeconds(4));
            await entities.Throughput(TimeSpan.FromSeconds(2));

            var rounds = new List<Round>();
            for (var i = 0; i < settings.Rounds; i++)
            {
                var (pgBench, commands) = (await PgBench.Throughput(server, settings.Length), await postgres.Throughput(settings.Length));
                var (saves, embedded) = (await entities.Throughput(settings.Length), await sqlite.Throughput(settings.Length));
                var (latency, insert) = await Latencies(postgres, inserts, settings.Length);
                rounds.Add(new(pgBench, commands, saves, embedded, latency, insert));
            }
            Report(rounds, postgres.ProcessorTime, sqlite.ProcessorTime);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Medians of one caller in microseconds, turn by turn: whatever else the machine does meets both alike.</summary>
    internal static async Task<(double Command, double Insert)> Latencies(Fleet fleet, InsertBaseline inserts, TimeSpan length)
    {
        var random = new Random(7);
        var (commands, plain) = (new List<double>(), new List<double>());
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length)
        {
            commands.Add(await Taken(() => fleet.Command(random)));
            plain.Add(await Taken(inserts.Insert));
        }
        return (Figures.Median(commands), Figures.Median(plain));

        static async Task<double> Taken(Func<Task> work)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }
    }

    private static void Report(List<Round> rounds, double postgres, double sqlite)
    {
        Console.WriteLine($"{Settings.Callers} callers, {Settings.Agreements:N0} agreements, {rounds.Count} rounds in turn, fsync on, {Environment.ProcessorCount} processors");
        Console.WriteLine($"  pgbench -N -M simple -c 64 -j 2 -s 10  {Figures.Raw("tps", rounds.Select(r => r.PgBench))}");
        Console.WriteLine($"  commands, PostgreSQL                   {Figures.Raw("/s", rounds.Select(r => r.Postgres))}");
        Console.WriteLine($"  EF Core read-modify-write              {Figures.Raw("/s", rounds.Select(r => r.EntityFramework))}");
        Console.WriteLine($"  commands, SQLite                       {Figures.Raw("/s", rounds.Select(r => r.Sqlite))}");
        Console.WriteLine($"  our processor time a command           {postgres:N1} µs on PostgreSQL, {sqlite:N1} µs on SQLite, in the last round");
        Console.WriteLine($"  one caller's command, PostgreSQL       {Figures.Raw("µs", rounds.Select(r => r.Latency))}");
        Console.WriteLine($"  one auto-commit INSERT                 {Figures.Raw("µs", rounds.Select(r => r.Insert))}");
        Figures.Ratio("pgbench", rounds, r => r.Postgres, r => r.PgBench, "commands/s on PostgreSQL over pgbench tps");
        Figures.Ratio("EF Core", rounds, r => r.Postgres, r => r.EntityFramework, "commands/s on PostgreSQL over EF Core updates/s");
        Figures.Ratio("SQLite", rounds, r => r.Sqlite, r => r.Postgres, "commands/s on SQLite over those on PostgreSQL");
        Figures.Ratio("latency", rounds, r => r.Latency, r => r.Insert, "one caller's median command over one auto-commit INSERT of the same bytes");
    }

    private sealed record Round(double PgBench, double Postgres, double EntityFramework, double Sqlite, double Latency, double Insert);
}
