using Mithaq.Benchmarks;

var which = args.FirstOrDefault();
var rest = args.Skip(1).ToArray();
switch (which)
{
    case "commands": return await CommandsBenchmark.Run(Settings.Read(rest));
    case "memory": return await MemoryBenchmark.Run(Settings.Read(rest));
    case "reactions": return await ReactionsBenchmark.Run(Settings.Read(rest));
    case "cases": return await CasesBenchmark.Run(Settings.Number(rest, "--cases", 100_000));
    case "relay": return await RelayBenchmark.Run(Settings.Read(rest), TimeSpan.FromSeconds(Settings.Number(rest, "--lag-seconds", 60)));
#if ORLEANS
    case "shells": return await Mithaq.Benchmarks.Shells.ShellsBenchmark.Run(Settings.Read(rest));
#endif
    default:
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project tests/Benchmarks -- WHICH [--seconds N] [--rounds N] [--every-feed] [--cases N] [--lag-seconds N]

              commands   commands a second and latency of one grain command, beside pgbench, EF Core, SQLite and a bare INSERT
                         (--every-feed: reactions, the relay and notifications run too)
              reactions  how long after its cause an effect in another grain comes, at 500 commands a second
              cases      what a command costs under a programme with 100,000 cases
              relay      events a second from a command to a consumer behind RabbitMQ, beside MassTransit alone; how late at 500 a second; memory while the broker is down
              shells     the embedded and the Orleans shell, one silo and two, Orleans' own grain storage (built with -p:Orleans=true)
              memory     resident memory over 1,000,000 commands
            """);
        return which is null or "--help" or "-h" ? 0 : 2;
}
