using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class FormalitiesTests
{
    private const string Visa = "formality:1:visa";
    private static readonly Actor Ministry = People.Ministry.As(Role.Coordinator);
    private static readonly Actor Ocp = People.Ocp.As(Role.Coordinator);

    /// <summary>Signed on 5 October 2026 with a wali's visa of 60 legal days (4 December) that the ministry obtains.</summary>
    private static GivenGrain Signed(Silence ifSilent = Silence.StaysOpen, OnRefusal ifRefused = OnRefusal.Void, Term? term = null, bool andCertificate = false) =>
        Draft(People.Ministry, People.Ocp)
            .Events(new TermSet(term ?? new Term(Months: 24)), new FormalitiesSet(
            [
                new("visa", FormalityKind.WaliVisa, Words("Wali"), People.Ministry.Organisation, 60, ifSilent, ifRefused),
                .. andCertificate ? [new Formality("certificate", FormalityKind.BudgetCertificate, Words("CED"), People.Ocp.Organisation, 30)] : Array.Empty<Formality>(),
            ]))
            .SignedOn(2026, 10, 5);

    private static RecordFormality Record(FormalityOutcome outcome, DateOnly on, string formality = "visa") => new(formality, outcome, on, "V-17");

    private static FormalityGranted Granted(DateOnly on) => new("visa", People.Ministry.Organisation, on, "V-17");
    private static FormalityRefused Refused(DateOnly on) => new("visa", People.Ministry.Organisation, on, "V-17");

    [Fact]
    public void Signed_it_waits_for_the_visa_whose_legal_days_count_from_the_last_signature()
    {
        var signed = Signed();

        signed.Stage.ShouldBe(nameof(AgreementStage.Signed));
        signed.Item("entry-into-force").ShouldBeNull();
        var visa = signed.Item(Visa)!;
        visa.Owes.ShouldBe([People.Ministry.Organisation]);
        visa.Deadline!.Nominal.ShouldBe(On(2026, 12, 4));
        visa.Deadline.EffectPending.ShouldBeFalse();
        visa.Deadline.Steps.ShouldBe([-7, 0, 1, 7]);
    }

    [Fact]
    public void The_last_visa_brings_it_into_force_on_the_day_of_its_act() =>
        Signed().On(2026, 11, 20).When(Record(FormalityOutcome.Granted, On(2026, 11, 12)), Ministry)
            .Then(Granted(On(2026, 11, 12)), new AgreementCameIntoForce(On(2026, 11, 12), On(2028, 11, 11)));

    [Fact]
    public void A_visa_given_before_the_last_signature_does_not_bring_the_entry_into_force_forward() =>
        Signed().When(Record(FormalityOutcome.Granted, On(2026, 9, 30)), Ministry)
            .Then(Granted(On(2026, 9, 30)), new AgreementCameIntoForce(On(2026, 10, 5), On(2028, 10, 4)));

    [Fact]
    public void With_an_effective_date_ahead_the_deadline_brings_it_into_force()
    {
        var granted = Signed(term: new Term(Effective: On(2027, 1, 1))).On(2026, 11, 20).When(Record(FormalityOutcome.Granted, On(2026, 11, 12)), Ministry)
            .Then(Granted(On(2026, 11, 12)));

        granted.Stage.ShouldBe(nameof(AgreementStage.Signed));
        granted.WhenDue("entry-into-force").Then(new AgreementCameIntoForce(On(2027, 1, 1), null));
    }

    [Fact]
    public void A_sweep_that_comes_too_early_brings_nothing_into_force() =>
        Signed(term: new Term(Effective: On(2027, 1, 1))).On(2026, 11, 20).After(Record(FormalityOutcome.Granted, On(2026, 11, 12)), Ministry)
            .WhenReached(new("entry-into-force", On(2027, 1, 1), On(2027, 1, 1), [], IsDue: true)).ThenNothing();

    [Fact]
    public void Every_formality_is_needed()
    {
        var first = Signed(andCertificate: true).On(2026, 11, 20).When(Record(FormalityOutcome.Granted, On(2026, 11, 12)), Ministry).Then(Granted(On(2026, 11, 12)));

        first.When(Record(FormalityOutcome.Granted, On(2026, 10, 20), "certificate"), Ocp).ThenAmongOthers(new AgreementCameIntoForce(On(2026, 11, 12), On(2028, 11, 11)));
    }

    [Fact]
    public void A_refused_visa_makes_it_void()
    {
        var refused = Signed().On(2026, 11, 20).When(Record(FormalityOutcome.Refused, On(2026, 11, 12)), Ministry)
            .Then(Refused(On(2026, 11, 12)), new AgreementVoided("visa", On(2026, 11, 12)));

        refused.Stage.ShouldBe(nameof(AgreementStage.Void));
        refused.OpenItems.ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_visa_sends_it_back_to_draft_where_the_text_foresees_a_new_version()
    {
        var refused = Signed(ifRefused: OnRefusal.NewVersion).On(2026, 11, 20).When(Record(FormalityOutcome.Refused, On(2026, 11, 12)), Ministry)
            .Then(Refused(On(2026, 11, 12)), new TextReopened("visa", On(2026, 11, 12)));

        refused.Stage.ShouldBe(nameof(AgreementStage.Draft));
        refused.Agreement().Signing.Signatures.ShouldBeEmpty();
        var again = refused.SignedOn(2026, 12, 1);
        again.Stage.ShouldBe(nameof(AgreementStage.Signed));
        again.Item(Visa)!.Deadline!.Nominal.ShouldBe(On(2027, 1, 30));
    }

    [Fact]
    public void Silence_grants_the_day_after_the_legal_days_moved_past_days_off() =>
        Signed(Silence.DeemedGranted).WhenDue(Visa, resolved: On(2026, 12, 7))
            .Then(new FormalityDeemed("visa", FormalityOutcome.Granted, On(2026, 12, 8)), new AgreementCameIntoForce(On(2026, 12, 8), On(2028, 12, 7)));

    [Fact]
    public void Silence_refuses_where_the_law_says_so() =>
        Signed(Silence.DeemedRefused).WhenDue(Visa)
            .Then(new FormalityDeemed("visa", FormalityOutcome.Refused, On(2026, 12, 5)), new AgreementVoided("visa", On(2026, 12, 5)));

    [Fact]
    public void Silence_changes_nothing_where_the_law_says_nothing()
    {
        var silent = Signed().WhenDue(Visa).ThenNothing();

        silent.Item(Visa).ShouldNotBeNull();
        silent.When(Record(FormalityOutcome.Granted, On(2026, 12, 5)), Ministry).ThenAmongOthers(new AgreementCameIntoForce(On(2026, 12, 5), On(2028, 12, 4)));
    }

    [Fact]
    public void A_refusal_of_the_last_legal_day_recorded_late_makes_void_what_silence_brought_into_force()
    {
        var inForce = Signed(Silence.DeemedGranted, OnRefusal.NewVersion).WhenDue(Visa).ThenAccepted();
        inForce.Stage.ShouldBe(nameof(AgreementStage.InForce));

        inForce.On(2026, 12, 20).When(Record(FormalityOutcome.Refused, On(2026, 12, 4)), Ministry).Then(
            new Rectified("agreement.formality-deemed.v1", "visa", "refused-within-the-legal-days", On(2026, 12, 4)),
            Refused(On(2026, 12, 4)), new AgreementVoided("visa", On(2026, 12, 4)));
    }

    [Fact]
    public void What_was_void_from_the_beginning_awaits_nobody_any_more() =>
        Signed(Silence.DeemedGranted).WhenDue(Visa).ThenAccepted().On(2026, 12, 20).After(new OpenDispute("retard", On(2026, 12, 20)), Ocp)
            .After(Record(FormalityOutcome.Refused, On(2026, 12, 4)), Ministry).OpenItems.ShouldBeEmpty();

    [Fact]
    public void Nothing_being_in_force_yet_the_late_refusal_sends_it_back_to_draft() =>
        Signed(Silence.DeemedGranted, OnRefusal.NewVersion, andCertificate: true).WhenDue(Visa).ThenAccepted()
            .When(Record(FormalityOutcome.Refused, On(2026, 12, 1)), Ministry).ThenAmongOthers(new TextReopened("visa", On(2026, 12, 1)));

    [Fact]
    public void A_refusal_after_the_legal_days_comes_too_late() =>
        Signed(Silence.DeemedGranted).WhenDue(Visa).ThenAccepted()
            .When(Record(FormalityOutcome.Refused, On(2026, 12, 5)), Ministry).ThenRefused(AgreementRefusals.FormalitySettled);

    [Fact]
    public void A_grant_within_the_legal_days_recorded_late_brings_back_what_silence_made_void()
    {
        var back = Signed(Silence.DeemedRefused).WhenDue(Visa).ThenAccepted().On(2026, 12, 20).When(Record(FormalityOutcome.Granted, On(2026, 12, 4)), Ministry).Then(
            new Rectified("agreement.formality-deemed.v1", "visa", "granted-within-the-legal-days", On(2026, 12, 4)),
            Granted(On(2026, 12, 4)), new AgreementReinstated("visa", On(2026, 12, 4)), new AgreementCameIntoForce(On(2026, 12, 4), On(2028, 12, 3)));

        back.Stage.ShouldBe(nameof(AgreementStage.InForce));
    }

    [Fact]
    public void What_a_refusal_on_paper_made_void_stays_void() =>
        Signed(Silence.DeemedRefused).When(Record(FormalityOutcome.Refused, On(2026, 10, 5)), Ministry).ThenAccepted()
            .When(Record(FormalityOutcome.Granted, On(2026, 10, 5)), Ministry).ThenRefused(AgreementRefusals.FormalitySettled);

    [Fact]
    public void In_a_void_agreement_no_other_formality_is_awaited() =>
        Signed(andCertificate: true).After(Record(FormalityOutcome.Refused, On(2026, 10, 5)), Ministry)
            .When(Record(FormalityOutcome.Granted, On(2026, 10, 5), "certificate"), Ocp).ThenRefused(AgreementRefusals.FormalityNotAwaited);

    [Fact]
    public void A_formality_is_recorded_once() =>
        Signed(andCertificate: true).After(Record(FormalityOutcome.Granted, On(2026, 10, 5)), Ministry)
            .When(Record(FormalityOutcome.Granted, On(2026, 10, 5)), Ministry).ThenRefused(AgreementRefusals.FormalitySettled);

    [Fact]
    public void Only_the_party_that_obtains_it_records_it() =>
        Signed().When(Record(FormalityOutcome.Granted, On(2026, 10, 5)), Ocp).ThenRefused(AgreementRefusals.FormalityOfAnotherParty);

    [Fact]
    public void A_formality_that_the_agreement_does_not_know_is_refused() =>
        Signed().When(Record(FormalityOutcome.Granted, On(2026, 10, 5), "stamp"), Ministry).ThenRefused(AgreementRefusals.UnknownFormality);

    [Fact]
    public void An_act_of_tomorrow_is_refused() =>
        Signed().When(Record(FormalityOutcome.Granted, On(2026, 10, 6)), Ministry).ThenRefused(Refusals.FutureActDate);

    [Fact]
    public void It_needs_the_number_of_the_act() =>
        Signed().When(Record(FormalityOutcome.Granted, On(2026, 10, 5)) with { Reference = " " }, Ministry).ThenRefused(Refusals.Fields.Required, "/reference");
}
