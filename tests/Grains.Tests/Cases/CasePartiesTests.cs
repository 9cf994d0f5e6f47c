using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Cases;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CaseCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Cases;

public class CasePartiesTests
{
    private static readonly OrganisationId New = Lafayette.Organisation;

    [Fact]
    public void A_party_that_accedes_joins_and_one_that_withdraws_leaves()
    {
        var joined = Supported().When(new NoteCaseParty(Joined: New), Actor.System).Then(new CasePartyJoined(New));
        joined.When(new NoteCaseParty(Joined: New), Actor.System).ThenNothing();
        var left = joined.When(new NoteCaseParty(Left: New), Actor.System).Then(new CasePartyLeft(New));
        left.When(new NoteCaseParty(Left: New), Actor.System).ThenNothing();
        left.OpenItems.Select(i => i.Key).ShouldBe(Supported().OpenItems.Select(i => i.Key));
        Supported().When(new NoteCaseParty(), Actor.System).ThenNothing();
    }

    [Fact]
    public void A_successor_stands_wherever_its_predecessor_stood()
    {
        var succeeded = Supported().On(2027, 3, 1).After(new HoldCase("x", On(2027, 3, 1)), Supporter)
            .When(new NoteCaseParty(Left: Ads.Organisation, SucceededBy: New), Actor.System).Then(new CasePartySucceeded(Ads.Organisation, New));
        succeeded.OpenItems.ShouldAllBe(i => i.Owes[0] == New);
        succeeded.When(new ResumeCase(On(2027, 3, 1)), Supporter).ThenRefused(Refusals.NotAParty);
        succeeded.When(new ResumeCase(On(2027, 3, 1)), Lafayette.As(Role.Coordinator)).ThenAccepted();
        succeeded.When(new NoteCaseParty(Left: Ads.Organisation, SucceededBy: New), Actor.System).ThenNothing();
    }

    [Fact]
    public void Without_its_supporter_nothing_is_due_and_the_proposer_decides()
    {
        var left = Supported().After(new NoteCaseParty(Left: Ads.Organisation), Actor.System);
        var item = left.OpenItems.ShouldHaveSingleItem();
        (item.Key, item.Owes[0], item.Deadline).ShouldBe(("side-missing", Hcar.Organisation, null));
        left.When(new AdvanceStage(On(2027, 2, 1)), Supporter).ThenRefused(Refusals.NotAParty);
        left.When(new DropCase("Sans accompagnateur", On(2027, 2, 1)), Proposer).ThenAccepted();
    }

    [Fact]
    public void Nothing_reaches_a_case_that_is_over()
    {
        var dropped = Supported().After(new DropCase("x", On(2027, 2, 1)), Proposer);
        ISystemCommand[] notes =
        [
            new NoteCaseParty(Left: Ads.Organisation), new NoteCaseHandedOver("x", On(2027, 2, 1)), new NoteFounder(BodyId, default, On(2027, 2, 1)),
            new NoteCaseAgreementSuspended(On(2027, 2, 1)), new NoteCaseAgreementResumed(On(2027, 2, 1)), new DeadlineReached("answer", On(2027, 2, 1), On(2027, 2, 1), [0], true),
        ];
        foreach (var note in notes) dropped.When(note, Actor.System).ThenNothing();
    }
}
