using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Contracts.Refusals;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class ReviewTests
{
    private static readonly Actor AdsCoordinator = Ads.As(Role.Coordinator);
    private static readonly Actor HcarCoordinator = Hcar.As(Role.Coordinator);
    private static readonly GivenGrain InReview = Draft(Ads, Hcar).InReview();
    private static readonly ApproveText Approve = new(AgreementCases.Text);

    [Fact]
    public void A_complete_draft_goes_to_the_parties_who_answer_within_the_review_days()
    {
        var review = Draft(Ads, Hcar).Events(new GovernanceSet(new(ReviewDays: 15))).When(new SendToReview(), AdsCoordinator)
            .Then(new SentToReview(1, AgreementCases.Text, On(2026, 10, 1), On(2026, 10, 16)));

        review.Item("review:1:hcar")!.Deadline!.Nominal.ShouldBe(On(2026, 10, 16));
        review.Item("review:1:ads").ShouldNotBeNull();
    }

    [Fact]
    public void Everything_missing_or_left_over_is_told_at_once()
    {
        var refusal = Given(new AgreementRules(), Id).Organisations(TestOrganisations.All).On(2026, 10, 1).Events(
                Drafted(Ads, Hcar),
                new CommitmentsSet([new("c", Words("C"), [Ocp.Organisation], [Ads.Organisation], CommitmentForce.Firm, new())]),
                new FormalitiesSet([new("v", FormalityKind.Other, Words("V"), Ocp.Organisation, 10)]))
            .When(new SendToReview(), AdsCoordinator).ThenRefused(AgreementRefusals.Incomplete);

        refusal.Errors.Select(e => (e.Pointer, e.Code)).ShouldBe(
            [
                ("/text", Fields.Required), ("/substance", Fields.Required), ("/commitments/0/obligors/0", Fields.UnknownReference),
                ("/formalities/0/party", Fields.UnknownReference),
            ]);
    }

    [Fact]
    public void Everybody_who_works_on_the_text_comments_on_its_clauses()
    {
        var comment = Ids.Derive(InReview.CommandId, 0);
        var commented = InReview.When(new CommentOnClause("2", "Trop court"), Hcar.As(Role.LegalOfficer))
            .Then(new ClauseCommented(comment, Hcar.Organisation, 1, "2", "Trop court"));

        commented.When(new ResolveComment(comment), AdsCoordinator).Then(new CommentResolved(comment, Ads.Organisation))
            .When(new ResolveComment(comment), AdsCoordinator).ThenRefused(AgreementRefusals.UnknownComment);
        InReview.When(new CommentOnClause("9", "Où ?"), HcarCoordinator).ThenRefused(AgreementRefusals.UnknownClause);
        InReview.When(new CommentOnClause("2", new string('x', 2001)), HcarCoordinator).ThenRefused(Fields.TooLong, "/text");
        InReview.When(new CommentOnClause("2", "?"), Hcar.As(Role.Observer)).ThenRefused(LacksRole);
    }

    [Fact]
    public void It_is_approved_when_the_last_party_approves_this_version()
    {
        var first = InReview.When(Approve, HcarCoordinator)
            .Then(new TextStepApproved(Hcar.Organisation, Role.Coordinator, AgreementCases.Text), new TextApproved(Hcar.Organisation, AgreementCases.Text));
        first.Stage.ShouldBe(nameof(AgreementStage.Review));
        first.Item("review:1:hcar").ShouldBeNull();

        first.When(Approve, AdsCoordinator).ThenAmongOthers(new EveryPartyApproved(1, AgreementCases.Text)).Stage.ShouldBe(nameof(AgreementStage.Approved));
    }

    [Fact]
    public void Inside_a_party_the_chain_approves_in_its_order()
    {
        var review = Draft(Ads, Hcar).Events(new PartiesSet([new(Ads.Organisation), new(Hcar.Organisation, ApprovalChain: [Role.LegalOfficer, Role.Head])])).InReview();

        review.When(Approve, Hcar.As(Role.Head)).ThenRefused(LacksRole);
        var legal = review.When(Approve, Hcar.As(Role.LegalOfficer)).Then(new TextStepApproved(Hcar.Organisation, Role.LegalOfficer, AgreementCases.Text));
        legal.Item("review:1:hcar")!.Role.ShouldBe(Role.Head);
        legal.When(Approve, Hcar.As(Role.LegalOfficer)).ThenRefused(LacksRole);
        legal.When(Approve, Hcar.As(Role.Head))
            .Then(new TextStepApproved(Hcar.Organisation, Role.Head, AgreementCases.Text), new TextApproved(Hcar.Organisation, AgreementCases.Text));
    }

    [Fact]
    public void A_party_approves_once() =>
        InReview.After(Approve, HcarCoordinator).When(Approve, HcarCoordinator).ThenRefused(AgreementRefusals.AlreadyApproved);

    [Fact]
    public void A_new_version_voids_every_approval_and_the_old_text_is_approved_no_more()
    {
        var again = InReview.After(Approve, HcarCoordinator)
            .When(new RequestChanges("clause 2"), AdsCoordinator).Then(new ChangesRequested(Ads.Organisation, 1, "clause 2"))
            .After(new ReviseText(Clauses, [Paper]), AdsCoordinator).InReview();

        again.Agreement().Review.Approved.IsEmpty.ShouldBeTrue();
        again.Item("review:2:hcar").ShouldNotBeNull();
        again.When(Approve, HcarCoordinator).ThenRefused(AgreementRefusals.OtherText).Arguments["version"].ShouldBe("2");
    }

    [Fact]
    public void Even_once_approved_a_party_may_ask_for_changes_but_not_once_one_has_signed()
    {
        var approved = Draft(Ads, Hcar).Approved();

        approved.When(new RequestChanges("clause 2"), HcarCoordinator).ThenAccepted().Stage.ShouldBe(nameof(AgreementStage.Draft));
        approved.When(new RequestChanges(" "), HcarCoordinator).ThenRefused(Fields.Required, "/reason");
        approved.After(new SignText(Ads.Signatory, AgreementCases.Text, On(2026, 10, 1)), Ads.As(Role.Signatory))
            .When(new RequestChanges("clause 2"), HcarCoordinator).ThenRefused(AgreementRefusals.AlreadySignedByAParty);
    }

    [Fact]
    public void Comments_outlive_a_new_version()
    {
        var comment = Ids.Derive(InReview.CommandId, 0);
        InReview.After(new CommentOnClause("1", "?"), HcarCoordinator).After(new RequestChanges("x"), HcarCoordinator).After(new SendToReview(), AdsCoordinator)
            .When(new ResolveComment(comment), AdsCoordinator).ThenAccepted();
    }
}
