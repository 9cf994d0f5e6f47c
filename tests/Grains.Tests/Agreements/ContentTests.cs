using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Contracts.Refusals;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

/// <summary>The limits of terms, commitments, funding and formalities.</summary>
public class ContentTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);

    private static readonly Commitment Commitment = new("c", Words("Rapport"), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, new(EveryMonths: 3));
    private static readonly Contribution Cash = new("cash", Ads.Organisation, 2026, ContributionKind.Cash, Mad(100));
    private static readonly Tranche Tranche = new("t", "cash", Hcar.Organisation, Mad(100), []);

    private static Outcome Set(Term term) => Draft(Ads, Hcar).When(new SetTerm(term), Coordinator);

    private static Outcome Set(params Commitment[] commitments) => Draft(Ads, Hcar).When(new SetCommitments(commitments), Coordinator);

    private static Outcome Set(Contribution[] contributions, params Tranche[] tranches) => Draft(Ads, Hcar).When(new SetFunding(contributions, tranches), Coordinator);

    [Fact]
    public void A_term_has_months_or_an_end_and_renewals_only_where_it_ends_and_capped()
    {
        var term = new Term(On(2026, 1, 1), Months: 36, Renewal: RenewalMode.Tacit, RenewalMonths: 12, MaxRenewals: 2, NoticeMonths: 3);
        Set(term).Then(new TermSet(term));

        Set(term with { Ends = On(2028, 1, 1) }).ThenRefused(Fields.OutOfRange, "/term/ends");
        Set(new Term(On(2026, 1, 2), Ends: On(2026, 1, 1))).ThenRefused(Fields.DatesOutOfOrder, "/term/ends");
        Set(term with { Months = 0 }).ThenRefused(Fields.OutOfRange, "/term/months");
        Set(term with { Months = null }).ThenRefused(Fields.OutOfRange, "/term/renewal");
        Set(term with { MaxRenewals = 0 }).ThenRefused(Fields.OutOfRange, "/term/maxRenewals");
        Set(term with { MaxRenewals = 51 }).ThenRefused(Fields.OutOfRange, "/term/maxRenewals");
        Set(term with { RenewalMonths = 0 }).ThenRefused(Fields.OutOfRange, "/term/renewalMonths");
        Set(term with { NoticeMonths = 25 }).ThenRefused(Fields.OutOfRange, "/term/noticeMonths");
    }

    [Fact]
    public void A_commitment_binds_parties_on_an_axis_of_the_agreement()
    {
        Set(Commitment with { Axis = "solar" }).ThenAccepted();

        var wrong = Set(Commitment with { Axis = "moon", Obligors = [Ocp.Organisation], Beneficiaries = [], Recurrence = new(On(2027, 1, 2), 61, On(2027, 1, 1)) }, Commitment);
        wrong.ThenRefused(Fields.UnknownReference, "/commitments/0/axis");
        wrong.ThenRefused(Fields.UnknownReference, "/commitments/0/obligors/0");
        wrong.ThenRefused(Fields.TooFew, "/commitments/0/beneficiaries");
        wrong.ThenRefused(Fields.OutOfRange, "/commitments/0/recurrence/everyMonths");
        wrong.ThenRefused(Fields.DatesOutOfOrder, "/commitments/0/recurrence/until");
        wrong.ThenRefused(Fields.Duplicate, "/commitments/1");
    }

    [Fact]
    public void Somebody_other_than_who_reports_can_accept()
    {
        Set(Commitment with { Beneficiaries = [Ads.Organisation] }).ThenRefused(Fields.TooFew, "/commitments/0/beneficiaries");
        Set(Commitment with { Obligors = [Ads.Organisation, Hcar.Organisation], Beneficiaries = [Ads.Organisation, Hcar.Organisation] }).ThenAccepted();
    }

    [Fact]
    public void A_contribution_is_an_amount_in_the_agreements_currency_and_valued_when_in_kind()
    {
        Set([Cash]).ThenAccepted();
        Set([Cash with { Amount = new(1, "EUR") }]).ThenRefused(Fields.OtherCurrency, "/contributions/0/amount/currency");
        Set([Cash with { Amount = Mad(-1) }]).ThenRefused(Fields.NegativeAmount, "/contributions/0/amount/amount");
        Set([Cash with { Amount = Mad(0.001m) }]).ThenRefused(Fields.TooManyDecimals, "/contributions/0/amount/amount");
        Set([Cash with { Year = 1989 }]).ThenRefused(Fields.OutOfRange, "/contributions/0/year");
        Set([Cash with { Kind = ContributionKind.InKind }]).ThenRefused(Fields.Required, "/contributions/0/valuation");
        Set([Cash with { Party = Ocp.Organisation }]).ThenRefused(Fields.UnknownReference, "/contributions/0/party");
        Set([Cash with { Axis = "moon" }]).ThenRefused(Fields.UnknownReference, "/contributions/0/axis");
    }

    [Fact]
    public void Tranches_are_parts_of_anothers_cash_contribution_and_do_not_exceed_it()
    {
        Set([Cash], Tranche with { Amount = Mad(60) }, Tranche with { Id = "u", Amount = Mad(40) }).ThenAccepted();
        Set([Cash], Tranche with { Amount = Mad(60) }, Tranche with { Id = "u", Amount = Mad(41) }).ThenRefused(Fields.OutOfRange, "/tranches/1/amount");
        Set([Cash], Tranche with { Amount = Mad(0) }).ThenRefused(Fields.OutOfRange, "/tranches/0/amount/amount");
        Set([Cash], Tranche with { Contribution = "other" }).ThenRefused(Fields.UnknownReference, "/tranches/0/contribution");
        Set([Cash with { Kind = ContributionKind.InKind, Valuation = Words("x") }], Tranche).ThenRefused(Fields.UnknownReference, "/tranches/0/contribution");
        Set([Cash], Tranche with { Recipient = Ads.Organisation }).ThenRefused(Fields.Duplicate, "/tranches/0/recipient");
        Set([Cash], Tranche with { PayDays = 0, JustifyDays = 731 }).ThenRefused(Fields.OutOfRange, "/tranches/0/payDays");
    }

    [Fact]
    public void A_condition_says_what_it_waits_for()
    {
        Outcome With(params TrancheCondition[] conditions) => Set([Cash], Tranche with { Amount = Mad(1) }, Tranche with { Id = "u", Amount = Mad(1), Conditions = conditions });

        With(new TrancheCondition("share", TrancheConditionKind.ShareJustified, Tranche: "t", Percent: 70)).ThenAccepted();
        With(new TrancheCondition("day", TrancheConditionKind.Date)).ThenRefused(Fields.Required, "/tranches/1/conditions/0/on");
        With(new TrancheCondition("share", TrancheConditionKind.ShareJustified, Tranche: "u", Percent: 70)).ThenRefused(Fields.UnknownReference, "/tranches/1/conditions/0/tranche");
        With(new TrancheCondition("share", TrancheConditionKind.ShareJustified, Tranche: "t")).ThenRefused(Fields.OutOfRange, "/tranches/1/conditions/0/percent");
        With(new TrancheCondition("go", TrancheConditionKind.Decision), new TrancheCondition("go", TrancheConditionKind.ReportAccepted)).ThenRefused(Fields.Duplicate, "/tranches/1/conditions/1");
    }

    [Fact]
    public void A_formality_has_a_giver_legal_days_and_a_party_that_obtains_it()
    {
        var visa = new Formality("visa", FormalityKind.WaliVisa, Words("Wali"), Ads.Organisation, 60);
        Draft(Ads, Hcar).When(new SetFormalities([visa]), Coordinator).Then(new FormalitiesSet([visa]));

        var wrong = Draft(Ads, Hcar).When(new SetFormalities([visa with { Giver = new(), Party = Ocp.Organisation, LegalDays = 366 }, visa]), Coordinator);
        wrong.ThenRefused(Fields.Required, "/formalities/0/giver");
        wrong.ThenRefused(Fields.UnknownReference, "/formalities/0/party");
        wrong.ThenRefused(Fields.OutOfRange, "/formalities/0/legalDays");
        wrong.ThenRefused(Fields.Duplicate, "/formalities/1");
    }

    [Fact]
    public void What_is_left_out_is_named_as_missing()
    {
        var draft = Draft(Ads, Hcar);
        var lacking = new Commitment("training", Words("Former"), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, null!);
        (ICommand Command, string Pointer)[] missing =
        [
            (new SetSubstance(null!), "/substance"), (new SetTerm(null!), "/term"), (new SetGovernance(null!), "/governance"), (new SetCommitments(null!), "/commitments"),
            (new SetCommitments([lacking]), "/commitments/0/recurrence"), (new SetFunding(null!, []), "/contributions"), (new SetFunding([], null!), "/tranches"),
            (new SetFormalities(null!), "/formalities"), (new RecordReference(null!), "/reference"),
        ];
        foreach (var (command, pointer) in missing) draft.When(command, Coordinator).ThenRefused(Refusals.Fields.Required, pointer);
    }
}
