using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;
public class AddendaTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly Actor Partner = Hcar.As(Role.Coordinator);
    private static readonly Clause Duration = Clause("2", "Durée prolongée");
    private static readonly ProposeAddendum Longer = new(Words("Avenant"), [Duration], new(Term: new Term(Months: 24)));

    /// <summary>In force from 5 October 2026 to 4 October 2027; today is 1 December.</summary>
    private static GivenGrain InForce() => Draft(Ads, Hcar)
        .Events(
            new TermSet(new(Months: 12)),
            new CommitmentsSet([Commitment("training", "Former"), Commitment("reports", "Informer")]),
            new FundingSet([new("cash", Ads.Organisation, 2026, ContributionKind.Cash, Mad(100))], [new("first", "cash", Hcar.Organisation, Mad(60), [])]))
        .SignedOn(2026, 10, 5).On(2026, 12, 1);

    private static Commitment Commitment(string id, string title) => new(
        id, Words(title), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, new(First: new(2027, 3, 1)));

    private static (GivenGrain Given, Guid Id, Sha256 Hash) Proposed(ProposeAddendum? propose = null, GivenGrain? given = null)
    {
        given ??= InForce();
        var id = Ids.Derive(given.CommandId, 0);
        var after = given.After(propose ?? Longer, Coordinator);
        return (after, id, after.Agreement().Addenda.Open[id].Proposed.Hash);
    }

    private static GivenGrain Approve(GivenGrain given, Guid id, Sha256 hash) =>
        given.After(new ApproveAddendum(id, hash), Coordinator).After(new ApproveAddendum(id, hash), Partner);

    private static SignAddendum By(Staff party, Guid id, Sha256 hash, DateOnly? on = null) => new(id, party.Signatory, hash, on ?? On(2026, 12, 1), Paper);

    private static GivenGrain Sign(GivenGrain given, Guid id, Sha256 hash) => Approve(given, id, hash).After(By(Ads, id, hash), Coordinator).After(By(Hcar, id, hash), Partner);

    [Fact]
    public void Proposed_approved_and_signed_it_is_applied_to_the_version_that_it_amends()
    {
        var (proposed, id, hash) = Proposed();
        proposed.Item($"addendum:{id}:hcar")!.Deadline!.Nominal.ShouldBe(On(2026, 12, 31));
        var approved = Approve(proposed, id, hash);
        approved.Item($"addendum-signing:{id}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);

        var applied = approved.After(By(Ads, id, hash), Coordinator).When(By(Hcar, id, hash), Partner).Then(
            new AddendumSigned(id, Hcar.Organisation, Hcar.Signatory, hash, On(2026, 12, 1), Paper),
            new AddendumApplied(id, 2, On(2026, 12, 1), [Duration], Longer.Changes!, On(2028, 10, 4)));

        applied.Agreement().Addenda.Version.ShouldBe(2);
        applied.Item("expiry")!.Deadline!.Nominal.ShouldBe(On(2028, 10, 4));
        applied.Agreement().Text.Clauses[1].ShouldBe(Duration);
    }

    [Fact]
    public void It_changes_commitments_money_axes_and_capacities_alone_where_it_says_so()
    {
        var changes = new AddendumChanges(
            Axes: [new("water", Words("Eau"))], Commitments: [Commitment("training", "Former davantage"), Commitment("visits", "Visiter") with { Axis = "water" }],
            RemovedCommitments: ["reports"], Tranches: [new("second", "cash", Hcar.Organisation, Mad(40), [])], Capacities: [new(Hcar.Organisation, Words("Bénéficiaire"))]);
        var (proposed, id, hash) = Proposed(Longer with { Changes = changes });

        var after = Sign(proposed, id, hash).Agreement();

        after.Commitments.Select(c => (c.Id, c.Title.Fr)).ShouldBe([("training", "Former davantage"), ("visits", "Visiter")]);
        after.Tranches.Select(t => t.Id).ShouldBe(["first", "second"]);
        after.HasAxis("solar").ShouldBeTrue();
        after.HasAxis("water").ShouldBeTrue();
        after.Party(Hcar.Organisation).Capacity.ShouldBe(Words("Bénéficiaire"));
        after.Ends.ShouldBe(On(2027, 10, 4));
    }

    [Fact]
    public void A_tranche_that_it_brings_without_conditions_is_callable_at_once_and_one_called_meanwhile_keeps_its_terms()
    {
        var changes = new AddendumChanges(Tranches: [new("first", "cash", Hcar.Organisation, Mad(50), []), new("second", "cash", Hcar.Organisation, Mad(40), [])]);
        var (proposed, id, hash) = Proposed(Longer with { Changes = changes });

        var signed = Approve(proposed, id, hash).After(By(Ads, id, hash), Coordinator).After(new CallTranche("first", On(2026, 12, 1)), Hcar.As(Role.FinanceOfficer))
            .When(By(Hcar, id, hash), Partner);

        var after = signed.ThenAmongOthers(new TrancheBecameCallable("second", On(2026, 12, 1))).Agreement();
        after.Tranches.Select(t => t.Amount).ShouldBe([Mad(60), Mad(40)]);
    }

    [Fact]
    public void What_it_leaves_must_hold_as_a_whole()
    {
        InForce().When(Longer with { Clauses = [] }, Coordinator).ThenRefused(Refusals.Fields.TooFew, "/clauses");
        InForce().When(Longer with { EffectiveFrom = DateOnly.MaxValue }, Coordinator).ThenRefused(Refusals.Fields.OutOfRange, "/effectiveFrom");
        InForce().When(Longer with { Changes = new(Commitments: [null!]) }, Coordinator).ThenRefused(Refusals.Fields.Required, "/changes/commitments/0");
        InForce().When(Longer with { Changes = new(RemovedCommitments: ["none"]) }, Coordinator).ThenRefused(Refusals.Fields.UnknownReference, "/changes/removedCommitments/0");
        InForce().When(Longer with { Changes = new(Commitments: [Commitment("visits", "Visiter") with { Axis = "moon" }]) }, Coordinator)
            .ThenRefused(Refusals.Fields.UnknownReference, "/commitments/2/axis");
        InForce().When(Longer with { Changes = new(Tranches: [new("second", "cash", Hcar.Organisation, Mad(41), [])]) }, Coordinator)
            .ThenRefused(Refusals.Fields.OutOfRange, "/tranches/1/amount");
        InForce().When(Longer with { Changes = new(Capacities: [new(Ocp.Organisation, Words("Hôte"))]) }, Coordinator)
            .ThenRefused(Refusals.Fields.UnknownReference, "/changes/capacities/0/party");
        InForce().Events(new TrancheCalled("first", On(2026, 11, 2), On(2027, 1, 1)))
            .When(Longer with { Changes = new(Tranches: [new("first", "cash", Hcar.Organisation, Mad(50), [])]) }, Coordinator).ThenRefused(AgreementRefusals.TrancheStarted);
        InForce().When(Longer with { Formalities = [new("visa", FormalityKind.WaliVisa, Words("Wali"), Ads.Organisation, 30, Silence.DeemedGranted)] }, Coordinator)
            .ThenRefused(Refusals.Fields.OutOfRange, "/formalities/0/ifSilent");
    }

    [Fact]
    public void Approvals_and_signatures_name_this_addendum()
    {
        var (proposed, id, hash) = Proposed();

        proposed.When(new ApproveAddendum(id, AgreementCases.Text), Coordinator).ThenRefused(AgreementRefusals.OtherAddendum);
        proposed.When(new ApproveAddendum(Ids.Derive(id, 1), hash), Coordinator).ThenRefused(AgreementRefusals.UnknownAddendum);
        var half = proposed.When(new ApproveAddendum(id, hash), Coordinator).Then(new AddendumApproved(id, Ads.Organisation, hash));
        half.When(new ApproveAddendum(id, hash), Coordinator).ThenRefused(AgreementRefusals.AlreadyApproved);
        half.When(By(Ads, id, hash), Coordinator).ThenRefused(AgreementRefusals.AddendumNotApproved).Arguments["organisations"].ShouldBe("hcar");
    }

    [Fact]
    public void The_last_of_a_partys_chain_approves_for_it()
    {
        var chained = InForce().Events(new PartiesSet([new(Ads.Organisation, ApprovalChain: [Role.LegalOfficer, Role.Head]), new(Hcar.Organisation)]));
        var (proposed, id, hash) = Proposed(given: chained);

        proposed.Item($"addendum:{id}:ads")!.Role.ShouldBe(Role.Head);
        proposed.When(new ApproveAddendum(id, hash), Coordinator).ThenRefused(Refusals.LacksRole);
        proposed.When(new ApproveAddendum(id, hash), Ads.As(Role.Head)).ThenAccepted();
    }

    [Fact]
    public void A_signature_wants_the_capacity_the_paper_and_a_day_that_has_come()
    {
        var (proposed, id, hash) = Proposed();
        var approved = Approve(proposed, id, hash);

        approved.When(By(Ads, id, hash) with { Signatory = Ads.Observer }, Coordinator).ThenRefused(AgreementRefusals.NotASignatory);
        approved.When(By(Ads, id, hash) with { Paper = null }, Coordinator).ThenRefused(AgreementRefusals.PaperMissing);
        approved.When(By(Ads, id, hash, On(2026, 12, 2)), Coordinator).ThenRefused(Refusals.FutureActDate);
        approved.When(By(Ads, id, hash, On(2026, 10, 4)), Coordinator).ThenRefused(AgreementRefusals.ActDateTooEarly);
        approved.After(By(Ads, id, hash), Coordinator).When(By(Ads, id, hash), Coordinator).ThenRefused(AgreementRefusals.AlreadySigned);
    }

    [Fact]
    public void With_a_date_ahead_the_deadline_applies_it()
    {
        var (proposed, id, hash) = Proposed(Longer with { EffectiveFrom = On(2027, 1, 1) });
        var signed = Sign(proposed, id, hash);

        signed.Agreement().Ends.ShouldBe(On(2027, 10, 4));
        signed.WhenDue($"addendum-effect:{id}").Then(new AddendumApplied(id, 2, On(2027, 1, 1), [Duration], Longer.Changes!, On(2028, 10, 4)));
    }

    [Fact]
    public void Its_formalities_come_before_its_effect_and_a_refusal_withdraws_it()
    {
        var (proposed, id, hash) = Proposed(Longer with { Formalities = [new("visa", FormalityKind.WaliVisa, Words("Wali"), Ads.Organisation, 30)] });
        var record = new RecordAddendumFormality(id, "visa", FormalityOutcome.Granted, On(2026, 12, 10), "V-1");
        proposed.On(2026, 12, 10).When(record, Coordinator).ThenRefused(AgreementRefusals.AddendumNotSigned);
        var signed = Sign(proposed, id, hash).On(2026, 12, 10);
        signed.Item($"addendum-formality:{id}:visa")!.Deadline!.Nominal.ShouldBe(On(2026, 12, 31));

        signed.When(record with { Formality = "other" }, Coordinator).ThenRefused(AgreementRefusals.UnknownFormality);
        signed.When(record, Partner).ThenRefused(AgreementRefusals.FormalityOfAnotherParty);
        signed.When(record with { ActDate = On(2026, 12, 11) }, Coordinator).ThenRefused(Refusals.FutureActDate);
        signed.When(record, Coordinator).Then(
            new AddendumFormalityRecorded(id, "visa", Ads.Organisation, FormalityOutcome.Granted, On(2026, 12, 10), "V-1"),
            new AddendumApplied(id, 2, On(2026, 12, 10), [Duration], Longer.Changes!, On(2028, 10, 4)));
        signed.When(record with { Outcome = FormalityOutcome.Refused }, Coordinator).Then(
            new AddendumFormalityRecorded(id, "visa", Ads.Organisation, FormalityOutcome.Refused, On(2026, 12, 10), "V-1"),
            new AddendumWithdrawn(id, null, "formality-refused")).Agreement().Addenda.Open.ShouldBeEmpty();
    }

    [Fact]
    public void A_formality_of_two_is_recorded_once()
    {
        var (proposed, id, hash) = Proposed(Longer with
        {
            Formalities = [new("visa", FormalityKind.WaliVisa, Words("Wali"), Ads.Organisation, 30), new("budget", FormalityKind.BudgetCertificate, Words("CED"), Ads.Organisation, 30)],
        });
        var record = new RecordAddendumFormality(id, "visa", FormalityOutcome.Granted, On(2026, 12, 1), "V-1");

        Sign(proposed, id, hash).After(record, Coordinator).When(record, Coordinator).ThenRefused(AgreementRefusals.FormalitySettled);
    }

    [Fact]
    public void The_same_clause_in_two_open_addenda_is_named_and_resolved_before_anybody_signs()
    {
        var (first, one, _) = Proposed();
        var two = Ids.Derive(first.CommandId, 0);
        var both = first.When(Longer with { Title = Words("Autre") }, Partner).ThenAmongOthers(new OverlapFound(two, one, ["2"]));
        var hash = both.Agreement().Addenda.Open[two].Proposed.Hash;
        var approved = Approve(both, two, hash);
        approved.Item($"addendum-overlap:{two}").ShouldNotBeNull();

        approved.When(By(Ads, two, hash), Coordinator).ThenRefused(AgreementRefusals.OverlapUnresolved);
        approved.When(new ResolveOverlap(two, null, OverlapResolution.Adds), Partner).ThenRefused(AgreementRefusals.UnknownOverlap);
        approved.When(new ResolveOverlap(two, one, OverlapResolution.Replaces), Partner).Then(new OverlapResolved(two, one, OverlapResolution.Replaces, Hcar.Organisation))
            .When(By(Ads, two, hash), Coordinator).ThenAccepted();
        approved.After(new WithdrawAddendum(one, "Remplacé"), Coordinator).When(By(Ads, two, hash), Coordinator).ThenAccepted();
    }

    [Fact]
    public void An_effect_after_the_end_of_the_term_is_an_overlap()
    {
        var given = InForce();

        given.When(Longer with { EffectiveFrom = On(2027, 10, 5) }, Coordinator).ThenAmongOthers(new OverlapFound(Ids.Derive(given.CommandId, 0), null, []));
    }

    [Fact]
    public void When_another_is_applied_first_the_base_is_stale_until_it_is_rebased_and_approvals_are_void()
    {
        var (first, one, hash) = Proposed();
        var two = Ids.Derive(first.CommandId, 0);
        var both = first.After(Longer with { Clauses = [Clause("3", "Budget")], Changes = null }, Partner);
        var other = both.Agreement().Addenda.Open[two].Proposed.Hash;
        both.When(new RebaseAddendum(two), Partner).ThenRefused(AgreementRefusals.BaseIsCurrent);

        var stale = Sign(Approve(both, two, other), one, hash);
        stale.Item($"addendum-rebase:{two}")!.Owes.ShouldBe([Hcar.Organisation]);
        stale.When(By(Ads, two, other), Coordinator).ThenRefused(AgreementRefusals.StaleBase);
        stale.When(new RebaseAddendum(one), Coordinator).ThenRefused(AgreementRefusals.UnknownAddendum);
        var rebased = stale.When(new RebaseAddendum(two), Partner).Then(new AddendumRebased(two, 2, On(2026, 12, 1), On(2026, 12, 31)));
        rebased.When(By(Ads, two, other), Coordinator).ThenRefused(AgreementRefusals.AddendumNotApproved);
        Sign(rebased, two, other).Agreement().Addenda.Version.ShouldBe(3);
    }

    [Fact]
    public void Rebased_it_is_held_against_the_other_open_addenda_and_the_end_of_the_term_again()
    {
        var (first, one, hash) = Proposed(Longer with { Clauses = [Clause("2", "Durée réduite")], Changes = new(Term: new Term(Months: 6)) });
        var two = Ids.Derive(first.CommandId, 0);
        var second = first.After(Longer with { Clauses = [Clause("3", "Budget")], Changes = null, EffectiveFrom = On(2027, 5, 1) }, Partner);
        var three = Ids.Derive(second.CommandId, 0);
        var stale = Sign(second.After(Longer with { Clauses = [Clause("3", "Budget révisé")], Changes = null }, Partner), one, hash);

        var rebased = stale.When(new RebaseAddendum(two), Partner).Then(
            new AddendumRebased(two, 2, On(2026, 12, 1), On(2026, 12, 31)), new OverlapFound(two, three, ["3"]), new OverlapFound(two, null, []));

        var other = rebased.Agreement().Addenda.Open[two].Proposed.Hash;
        Approve(rebased, two, other).When(By(Ads, two, other), Coordinator).ThenRefused(AgreementRefusals.OverlapUnresolved);
    }

    [Fact]
    public void It_is_given_up_before_it_is_applied()
    {
        var (proposed, id, _) = Proposed();

        proposed.When(new WithdrawAddendum(id, ""), Coordinator).ThenRefused(Refusals.Fields.Required, "/reason");
        proposed.When(new WithdrawAddendum(id, "Sans objet"), Partner).Then(new AddendumWithdrawn(id, Hcar.Organisation, "Sans objet"))
            .When(new WithdrawAddendum(id, "Sans objet"), Partner).ThenRefused(AgreementRefusals.UnknownAddendum);
    }

    [Fact]
    public void A_committees_recommendation_waits_until_it_is_followed_or_dismissed()
    {
        var given = InForce();
        var recommendation = Ids.Derive(given.CommandId, 0);
        var committee = new GrainId("committee", "joint");
        var recommended = given.When(new NoteAddendumRecommended(committee, "D-3", "Ajouter un axe", On(2026, 11, 30)), Actor.System)
            .Then(new AddendumRecommended(recommendation, committee, "D-3", "Ajouter un axe", On(2026, 11, 30)));
        recommended.Item($"recommendation:{recommendation}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);

        recommended.After(Longer with { Recommendation = recommendation }, Coordinator).Item($"recommendation:{recommendation}").ShouldBeNull();
        recommended.When(new DismissRecommendation(recommendation, "Trop tôt"), Coordinator)
            .Then(new RecommendationDismissed(recommendation, Ads.Organisation, "Trop tôt"))
            .When(new DismissRecommendation(recommendation, "Trop tôt"), Coordinator).ThenRefused(AgreementRefusals.UnknownRecommendation);
        given.When(Longer with { Recommendation = recommendation }, Coordinator).ThenRefused(AgreementRefusals.UnknownRecommendation);
    }

    [Fact]
    public void Only_an_agreement_in_force_is_amended() => Draft(Ads, Hcar).When(Longer, Coordinator).ThenRefused(Refusals.WrongStage);
}
