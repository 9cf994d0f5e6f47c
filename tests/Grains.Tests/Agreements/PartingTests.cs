using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

/// <summary>Of three parties OCP leaves at a day's notice, and it was the only one that everybody waited for.</summary>
public class PartingTests
{
    private static readonly DateOnly Today = On(2026, 12, 1);
    private static readonly GiveWithdrawal Leave = new(Today, "Réorganisation", Paper);
    private static readonly PartyWithdrew Left = new(Ocp.Organisation, Today);

    private static GivenGrain InForce() => Draft(Ads, Hcar, Ocp)
        .Events(
            new TermSet(new(Months: 12, Renewal: RenewalMode.Express, RenewalMonths: 12, MaxRenewals: 1)),
            new GovernanceSet(new(AccessionOpen: true, WithdrawalMonths: 0)))
        .SignedOn(2026, 10, 5).On(Today);

    private static Guid IdOf(GivenGrain given) => Ids.Derive(given.CommandId, 0);

    private static GivenGrain Both(GivenGrain given, Func<ICommand> act, Role role = Role.Coordinator) =>
        given.After(act(), Ads.As(role)).After(act(), Hcar.As(role));

    private static Outcome WhenOcpLeaves(GivenGrain given) => given.When(Leave, Ocp.As(Role.Coordinator));

    private static IEvent Given => new WithdrawalGiven(Ocp.Organisation, Today, Today, "Réorganisation", Paper);

    [Fact]
    public void An_accession_to_which_all_others_consented_is_complete_once_the_last_one_leaves()
    {
        var id = IdOf(InForce());
        var proposed = InForce().After(new ProposeAccession(new(Um6p.Organisation), Paper), Ads.As(Role.Coordinator));

        WhenOcpLeaves(Both(proposed, () => new ConsentToAccession(id, Today))).Then(Given, Left, new PartyAcceded(id, new(Um6p.Organisation), Today))
            .Agreement().PartyIds.ShouldBe([Ads.Organisation, Hcar.Organisation, Um6p.Organisation]);
    }

    [Fact]
    public void Of_two_newcomers_the_second_needs_the_consent_of_the_first()
    {
        var (first, second) = (IdOf(InForce()), default(Guid));
        var proposed = InForce().After(new ProposeAccession(new(Um6p.Organisation), Paper), Ads.As(Role.Coordinator));
        second = IdOf(proposed);
        proposed = proposed.After(new ProposeAccession(new(Ministry.Organisation), Paper), Ads.As(Role.Coordinator));
        var consented = Both(Both(proposed, () => new ConsentToAccession(first, Today)), () => new ConsentToAccession(second, Today));

        var left = WhenOcpLeaves(consented).ThenAccepted();

        var (entered, waits) = left.Agreement().IsParty(Um6p.Organisation) ? (Um6p, second) : (Ministry, first);
        left.Agreement().PartyIds.ShouldBe([Ads.Organisation, Hcar.Organisation, entered.Organisation]);
        left.Item($"accession:{waits}")!.Owes.ShouldBe([entered.Organisation]);
        left.When(new ConsentToAccession(waits, Today), entered.As(Role.Coordinator)).ThenAccepted().Agreement().Parties.Length.ShouldBe(4);
    }

    [Fact]
    public void Who_is_in_by_one_accession_is_not_awaited_by_another()
    {
        var first = IdOf(InForce());
        var proposed = InForce().After(new ProposeAccession(new(Um6p.Organisation), Paper), Ads.As(Role.Coordinator));
        var second = IdOf(proposed);
        proposed = proposed.After(new ProposeAccession(new(Um6p.Organisation), File("other.pdf")), Hcar.As(Role.Coordinator));

        var acceded = Both(proposed, () => new ConsentToAccession(first, Today)).After(new ConsentToAccession(first, Today), Ocp.As(Role.Coordinator));
        acceded.Agreement().IsParty(Um6p.Organisation).ShouldBeTrue();
        acceded.Item($"accession:{second}").ShouldBeNull();

        var succeeded = proposed.After(new SucceedParty(Ocp.Organisation, Um6p.Organisation), Actor.System);
        succeeded.OpenItems.ShouldNotContain(i => i.Key.StartsWith("accession:"));
    }

    [Fact]
    public void An_end_by_common_accord_is_fixed_or_was_reached()
    {
        WhenOcpLeaves(Both(InForce(), () => new AgreeToEnd(On(2026, 12, 20), Today)))
            .Then(Given, Left, new EndFixed(On(2026, 12, 20))).Item("end-proposed").ShouldBeNull();

        var agreed = Both(InForce(), () => new AgreeToEnd(On(2026, 12, 2), Today)).On(2026, 12, 5);
        WhenOcpLeaves(agreed).Then(Given, Left, new AgreementEnded(On(2026, 12, 2), EndCause.CommonAccord));
    }

    [Fact]
    public void An_express_renewal_is_agreed() => WhenOcpLeaves(Both(InForce(), () => new AgreeToRenew(Today)))
        .Then(Given, Left, new TermRenewed(1, On(2027, 10, 5), On(2028, 10, 4), Tacit: false)).Item("renewal").ShouldBeNull();

    [Fact]
    public void An_evaluation_at_mid_term_is_approved_and_one_whose_evaluators_left_is_recorded_by_a_coordinator()
    {
        var id = IdOf(InForce());
        var opened = InForce().After(new OpenEvaluation(EvaluationKind.MidTerm, [new(Ocp.Organisation, Ocp.Evaluator)]), Ads.As(Role.Coordinator));
        var submit = new SubmitEvaluation(id, new(4, 3, 2, 1, 0, 4), "Bien");
        var submitted = opened.After(submit, Ocp.As(Role.Evaluator));

        WhenOcpLeaves(Both(submitted, () => new ApproveEvaluation(id))).Then(Given, Left, new EvaluationCompleted(id, EvaluationKind.MidTerm));

        var orphaned = WhenOcpLeaves(opened).Then(Given, Left);
        orphaned.Item($"mid-term:{id}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);
        orphaned.When(submit, Hcar.As(Role.Coordinator)).ThenAccepted();
    }

    [Fact]
    public void An_addendum_is_approved_and_one_that_is_signed_takes_effect()
    {
        var id = IdOf(InForce());
        var proposed = InForce().After(new ProposeAddendum(
            Words("Avenant"), [Clause("2", "Autre")], Formalities: [new("seal", FormalityKind.Other, Words("Autorité"), Ocp.Organisation, 10)]), Ads.As(Role.Coordinator));
        var hash = proposed.Agreement().Addenda.Open[id].Proposed.Hash;
        var approvedByTwo = Both(proposed, () => new ApproveAddendum(id, hash));

        var orphaned = WhenOcpLeaves(approvedByTwo).Then(Given, Left);
        orphaned.Item($"addendum-signing:{id}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);

        var signed = new[] { Ads, Hcar }.Aggregate(
            approvedByTwo.After(new ApproveAddendum(id, hash), Ocp.As(Role.Coordinator)),
            (given, party) => given.After(new SignAddendum(id, party.Signatory, hash, Today, Paper), party.As(Role.Coordinator)));
        WhenOcpLeaves(signed).Then(Given, Left, new AddendumApplied(id, 2, Today, [Clause("2", "Autre")], new(), On(2027, 10, 4)))
            .Agreement().Addenda.Open.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_one_who_left_was_to_do_waits_for_nobody_or_for_those_who_remain()
    {
        var notice = IdOf(InForce());
        var noticed = InForce().After(new GiveFormalNotice(Hcar.Organisation, "Retard", Today), Ocp.As(Role.Coordinator));
        WhenOcpLeaves(noticed).Then(Given, Left).Item($"cure:{notice}").ShouldBeNull();

        var (stale, other) = (IdOf(InForce()), default(Guid));
        var two = InForce().After(new ProposeAddendum(Words("Avenant"), [Clause("1", "Autre")]), Ocp.As(Role.Coordinator));
        other = IdOf(two);
        two = two.After(new ProposeAddendum(Words("Avenant"), [Clause("2", "Autre")]), Ads.As(Role.Coordinator));
        var hash = two.Agreement().Addenda.Open[other].Proposed.Hash;
        var staff = new[] { Ads, Hcar, Ocp };
        two = staff.Aggregate(two, (given, party) => given.After(new ApproveAddendum(other, hash), party.As(Role.Coordinator)));
        two = staff.Aggregate(two, (given, party) => given.After(new SignAddendum(other, party.Signatory, hash, Today, Paper), party.As(Role.Coordinator)));
        two.Item($"addendum-rebase:{stale}")!.Owes.ShouldBe([Ocp.Organisation]);
        WhenOcpLeaves(two).Then(Given, Left).Item($"addendum-rebase:{stale}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);
    }
}
