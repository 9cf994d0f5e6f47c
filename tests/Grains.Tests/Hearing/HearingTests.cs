using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Hearing;
using Mithaq.Grains.Organisations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Hearing;

/// <summary>Who hears of what, seen from the people's side.</summary>
public sealed class HearingTests
{
    private static readonly DateOnly Today = On(2026, 10, 5);
    private static readonly Contribution Cash = new("cash", Ocp.Organisation, 2026, ContributionKind.Cash, Mad(1_000_000));
    private static readonly Tranche First = new("t1", "cash", Ministry.Organisation, Mad(400_000), []);
    private static readonly GivenGrain Funded = Draft(Ministry, Ocp).Events(new FundingSet([Cash], [First])).SignedOn(2026, 10, 5);

    [Fact]
    public void A_text_sent_to_review_is_heard_of_by_the_coordinators_of_those_who_owe_an_answer_but_not_by_who_sent_it() =>
        Draft(Ads, Hcar, Ocp).WhoHears<SentToReview>(new SendToReview(), Ads.As(Role.Coordinator)).ShouldBe([Hcar.Coordinator, Ocp.Coordinator], ignoreOrder: true);

    [Fact]
    public void Inside_a_party_the_next_of_its_chain_hears_and_nobody_of_the_other_party_ever_does()
    {
        var draft = Draft(Ads, Hcar);
        var chained = draft.Events(new PartiesSet([new(Ads.Organisation), new(Hcar.Organisation, ApprovalChain: [Role.LegalOfficer, Role.Head])])).InReview();

        chained.WhoHears<TextStepApproved>(new ApproveText(Text), Hcar.As(Role.LegalOfficer)).ShouldBe([Hcar.Head]);
    }

    [Fact]
    public void Changes_that_a_party_asks_for_are_the_initiators_turn() =>
        Draft(Ads, Hcar).InReview().WhoHears<ChangesRequested>(new RequestChanges("clause 2"), Hcar.As(Role.Coordinator)).ShouldBe([Ads.Coordinator]);

    [Fact]
    public void Of_the_last_signature_all_coordinators_hear_and_those_signatories_who_asked_to()
    {
        var approved = Draft(Ads, Hcar).Approved().On(Today).After(new SignText(Ads.Signatory, Text, Today, Paper), Ads.As(Role.Coordinator));
        var asking = TestOrganisations.All.Select(o => o.Id == Hcar.Organisation ? o with { Members = [.. o.Members.Select(m => m with { HearsEscalations = m.Roles.Contains(Role.Signatory) })] } : o).ToArray();

        approved.WhoHears<EveryPartySigned>(new SignText(Hcar.Signatory, Text, Today), Hcar.As(Role.Signatory))
            .ShouldBe([Ads.Coordinator, Hcar.Coordinator], ignoreOrder: true);
        approved.WhoHears<EveryPartySigned>(new SignText(Hcar.Signatory, Text, Today, Paper), Hcar.As(Role.Coordinator), asking)
            .ShouldBe([Ads.Coordinator, Hcar.Signatory], ignoreOrder: true);
    }

    [Fact]
    public void A_call_goes_to_the_funders_finance_officer_and_the_payment_to_the_recipients()
    {
        Funded.WhoHears<TrancheCalled>(new CallTranche("t1", Today), Ministry.As(Role.FinanceOfficer)).ShouldBe([Ocp.FinanceOfficer]);
        Funded.After(new CallTranche("t1", Today), Ministry.As(Role.FinanceOfficer))
            .WhoHears<TranchePaid>(new PayTranche("t1", Mad(400_000), Today, "OV 12"), Ocp.As(Role.FinanceOfficer)).ShouldBe([Ministry.FinanceOfficer]);
    }

    [Fact]
    public void A_callable_tranche_is_told_to_the_recipients_finance_officer_and_coordinator()
    {
        var signed = Draft(Ministry, Ocp).Events(new FundingSet([Cash], [First])).Approved().On(Today).After(new SignText(Ministry.Signatory, Text, Today, Paper), Ministry.As(Role.Coordinator));

        signed.WhoHears<TrancheBecameCallable>(new SignText(Ocp.Signatory, Text, Today, Paper), Ocp.As(Role.Coordinator)).ShouldBe([Ministry.FinanceOfficer, Ministry.Coordinator]);
    }

    [Fact]
    public void A_formal_notice_goes_to_the_party_against_which_it_is_given_alone() =>
        Draft(Ads, Hcar, Ocp).SignedOn(2026, 10, 5).WhoHears<FormalNoticeGiven>(new GiveFormalNotice(Ocp.Organisation, "no reports", Today), Ads.As(Role.Coordinator))
            .ShouldBe([Ocp.Coordinator]);

    [Fact]
    public void A_role_that_nobody_holds_is_heard_for_by_the_coordinator()
    {
        var without = TestOrganisations.All.Select(o => o with { Members = o.Members.RemoveAll(m => m.Roles.Contains(Role.FinanceOfficer)) }).ToArray();

        Funded.WhoHears<TrancheCalled>(new CallTranche("t1", Today), Ministry.As(Role.FinanceOfficer), without).ShouldBe([Ocp.Coordinator]);
    }

    [Fact]
    public void A_stand_in_hears_in_the_place_of_somebody_who_is_away()
    {
        var away = TestOrganisations.All.Select(o => o.Id == Ocp.Organisation ? o with { Absences = [new(Ocp.FinanceOfficer, Ocp.Head, On(2026, 10, 1), On(2026, 10, 9))] } : o).ToArray();

        Funded.WhoHears<TrancheCalled>(new CallTranche("t1", Today), Ministry.As(Role.FinanceOfficer), away).ShouldBe([Ocp.Head]);
    }

    [Fact]
    public void Of_a_deadlines_step_exactly_those_hear_whom_it_told()
    {
        var review = Draft(Ads, Hcar).InReview();
        var deadline = review.Item("review:1:hcar")!.Deadline!;
        var reached = new DeadlineReached("review:1:hcar", deadline.Nominal, deadline.Nominal, [-7], IsDue: false);
        var told = (DeadlineStepsTaken)review.On(deadline.Nominal.AddDays(-7)).WhenReached(reached).Events.Single();

        review.Heard([told], Actor.System).Single().Told.ShouldBe(told.Told);
        told.Told.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_case_is_told_to_the_supporter_and_its_answer_to_the_proposer()
    {
        CaseCases.NoCase().WhoHears<CaseProposed>(CaseCases.Proposal(), CaseCases.Proposer).ShouldBe([Ads.Coordinator]);
        CaseCases.Proposed().On(2027, 1, 20).WhoHears<CaseAccepted>(new AcceptCase(On(2027, 1, 20)), CaseCases.Supporter).ShouldBe([Hcar.Coordinator]);
    }

    [Fact]
    public void Invitations_to_a_meeting_go_to_the_people_in_the_seats_and_to_the_secretary()
    {
        var committee = CommitteeCases.Active(Ads, Hcar);
        var planned = committee.When(new PlanCommitteeMeeting(On(2026, 12, 1), "Rabat"), Ads.As(Role.Coordinator));
        var meeting = ((MeetingPlanned)planned.Events[0]).Meeting;

        // Who sits without being a member of the organisation is reached through its coordinator.
        var hears = planned.ThenAccepted().WhoHears<MeetingConvened>(
            new ConveneMeeting(meeting, On(2026, 12, 1), "Rabat", CommitteeCases.Agenda, Today), Ads.As(Role.CommitteeSecretary), CommitteeCases.Organisations);
        hears.ShouldBe([Ads[Role.CommitteeMember], Hcar[Role.CommitteeMember]], ignoreOrder: true);
    }

    [Fact]
    public void Of_what_is_put_right_the_coordinators_hear()
    {
        var happened = new Rectified("agreement.agreement-ended.v1", "expiry", "agreed-earlier", Today);
        Draft(Ads, Hcar).SignedOn(2026, 10, 5).Heard([happened], Ads.As(Role.Coordinator)).Single().Told.Select(t => t.Person).ShouldBe([Hcar.Coordinator]);
    }

    [Fact]
    public void A_party_that_has_left_hears_that_it_has()
    {
        var agreement = Draft(Ads, Hcar, Ocp).SignedOn(2026, 10, 5);
        var told = agreement.Heard([new PartyWithdrew(Ocp.Organisation, Today)], Actor.System).Single().Told;

        told.Select(t => t.Organisation).ShouldBe([Ads.Organisation, Hcar.Organisation, Ocp.Organisation], ignoreOrder: true);
    }
}
