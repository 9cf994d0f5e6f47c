using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Grains.Kernel;
using Mithaq.Testing;
using Mithaq.Testing.Journal;
using Mithaq.Testing.Runtime;

namespace Mithaq.OrleansShell.Tests;

/// <summary>While a cluster is upgraded, silos of two versions serve the same grains.</summary>
public sealed class VersionsTests
{
    private static readonly GrainId Shared = new("tally", "shared");

    private static ValueTask<Answer> Count(IGrains node, string id) =>
        node.Send(new(Shared, new RecordReference(new(id, "order office", new("ads"))), StreamBuilder.CommandId(id), People.Ads.As(Role.Coordinator)), default);

    private static ValueTask<Answer> Close(IGrains node) =>
        node.Send(new(Shared, new WithdrawAgreement("done"), StreamBuilder.CommandId("close"), People.Ads.As(Role.Coordinator)), default);

    [Fact]
    public async Task A_grain_that_lives_on_an_older_silo_is_served_by_the_newer_one_that_is_asked()
    {
        await using var cluster = await Cluster.Start(1, more: 2, new GrainCatalog(new OlderRules()), new GrainCatalog(new TallyRules()), new GrainCatalog(new TallyRules()));
        var older = cluster.Silos[0];
        for (var i = 0; i < 3; i++) (await Count(Cluster.Of(older), $"c{i}")).ShouldBeOfType<Answer.Accepted>();
        var newer = Cluster.Of(await cluster.Join());

        // Decided on the older one, which then cannot go on: it does not know what it has led to.
        (await Close(newer)).ShouldBeOfType<Answer.Accepted>().Version.ShouldBe(4);
        (await Close(newer)).ShouldBeOfType<Answer.Accepted>().Version.ShouldBe(4, "a repeat has no second effect");
        newer.Active.ShouldBe(0, "the grain still lives on the older silo");
        (await Count(newer, "late")).ShouldBeOfType<Answer.Refused>().Refusal.Code.ShouldBe(Refusals.WrongStage);
        (await Count(Cluster.Of(older), "late")).ShouldBeOfType<Answer.Refused>().Refusal.Code.ShouldBe(Refusals.Unavailable);

        await cluster.Leave(older);
        var upgraded = Cluster.Of(await cluster.Join());
        (await Count(upgraded, "late")).ShouldBeOfType<Answer.Refused>().Refusal.Code.ShouldBe(Refusals.WrongStage);
        upgraded.Active.ShouldBe(1);
        (await cluster.Journal.LastPosition(default)).ShouldBe(4);
    }

    /// <summary>The rules of a program before tallies could be closed: it does not know the event.</summary>
    private sealed class OlderRules : GrainRules
    {
        private readonly TallyRules inner = new();

        public override string Kind => inner.Kind;
        public override bool IsKey(string key) => inner.IsKey(key);
        public override object Initial(GrainId grain) => inner.Initial(grain);
        public override string StageOf(object state) => inner.StageOf(state);
        public override Decision Decide(object state, ICommand command, Context context) => inner.Decide(state, command, context);
        public override object Evolve(object state, IEvent happened) => happened is AgreementWithdrawn ? throw new UnknownEventException(happened.GetType()) : inner.Evolve(state, happened);
        public override IReadOnlyList<OpenItem> OpenItems(object state) => inner.OpenItems(state);
        public override IReadOnlyList<Permit> Allowed(object state, Context context) => inner.Allowed(state, context);
        public override IEnumerable<OrganisationId> Concerns(object state, ICommand? command, Actor actor) => inner.Concerns(state, command, actor);
        public override IReadOnlyList<GrainId> Links(object state) => inner.Links(state);
        public override bool IsOpen(object state) => inner.IsOpen(state);
        public override IEnumerable<LifecycleRow> Rows => inner.Rows;
        public override IEnumerable<Type> Commands => inner.Commands;
    }
}
