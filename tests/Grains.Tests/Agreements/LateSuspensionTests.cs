using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

/// <summary>In force from 5 October 2026 to 4 October 2027; suspensions that are recorded after timers went past their act date.</summary>
public class LateSuspensionTests
{
    private const string Training = "occurrence:training:2027-03-01";
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly DateOnly Ended = On(2027, 10, 4);

    private static GivenGrain InForce(RenewalMode renewal = RenewalMode.None) => Draft(Ads, Hcar)
        .Events(
            new TermSet(renewal is RenewalMode.None ? new(Months: 12) : new(Months: 12, Renewal: renewal, RenewalMonths: 12, MaxRenewals: 2)),
            new CommitmentsSet([Commitment("training"), Commitment("report")]))
        .SignedOn(2026, 10, 5);

    private static Commitment Commitment(string id) => new(
        id, Words(id), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, new(First: new(2027, 3, 1)));

    private static GivenGrain Missed() => InForce().WhenDue(Training).ThenAccepted().WhenDue("occurrence:report:2027-03-01").ThenAccepted();

    private static SuspendAgreement Suspend(DateOnly on, bool extends = true, DateOnly? resumesOn = null, params string[] commitments) =>
        new(on, "Travaux", commitments.Length == 0 ? null : commitments, extends, resumesOn);

    private static AgreementSuspended Suspended(GivenGrain before, SuspendAgreement command) => new(
        Ids.Derive(before.CommandId, 0), SuspensionCause.Agreed, Ads.Organisation, command.ActDate, "Travaux", command.Commitments ?? [], command.ExtendsTerm, command.ResumesOn);

    private static Rectified Right<T>(string what, DateOnly on) => new(MessageNames.Of(typeof(T)), what, "suspended-before", on);

    private static OccurrenceStage? Stage(GivenGrain given, string commitment) => given.Agreement().Occurrences.Of(commitment, On(2027, 3, 1))?.Stage;

    [Fact]
    public void What_it_covers_was_not_missed_and_falls_due_later()
    {
        var (missed, suspend) = (Missed(), Suspend(On(2027, 3, 1), commitments: "training"));

        var suspended = missed.When(suspend, Coordinator).Then(Right<OccurrenceMissed>(Training, On(2027, 3, 1)), Suspended(missed, suspend));

        (Stage(suspended, "training"), Stage(suspended, "report")).ShouldBe((OccurrenceStage.Due, OccurrenceStage.Missed));
        suspended.Item(Training)!.Deadline.ShouldBeNull();
        var resumed = suspended.On(2027, 3, 11).After(new ResumeAgreement(suspended.Agreement().Suspensions[0].Id, On(2027, 3, 11)), Coordinator);
        resumed.Item(Training)!.Deadline!.Nominal.ShouldBe(On(2027, 3, 11));
        resumed.WhenDue(Training).Then(new OccurrenceMissed("training", On(2027, 3, 1), On(2027, 3, 11)));
    }

    [Fact]
    public void What_fell_due_before_it_stays_missed()
    {
        Stage(Missed().After(Suspend(On(2027, 3, 2)), Coordinator), "training").ShouldBe(OccurrenceStage.Missed);
        Stage(Missed().After(Suspend(On(2027, 2, 1), extends: false, resumesOn: On(2027, 2, 1)), Coordinator), "training").ShouldBe(OccurrenceStage.Missed);
        Stage(Missed().After(Suspend(On(2027, 2, 1), extends: false, resumesOn: On(2027, 2, 2)), Coordinator), "training").ShouldBe(OccurrenceStage.Due);
    }

    [Fact]
    public void Force_majeure_before_the_end_of_the_term_undoes_the_end()
    {
        var ended = InForce().WhenDue("expiry").ThenAccepted();
        var invoke = new InvokeForceMajeure(Ended, "Séisme", Paper);

        var suspended = ended.When(invoke, Coordinator).Then(
            Right<AgreementEnded>("expiry", Ended),
            new AgreementSuspended(Ids.Derive(ended.CommandId, 0), SuspensionCause.ForceMajeure, Ads.Organisation, Ended, "Séisme", [], true, null, Paper));

        suspended.Stage.ShouldBe("Suspended");
        suspended.Item("expiry").ShouldBeNull();
        suspended.On(2027, 10, 14).After(new ResumeAgreement(suspended.Agreement().Suspensions[0].Id, On(2027, 10, 14)), Coordinator)
            .Item("expiry")!.Deadline!.Nominal.ShouldBe(On(2027, 10, 14));
    }

    [Fact]
    public void A_suspension_that_is_over_brings_it_back_for_the_days_suspended()
    {
        var ended = InForce().WhenDue("expiry").ThenAccepted().After(new OpenEvaluation(EvaluationKind.Light, External: Words("Cabinet")), Coordinator).On(2027, 10, 8);

        var back = ended.After(Suspend(On(2027, 9, 1), resumesOn: On(2027, 9, 11)), Coordinator);

        (back.Stage, back.Item("expiry")!.Deadline!.Nominal, back.Agreement().Evaluation.UnderWay).ShouldBe(("InForce", On(2027, 10, 14), null));
    }

    [Fact]
    public void A_tacit_renewal_after_it_had_not_come_yet()
    {
        var renewed = InForce(RenewalMode.Tacit).WhenDue("expiry").ThenAccepted();
        var suspend = Suspend(On(2027, 10, 1));

        var suspended = renewed.When(suspend, Coordinator).Then(Right<TermRenewed>("renewal:1", On(2027, 10, 1)), Suspended(renewed, suspend));

        suspended.Agreement().Renewal.Renewals.ShouldBeEmpty();
        var resumed = suspended.On(2027, 10, 11).After(new ResumeAgreement(suspended.Agreement().Suspensions[0].Id, On(2027, 10, 11)), Coordinator);
        resumed.Item("expiry")!.Deadline!.Nominal.ShouldBe(On(2027, 10, 14));
        resumed.WhenDue("expiry").Then(new TermRenewed(1, On(2027, 10, 15), On(2028, 10, 14), Tacit: true));
    }

    [Fact]
    public void What_has_ended_otherwise_or_before_it_stands_still_no_more()
    {
        var ended = InForce().WhenDue("expiry").ThenAccepted();

        ended.When(Suspend(Ended.AddDays(1)), Coordinator).ThenRefused(AgreementRefusals.AfterTheEnd);
        ended.When(Suspend(Ended, extends: false), Coordinator).ThenRefused(AgreementRefusals.AfterTheEnd);
        ended.When(Suspend(Ended, commitments: "training"), Coordinator).ThenRefused(AgreementRefusals.AfterTheEnd);
        InForce().On(Ended).Events(new AgreementEnded(On(2027, 9, 1), EndCause.Breach, Ads.Organisation)).When(new InvokeForceMajeure(On(2027, 8, 1), "Séisme", Paper), Coordinator)
            .ThenRefused(AgreementRefusals.AfterTheEnd);
        ended.Events(new EvaluationWaived()).When(Suspend(Ended), Coordinator).ThenRefused(Refusals.WrongStage);
    }
}
