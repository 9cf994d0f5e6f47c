using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class TermTests
{
    private static readonly Term Tacit = new(Months: 12, Renewal: RenewalMode.Tacit, RenewalMonths: 12, MaxRenewals: 2, NoticeMonths: 3);
    private static readonly Term Express = Tacit with { Renewal = RenewalMode.Express };
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly Actor Partner = Hcar.As(Role.Coordinator);

    /// <summary>In force from 5 October 2026; the first term ends on 4 October 2027, notice by Friday 2 July (4 July is a Sunday).</summary>
    private static GivenGrain InForce(Term term) => Draft(Ads, Hcar).Events(new TermSet(term)).SignedOn(2026, 10, 5);

    private static GiveNonRenewalNotice Notice(DateOnly actDate) => new(actDate, Paper);

    private static Rectified TimerRenewed(int number, DateOnly actDate, string reason = "notice-in-time") =>
        new("agreement.term-renewed.v1", $"renewal:{number}", reason, actDate);

    [Fact]
    public void In_force_it_waits_for_notice_and_for_the_end_of_its_term()
    {
        var agreement = InForce(Tacit);

        agreement.Item("expiry")!.Deadline!.Nominal.ShouldBe(On(2027, 10, 4));
        agreement.Item("expiry")!.Deadline!.Rule.ShouldBe(DayRule.Keep);
        agreement.Item("non-renewal-notice")!.Deadline!.Nominal.ShouldBe(On(2027, 7, 4));
        agreement.Item("non-renewal-notice")!.Deadline!.Rule.ShouldBe(DayRule.Previous);
        agreement.Item("renewal").ShouldBeNull();
    }

    [Fact]
    public void Without_notice_the_timer_renews_as_often_as_agreed_and_then_ends_it() => InForce(Tacit)
        .WhenDue("expiry").Then(new TermRenewed(1, On(2027, 10, 5), On(2028, 10, 4), Tacit: true))
        .WhenDue("expiry").Then(new TermRenewed(2, On(2028, 10, 5), On(2029, 10, 4), Tacit: true))
        .WhenDue("expiry").Then(new AgreementEnded(On(2029, 10, 4), EndCause.Expired))
        .Stage.ShouldBe("Ended");

    [Fact]
    public void With_the_last_renewal_no_notice_is_awaited_any_more()
    {
        var last = InForce(Tacit).WhenDue("expiry").ThenAccepted().WhenDue("expiry").ThenAccepted();

        last.Item("non-renewal-notice").ShouldBeNull();
        last.When(Notice(On(2028, 10, 5)), Partner).ThenRefused(AgreementRefusals.NoRenewalsLeft);
    }

    [Fact]
    public void A_sweep_before_the_day_after_the_last_changes_nothing() =>
        InForce(Tacit).On(2027, 10, 4).WhenReached(new("expiry", On(2027, 10, 4), On(2027, 10, 4), [], IsDue: true)).ThenNothing();

    [Fact]
    public void A_sweep_about_an_end_that_is_no_more_changes_nothing() =>
        InForce(Tacit).WhenDue("expiry").ThenAccepted().WhenReached(new("expiry", On(2027, 10, 4), On(2027, 10, 4), [-30], IsDue: true)).ThenNothing();

    [Fact]
    public void A_term_from_the_31st_does_not_drift()
    {
        var monthly = Draft(Ads, Hcar).Events(new TermSet(new(Months: 1, Renewal: RenewalMode.Tacit, RenewalMonths: 1, MaxRenewals: 5))).SignedOn(2027, 1, 31);

        monthly.Agreement().Ends.ShouldBe(On(2027, 2, 27));
        monthly.WhenDue("expiry").Then(new TermRenewed(1, On(2027, 2, 28), On(2027, 3, 30), Tacit: true));
    }

    [Fact]
    public void A_notice_in_time_lets_it_end_with_its_term()
    {
        var noticed = InForce(Tacit).On(2027, 7, 2).When(Notice(On(2027, 7, 2)), Partner)
            .Then(new NonRenewalNoticeGiven(Hcar.Organisation, On(2027, 7, 2), On(2027, 10, 4), Paper));

        noticed.Item("non-renewal-notice").ShouldBeNull();
        noticed.WhenDue("expiry").Then(new AgreementEnded(On(2027, 10, 4), EndCause.NotRenewed, Hcar.Organisation));
    }

    [Theory, InlineData(3), InlineData(4), InlineData(5)]
    public void A_notice_after_the_working_day_before_the_notice_date_is_too_late(int day) =>
        InForce(Tacit).On(2027, 7, 6).When(Notice(On(2027, 7, day)), Partner).ThenRefused(AgreementRefusals.NoticeTooLate).Arguments["limit"].ShouldBe("2027-07-02");

    [Fact]
    public void A_notice_is_given_once_with_its_evidence_and_never_ahead_of_time()
    {
        var agreement = InForce(Tacit).On(2027, 6, 1);

        agreement.When(Notice(On(2027, 6, 2)), Partner).ThenRefused(Refusals.FutureActDate);
        agreement.When(Notice(On(1990, 1, 1)), Partner).ThenRefused(AgreementRefusals.ActDateTooEarly);
        agreement.When(new GiveNonRenewalNotice(On(2027, 6, 1), null!), Partner).ThenRefused(Refusals.Fields.Required, "/evidence");
        agreement.After(Notice(On(2027, 6, 1)), Partner).When(Notice(On(2027, 6, 1)), Partner).ThenRefused(AgreementRefusals.NoticeAlreadyGiven);
    }

    [Fact]
    public void Only_what_renews_tacitly_needs_a_notice() =>
        InForce(Express).When(Notice(On(2026, 10, 5)), Partner).ThenRefused(AgreementRefusals.NotTacitlyRenewable);

    [Fact]
    public void A_notice_in_time_that_is_recorded_after_the_timer_renewed_puts_it_right()
    {
        var renewed = InForce(Tacit).WhenDue("expiry").ThenAccepted();

        var ended = renewed.On(2027, 12, 1).When(Notice(On(2027, 6, 30)), Partner).Then(
            new NonRenewalNoticeGiven(Hcar.Organisation, On(2027, 6, 30), On(2027, 10, 4), Paper),
            TimerRenewed(1, On(2027, 6, 30)),
            new AgreementEnded(On(2027, 10, 4), EndCause.NotRenewed, Hcar.Organisation));

        ended.Stage.ShouldBe("Ended");
        ended.Agreement().Ends.ShouldBe(On(2027, 10, 4));
        ended.Agreement().Renewal.Renewals.ShouldBeEmpty();
    }

    [Fact]
    public void Even_after_the_end_a_notice_in_time_for_an_earlier_term_puts_both_right() =>
        InForce(Tacit).WhenDue("expiry").ThenAccepted().WhenDue("expiry").ThenAccepted().WhenDue("expiry").ThenAccepted()
            .When(Notice(On(2028, 6, 1)), Partner).Then(
                new NonRenewalNoticeGiven(Hcar.Organisation, On(2028, 6, 1), On(2028, 10, 4), Paper),
                new Rectified("agreement.agreement-ended.v1", "expiry", "notice-in-time", On(2028, 6, 1)),
                TimerRenewed(2, On(2028, 6, 1)),
                new AgreementEnded(On(2028, 10, 4), EndCause.NotRenewed, Hcar.Organisation));

    [Fact]
    public void A_notice_that_was_late_for_the_first_term_stays_late_after_the_renewal() =>
        InForce(Tacit).WhenDue("expiry").ThenAccepted().When(Notice(On(2027, 8, 1)), Partner).ThenRefused(AgreementRefusals.NoticeTooLate);

    [Fact]
    public void A_notice_dated_after_the_end_has_no_term_to_end() =>
        InForce(Tacit with { MaxRenewals = 1 }).WhenDue("expiry").ThenAccepted().WhenDue("expiry").ThenAccepted().On(2028, 12, 1)
            .When(Notice(On(2028, 11, 1)), Partner).ThenRefused(AgreementRefusals.AfterTheEnd);

    [Fact]
    public void Whoever_gave_notice_takes_it_back_before_the_end()
    {
        var noticed = InForce(Tacit).On(2027, 6, 1).After(Notice(On(2027, 6, 1)), Partner).On(2027, 9, 1);

        noticed.When(new WithdrawNotice(On(2027, 9, 1)), Coordinator).ThenRefused(AgreementRefusals.NoNotice);
        noticed.When(new WithdrawNotice(On(2027, 5, 1)), Partner).ThenRefused(AgreementRefusals.ActDateTooEarly);
        noticed.On(2027, 10, 5).When(new WithdrawNotice(On(2027, 10, 5)), Partner).ThenRefused(AgreementRefusals.AfterTheEnd);
        noticed.When(new WithdrawNotice(On(2027, 9, 1)), Partner).Then(new NoticeWithdrawn(Hcar.Organisation, On(2027, 9, 1)))
            .WhenDue("expiry").Then(new TermRenewed(1, On(2027, 10, 5), On(2028, 10, 4), Tacit: true));
    }

    [Fact]
    public void An_express_renewal_takes_every_party_and_extends_the_term_from_its_old_end()
    {
        var agreement = InForce(Express).On(2027, 9, 1);

        var half = agreement.When(new AgreeToRenew(On(2027, 9, 1)), Coordinator).Then(new RenewalAgreed(Ads.Organisation, On(2027, 9, 1)));
        half.Item("renewal")!.Owes.ShouldBe([Hcar.Organisation]);
        half.When(new AgreeToRenew(On(2027, 9, 1)), Coordinator).ThenRefused(AgreementRefusals.AlreadyAgreed);
        half.When(new AgreeToRenew(On(2027, 9, 1)), Partner).Then(
            new RenewalAgreed(Hcar.Organisation, On(2027, 9, 1)), new TermRenewed(1, On(2027, 10, 5), On(2028, 10, 4), Tacit: false));
    }

    [Fact]
    public void Without_every_party_an_express_term_ends() =>
        InForce(Express).On(2027, 9, 1).After(new AgreeToRenew(On(2027, 9, 1)), Coordinator)
            .WhenDue("expiry").Then(new AgreementEnded(On(2027, 10, 4), EndCause.Expired));

    [Fact]
    public void A_renewal_agreed_in_time_and_recorded_after_the_end_brings_the_agreement_back() =>
        InForce(Express).On(2027, 9, 1).After(new AgreeToRenew(On(2027, 9, 1)), Coordinator).WhenDue("expiry").ThenAccepted()
            .When(new AgreeToRenew(On(2027, 9, 30)), Partner).Then(
                new RenewalAgreed(Hcar.Organisation, On(2027, 9, 30)),
                new Rectified("agreement.agreement-ended.v1", "expiry", "renewed-in-time", On(2027, 9, 30)),
                new TermRenewed(1, On(2027, 10, 5), On(2028, 10, 4), Tacit: false))
            .Stage.ShouldBe("InForce");

    [Fact]
    public void Nobody_agrees_to_renew_after_the_end_or_beyond_the_cap()
    {
        InForce(Express).WhenDue("expiry").ThenAccepted().When(new AgreeToRenew(On(2027, 10, 5)), Partner).ThenRefused(AgreementRefusals.AfterTheEnd);
        InForce(Express).When(new AgreeToRenew(On(1990, 1, 1)), Partner).ThenRefused(AgreementRefusals.ActDateTooEarly);
        InForce(Tacit).When(new AgreeToRenew(On(2026, 10, 5)), Partner).ThenRefused(AgreementRefusals.NotExpresslyRenewable);
        InForce(Express).Events(new TermRenewed(1, On(2027, 10, 5), On(2028, 10, 4), false), new TermRenewed(2, On(2028, 10, 5), On(2029, 10, 4), false))
            .When(new AgreeToRenew(On(2026, 10, 5)), Partner).ThenRefused(AgreementRefusals.NoRenewalsLeft);
    }

    [Fact]
    public void Without_a_term_nothing_expires() => InForce(new Term()).Item("expiry").ShouldBeNull();
}
