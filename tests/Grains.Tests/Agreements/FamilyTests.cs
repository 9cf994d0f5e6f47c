using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class FamilyTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly GrainId Framework = GrainId.Agreement(Ids.Derive(new Guid("0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11"), 7));

    /// <summary>A framework on the axis "solar", in force from 5 October 2026 to 4 October 2031.</summary>
    private static GivenGrain InForce() => Draft(Ads, Hcar).Events(new TermSet(new(Months: 60))).SignedOn(2026, 10, 5);

    /// <summary>A specific agreement of 24 months under a framework that ends on 31 December 2027.</summary>
    private static GivenGrain SpecificDraft(bool survives = false) => Given(new AgreementRules(), AgreementCases.Id).Organisations(TestOrganisations.All).On(2026, 10, 5)
        .Events(
            Drafted(Ads, Hcar) with { Kind = AgreementKind.Specific, Parentage = new(Framework, ["solar"], On(2027, 12, 31), survives) },
            new SubstanceSet(new(Words("Coopération"))), new TextRevised(1, AgreementCases.Text, Clauses, []), new TermSet(new(Months: 24)));

    private static GivenGrain Specific(bool survives = false) => SpecificDraft(survives).SignedOn(2026, 10, 5);

    [Fact]
    public void A_framework_in_force_opens_a_specific_agreement_on_its_axes_with_further_parties()
    {
        var framework = InForce();
        var child = GrainId.Agreement(Ids.Derive(framework.CommandId, 0));

        var opened = framework.When(new OpenSpecific(Words("Panneaux"), ["solar"], [new(Ocp.Organisation)], SurvivesParent: true), Coordinator).Then(
            new SpecificOpened(
                child, Words("Panneaux"), Ads.Organisation, [new(Ads.Organisation), new(Hcar.Organisation), new(Ocp.Organisation)], ["solar"], On(2031, 10, 4), true));

        opened.Agreement().Family.OpenSpecifics.ShouldBe([child]);
        opened.When(new NoteSpecificClosed(child), Actor.System).Then(new SpecificClosed(child)).When(new NoteSpecificClosed(child), Actor.System).ThenNothing();
    }

    [Fact]
    public void Only_a_framework_opens_specific_agreements_and_only_on_its_own_axes()
    {
        Specific().When(new OpenSpecific(Words("Panneaux"), ["solar"]), Coordinator).ThenRefused(AgreementRefusals.NotAFramework);
        InForce().When(new OpenSpecific(Words("Panneaux"), ["moon"]), Coordinator).ThenRefused(Refusals.Fields.UnknownReference, "/axes/0");
        InForce().When(new OpenSpecific(Words("Panneaux"), []), Coordinator).ThenRefused(Refusals.Fields.TooFew, "/axes");
        InForce().When(new OpenSpecific(Words("Panneaux"), ["solar"], [new(Hcar.Organisation)]), Coordinator).ThenRefused(Refusals.Fields.Duplicate, "/parties/2");
        InForce().When(new OpenSpecific(Words("Panneaux"), ["solar"], [new(new("nobody"))]), Coordinator).ThenRefused(Refusals.UnknownOrganisation);
    }

    [Fact]
    public void Its_term_is_cut_to_the_frameworks_unless_it_survives()
    {
        Specific().Agreement().Ends.ShouldBe(On(2027, 12, 31));
        Specific(survives: true).Agreement().Ends.ShouldBe(On(2028, 10, 4));
    }

    [Fact]
    public void A_framework_renewed_gives_back_what_it_had_cut()
    {
        var agreement = Specific();

        agreement.When(new NoteFrameworkTermChanged(On(2028, 12, 31)), Actor.System).Then(new FrameworkTermChanged(On(2028, 12, 31), On(2028, 10, 4)))
            .Item("expiry")!.Deadline!.Nominal.ShouldBe(On(2028, 10, 4));
        agreement.When(new NoteFrameworkTermChanged(On(2027, 12, 31)), Actor.System).ThenNothing();
    }

    [Fact]
    public void The_frameworks_suspension_and_resumption_reach_it()
    {
        var agreement = Specific().On(2026, 12, 1);
        var id = Ids.Derive(agreement.CommandId, 0);

        var suspended = agreement.When(new NoteFrameworkSuspended(On(2026, 11, 1), "Travaux", ExtendsTerm: true), Actor.System).Then(
            new FrameworkSuspended(On(2026, 11, 1), "Travaux", true),
            new AgreementSuspended(id, SuspensionCause.Framework, null, On(2026, 11, 1), "Travaux", [], true));
        suspended.Stage.ShouldBe("Suspended");
        suspended.When(new NoteFrameworkSuspended(On(2026, 11, 1), "Travaux", ExtendsTerm: true), Actor.System).ThenNothing();

        suspended.When(new NoteFrameworkResumed(On(2026, 12, 1)), Actor.System).Then(
            new FrameworkResumed(On(2026, 12, 1)), new AgreementResumed(id, On(2026, 12, 1), On(2027, 12, 31)))
            .When(new NoteFrameworkResumed(On(2026, 12, 1)), Actor.System).ThenNothing();
    }

    [Fact]
    public void It_enters_into_force_suspended_while_its_framework_stands_still()
    {
        var draft = SpecificDraft().After(new NoteFrameworkSuspended(On(2026, 9, 1), "Travaux", ExtendsTerm: false), Actor.System);

        var signed = draft.SignedOn(2026, 10, 5);

        signed.Stage.ShouldBe("Suspended");
        signed.Agreement().InForceOn.ShouldBe(On(2026, 10, 5));
    }

    [Fact]
    public void It_ends_with_its_framework_unless_it_survives()
    {
        Specific().On(2027, 3, 1).When(new NoteFrameworkEnded(On(2027, 2, 28)), Actor.System).Then(new AgreementEnded(On(2027, 2, 28), EndCause.FrameworkEnded));
        Specific(survives: true).When(new NoteFrameworkEnded(On(2027, 2, 28)), Actor.System).ThenNothing();
        SpecificDraft().When(new NoteFrameworkEnded(On(2026, 10, 4)), Actor.System).Then(new AgreementWithdrawn(Ads.Organisation, "framework-ended"));
    }

    [Fact]
    public void A_framework_that_had_not_ended_takes_it_along_until_its_new_term_is_told()
    {
        var rectified = new NoteFrameworkEndRectified("renewed-in-time", On(2027, 12, 20));
        Rectified right = new("agreement.agreement-ended.v1", "expiry", "renewed-in-time", On(2027, 12, 20));
        GivenGrain[] ended = [Specific().After(new NoteFrameworkEnded(On(2027, 12, 31)), Actor.System), Specific().WhenDue("expiry").ThenAccepted()];

        foreach (var over in ended)
        {
            var back = over.When(rectified, Actor.System).Then(right, new AgreementRunsOn(On(2027, 12, 20), On(2028, 10, 4)));
            (back.Stage, back.Item("expiry")!.Deadline!.Nominal).ShouldBe(("InForce", On(2028, 10, 4)));
            back.After(new NoteFrameworkTermChanged(On(2028, 6, 30)), Actor.System).Item("expiry")!.Deadline!.Nominal.ShouldBe(On(2028, 6, 30));
            back.When(rectified, Actor.System).ThenNothing();
        }
        Specific(survives: true).WhenDue("expiry").ThenAccepted().When(rectified, Actor.System).ThenNothing();
        Specific().After(new NoteFrameworkTermChanged(On(2030, 1, 1)), Actor.System).WhenDue("expiry").ThenAccepted().When(rectified, Actor.System).ThenNothing();
    }

    [Fact]
    public void Evaluated_already_it_stays_ended()
    {
        var evaluated = Specific().On(2028, 1, 5).After(new NoteFrameworkEnded(On(2027, 12, 31)), Actor.System)
            .After(new WaiveEvaluation("Inutile"), Coordinator).After(new WaiveEvaluation("Inutile"), Hcar.As(Role.Coordinator));

        evaluated.When(new NoteFrameworkEndRectified("renewed-in-time", On(2027, 12, 20)), Actor.System).ThenRefused(AgreementRefusals.EvaluatedAlready);
    }

    [Fact]
    public void Ended_with_its_framework_before_it_was_in_force_it_is_signed_again_and_a_suspension_of_before_is_over()
    {
        var signed = SpecificDraft().Events(new FormalitiesSet([new("visa", FormalityKind.WaliVisa, Words("Wali"), Ads.Organisation, 60)])).SignedOn(2026, 10, 5)
            .After(new NoteFrameworkSuspended(On(2026, 9, 1), "Travaux", ExtendsTerm: false), Actor.System);

        var back = signed.After(new NoteFrameworkEnded(On(2026, 10, 5)), Actor.System).After(new NoteFrameworkEndRectified("renewed-in-time", On(2026, 10, 4)), Actor.System);

        back.Stage.ShouldBe("Signed");
        back.Agreement().Family.FrameworkSuspension.ShouldBeNull();
    }

    [Fact]
    public void Ended_with_its_framework_before_it_was_in_force_no_condition_of_its_money_is_met()
    {
        var programme = GrainId.Programme(Guid.Empty);
        Tranche tranche = new("t1", "cash", Hcar.Organisation, new(600_000, "MAD"), [new("report-2026", TrancheConditionKind.ReportAccepted)]);
        var ended = SpecificDraft()
            .Events(
                new FormalitiesSet([new("visa", FormalityKind.WaliVisa, Words("Wali"), Ads.Organisation, 60)]),
                new FundingSet([new("cash", Ads.Organisation, 2026, ContributionKind.Cash, new(600_000, "MAD"))], [tranche]))
            .SignedOn(2026, 10, 5).After(new NoteFrameworkEnded(On(2026, 10, 5)), Actor.System);

        ended.When(new NoteReportAccepted("report-2026", programme, On(2026, 10, 5)), Actor.System).ThenNothing();
    }

    [Fact]
    public void An_earlier_resumption_of_the_framework_found_later_is_its_own_too()
    {
        var agreement = Specific().On(2026, 12, 30);
        var id = Ids.Derive(agreement.CommandId, 0);
        var resumed = agreement.After(new NoteFrameworkSuspended(On(2026, 11, 1), "Travaux", ExtendsTerm: true), Actor.System)
            .After(new NoteFrameworkResumed(On(2026, 12, 20)), Actor.System);

        resumed.When(new NoteFrameworkResumed(On(2026, 12, 1)), Actor.System).Then(
            new Rectified("agreement.agreement-resumed.v1", $"resumption:{id}", "resumed-earlier", On(2026, 12, 1)), new AgreementResumed(id, On(2026, 12, 1), On(2027, 12, 31)))
            .When(new NoteFrameworkResumed(On(2026, 12, 1)), Actor.System).ThenNothing();
    }

    [Fact]
    public void A_specific_agreement_that_was_void_and_is_signed_again_holds_its_framework_open_again()
    {
        var framework = InForce();
        var child = GrainId.Agreement(Ids.Derive(framework.CommandId, 0));
        var left = framework.After(new OpenSpecific(Words("Panneaux"), ["solar"]), Coordinator).After(new NoteSpecificClosed(child), Actor.System);

        var back = left.When(new NoteSpecificReinstated(child), Actor.System).Then(new SpecificReinstated(child));

        back.Agreement().Family.OpenSpecifics.ShouldBe([child]);
        back.When(new NoteSpecificReinstated(child), Actor.System).ThenNothing();
        left.WhenDue("expiry").ThenAccepted().When(new NoteSpecificReinstated(child), Actor.System).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void What_the_framework_says_comes_from_the_system_alone()
    {
        Specific().When(new NoteFrameworkEnded(On(2027, 2, 28)), Coordinator).ThenRefused(Refusals.SystemOnly);
        InForce().When(new NoteFrameworkResumed(On(2027, 2, 28)), Coordinator).ThenRefused(Refusals.SystemOnly);
    }

    [Fact]
    public void Ended_with_its_framework_before_it_was_in_force_it_asks_for_no_money()
    {
        var signed = SpecificDraft().Events(
                new FundingSet([new("cash", Ads.Organisation, 2026, ContributionKind.Cash, Mad(100))], [new("first", "cash", Hcar.Organisation, Mad(60), [])]),
                new FormalitiesSet([new("visa", FormalityKind.WaliVisa, Words("Wali"), Ads.Organisation, 60)]))
            .SignedOn(2026, 10, 5);

        var ended = signed.After(new NoteFrameworkEnded(On(2026, 10, 5)), Actor.System);

        ended.Stage.ShouldBe("Ended");
        ended.OpenItems.ShouldNotContain(i => i.Key.StartsWith("tranche", StringComparison.Ordinal));
    }
}
