using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Runtime;
using Mithaq.Testing;
using static Mithaq.Testing.Runtime.RunningPartnership;

namespace Mithaq.Silo.Tests.Feeds.Reactions;

/// <summary>On a whole node: an agreement opens programmes, and they follow it.</summary>
public sealed class ProgrammesOfAnAgreementTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task An_agreement_opens_programmes_which_stand_still_with_it(StoreKind kind)
    {
        await using var whole = await WholeNode.Open(kind);
        var (node, partnership) = (whole.Node, whole.Partnership);
        var (first, second) = (await partnership.Programme("first", 1), await partnership.Programme("second", 4));
        var opened = await State(first);
        var suspension = (await partnership.Accepted(Agreement, new SuspendAgreement(partnership.Today, "a pause"), Ads)).Events.OfType<AgreementSuspended>().Single().Suspension;
        await node.Feeds.Drain(default);
        var suspended = await State(second);
        var proposal = await partnership.Propose(CaseOf(1), first, CaseCases.Cooperative);
        await partnership.Accepted(Agreement, new ResumeAgreement(suspension, partnership.Today), Ads);
        await node.Feeds.Drain(default);

        opened.ShouldSatisfyAllConditions(
            () => opened.Stage.ShouldBe(ProgrammeStage.Approved), () => opened.Agreement.ShouldBe(Agreement),
            () => opened.PartyIds.ShouldBe([People.Ads.Organisation, People.Hcar.Organisation]));
        var events = await node.Journal.ReadStream(second.Stream, 0, default).Select(EventCodec.Read).ToListAsync();
        events.OfType<PeriodOpened>().Single().CarriesOverFrom.ShouldBe(first);
        suspended.IsSuspended.ShouldBeTrue();
        proposal.ShouldBeOfType<Answer.Refused>().Refusal.Code.ShouldBe(CaseRefusals.AgreementSuspended);
        (await State(second)).IsSuspended.ShouldBeFalse();
        (await partnership.Propose(CaseOf(1), first, CaseCases.Cooperative)).ShouldBeOfType<Answer.Accepted>();
        (await node.Get<StuckSteps>().List(0, 10, default)).ShouldBeEmpty();

        async Task<Programme> State(GrainId programme) => (Programme)(await node.Get<GrainStates>().Load(programme, default)).State;
    }
}
