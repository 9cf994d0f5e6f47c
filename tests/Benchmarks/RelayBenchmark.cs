using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Messaging;

namespace Mithaq.Benchmarks;

/// <summary>
/// From a command through journal and feeds to a consumer behind RabbitMQ, beside MassTransit publishing and consuming the same bytes, in turn; how late an event is
/// at 500 a second; and what 200,000 events that wait for a broker cost in memory.
/// </summary>
internal static class RelayBenchmark
{
    private const int PerSecond = 500;
    private const int Waiting = 200_000;
    private const int Samples = 4;

    public static async Task<int> Run(Settings settings, TimeSpan lagFor)
    {
        await using var server = await PrivatePostgres.Start();
        await using var node = await PrivateRabbitMq.Start();
        var broker = new MessagingOptions { Host = node.Uri }.ToBroker();
        var outside = await Outside.Open(broker);
        await using var fleet = await Fleet.Open(
            new() { Kind = StoreKind.PostgreSql, ConnectionString = await server.CreateDatabase("mithaq") },
            new Dictionary<string, string?> { ["Mithaq:Messaging:Bus"] = "rabbitmq", ["Mithaq:Messaging:Host"] = node.Uri });
        await using (var raw = await RawMessages.Open(broker, outside, Sample()))
        {
            await Caught(fleet, outside, 0);
            await raw.Throughput(TimeSpan.FromSeconds(3));
            await EndToEnd(fleet, outside, TimeSpan.FromSeconds(3), fleet.Command);
            await Ratio(fleet, outside, raw, settings);
            await Lag(fleet, outside, lagFor);
        }
        await outside.DisposeAsync();
        await Memory(fleet, node, broker);
        return 0;
    }

    private static async Task Ratio(Fleet fleet, Outside outside, RawMessages raw, Settings settings)
    {
        var (alone, through, heard) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < settings.Rounds; i++)
        {
            alone.Add(await raw.Throughput(settings.Length));
            through.Add(await EndToEnd(fleet, outside, settings.Length, fleet.Command));
            heard.Add(await EndToEnd(fleet, outside, settings.Length, fleet.HeardCommand));
            await Told(fleet);
        }
        Console.WriteLine($"  MassTransit publish + consume, confirmed  {Figures.Raw("/s", alone)}");
        Console.WriteLine($"  command to consumer outside               {Figures.Raw("/s", through)}");
        Console.WriteLine($"  the same, and somebody is told of each    {Figures.Raw("/s", heard)}");
        Figures.Ratio("end-to-end", through.Zip(alone), r => r.First, r => r.Second, "events/s from command to consumer over MassTransit's own messages/s");
        Figures.Ratio("heard end-to-end", heard.Zip(alone), r => r.First, r => r.Second, "the same for events of which somebody is told");
    }

    /// <summary>Events a second until the last one is with the consumer.</summary>
    private static async Task<double> EndToEnd(Fleet fleet, Outside outside, TimeSpan length, Func<Random, Task> command)
    {
        var (from, before) = (await fleet.Node.Journal.LastPosition(default), outside.Count);
        var watch = Stopwatch.StartNew();
        await fleet.Throughput(length, command: command);
        var events = await Caught(fleet, outside, before, from);
        return events / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Waits until whoever is to be told has been, so that the next contender has the machine for itself.</summary>
    private static async Task Told(Fleet fleet)
    {
        var store = fleet.Node.Get<NotificationStore>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var (before, now) = (-1L, 0L); before != now && await timer.WaitForNextTickAsync(); before = now, now = await store.Count(default)) { }
    }

    private static async Task<long> Caught(Fleet fleet, Outside outside, long before, long from = 0)
    {
        var events = await fleet.Node.Journal.LastPosition(default) - from;
        await outside.Reached(before + events);
        return events;
    }

    /// <summary>Commands at their rate, whether earlier ones are answered or not.</summary>
    private static async Task Lag(Fleet fleet, Outside outside, TimeSpan length)
    {
        var (from, before) = (await fleet.Node.Journal.LastPosition(default), outside.Count);
        outside.NoteLags = true;
        var random = new Random(11);
        var watch = Stopwatch.StartNew();
        var under = new List<Task>();
        var sent = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (watch.Elapsed < length && await timer.WaitForNextTickAsync())
        {
            for (var due = (int)(watch.Elapsed.TotalSeconds * PerSecond); sent < due; sent++) under.Add(fleet.Command(random));
            under.RemoveAll(task => task.IsCompletedSuccessfully);
        }
        await Task.WhenAll(under);
        var rate = sent / watch.Elapsed.TotalSeconds;
        await Caught(fleet, outside, before, from);
        outside.NoteLags = false;
        var lags = outside.TakeLags();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {lags.Count} events at {rate:F0}/s: median {At(lags, 0.5):F0} ms late, highest {lags[^1]:F0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"relay p99: {At(lags, 0.99):F0} ms   (wanted: less than 1000)"));
    }

    private static async Task Memory(Fleet fleet, PrivateRabbitMq node, BrokerAddress broker)
    {
        var from = await fleet.Node.Journal.LastPosition(default);
        await node.StopNode();
        var (first, last) = (0.0, 0.0);
        for (var sample = 0; sample <= Samples; sample++)
        {
            if (sample > 0) await Commands(fleet, Waiting / Samples, sample);
            last = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
            if (sample == 0) first = last;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {sample * (Waiting / Samples),7} events waiting: {last:F1} MiB live, {Environment.WorkingSet / 1048576.0:F0} MiB resident"));
        }
        await node.StartNode();
        var watch = Stopwatch.StartNew();
        await using var outside = await Outside.Open(broker);
        await Caught(fleet, outside, 0, from);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  all of them with the consumer {watch.Elapsed.TotalSeconds:F0} s after the broker was back"));
        Figures.Ratio("waiting memory", last / first, $"live memory with {Waiting} events waiting for a broker over that with none");
    }

    private static Task Commands(Fleet fleet, int count, int seed) => Task.WhenAll(Enumerable.Range(0, Settings.Callers).Select(caller => Task.Run(async () =>
    {
        var random = new Random((seed * Settings.Callers) + caller);
        for (var i = 0; i < count / Settings.Callers; i++) await fleet.Command(random);
    })));

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    /// <summary>The message of one measured command.</summary>
    private static byte[] Sample()
    {
        var grain = GrainId.Agreement(Ids.Derive(Guid.Empty, 1));
        var happened = new ReferenceRecorded(new("2026/1", "order office", new("ministry")));
        var name = MessageNames.Of(happened.GetType());
        var payload = Encoding.UTF8.GetBytes("""{"reference":{"number":"2026/1","register":"order office","by":"ministry"}}""");
        return new EventMessage(
            Ids.Derive(Guid.Empty, 2).ToString(), "urn:mithaq", EventMessage.TypePrefix + name, grain.Stream, TimeProvider.System.GetUtcNow(), EventMessage.SchemaPrefix + name,
            EventMessage.SequenceOf(7), grain.Stream, "ministry", Ids.Derive(Guid.Empty, 3).ToString(), Data: PublishedEvents.Data(name, payload)).ToBytes();
    }
}
