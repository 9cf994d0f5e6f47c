using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;
public class ImportingTests
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);

    private static ImportedSignature SignedBy(Staff party) => new(party.Organisation, party.Signatory, new(2022, 3, 14), Paper);

    private static ImportAgreement Running { get; } = new(
        AgreementKind.Framework, Words("Convention-cadre"), "Africa/Casablanca", "MAD", [new(Ads.Organisation), new(Hcar.Organisation)],
        new(Words("Coopération"), [new("solar", Words("Énergie solaire"))]),
        new(Months: 24, Renewal: RenewalMode.Tacit, RenewalMonths: 24, MaxRenewals: 3, NoticeMonths: 3), Clauses, [SignedBy(Ads), SignedBy(Hcar)], new(2022, 4, 1), Renewals: 2,
        Commitments: [new("report", Words("Bilan"), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, new(First: new DateOnly(2026, 6, 30)))]);

    private static GivenGrain Nothing() => Given(new AgreementRules(), AgreementCases.Id).Organisations(TestOrganisations.All).On(2026, 10, 1);

    [Fact]
    public void A_running_agreement_comes_in_with_the_dates_of_its_paper()
    {
        var imported = Nothing().When(Running, Coordinator).Then(
            new AgreementDrafted(AgreementKind.Framework, Running.Title, "Africa/Casablanca", "MAD", Ads.Organisation, Running.Parties),
            new SubstanceSet(Running.Substance), new TermSet(Running.Term), new GovernanceSet(new()), new CommitmentsSet(Running.Commitments!), new FundingSet([], []),
            new TextRevised(1, AgreementCases.Text, Clauses, []),
            new TextSigned(Ads.Organisation, Ads.Signatory, AgreementCases.Text, On(2022, 3, 14), Paper),
            new TextSigned(Hcar.Organisation, Hcar.Signatory, AgreementCases.Text, On(2022, 3, 14), Paper),
            new EveryPartySigned(On(2022, 3, 14)),
            new AgreementCameIntoForce(On(2022, 4, 1), On(2024, 3, 31)),
            new TermRenewed(1, On(2024, 4, 1), On(2026, 3, 31), Tacit: true),
            new TermRenewed(2, On(2026, 4, 1), On(2028, 3, 31), Tacit: true),
            new AgreementImported(On(2026, 10, 1), Ads.Organisation));

        imported.Stage.ShouldBe("InForce");
        imported.Item("expiry")!.Deadline!.Nominal.ShouldBe(On(2028, 3, 31));
    }

    [Fact]
    public void Every_deadline_that_it_brings_is_silent_about_the_days_before()
    {
        var dated = Nothing().After(Running, Coordinator).OpenItems.Where(i => i.Deadline is not null).ToArray();

        dated.Select(i => i.Kind).ShouldContain(DeadlineKind.CommitmentOccurrence);
        dated.ShouldAllBe(i => i.Deadline!.SilentUntil == On(2026, 10, 1));
    }

    [Fact]
    public void A_tranche_without_conditions_can_be_called() => Nothing().When(
        Running with
        {
            Contributions = [new("cash", Ads.Organisation, 2026, ContributionKind.Cash, Mad(100))],
            Tranches = [new("first", "cash", Hcar.Organisation, Mad(60), []), new("second", "cash", Hcar.Organisation, Mad(40), [new("go", TrancheConditionKind.Decision)])],
        }, Coordinator)
        .ThenAmongOthers(new TrancheBecameCallable("first", On(2022, 4, 1)))
        .When(new CallTranche("first", On(2026, 10, 1)), Hcar.As(Role.FinanceOfficer)).ThenAccepted();

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        var refusal = Nothing().When(
            Running with
            {
                Zone = "Mars/Olympus", Currency = "XXX", Clauses = [], Renewals = 4, Signatures = [SignedBy(Ads), SignedBy(Ocp)],
                Term = Running.Term with { NoticeMonths = 25 }, Commitments = [Running.Commitments![0] with { Axis = "moon" }],
            }, Coordinator).ThenRefused(Refusals.InvalidInput);

        refusal.Errors.Select(e => e.Pointer).ShouldBe(
            ["/zone", "/clauses", "/renewals", "/currency", "/signatures/1/party", "/signatures", "/term/noticeMonths", "/commitments/0/axis"]);
    }

    [Fact]
    public void What_is_over_or_not_yet_in_force_is_not_imported()
    {
        Nothing().When(Running with { Renewals = 1 }, Coordinator).ThenRefused(AgreementRefusals.ImportedTermOver).Arguments["ended"].ShouldBe("2026-03-31");
        Nothing().When(Running with { InForceOn = On(2026, 10, 2) }, Coordinator).ThenRefused(Refusals.FutureActDate);
        Nothing().When(Running with { InForceOn = On(2022, 3, 1) }, Coordinator).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/signatures/0/actDate");
    }

    [Fact]
    public void Only_a_coordinator_of_a_party_imports_and_no_specific_agreement()
    {
        Nothing().When(Running, Ocp.As(Role.Coordinator)).ThenRefused(AgreementRefusals.InitiatorNotAmongParties);
        Nothing().When(Running, Ads.As(Role.LegalOfficer)).ThenRefused(Refusals.LacksRole);
        Nothing().When(Running with { Kind = AgreementKind.Specific }, Coordinator).ThenRefused(AgreementRefusals.OpensThroughFramework);
        Nothing().After(Running, Coordinator).When(Running, Coordinator).ThenRefused(Refusals.AlreadyExists);
    }
}
