using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Programmes;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;

namespace Mithaq.Testing;

/// <summary>
/// Cases named for how far they have come: HCAR proposes them to the cooperatives' project of a programme that runs, which ADS leads. Every step goes by commands.
/// </summary>
public static class CaseCases
{
    public static GrainId CaseId { get; } = GrainId.Case(new("5b1a4f6e-93d0-4c0e-8a53-60b1c6a7d001"));

    /// <summary>The case of a cooperative that <see cref="Amina"/> founds.</summary>
    public static GrainId BodyId { get; } = GrainId.Case(new("5b1a4f6e-93d0-4c0e-8a53-60b1c6a7d002"));

    public static Beneficiary Amina { get; } = new(BeneficiaryKind.Person, new PersonId(new("11111111-1111-1111-1111-111111111111")), Sha256.Of("salt and identity"u8));

    public static Beneficiary Cooperative { get; } = new(BeneficiaryKind.Cooperative, Name: Words("Coopérative Tiouizi"), RegisterNumber: "RC 1234");

    public static Actor Proposer { get; } = Hcar.As(Role.Coordinator);
    public static Actor Supporter { get; } = Ads.As(Role.Coordinator);

    /// <summary>2027, in execution: the cooperatives' project, and one that takes no cases.</summary>
    public static Programme Programme(CaseTerms? terms = null, params IReadOnlyList<Staff> parties) => ProgrammeCases.Opened(parties.Count > 0 ? parties : [Ads, Hcar])
        .With(ProgrammeCases.Cooperatives with { Cases = terms ?? new() }, ProgrammeCases.Cooperatives with { Id = "studies", Cases = null })
        .Programme() with { Stage = ProgrammeStage.Executing };

    public static ProposeCase Proposal(Beneficiary? beneficiary = null) =>
        new(ProgrammeCases.ProgrammeId, "cooperatives", beneficiary ?? Amina, new(2027, 1, 11), "Formation en gestion", [Paper]);

    /// <summary>Nothing yet, on 11 January 2027.</summary>
    public static GivenGrain NoCase(Programme? programme = null, GrainId? id = null) => RuleTests.Given(new CaseRules(), id ?? CaseId)
        .Organisations(TestOrganisations.All).Beside(ProgrammeCases.ProgrammeId, programme ?? Programme()).On(2027, 1, 11);

    /// <summary>Proposed on 11 January 2027: an answer is due on 10 February.</summary>
    public static GivenGrain Proposed(Programme? programme = null, Beneficiary? beneficiary = null) => NoCase(programme).After(Proposal(beneficiary), Proposer);

    /// <summary>The case of the cooperative, proposed under the same programme.</summary>
    public static GivenGrain Body() => NoCase(id: BodyId).After(Proposal(Cooperative), Proposer);

    /// <summary>On 20 January 2027.</summary>
    public static GivenGrain Accepted(Programme? programme = null) => Proposed(programme).On(2027, 1, 20).After(new AcceptCase(new(2027, 1, 20)), Supporter);

    /// <summary>From 1 February 2027, at the first of three stages: reports are due on 1 May, 1 August, 1 November…</summary>
    public static GivenGrain Supported(Programme? programme = null) => Accepted(programme).On(2027, 2, 1).After(new StartSupport(new(2027, 2, 1)), Supporter);

    /// <summary>At the third of three stages since 1 March 2027.</summary>
    public static GivenGrain AtLastStage(Programme? programme = null) => Supported(programme).On(2027, 3, 1)
        .After(new AdvanceStage(new(2027, 3, 1)), Supporter).After(new AdvanceStage(new(2027, 3, 1)), Supporter);

    /// <summary>On 10 June 2027, with the report of 1 May still owed.</summary>
    public static GivenGrain Graduated() => AtLastStage().On(2027, 6, 10).After(new GraduateCase(new(2027, 6, 10)), Supporter);

    public static Case Case(this GivenGrain given) => given.State<Case>();
}
