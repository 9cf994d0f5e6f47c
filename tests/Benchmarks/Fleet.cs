using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;

namespace Mithaq.Benchmarks;

/// <summary>
/// A node with 10,000 agreements in review, each with two parties whose answers are awaited, its feeds running. One measured command records
/// a reference on a random one of them: role and organisation facts are checked, one event is appended, the deadline feed looks at the agreement again.
/// </summary>
internal sealed class Fleet(MithaqNode node) : IAsyncDisposable
{
    private static readonly Guid Space = new("0d9a3a52-1f0c-4a30-8a59-0b3e0f4a9d11");
    private static readonly OrganisationId[] Parties = [new("ministry"), new("agency")];
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 1000).Select(n => $"2026/{n}")];
    private readonly GrainId[] agreements = [.. Enumerable.Range(0, Settings.Agreements).Select(i => GrainId.Agreement(Ids.Derive(Space, i)))];
    private readonly Guid run = Guid.CreateVersion7();
    private int commands;

    /// <param name="settings">Over the configuration.</param>
    /// <param name="indexesAlone">Of the feeds only those that keep deadlines and the directory; not those with effects on others.</param>
    public static async Task<Fleet> Open(
        StoreOptions store, IReadOnlyDictionary<string, string?>? settings = null, ShellKind shell = ShellKind.Embedded, bool indexesAlone = false)
    {
        var fleet = await Join(store, settings, shell, indexesAlone);
        await fleet.Prepare();
        return fleet;
    }

    /// <summary>Another node on a store where the agreements are already.</summary>
    public static async Task<Fleet> Join(StoreOptions store, IReadOnlyDictionary<string, string?>? settings, ShellKind shell, bool indexesAlone) =>
        new(await MithaqNode.Open(store, settings: settings, shell: shell, beside: indexesAlone ? Indexes : null));

    public MithaqNode Node => node;

    /// <summary>Processor time of this process for each command of the last <see cref="Throughput"/>, in microseconds.</summary>
    public double ProcessorTime { get; private set; }

    /// <summary>Accepted commands a second by so many callers, each waiting for its answer.</summary>
    /// <param name="command">What each caller does again and again; null: <see cref="Command"/>.</param>
    public async Task<double> Throughput(TimeSpan length, int callers = Settings.Callers, Func<Random, Task>? command = null)
    {
        command ??= Command;
        var accepted = 0L;
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            while (watch.Elapsed < length)
            {
                await command(random);
                Interlocked.Increment(ref accepted);
            }
        })));
        ProcessorTime = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / accepted;
        return accepted / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The measured command: nobody hears of what it leads to.</summary>
    public Task Command(Random random)
    {
        var n = Interlocked.Increment(ref commands);
        return Send(random, n, new RecordReference(new Reference(Numbers[n % Numbers.Length], "order office", Parties[0])), Parties[0]);
    }

    /// <summary>A command of which the coordinator of the other party is told: into the inbox, and by mail.</summary>
    public Task HeardCommand(Random random) => Send(random, Interlocked.Increment(ref commands), new CommentOnClause("1", "Préciser l'objet"), Parties[1]);

    private async Task Send(Random random, int n, IAgreementCommand command, OrganisationId by) =>
        Expect(await node.Grains.Send(new Envelope(agreements[random.Next(agreements.Length)], command, Ids.Derive(run, n), Coordinator(by)), default));

    private static void Indexes(IServiceCollection services)
    {
        var all = services.Single(service => service.ServiceType == typeof(FeedHost));
        services.Remove(all);
        services.AddSingleton(s => new FeedHost(
            [.. ((FeedHost)all.ImplementationFactory!(s)).Runners.Where(runner => runner.Feed.Kind is FeedKind.Derived)], s.GetRequiredService<IJournal>(), s.GetRequiredService<FeedOptions>()));
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    private async Task Prepare()
    {
        foreach (var party in Parties) await Organisation(party);
        await Parallel.ForEachAsync(agreements, new ParallelOptions { MaxDegreeOfParallelism = Settings.Callers }, async (agreement, _) =>
        {
            var number = 0;
            foreach (var command in (IAgreementCommand[])[
                new DraftAgreement(AgreementKind.Partnership, new(Fr: "Convention"), "Africa/Casablanca", "MAD", [new(Parties[0]), new(Parties[1])]),
                new SetSubstance(new(new(Fr: "Coopération"))),
                new ReviseText([new("1", "Objet", Sha256.Of("un"u8))]),
                new SendToReview()])
                Expect(await node.Grains.Send(new Envelope(agreement, command, Ids.Derive(Space, $"{agreement} {number++}"), Coordinator(Parties[0])), default));
        });
        await node.Feeds.Drain(default);
    }

    private async Task Organisation(OrganisationId id)
    {
        var since = new DateOnly(2020, 1, 1);
        var number = 0;
        foreach (var command in (IOrganisationCommand[])[
            new RegisterOrganisation(new(Fr: id.Value), OrganisationKind.Agency),
            new ActivateOrganisation(),
            new AddMember(Coordinator(id).Person, [Role.Coordinator], since)])
            Expect(await node.Grains.Send(
                new Envelope(GrainId.Organisation(id), command, Ids.Derive(Space, $"{id} {number++}"), Actor.Administrator(new(Space))), default));
    }

    private static Actor Coordinator(OrganisationId id) => Actor.Of(new PersonId(Ids.Derive(Space, id.Value)), id);

    private static void Expect(Answer answer)
    {
        if (answer is not Answer.Accepted) throw new InvalidOperationException($"a benchmark's command was not accepted: {answer}");
    }
}
