using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Programmes;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Runtime;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using static Mithaq.Testing.Runtime.RunningPartnership;

namespace Mithaq.Silo.Tests.Feeds.Reactions;

/// <summary>On a whole node: an agreement ends by its timer, and it turns out that it had not.</summary>
public sealed class RectifiedEndTests
{
    private static readonly GrainId Central = GrainId.Committee(Ids.Derive(new Guid(Agreement.Key), "committee:central"));
    private static readonly GrainId First = ProgrammeOf("first");

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task What_ended_with_it_is_what_it_was(StoreKind kind)
    {
        var clock = new ManualClock();
        await using var whole = await Ended(kind, clock);
        var ended = (await Of<Committee>(Central), await Of<Programme>(First));

        await whole.Renew();

        ended.ShouldSatisfyAllConditions(
            () => ended.Item1.Stage.ShouldBe(CommitteeStage.Dissolved), () => ended.Item2.Stage.ShouldBe(ProgrammeStage.Closing));
        (await Of<Committee>(Central)).Stage.ShouldBe(CommitteeStage.Constituted);
        var programme = await Of<Programme>(First);
        (programme.Stage, programme.To).ShouldBe((ProgrammeStage.Executing, whole.Ends.AddMonths(2)));
        (await whole.Stuck()).ShouldBeEmpty();

        async Task<T> Of<T>(GrainId grain) => (T)(await whole.Node.Node.Get<GrainStates>().Load(grain, default)).State;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_has_been_passed_on_already_leaves_a_stuck_step(StoreKind kind)
    {
        await using var whole = await Ended(kind, new ManualClock());
        var (partnership, day) = (whole.Node.Partnership, whole.Ends.AddDays(1));
        await partnership.Accepted(First, new SubmitProgrammeReport("first", day, [AgreementCases.Paper]), Ads);
        await partnership.Accepted(First, new AcceptProgrammeReport("first", day), Hcar);
        await partnership.Accepted(First, new WaiveProgrammeEvaluation("no need", day), Ads);

        await whole.Renew();

        var stuck = (await whole.Stuck()).ShouldHaveSingleItem();
        (stuck.Step.Target, stuck.Refusal!.Code).ShouldBe((First, ProgrammeRefusals.ClosingBegun));
    }

    /// <summary>A programme under way and a committee of the agreement, which one party has agreed to renew and whose last day has passed.</summary>
    private static async Task<Life> Ended(StoreKind kind, ManualClock clock)
    {
        var term = new Term(Months: 13, Renewal: RenewalMode.Express, RenewalMonths: 12, MaxRenewals: 1);
        var life = new Life(await WholeNode.Open(kind, clock, term, new([CommitteeCases.Foreseen])), clock);
        await life.End();
        return life;
    }

    private sealed class Life(WholeNode whole, ManualClock clock) : IAsyncDisposable
    {
        public WholeNode Node => whole;
        public DateOnly Ends { get; } = whole.Partnership.Today.AddMonths(1).AddDays(-1);

        public async Task End()
        {
            var partnership = whole.Partnership;
            await partnership.Accepted(Agreement, new OpenProgrammePeriod("first", partnership.Today, Ends.AddMonths(2)), Ads);
            await whole.Node.Feeds.Drain(default);
            await partnership.Accepted(First, new SetProject(ProgrammeCases.Cooperatives), Ads);
            await partnership.Accepted(First, new ProposeProgramme(partnership.Today), Ads);
            foreach (var party in new[] { Ads, Hcar }) await partnership.Accepted(First, new ApproveProgramme(1, partnership.Today), party);
            await partnership.Accepted(Agreement, new AgreeToRenew(partnership.Today), Ads);
            await whole.Node.Feeds.Drain(default);
            clock.Advance(TimeSpan.FromDays(40));
            await partnership.Accepted(Agreement, new DeadlineReached("expiry", Ends, Ends, [], IsDue: true), Actor.System);
            await whole.Node.Feeds.Drain(default);
        }

        /// <summary>The other party's agreement, of the last day, is recorded late.</summary>
        public async Task Renew()
        {
            await whole.Partnership.Accepted(Agreement, new AgreeToRenew(Ends), Hcar);
            await whole.Node.Feeds.Drain(default);
        }

        public Task<IReadOnlyList<StuckStep>> Stuck() => whole.Node.Get<StuckSteps>().List(0, 10, default);

        public ValueTask DisposeAsync() => whole.DisposeAsync();
    }
}
