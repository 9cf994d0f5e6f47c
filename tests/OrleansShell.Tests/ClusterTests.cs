using System.Collections.Concurrent;
using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Silo.Journal;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;

namespace Mithaq.OrleansShell.Tests;

/// <summary>Silos come, go and die under load; whoever asks one that stays is never refused, and nothing is lost or done twice.</summary>
public sealed class ClusterTests
{
    /// <summary>Works on the shared agreements until it is told to stop.</summary>
    private sealed class Load(IGrains grains) : IAsyncDisposable
    {
        private readonly ConcurrentBag<string> acknowledged = [];
        private readonly CancellationTokenSource over = new();
        private Task[] workers = [];

        public int Count => acknowledged.Count;

        public Load Begin(int count)
        {
            workers = [.. Enumerable.Range(0, count).Select(worker => Task.Run(async () =>
            {
                for (var round = 0; !over.IsCancellationRequested; round++)
                    await new SharedAgreements(grains).Work($"{worker} {round.ToString(CultureInfo.InvariantCulture)}", 5, acknowledged.Add);
            }))];
            return this;
        }

        public async Task More(int count)
        {
            var from = Count;
            await Until.True(() => Count >= from + count || workers.Any(w => w.IsFaulted));
        }

        public async Task<IReadOnlyCollection<string>> End()
        {
            await over.CancelAsync();
            await Task.WhenAll(workers);
            return acknowledged;
        }

        public async ValueTask DisposeAsync()
        {
            await over.CancelAsync();
            over.Dispose();
        }
    }

    private static async Task EachOnce(Cluster cluster, IEnumerable<string> acknowledged)
    {
        (await cluster.References()).Order().ShouldBe(acknowledged.Order());
        (await JournalVerifier.Verify(cluster.Journal, default)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_grain_lives_on_the_node_that_asked_first_and_is_asked_there_by_the_others()
    {
        await using var cluster = await Cluster.Start(1, more: 1);
        var first = Cluster.Of(cluster.Silos[0]);
        await new SharedAgreements(first).Prepare();
        var joined = Cluster.Of(await cluster.Join());

        await new SharedAgreements(joined).Work("joined", 10, _ => { });
        joined.Active.ShouldBe(0);

        var organisation = new OrganisationId("newcomer");
        (await joined.Send(
            new(GrainId.Organisation(organisation), new RegisterOrganisation(new(Fr: "Nouvelle"), OrganisationKind.Agency), Ids.Derive(default, "newcomer"), People.PlatformAdministrator), default))
            .ShouldBeOfType<Answer.Accepted>();
        joined.Active.ShouldBe(1);
    }

    [Fact]
    public async Task A_silo_that_joins_under_load_changes_nothing()
    {
        await using var cluster = await Cluster.Start(1, more: 1);
        var nodes = new InTurn(Cluster.Of(cluster.Silos[0]));
        await new SharedAgreements(nodes).Prepare();
        await using var load = new Load(nodes).Begin(4);
        await load.More(40);

        nodes.Add(Cluster.Of(await cluster.Join()));
        await load.More(80);

        await EachOnce(cluster, await load.End());
    }

    [Fact]
    public async Task A_silo_that_is_killed_under_load_takes_nothing_with_it()
    {
        await using var cluster = await Cluster.Start(3);
        var doomed = cluster.Silos[2];
        var survivors = new InTurn(Cluster.Of(cluster.Silos[0]), Cluster.Of(cluster.Silos[1]));
        await new SharedAgreements(Cluster.Of(doomed)).Prepare();
        await using var load = new Load(survivors).Begin(4);
        await load.More(40);
        Cluster.Of(doomed).Active.ShouldBeGreaterThanOrEqualTo(SharedAgreements.All.Count(), "the agreements live on the one that is to die");

        await cluster.Kill(doomed);
        await load.More(80);

        await EachOnce(cluster, await load.End());
    }

    [Fact]
    public async Task A_rolling_restart_under_load_refuses_nobody()
    {
        await using var cluster = await Cluster.Start(3, more: 3);
        var before = cluster.Silos.ToArray();
        var nodes = new InTurn(before.Select(Cluster.Of));
        await new SharedAgreements(nodes).Prepare();
        await using var load = new Load(nodes).Begin(4);

        foreach (var silo in before)
        {
            await load.More(20);
            nodes.Remove(Cluster.Of(silo));
            await cluster.Leave(silo);
            nodes.Add(Cluster.Of(await cluster.Join()));
        }
        await load.More(20);

        await EachOnce(cluster, await load.End());
        cluster.Silos.ShouldNotContain(silo => before.Contains(silo));
    }
}
