using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Committees;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CommitteeCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Committees;

public class DecisionsTests
{
    private static readonly Actor Secretary = Ads.As(Role.CommitteeSecretary);
    private static readonly DateOnly Day = On(2026, 11, 5);

    private static GivenGrain Held(RulesOfProcedure? rules = null) => (rules is null ? Active(Ads, Hcar) : Active(Ads, Hcar).WithRules(rules)).Convened(2026, 11, 5).Held();

    private static DecisionSubject Programme { get; } = new(DecisionKind.Programme, "Programme 2027", GrainId.Programme(new("11111111-1111-1111-1111-111111111111")));

    private static Guid Decision(GivenGrain given) => given.Committee().Motions[^1].Id;

    [Fact]
    public void A_decision_is_put_to_a_meeting_and_taken_by_consensus_when_nobody_objects()
    {
        var held = Held();
        var (id, meeting) = (Ids.Derive(held.CommandId, 0), held.Meeting().Id);
        var proposed = held.When(new ProposeDecision(meeting, "1", "d1", Usual), Secretary).Then(new DecisionProposed(
            id, "d1", Usual, DecisionMode.Consensus, [Ads.Organisation, Hcar.Organisation], Ads.Organisation, Day, meeting, "1"));

        proposed.Item($"vote:{id}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);
        proposed.When(new RecordConsensus(id), Secretary)
            .Then(new DecisionAdopted(id, "d1", Usual, meeting, [Ads.Organisation, Hcar.Organisation], true, Day))
            .When(new RecordConsensus(id), Secretary).ThenRefused(CommitteeRefusals.DecisionSettled);
    }

    [Fact]
    public void A_decision_names_its_item_its_key_and_what_it_is_about()
    {
        var held = Held();
        void Refused(ProposeDecision command, string code, string? pointer = null) => held.When(command, Secretary).ThenRefused(code, pointer);
        var command = new ProposeDecision(held.Meeting().Id, "1", "d1", Usual);

        Refused(command with { Item = "9" }, CommitteeRefusals.UnknownItem);
        Refused(command with { Item = null! }, Refusals.Fields.Required, "/item");
        Refused(command with { Key = " " }, Refusals.Fields.Required, "/key");
        Refused(command with { Subject = null! }, Refusals.Fields.Required, "/subject");
        Refused(command with { Subject = new(DecisionKind.Programme, "P") }, Refusals.Fields.Required, "/subject/programme");
        Refused(command with { Subject = new(DecisionKind.Programme, "P", CommitteeCases.Id) }, Refusals.Fields.UnknownReference, "/subject/programme");
        Refused(command with { Subject = Usual with { Programme = Programme.Programme } }, Refusals.Fields.Malformed, "/subject/programme");
        Refused(command with { Subject = Usual with { Change = Guid.Empty } }, Refusals.Fields.Malformed, "/subject/change");
        Refused(command with { Meeting = default }, CommitteeRefusals.UnknownMeeting);
        held.Proposed(Usual).When(command, Secretary).ThenRefused(CommitteeRefusals.KeyTaken);
        Active(Ads, Hcar).Convened(2026, 11, 5).When(command, Secretary).ThenRefused(CommitteeRefusals.InOtherStage);
    }

    [Fact]
    public void Money_text_and_programme_take_the_vote_of_every_party_whatever_the_rules_say()
    {
        foreach (var subject in new[] { Programme, Funding, new DecisionSubject(DecisionKind.TextOrMoney, "Annexe 2") })
        {
            var proposed = Held(new(Decides: DecisionMode.Majority)).Proposed(subject);
            var (id, meeting) = (Decision(proposed), proposed.Meeting().Id);
            proposed.When(new RecordConsensus(id), Secretary).ThenRefused(CommitteeRefusals.NotByConsensus);
            var voted = proposed.WhenVotes(Ads, Vote.For).Then(new VoteCast(id, "d1", Ads.Organisation, Ads.Sits(1), Vote.For, Day));

            voted.WhenVotes(Hcar, Vote.For).Then(
                new VoteCast(id, "d1", Hcar.Organisation, Hcar.Sits(1), Vote.For, Day),
                new DecisionAdopted(id, "d1", subject, meeting, [Ads.Organisation, Hcar.Organisation], true, Day));
            voted.WhenVotes(Hcar, Vote.Abstain).ThenAmongOthers(
                new DecisionRejected(id, "d1", subject, meeting, [Ads.Organisation], [], [], RejectionCause.NotUnanimous, Day));
            voted.When(new CloseVote(id), Secretary).Then(
                new DecisionRejected(id, "d1", subject, meeting, [Ads.Organisation], [], [Hcar.Organisation], RejectionCause.NotUnanimous, Day));
        }
    }

    [Fact]
    public void Consensus_ends_where_a_party_objects()
    {
        var proposed = Held().Proposed(Usual);
        var id = Decision(proposed);
        var against = proposed.WhenVotes(Hcar, Vote.Against).ThenAccepted();

        against.When(new RecordConsensus(id), Secretary).ThenRefused(CommitteeRefusals.Objected);
        against.WhenVotes(Ads, Vote.For).ThenAmongOthers(new DecisionRejected(
            id, "d1", Usual, proposed.Meeting().Id, [Ads.Organisation], [Hcar.Organisation], [], RejectionCause.Opposed, Day));
        proposed.WhenVotes(Hcar, Vote.Abstain).ThenAccepted().When(new RecordConsensus(id), Secretary)
            .Then(new DecisionAdopted(id, "d1", Usual, proposed.Meeting().Id, [Ads.Organisation], false, Day));
    }

    [Fact]
    public void A_rejected_decision_may_be_put_again_under_its_key()
    {
        var rejected = Held().Proposed(Usual).After(new CloseVote(Decision(Held().Proposed(Usual))), Secretary);

        rejected.Committee().Motions[0].Outcome.ShouldBe(MotionOutcome.Rejected);
        rejected.Proposed(Usual).Committee().Motions.Length.ShouldBe(2);
    }

    [Fact]
    public void A_majority_is_of_the_parties_that_can_vote()
    {
        var rules = new RulesOfProcedure(Decides: DecisionMode.Majority, QuorumEveryParty: false, QuorumSeats: 2);
        var proposed = Active(Ads, Hcar, Ocp).WithRules(rules).Convened(2026, 11, 5).Held(Ads.Sits(1), Hcar.Sits(1)).Proposed(Usual);
        var (id, meeting) = (Decision(proposed), proposed.Meeting().Id);

        proposed.WhenVotes(Ocp, Vote.For).ThenRefused(CommitteeRefusals.NotPresent);
        proposed.WhenVotes(Ads, Vote.For).ThenAccepted().WhenVotes(Hcar, Vote.Against).ThenAmongOthers(new DecisionRejected(
            id, "d1", Usual, meeting, [Ads.Organisation], [Hcar.Organisation], [], RejectionCause.NoMajority, Day));
        proposed.WhenVotes(Ads, Vote.For).ThenAccepted().WhenVotes(Hcar, Vote.For).ThenAmongOthers(
            new DecisionAdopted(id, "d1", Usual, meeting, [Ads.Organisation, Hcar.Organisation], false, Day));
    }

    [Fact]
    public void A_party_votes_once_through_somebody_who_was_there()
    {
        var proposed = Held().Proposed(Usual);
        var id = Decision(proposed);

        proposed.WhenVotes(Hcar, Vote.For, Ads.Sits(1)).ThenRefused(CommitteeRefusals.NotPresent);
        proposed.When(new CastVote(id, Vote.For, Day), Hcar.As(Role.CommitteeMember)).Then(new VoteCast(id, "d1", Hcar.Organisation, Hcar.Sits(1), Vote.For, Day));
        proposed.When(new CastVote(id, Vote.For, Day), Hcar.As(Role.Observer)).ThenRefused(Refusals.LacksRole);
        proposed.WhenVotes(Hcar, Vote.For).ThenAccepted().WhenVotes(Hcar, Vote.Against, Hcar.Sits(2)).ThenRefused(CommitteeRefusals.AlreadyVoted);
        proposed.When(new CastVote(id, Vote.For, On(2026, 11, 4), Hcar.Sits(1)), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        proposed.When(new CastVote(default, Vote.For, Day), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.UnknownDecision);
        proposed.When(new CloseVote(default), Secretary).ThenRefused(CommitteeRefusals.UnknownDecision);
        proposed.After(new NoteCommitteeParty(Joined: Ocp.Organisation), Actor.System)
            .When(new CastVote(id, Vote.For, Day), Ocp.As(Role.Coordinator)).ThenRefused(Refusals.NotAParty);
    }

    [Fact]
    public void Who_has_a_conflict_of_interest_counts_neither_for_the_quorum_nor_for_the_vote()
    {
        var held = Held();
        var meeting = held.Meeting().Id;
        DeclareConflict Of(PersonId member, string item = "1") => new(meeting, item, member, Day);

        held.When(Of(Hcar.Sits(1)), Hcar.As(Role.CommitteeMember)).Then(new ConflictDeclared(Hcar.Organisation, Hcar.Sits(1), Day, meeting, "1"))
            .When(Of(Hcar.Sits(1)), Hcar.As(Role.CommitteeMember)).ThenNothing();
        held.When(Of(Hcar.Sits(1), "9"), Hcar.As(Role.CommitteeMember)).ThenRefused(CommitteeRefusals.UnknownItem);
        held.When(Of(Hcar.Head), Hcar.As(Role.CommitteeMember)).ThenRefused(CommitteeRefusals.NotAMember);
        held.When(Of(Hcar.Sits(1)), Ads.As(Role.CommitteeMember)).ThenRefused(CommitteeRefusals.NotAMember);
        held.When(Of(Hcar.Sits(1)) with { ActDate = On(2026, 11, 6) }, Hcar.As(Role.CommitteeMember)).ThenRefused(Refusals.FutureActDate);

        var one = held.After(Of(Hcar.Sits(1)), Hcar.As(Role.CommitteeMember)).Proposed(Usual);
        one.WhenVotes(Hcar, Vote.For).ThenRefused(CommitteeRefusals.ConflictOfInterest);
        one.WhenVotes(Hcar, Vote.For, Hcar.Sits(2)).ThenAccepted();

        var both = held.After(Of(Hcar.Sits(1)), Hcar.As(Role.CommitteeMember)).After(Of(Hcar.Sits(2)), Hcar.As(Role.Coordinator));
        both.When(new ProposeDecision(meeting, "1", "d1", Usual), Secretary).ThenRefused(CommitteeRefusals.ItemNotQuorate);
        both.When(new ProposeDecision(meeting, "2", "d1", Usual), Secretary).ThenAccepted();
    }

    [Fact]
    public void A_conflict_that_is_declared_after_the_vote_puts_it_aside()
    {
        var voted = Held().Proposed(Usual).WhenVotes(Hcar, Vote.For).ThenAccepted();
        var meeting = voted.Meeting().Id;
        var declared = voted.After(new DeclareConflict(meeting, "1", Hcar.Sits(1), Day), Hcar.As(Role.Coordinator));

        declared.Item($"vote:{Decision(voted)}")!.Owes.ShouldBe([Ads.Organisation, Hcar.Organisation]);
        declared.WhenVotes(Hcar, Vote.Against, Hcar.Sits(2)).ThenAccepted();
        var nobody = declared.When(new DeclareConflict(meeting, "1", Hcar.Sits(2), Day), Hcar.As(Role.Coordinator)).ThenAccepted();
        nobody.When(new RecordConsensus(Decision(voted)), Secretary).ThenRefused(CommitteeRefusals.ItemNotQuorate);
        nobody.WhenVotes(Ads, Vote.For).ThenAmongOthers(new DecisionRejected(
            Decision(voted), "d1", Usual, meeting, [Ads.Organisation], [], [], RejectionCause.NotQuorate, Day))
            .When(new DeclareConflict(meeting, "1", Ads.Sits(1), Day), Ads.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.ItemDecided);
    }

    [Fact]
    public void An_addendum_is_recommended_as_the_rules_decide()
    {
        var proposed = Held().Proposed(new(DecisionKind.AddendumRecommendation, "Ajouter un axe"));

        proposed.When(new RecordConsensus(Decision(proposed)), Secretary).Events.OfType<DecisionAdopted>().Single().Subject.Kind.ShouldBe(DecisionKind.AddendumRecommendation);
    }
}
