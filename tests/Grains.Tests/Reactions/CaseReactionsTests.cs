using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Reactions;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Reactions;

/// <summary>What cases hear of their agreement, and of each other.</summary>
public sealed class CaseReactionsTests
{
    private static readonly OrganisationId Ads = People.Ads.Organisation;
    private static readonly OrganisationId Hcar = People.Hcar.Organisation;
    private static readonly GivenGrain Agreement = Draft(People.Ads, People.Hcar).SignedOn(2026, 10, 5);

    private static Effect Each(ISystemCommand command) => new Effect.ToEach("case", Id, command);

    /// <summary>What cases hear; other kinds of grains hear of the same events.</summary>
    private static Effect[] From(GivenGrain after, IEvent happened) =>
        [.. Grains.Reactions.Reactions.All.React(after.Grain, after.State<object>(), happened).Where(effect => MessageNames.GrainOf(effect.Command.GetType()) == "case")];

    [Fact]
    public void Only_a_suspension_of_the_whole_agreement_stops_them_until_nothing_holds_it_still()
    {
        AgreementSuspended Suspended(int n, params string[] commitments) =>
            new(new Guid(n, 0, 0, new byte[8]), SuspensionCause.Agreed, Ads, On(2026, 11, n), "a pause", commitments, ExtendsTerm: true);
        AgreementResumed Resumed(int n) => new(new Guid(n, 0, 0, new byte[8]), On(2026, 12, n), null);
        var twice = Agreement.Events(Suspended(1), Suspended(2));

        From(Agreement.Events(Suspended(1)), Suspended(1)).ShouldBe([Each(new NoteCaseAgreementSuspended(On(2026, 11, 1)))]);
        From(Agreement.Events(Suspended(1, "reports")), Suspended(1, "reports")).ShouldBeEmpty();
        From(twice.Events(Resumed(1)), Resumed(1)).ShouldBeEmpty();
        From(twice.Events(Resumed(1), Resumed(2)), Resumed(2)).ShouldBe([Each(new NoteCaseAgreementResumed(On(2026, 12, 2)))]);
    }

    [Fact]
    public void Every_change_of_the_parties_and_the_handing_over_is_told()
    {
        From(Agreement, new PartyAcceded(Guid.Empty, new(Hcar), On(2027, 1, 1))).ShouldBe([Each(new NoteCaseParty(Joined: Hcar))]);
        From(Agreement, new PartyWithdrew(Hcar, On(2027, 1, 1))).ShouldBe([Each(new NoteCaseParty(Left: Hcar))]);
        From(Agreement, new PartySucceeded(Hcar, Ads)).ShouldBe([Each(new NoteCaseParty(Left: Hcar, SucceededBy: Ads))]);
        From(Agreement, new CasesHandedOver(Ads, "to the region", 2, On(2027, 1, 1))).ShouldBe([Each(new NoteCaseHandedOver("to the region", On(2027, 1, 1)))]);
    }

    [Fact]
    public void A_proposal_is_looked_at_once_more_when_it_is_in_the_journal()
    {
        var proposed = (CaseProposed)CaseCases.Proposed().History[^1];

        From(CaseCases.Proposed(), proposed).ShouldBe([new Effect.To(CaseCases.CaseId, new CheckSameBeneficiary())]);
    }

    [Fact]
    public void A_founded_bodys_case_knows_its_founder_and_a_bodys_case_founds_nobody()
    {
        var founded = new BodyFounded(CaseCases.BodyId, On(2027, 3, 1));

        From(CaseCases.Proposed(), founded).ShouldBe([new Effect.To(CaseCases.BodyId, new NoteFounder(CaseCases.CaseId, CaseCases.Amina.Person!.Value, On(2027, 3, 1)))]);
        From(CaseCases.Body(), founded).ShouldBeEmpty();
    }

    [Fact]
    public void One_that_graduated_hears_until_its_follow_ups_are_done()
    {
        var graduated = CaseCases.Graduated();
        var rules = graduated.Rules;
        var followed = graduated.After(new SubmitStageReport(1, "Deux modules suivis", On(2027, 6, 10)), CaseCases.Supporter).After(new AcceptStageReport(1, On(2027, 6, 10)), CaseCases.Proposer)
            .On(2027, 12, 12).After(new RecordFollowUp(6, "Active", true, On(2027, 12, 12)), CaseCases.Supporter)
            .On(2028, 6, 12).After(new RecordFollowUp(12, "Active", true, On(2028, 6, 12)), CaseCases.Supporter);

        (rules.IsOpen(graduated.State<object>()), rules.Hears(graduated.State<object>())).ShouldBe((false, true));
        rules.Hears(followed.State<object>()).ShouldBeFalse(string.Join(", ", followed.OpenItems.Select(i => i.Key)));
    }
}
