using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Reactions;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Reactions;

/// <summary>What committees hear, and what their decisions bring about.</summary>
public sealed class CommitteeReactionsTests
{
    private static readonly CommitteeForeseen Steering = new("steering", CommitteeKind.Steering, Words("Comité de pilotage"), 2);
    private static readonly GrainId Committee = GrainId.Committee(Ids.Derive(Guid.Parse(Id.Key), "committee:steering"));
    private static readonly ConstituteCommittee Constitution = new(
        Id, Steering, Words("Convention-cadre"), [People.Ads.Organisation, People.Hcar.Organisation], "Africa/Casablanca", On(2026, 10, 5));

    private static Effect[] From(GivenGrain after, IEvent happened) => [.. Grains.Reactions.Reactions.All.React(after.Grain, after.State<object>(), happened)];

    [Fact]
    public void In_force_the_committees_that_the_governance_foresees_are_constituted()
    {
        var agreement = Draft(People.Ads, People.Hcar).Events(new GovernanceSet(new([Steering])));
        var inForce = new AgreementCameIntoForce(On(2026, 10, 5), null);

        var effect = From(agreement.Events(inForce), inForce).ShouldHaveSingleItem().ShouldBeOfType<Effect.To>();

        effect.Target.ShouldBe(Committee);
        var command = effect.Command.ShouldBeOfType<ConstituteCommittee>();
        (command with { Parties = Constitution.Parties }).ShouldBe(Constitution);
        command.Parties.ShouldBe(Constitution.Parties);
        From(Draft(People.Ads, People.Hcar).Events(inForce), inForce).ShouldBeEmpty();
    }

    [Fact]
    public void A_tranche_hangs_on_a_unanimous_decision_about_money_alone_and_a_recommendation_waits_in_the_agreement()
    {
        var committee = Given(new CommitteeRules(), Committee).Events(
            new CommitteeConstituted(Id, Steering, Constitution.AgreementTitle, Constitution.Parties, Constitution.Zone, Constitution.On));
        DecisionAdopted Adopted(DecisionKind kind, bool unanimous = true) =>
            new(Guid.Empty, "d1", new(kind, "More solar"), null, Constitution.Parties, unanimous, On(2027, 1, 1));
        var noted = new Effect.To(Id, new NoteDecision("d1", Committee, On(2027, 1, 1)));

        From(committee, Adopted(DecisionKind.Funding)).ShouldBe([noted]);
        From(committee, Adopted(DecisionKind.TextOrMoney)).ShouldBe([noted]);
        From(committee, Adopted(DecisionKind.Funding, unanimous: false)).ShouldBeEmpty();
        From(committee, Adopted(DecisionKind.Other)).ShouldBeEmpty();
        From(committee, Adopted(DecisionKind.AddendumRecommendation)).ShouldBe(
            [new Effect.To(Id, new NoteAddendumRecommended(Committee, "d1", "More solar", On(2027, 1, 1)))]);
    }
}
