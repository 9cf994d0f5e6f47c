using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class SuspensionTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly Guid First = Given().CommandId;

    private static Commitment Commitment(string id) => new(
        id, Words(id), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, new(First: new(2027, 3, 1)));

    /// <summary>In force from 5 October 2026 to 4 October 2027; today is 1 December.</summary>
    private static GivenGrain Given() => Draft(Ads, Hcar)
        .Events(new TermSet(new(Months: 12)), new CommitmentsSet([Commitment("training"), Commitment("report")]))
        .SignedOn(2026, 10, 5).On(2026, 12, 1);

    private static Guid IdOf(GivenGrain before) => Ids.Derive(before.CommandId, 0);

    private static SuspendAgreement Everything(bool extends = true, DateOnly? resumesOn = null) => new(On(2026, 12, 1), "Travaux", null, extends, resumesOn);

    [Fact]
    public void Suspended_as_a_whole_it_stands_still_until_it_is_resumed_and_its_term_moves_by_those_days()
    {
        var id = IdOf(Given());
        var suspended = Given().When(Everything(), Coordinator)
            .Then(new AgreementSuspended(id, SuspensionCause.Agreed, Ads.Organisation, On(2026, 12, 1), "Travaux", [], true));

        suspended.Stage.ShouldBe("Suspended");
        suspended.Item("expiry").ShouldBeNull();
        suspended.Item($"resumption:{id}")!.Deadline.ShouldBeNull();
        suspended.On(2026, 12, 31).When(new ResumeAgreement(id, On(2026, 12, 31)), Coordinator)
            .Then(new AgreementResumed(id, On(2026, 12, 31), On(2027, 11, 3)))
            .Stage.ShouldBe("InForce");
    }

    [Fact]
    public void A_suspension_that_does_not_extend_the_term_leaves_its_end_running()
    {
        var suspended = Given().After(Everything(extends: false), Coordinator);

        suspended.WhenDue("expiry").Then(new AgreementEnded(On(2027, 10, 4), EndCause.Expired)).Stage.ShouldBe("Ended");
    }

    [Fact]
    public void On_the_day_foreseen_it_resumes_by_itself()
    {
        var id = IdOf(Given());

        Given().After(Everything(resumesOn: On(2027, 1, 1)), Coordinator).WhenDue($"resumption:{id}")
            .Then(new AgreementResumed(id, On(2027, 1, 1), On(2027, 11, 4)));
    }

    [Fact]
    public void Recorded_after_it_was_over_a_suspension_resumes_at_once()
    {
        var id = IdOf(Given());

        Given().On(2027, 2, 1).When(Everything(resumesOn: On(2027, 1, 1)), Coordinator).Then(
            new AgreementSuspended(id, SuspensionCause.Agreed, Ads.Organisation, On(2026, 12, 1), "Travaux", [], true, On(2027, 1, 1)),
            new AgreementResumed(id, On(2027, 1, 1), On(2027, 11, 4)));
    }

    [Fact]
    public void A_resumption_sooner_than_foreseen_that_is_recorded_late_puts_the_timer_right()
    {
        var id = IdOf(Given());
        var resumed = Given().After(Everything(resumesOn: On(2027, 1, 1)), Coordinator).WhenDue($"resumption:{id}").ThenAccepted();

        resumed.When(new ResumeAgreement(id, On(2026, 12, 11)), Coordinator).Then(
            new Rectified("agreement.agreement-resumed.v1", $"resumption:{id}", "resumed-earlier", On(2026, 12, 11)),
            new AgreementResumed(id, On(2026, 12, 11), On(2027, 10, 14)));
    }

    [Fact]
    public void Named_commitments_stand_still_while_the_agreement_stays_in_force()
    {
        var suspended = Given().After(new SuspendAgreement(On(2026, 12, 1), "Travaux", ["training"], ExtendsTerm: true), Coordinator);

        suspended.Stage.ShouldBe("InForce");
        Suspended(suspended, "training").ShouldBeTrue();
        Suspended(suspended, "report").ShouldBeFalse();
        Suspended(suspended, null).ShouldBeFalse();
        suspended.Item("expiry").ShouldNotBeNull();
    }

    [Fact]
    public void Later_due_dates_move_by_the_days_suspended_and_a_day_twice_suspended_counts_once()
    {
        var (all, one) = (Ids.Derive(First, 1), Ids.Derive(First, 2));
        var resumed = Given().Events(
            new AgreementSuspended(one, SuspensionCause.Agreed, Ads.Organisation, On(2026, 12, 1), "r", ["training"], true),
            new AgreementSuspended(all, SuspensionCause.ForceMajeure, Ads.Organisation, On(2026, 12, 11), "r", [], true),
            new AgreementResumed(one, On(2026, 12, 21), On(2027, 10, 4)),
            new AgreementResumed(all, On(2026, 12, 31), On(2027, 10, 24)));

        DueOn(resumed, "training", On(2027, 3, 1)).ShouldBe(On(2027, 3, 31));
        DueOn(resumed, "report", On(2027, 3, 1)).ShouldBe(On(2027, 3, 21));
        DueOn(resumed, "training", On(2026, 11, 30)).ShouldBe(On(2026, 11, 30));
    }

    [Fact]
    public void A_suspension_stops_the_clocks_of_what_it_covers_whether_or_not_it_extends_the_term()
    {
        var resumed = Given().Events(
            new AgreementSuspended(First, SuspensionCause.Agreed, Ads.Organisation, On(2026, 12, 1), "r", [], false), new AgreementResumed(First, On(2026, 12, 31), On(2027, 10, 4)));

        DueOn(resumed, null, On(2026, 12, 15)).ShouldBe(On(2027, 1, 14));
        DueOn(resumed, null, On(2027, 3, 1)).ShouldBe(On(2027, 3, 31));
        resumed.Item("expiry")!.Deadline!.Nominal.ShouldBe(On(2027, 10, 4));
    }

    [Fact]
    public void Nothing_is_suspended_twice_before_it_was_in_force_or_ahead_of_time()
    {
        Given().After(Everything(), Coordinator).When(Everything(), Coordinator).ThenRefused(AgreementRefusals.AlreadySuspended);
        Given().When(Everything() with { ActDate = On(2026, 10, 4) }, Coordinator).ThenRefused(AgreementRefusals.ActDateTooEarly);
        Given().When(Everything() with { ActDate = On(2026, 12, 2) }, Coordinator).ThenRefused(Refusals.FutureActDate);
        Given().When(Everything() with { Commitments = ["nothing"] }, Coordinator).ThenRefused(Refusals.Fields.UnknownReference, "/commitments/0");
        Given().When(Everything(resumesOn: On(2026, 11, 1)), Coordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/resumesOn");
    }

    [Fact]
    public void Only_an_open_suspension_is_resumed_and_not_before_it_began()
    {
        var suspended = Given().After(Everything(), Coordinator);
        var id = IdOf(Given());

        Given().When(new ResumeAgreement(id, On(2026, 12, 1)), Coordinator).ThenRefused(AgreementRefusals.UnknownSuspension);
        suspended.When(new ResumeAgreement(id, On(2026, 11, 30)), Coordinator).ThenRefused(AgreementRefusals.ActDateTooEarly);
        suspended.After(new ResumeAgreement(id, On(2026, 12, 1)), Coordinator)
            .When(new ResumeAgreement(id, On(2026, 12, 1)), Coordinator).ThenRefused(AgreementRefusals.UnknownSuspension);
        Given().Events(new AgreementSuspended(id, SuspensionCause.Framework, null, On(2026, 12, 1), "r", [], true))
            .When(new ResumeAgreement(id, On(2026, 12, 1)), Coordinator).ThenRefused(AgreementRefusals.SuspendedByFramework);
    }

    [Fact]
    public void Force_majeure_suspends_everything_and_lets_a_party_end_it_after_ninety_days()
    {
        var id = IdOf(Given());
        var invoked = Given().When(new InvokeForceMajeure(On(2026, 12, 1), "Séisme", Paper), Coordinator)
            .Then(new AgreementSuspended(id, SuspensionCause.ForceMajeure, Ads.Organisation, On(2026, 12, 1), "Séisme", [], true, null, Paper));

        invoked.When(new InvokeForceMajeure(On(2026, 12, 1), "Séisme", Paper), Coordinator).ThenRefused(AgreementRefusals.AlreadySuspended);
        invoked.On(2027, 3, 1).When(new EndForForceMajeure(On(2027, 2, 28)), Coordinator).ThenRefused(AgreementRefusals.ForceMajeureTooRecent);
        invoked.On(2027, 3, 1).When(new EndForForceMajeure(On(2027, 3, 1)), Coordinator)
            .Then(new AgreementEnded(On(2027, 3, 1), EndCause.ForceMajeure, Ads.Organisation));
        Given().When(new EndForForceMajeure(On(2026, 12, 1)), Coordinator).ThenRefused(AgreementRefusals.NoForceMajeure);
    }

    private static bool Suspended(GivenGrain given, string? commitment) => Suspension.Covers(given.Agreement(), commitment);

    private static DateOnly DueOn(GivenGrain given, string? commitment, DateOnly nominal) => Suspension.DueOn(given.Agreement(), commitment, nominal);
}
