using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.EmbeddedShell;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using Mithaq.Testing.Journal;
using Mithaq.Testing.Rules;
using Mithaq.Testing.Runtime;

namespace Mithaq.Silo.Tests.Runtime;

/// <summary>Decisions that rest on grains which the directory finds.</summary>
public sealed class RelatedGrainsTests
{
    private static readonly PersonId Aicha = People.Ads.Named("Aicha");
    private static readonly PersonId AichaTwice = People.Hcar.Named("Aicha");

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Open_cases_are_counted_as_of_the_journals_head(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        for (var i = 0; i < 3; i++) await fixture.Count("tally/parent", "order office");
        await fixture.Count("case/one", "of tally/parent");
        await fixture.Count("case/two", "of tally/parent");
        await fixture.Count("case/three", "of tally/another");

        var refused = (await fixture.Close("tally/parent")).ShouldBeOfType<Answer.Refused>().Refusal;
        foreach (var open in new[] { "case/one", "case/two" }) await fixture.Finish(open);

        refused.Code.ShouldBe(TallyRules.OpenCases);
        refused.Arguments["cases"].ShouldBe("2");
        (await fixture.Close("tally/parent")).ShouldBeOfType<Answer.Accepted>();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Open_cases_of_the_same_person_are_found_under_every_entry_that_is_the_same_one(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        await fixture.Count("case/one", $"for {GrainId.Person(Aicha)}");

        var again = (await fixture.Send("case/two", $"for {GrainId.Person(AichaTwice)}")).ShouldBeOfType<Answer.Refused>().Refusal;
        await fixture.Count("case/other", $"for {GrainId.Person(People.Ads.Named("Brahim"))}");
        await fixture.Finish("case/one");

        again.Code.ShouldBe(TallyRules.OpenCases);
        again.Arguments["cases"].ShouldBe("case/one");
        await fixture.Count("case/two", $"for {GrainId.Person(AichaTwice)}");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task While_the_directory_is_behind_such_a_decision_is_unavailable_and_others_are_not(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        await fixture.Feeds.StopAsync(default);
        await fixture.Count("tally/parent", "order office");

        (await fixture.Close("tally/parent")).ShouldBeOfType<Answer.Refused>().Refusal.Code.ShouldBe(Refusals.Unavailable);
        await fixture.Count("tally/parent", "order office");
    }

    /// <summary>Aicha stands in the persons table twice.</summary>
    private sealed class Twice : ISameBeneficiaries
    {
        public ValueTask<IReadOnlyList<PersonId>> Of(PersonId person, CancellationToken stop) =>
            ValueTask.FromResult<IReadOnlyList<PersonId>>(person == Aicha || person == AichaTwice ? [Aicha, AichaTwice] : [person]);
    }

    private sealed class Fixture : IAsyncDisposable
    {
        private readonly StoreOptions store;
        private readonly IJournalStore journal;
        private readonly FeedDatabases databases;
        private readonly EmbeddedGrains grains;
        private int commands;

        private Fixture(StoreOptions store, IJournalStore journal, FeedDatabases databases)
        {
            (this.store, this.journal, this.databases) = (store, journal, databases);
            var options = new FeedOptions { ReadWait = TimeSpan.FromMilliseconds(500) };
            var catalog = new GrainCatalog(new TallyRules(), new TallyRules("case"));
            var states = new GrainStates(journal, catalog);
            Feeds = null!;
            var related = new Lazy<RelatedGrains>(() => new(new(databases.Grains, () => Feeds.Runners[0], journal, options), new Twice()));
            grains = new(new(journal, states, new GrainFacts(states, related), new FixedZones(), new ManualClock()), catalog, new(), TimeProvider.System);
            var feed = new DirectoryFeed(databases.Grains, grains);
            Feeds = new([new(feed, databases.StoreOf(feed), journal, options, TimeProvider.System, NullLogger<FeedRunner>.Instance)], journal, options);
        }

        public FeedHost Feeds { get; }

        public static async Task<Fixture> Open(StoreKind kind)
        {
            var store = await Stores.New(kind);
            var fixture = new Fixture(store, await Journals.Open(store), await FeedDatabases.Open(store, TimeProvider.System, default));
            await fixture.Feeds.StartAsync(default);
            return fixture;
        }

        public async Task Count(string grain, string register) => (await Send(grain, register)).ShouldBeOfType<Answer.Accepted>();

        public async Task Finish(string grain)
        {
            for (var i = 0; i < 2; i++) await Count(grain, "order office");
            (await Give(grain, new WithdrawAgreement("done"))).ShouldBeOfType<Answer.Accepted>();
        }

        public Task<Answer> Send(string grain, string register) => Give(grain, new RecordReference(new("1", register, People.Ads.Organisation)));

        public Task<Answer> Close(string grain) => Give(grain, new WithdrawAgreement(TallyRules.NoCases));

        private Task<Answer> Give(string grain, ICommand command) =>
            grains.Send(new(new(grain), command, StreamBuilder.CommandId($"{++commands}"), People.Ads.As(Role.Coordinator)), default).AsTask();

        public async ValueTask DisposeAsync()
        {
            await Feeds.StopAsync(default);
            Feeds.Dispose();
            await databases.DisposeAsync();
            await journal.DisposeAsync();
            Stores.Remove(store);
        }
    }
}
