using Dapper;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;

namespace Mithaq.Silo.Tests.Feeds;

/// <summary>The directory knows every grain by what it belongs to.</summary>
public sealed class DirectoryTests
{
    private static readonly GrainId Ads = GrainId.Organisation(People.Ads.Organisation);

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task The_open_grains_of_a_kind_come_page_by_page_in_order(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        await fixture.Withdraw(SharedAgreements.Agreement(2));
        var expected = SharedAgreements.All.Where(a => a != SharedAgreements.Agreement(2)).OrderBy(a => a.Stream, StringComparer.Ordinal).ToArray();

        var pages = await fixture.Current.Open("agreement", Ads, 3, default).ToListAsync();

        pages.Select(page => page.Count).ShouldBe([3, 1]);
        pages.SelectMany(page => page).ShouldBe(expected);
        (await fixture.Current.CountOpen("agreement", Ads, default)).ShouldBe(4);
        (await fixture.Current.CountOpen("case", Ads, default)).ShouldBe(0);
        (await fixture.Current.CountOpen("agreement", GrainId.Organisation(new("ocp")), default)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_belongs_to_any_of_several_grains_is_named_once(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        var first = SharedAgreements.All.OrderBy(a => a.Stream, StringComparer.Ordinal).First();

        var found = await fixture.Current.OpenOfAny("agreement", [Ads, GrainId.Organisation(People.Hcar.Organisation), new("person/nobody")], 10, default);

        found.ShouldBe(SharedAgreements.All.OrderBy(a => a.Stream, StringComparer.Ordinal));
        (await fixture.Current.OpenOfAny("agreement", [Ads], 1, default)).ShouldBe([first]);
        (await fixture.Current.OpenOfAny("agreement", [new("person/nobody")], 10, default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_stream_whose_links_and_openness_stay_costs_no_write(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        var feed = new DirectoryFeed(fixture.Directory, fixture.Node.Get<IStates>());
        await feed.Opened(default);
        var page = await fixture.Node.Journal.ReadHeads(0, null, 1000, default) ?? [];

        (await feed.Handle(page, default)).ShouldBeNull("it was written before, by the node's own feed");
        await new SharedAgreements(fixture.Node.Grains).Work("more", 5, _ => { });
        (await feed.Handle((await fixture.Node.Journal.ReadHeads(page[^1].Position, null, 1000, default))!, default)).ShouldBeNull("references and comments change neither");
        await fixture.Withdraw(SharedAgreements.Agreement(0));
        (await feed.Handle((await fixture.Node.Journal.ReadHeads(page[^1].Position, null, 1000, default))!, default)).ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_party_that_no_longer_takes_part_is_not_linked_any_more(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        var agreement = SharedAgreements.Agreement(1);
        var partner = await fixture.Node.Organisation("ocp");

        await fixture.Send(agreement, new SetParties([new(People.Ads.Organisation), new(partner)]));

        (await fixture.Current.CountOpen("agreement", GrainId.Organisation(partner), default)).ShouldBe(1);
        (await fixture.Current.CountOpen("agreement", GrainId.Organisation(People.Hcar.Organisation), default)).ShouldBe(4);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_directory_of_another_form_is_built_again(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        await fixture.Withdraw(SharedAgreements.Agreement(2));
        await fixture.Node.Feeds.Drain(default);
        var before = await fixture.Rows();

        await using (var connection = await fixture.Node.Get<FeedDatabases>().Derived.Open(default))
            await connection.ExecuteAsync("update directory_form set form = 0; delete from directory_links; update directory set is_open = not is_open");
        await fixture.Node.Feeds[DirectoryFeed.FeedName].Rebuild(default);

        await Until.True(async () => (await fixture.Rows()).SequenceEqual(before));
        before.Count.ShouldBe(7);
        (await fixture.Current.CountOpen("agreement", Ads, default)).ShouldBe(4);
        (await fixture.Directory.Form(default)).ShouldBe(DirectoryFeed.Form);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Who_asks_while_the_directory_is_behind_waits_and_then_hears_that_it_is(StoreKind kind)
    {
        await using var fixture = await Fixture.Open(kind);
        var behind = new FeedRunner(
            new DirectoryFeed(fixture.Directory, fixture.Node.Get<IStates>()), fixture.Node.Get<FeedDatabases>().StoreOf(new SeenFeed()), fixture.Node.Journal, new(), TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<FeedRunner>.Instance);
        await fixture.Node.Feeds.StopAsync(default);
        await fixture.Withdraw(SharedAgreements.Agreement(0));

        var current = new CurrentDirectory(fixture.Directory, () => behind, fixture.Node.Journal, new() { ReadWait = TimeSpan.FromMilliseconds(50) });

        await Should.ThrowAsync<TimeoutException>(() => current.CountOpen("agreement", Ads, default));
    }

    private sealed class Fixture(StoreOptions store, MithaqNode node) : IAsyncDisposable
    {
        public MithaqNode Node => node;
        public CurrentDirectory Current => node.Get<CurrentDirectory>();
        public GrainDirectory Directory => node.Get<FeedDatabases>().Grains;

        public static async Task<Fixture> Open(StoreKind kind)
        {
            var store = await Stores.New(kind);
            var node = await MithaqNode.Open(store);
            await new SharedAgreements(node.Grains).Prepare();
            await node.Feeds.Drain(default);
            return new(store, node);
        }

        public Task Withdraw(GrainId agreement) => Send(agreement, new WithdrawAgreement("no need"));

        public Task Send(GrainId grain, ICommand command) => node.Accepted(grain, command, People.Ads.As(Role.Coordinator));

        public async Task<IReadOnlyList<DirectoryEntry>> Rows()
        {
            var rows = await Directory.OfStreams([.. SharedAgreements.All.Select(a => a.Stream), Ads.Stream, GrainId.Organisation(People.Hcar.Organisation).Stream], default);
            return [.. rows.Values.OrderBy(row => row.Stream, StringComparer.Ordinal)];
        }

        public async ValueTask DisposeAsync()
        {
            await node.DisposeAsync();
            Stores.Remove(store);
        }
    }
}
