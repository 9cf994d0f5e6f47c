using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CaseCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Cases;

/// <summary>Another case of the same beneficiary that is found when both are in the journal.</summary>
public class DuplicatesTests
{
    private static readonly CheckSameBeneficiary Check = new();
    private static readonly AcceptCase Accept = new(On(2027, 1, 20));

    [Fact]
    public void It_is_not_taken_on_before_the_proposer_says_why_it_is_right()
    {
        var found = Proposed().On(2027, 1, 20).SameBeneficiary(CaseId, BodyId).When(Check, Actor.System).Then(new SameBeneficiaryFound([BodyId]));

        found.Item("duplicate")!.Owes.ShouldBe([Hcar.Organisation]);
        found.When(Check, Actor.System).ThenNothing();
        found.When(Accept, Supporter).ThenRefused(CaseRefusals.Duplicate);
        found.When(new ConfirmDuplicate("Deuxième projet"), Supporter).ThenRefused(CaseRefusals.NotTheProposer);
        found.When(new ConfirmDuplicate(" "), Proposer).ThenRefused(Refusals.Fields.Required, "/reason");
        var confirmed = found.When(new ConfirmDuplicate("Deuxième projet"), Proposer).Then(new DuplicateConfirmed(Hcar.Organisation, "Deuxième projet", [BodyId]));
        confirmed.Item("duplicate").ShouldBeNull();
        confirmed.When(Check, Actor.System).ThenNothing();
        confirmed.When(new ConfirmDuplicate("Deuxième projet"), Proposer).ThenRefused(CaseRefusals.NoDuplicateFound);
        confirmed.When(Accept, Supporter).ThenAccepted();
    }

    [Fact]
    public void What_the_proposal_knew_and_the_case_itself_are_no_news()
    {
        var known = NoCase().SameBeneficiary(BodyId).After(Proposal() with { DuplicateOverride = "Deuxième projet" }, Proposer);

        known.SameBeneficiary(CaseId, BodyId).When(Check, Actor.System).ThenNothing();
        Proposed().When(Check, Actor.System).ThenNothing();
        Proposed().When(Check, Proposer).ThenRefused(Refusals.SystemOnly);
        Graduated().SameBeneficiary(BodyId).When(Check, Actor.System).ThenNothing();
    }
}
