using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Testing;

/// <summary>Programmes named for how far they have come; every step goes by commands.</summary>
public static class ProgrammeCases
{
    public static GrainId ProgrammeId { get; } = GrainId.Programme(Ids.Derive(new Guid(AgreementCases.Id.Key), "programme:2027"));

    /// <summary>Cooperatives in three stages, answered in 30 days, reported every three months.</summary>
    public static Project Cooperatives { get; } = new(
        "cooperatives", Words("Coopératives"), "solar", People.Ads.Organisation, Words("Accompagner les coopératives"),
        [new("training", Words("Formation")), new("founding", Words("Création")), new("autonomy", Words("Autonomie"))], new());

    public static OpenProgramme Opening(params IReadOnlyList<Staff> parties) => new(
        AgreementCases.Id, "2027", Words("Programme 2027"), new(2027, 1, 1), new(2027, 12, 31), [.. parties.Select(p => p.Organisation)], "Africa/Casablanca", "MAD",
        [new("solar", Words("Énergie solaire")), new("women", Words("Femmes"))], ByDecision: false, new(2026, 9, 30), new(2026, 11, 30), new(2028, 3, 31));

    /// <summary>Opened on 1 June 2026 for 2027, with one project.</summary>
    public static GivenGrain Opened(params IReadOnlyList<Staff> parties) => Opened(Opening(parties));

    public static GivenGrain Opened(OpenProgramme opening) => RuleTests.Given(new ProgrammeRules(), ProgrammeId)
        .Organisations(TestOrganisations.All)
        .On(2026, 6, 1)
        .After(opening, Actor.System);

    public static GivenGrain With(this GivenGrain given, params IReadOnlyList<Project> projects) =>
        projects.Aggregate(given, (g, project) => g.After(new SetProject(project), Coordinator(g.Programme().Parties[0])));

    public static Actor Coordinator(OrganisationId party) => new Staff(party).As(Role.Coordinator);

    public static Programme Programme(this GivenGrain given) => given.State<Programme>();
}
