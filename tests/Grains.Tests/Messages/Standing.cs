using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Programmes;
using Mithaq.Grains.Tests.Organisations;
using Mithaq.Grains.Tests.Participations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;

namespace Mithaq.Grains.Tests.Messages;

/// <summary>Every kind of grain in the stages through which it goes, with much in it, for tests that hold whatever the grain is.</summary>
internal static class Standing
{
    private static readonly Actor Coordinator = Ads.As(Role.Coordinator);
    private static readonly DateOnly SignedOn = new(2026, 10, 5);

    private static readonly Formality Visa = new("visa", FormalityKind.WaliVisa, Words("Wali"), Ads.Organisation, 60);

    /// <summary>Without formalities, so that the last signature brings it into force.</summary>
    private static GivenGrain Rich(params Formality[] formalities) => Draft(Ads, Hcar).Events(
        new TermSet(new(Months: 12, Renewal: RenewalMode.Express, RenewalMonths: 12, MaxRenewals: 1)),
        new GovernanceSet(new([CommitteeCases.Foreseen], AccessionOpen: true, WithdrawalMonths: 3, HasAnnualProgramme: true)),
        new CommitmentsSet(
        [
            new("training", Words("Former"), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, new(new(2026, 11, 1))),
            new("reports", Words("Informer"), [Hcar.Organisation], [Ads.Organisation], CommitmentForce.Firm, new(EveryMonths: 3)),
        ]),
        new FundingSet(
            [
                new("cash", Ads.Organisation, 2026, ContributionKind.Cash, Mad(100)),
                new("kind", Ads.Organisation, 2026, ContributionKind.InKind, Mad(10), Valuation: Words("Barème")),
            ],
            [new("t1", "cash", Hcar.Organisation, Mad(60), []), new("t2", "cash", Hcar.Organisation, Mad(40), [new("go", TrancheConditionKind.Decision)])]),
        new FormalitiesSet(formalities));

    private static GivenGrain InForce() => Rich().SignedOn(2026, 10, 5);

    /// <summary>With an occurrence reported, a tranche paid, an addendum, a dispute, a formal notice, an accession and a suspension under way.</summary>
    private static GivenGrain Busy() => InForce().On(2026, 11, 10)
        .After(new ReportOccurrence("training", new(2026, 11, 1), SignedOn, [Paper]), Coordinator)
        .After(new CallTranche("t1", SignedOn), Hcar.As(Role.FinanceOfficer))
        .After(new PayTranche("t1", Mad(60), SignedOn, "OV 1"), Ads.As(Role.FinanceOfficer))
        .After(new ProposeAddendum(Words("Avenant"), [Clause("2", "Autre")], new(Term: new(Months: 24))), Coordinator)
        .After(new ProposeAccession(new(Um6p.Organisation), Paper), Coordinator)
        .After(new OpenDispute("Retard", SignedOn), Coordinator)
        .After(new GiveFormalNotice(Hcar.Organisation, "Retard", SignedOn), Coordinator)
        .After(new SuspendAgreement(SignedOn, "Travaux", ["reports"]), Coordinator);

    private static IEnumerable<GivenGrain> Agreements() =>
    [
        RuleTests.Given(new AgreementRules(), Id).Organisations(TestOrganisations.All),
        Rich(), Rich().InReview(), Rich().Approved(), Rich(Visa).SignedOn(2026, 10, 5), InForce(), Busy(),
        Busy().After(new InvokeForceMajeure(SignedOn, "Séisme", Paper), Coordinator),
        InForce().After(new OpenEvaluation(EvaluationKind.MidTerm, External: Words("Cabinet")), Coordinator),
        InForce().WhenDue("expiry").ThenAccepted(), Busy().WhenDue("expiry").ThenAccepted(),
        InForce().After(new GiveWithdrawal(SignedOn, "Restructuration", Paper), Coordinator),
        InForce().Events(new TermSet(new(Months: 12, Renewal: RenewalMode.Tacit, RenewalMonths: 12, MaxRenewals: 1))).After(new GiveNonRenewalNotice(SignedOn, Paper), Coordinator),
    ];

    private static IEnumerable<GivenGrain> Committees() =>
    [
        RuleTests.Given(new CommitteeRules(), CommitteeCases.Id).Organisations(CommitteeCases.Organisations),
        CommitteeCases.Constituted(Ads, Hcar), CommitteeCases.Active(Ads, Hcar), CommitteeCases.Active(Ads, Hcar).Convened(2026, 11, 5),
        CommitteeCases.Active(Ads, Hcar).Convened(2026, 11, 5).Held(),
        CommitteeCases.Active(Ads, Hcar).Convened(2026, 11, 5).Held().Proposed(CommitteeCases.Funding),
    ];

    private static IEnumerable<GivenGrain> Programmes() =>
    [
        RuleTests.Given(new ProgrammeRules(), ProgrammeCases.ProgrammeId).Organisations(TestOrganisations.All),
        ProgrammeCases.Opened(Ads, Hcar), ProgrammeCases.Opened(Ads, Hcar).Planned(), ProgrammeCases.Opened(Ads, Hcar).Planned().Tabled(),
        ProgrammeCases.Approved(Ads, Hcar), ProgrammeCases.Executing(Ads, Hcar), ProgrammeCases.Closing(Ads, Hcar), ProgrammeCases.Reported(Ads, Hcar),
    ];

    private static IEnumerable<GivenGrain> Cases() =>
    [
        CaseCases.NoCase(), CaseCases.Proposed(), CaseCases.Body(), CaseCases.Accepted(), CaseCases.Supported(), CaseCases.AtLastStage(), CaseCases.Graduated(),
    ];

    private static IEnumerable<GivenGrain> Participations() =>
    [
        ParticipationCases.Nothing, ParticipationCases.IsPlanned, ParticipationCases.IsInvited, ParticipationCases.IsAccepted, ParticipationCases.IsHeld,
        ParticipationCases.IsReported, ParticipationCases.IsFollowedUp,
    ];

    private static IEnumerable<GivenGrain> Organisations() =>
        [OrganisationCases.Unknown, OrganisationCases.Registered, OrganisationCases.WithoutPeople, OrganisationCases.Active, OrganisationCases.Retired];

    public static IReadOnlyList<GivenGrain> Grains { get; } = [.. Agreements(), .. Committees(), .. Programmes(), .. Cases(), .. Participations(), .. Organisations()];

    /// <summary>Everybody who may do something somewhere.</summary>
    public static IReadOnlyList<Actor> Actors { get; } =
    [
        PlatformAdministrator,
        .. from party in new[] { Ads, Hcar, Mgpap }
           from role in Enum.GetValues<Role>()
           select party.As(role),
    ];
}
