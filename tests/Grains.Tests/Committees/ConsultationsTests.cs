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

public class ConsultationsTests
{
    private static readonly Actor Secretary = Ads.As(Role.CommitteeSecretary);
    private static readonly ConsultInWriting Consult = new("c1", Usual, On(2026, 10, 20), On(2026, 10, 5));

    private static GivenGrain Consulted(RulesOfProcedure? rules = null, params Staff[] parties) =>
        (rules is null ? Active(Ads, Hcar) : Active(parties).WithRules(rules)).After(Consult, Secretary);

    private static Guid Decision(GivenGrain given) => given.Committee().Motions[^1].Id;

    private static string Key(GivenGrain given) => $"consultation:{Decision(given)}";

    [Fact]
    public void The_parties_are_consulted_in_writing_and_the_last_answer_decides()
    {
        var id = Ids.Derive(Active(Ads, Hcar).CommandId, 0);
        var consulted = Active(Ads, Hcar).When(Consult, Secretary).Then(new DecisionProposed(
            id, "c1", Usual, DecisionMode.Consensus, [Ads.Organisation, Hcar.Organisation], Ads.Organisation, On(2026, 10, 5), AnswerBy: On(2026, 10, 20)));
        var item = consulted.Item($"consultation:{id}")!;
        (item.Kind, item.Deadline!.Nominal).ShouldBe((DeadlineKind.ConsultationAnswer, On(2026, 10, 20)));

        consulted.WhenVotes(Ads, Vote.For).ThenAccepted().On(2026, 10, 12).WhenVotes(Hcar, Vote.For).ThenAmongOthers(
            new DecisionAdopted(id, "c1", Usual, null, [Ads.Organisation, Hcar.Organisation], true, On(2026, 10, 12)));
        consulted.When(new CloseVote(id), Secretary).ThenRefused(CommitteeRefusals.ConsultationRuns);
        consulted.When(new RecordConsensus(id), Secretary).ThenRefused(CommitteeRefusals.ConsultationRuns);
        consulted.WhenVotes(Hcar, Vote.For, Hcar.Head).ThenRefused(CommitteeRefusals.NotAMember);
    }

    [Fact]
    public void A_consultation_leaves_time_and_has_a_key_of_its_own()
    {
        Active(Ads, Hcar).When(Consult with { AnswerBy = On(2026, 10, 14) }, Secretary).ThenRefused(CommitteeRefusals.ConsultationTooShort);
        Active(Ads, Hcar).When(Consult with { AnswerBy = default }, Secretary).ThenRefused(Refusals.Fields.Required, "/answerBy");
        Active(Ads, Hcar).When(Consult with { ActDate = On(2026, 10, 6) }, Secretary).ThenRefused(Refusals.FutureActDate);
        Consulted().When(Consult, Secretary).ThenRefused(CommitteeRefusals.KeyTaken);
    }

    [Fact]
    public void Silence_is_no_answer()
    {
        var consulted = Consulted().WhenVotes(Ads, Vote.For).ThenAccepted();

        consulted.WhenDue(Key(consulted)).Then(new DecisionRejected(
            Decision(consulted), "c1", Usual, null, [Ads.Organisation], [], [Hcar.Organisation], RejectionCause.NotQuorate, On(2026, 10, 20)));
    }

    [Fact]
    public void Where_not_every_party_has_to_answer_more_than_half_of_them_decide()
    {
        var consulted = Consulted(new(QuorumEveryParty: false), Ads, Hcar, Ocp).WhenVotes(Ads, Vote.For).ThenAccepted().WhenVotes(Hcar, Vote.Abstain).ThenAccepted();

        consulted.WhenDue(Key(consulted)).Then(new DecisionAdopted(Decision(consulted), "c1", Usual, null, [Ads.Organisation], false, On(2026, 10, 20)));
    }

    [Fact]
    public void An_answer_in_time_that_is_recorded_late_puts_the_timer_right()
    {
        var consulted = Consulted().WhenVotes(Ads, Vote.For).ThenAccepted();
        var (id, key) = (Decision(consulted), Key(consulted));
        var rejected = consulted.WhenDue(key).ThenAccepted();
        CastVote Answer(Vote vote, DateOnly on) => new(id, vote, on, Hcar.Sits(1));

        rejected.When(Answer(Vote.For, On(2026, 10, 20)), Hcar.As(Role.Coordinator)).Then(
            new Rectified("committee.decision-rejected.v1", key, "answered-in-time", On(2026, 10, 20)),
            new VoteCast(id, "c1", Hcar.Organisation, Hcar.Sits(1), Vote.For, On(2026, 10, 20)),
            new DecisionAdopted(id, "c1", Usual, null, [Ads.Organisation, Hcar.Organisation], true, On(2026, 10, 20)));
        rejected.When(Answer(Vote.Against, On(2026, 10, 20)), Hcar.As(Role.Coordinator)).Then(
            new VoteCast(id, "c1", Hcar.Organisation, Hcar.Sits(1), Vote.Against, On(2026, 10, 20)));
        rejected.When(Answer(Vote.For, On(2026, 10, 21)), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.DecisionSettled);
        rejected.When(new CastVote(id, Vote.For, On(2026, 10, 20), Ads.Sits(1)), Ads.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.DecisionSettled);
        rejected.After(Consult with { ActDate = On(2026, 10, 21), AnswerBy = On(2026, 11, 20) }, Secretary)
            .When(Answer(Vote.For, On(2026, 10, 20)), Hcar.As(Role.Coordinator)).ThenRefused(CommitteeRefusals.KeyTaken);
    }

    [Fact]
    public void An_objection_in_time_that_is_recorded_late_undoes_what_was_adopted_without_it()
    {
        var consulted = Consulted(new(QuorumEveryParty: false), Ads, Hcar, Ocp).WhenVotes(Ads, Vote.For).ThenAccepted().WhenVotes(Hcar, Vote.For).ThenAccepted();
        var adopted = consulted.WhenDue(Key(consulted)).ThenAccepted();

        adopted.When(new CastVote(Decision(adopted), Vote.Against, On(2026, 10, 19), Ocp.Sits(1)), Ocp.As(Role.Coordinator)).Then(
            new Rectified("committee.decision-adopted.v1", Key(adopted), "answered-in-time", On(2026, 10, 19)),
            new VoteCast(Decision(adopted), "c1", Ocp.Organisation, Ocp.Sits(1), Vote.Against, On(2026, 10, 19)),
            new DecisionRejected(
                Decision(adopted), "c1", Usual, null, [Ads.Organisation, Hcar.Organisation], [Ocp.Organisation], [], RejectionCause.Opposed, On(2026, 10, 20)));
    }

    [Fact]
    public void Who_has_an_interest_does_not_answer_for_the_party()
    {
        var consulted = Consulted();
        DeclareConsultationConflict Of(PersonId member) => new(Decision(consulted), member, On(2026, 10, 5));

        var declared = consulted.When(Of(Hcar.Sits(1)), Hcar.As(Role.CommitteeMember))
            .Then(new ConflictDeclared(Hcar.Organisation, Hcar.Sits(1), On(2026, 10, 5), Decision: Decision(consulted)));
        declared.When(Of(Hcar.Sits(1)), Hcar.As(Role.CommitteeMember)).ThenNothing();
        declared.WhenVotes(Hcar, Vote.For).ThenRefused(CommitteeRefusals.ConflictOfInterest);
        declared.WhenVotes(Hcar, Vote.For, Hcar.Sits(2)).ThenAccepted();
        consulted.When(Of(Hcar.Head), Hcar.As(Role.CommitteeMember)).ThenRefused(CommitteeRefusals.NotAMember);
        consulted.When(Of(Hcar.Sits(1)) with { Decision = default }, Hcar.As(Role.CommitteeMember)).ThenRefused(CommitteeRefusals.UnknownDecision);
        consulted.When(Of(Hcar.Sits(1)) with { ActDate = On(2026, 10, 4) }, Hcar.As(Role.CommitteeMember)).ThenRefused(CommitteeRefusals.ActDateTooEarly);
        consulted.WhenDue(Key(consulted)).ThenAccepted().When(Of(Hcar.Sits(1)), Hcar.As(Role.CommitteeMember)).ThenRefused(CommitteeRefusals.DecisionSettled);
    }
}
