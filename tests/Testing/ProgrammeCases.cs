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
    public static GrainId ProgrammeId { get; } = IdOf("2027");

    public static GrainId IdOf(string period) => GrainId.Programme(Ids.Derive(new Guid(AgreementCases.Id.Key), $"programme:{period}"));

    /// <summary>Cooperatives in three stages, answered in 30 days, reported every three months.</summary>
    public static Project Cooperatives { get; } = new(
        "cooperatives", Words("Coopératives"), "solar", People.Ads.Organisation, Words("Accompagner les coopératives"),
        [new("training", Words("Formation")), new("founding", Words("Création")), new("autonomy", Words("Autonomie"))], new());

    public static OpenProgramme Opening(params IReadOnlyList<Staff> parties) => new(
        AgreementCases.Id, "2027", Words("Programme 2027"), new(2027, 1, 1), new(2027, 12, 31), [.. parties.Select(p => p.Organisation)], "Africa/Casablanca", "MAD",
        [new("solar", Words("Énergie solaire")), new("women", Words("Femmes"))], ByDecision: false, new(2026, 9, 30), new(2026, 11, 30), new(2028, 3, 31));

    /// <summary>Opened on 1 June 2026 for 2027, with one project.</summary>
    public static GivenGrain Opened(params IReadOnlyList<Staff> parties) => Opened(Opening(parties));

    public static GivenGrain Opened(OpenProgramme opening) => RuleTests.Given(new ProgrammeRules(), IdOf(opening.Period))
        .Organisations(TestOrganisations.All)
        .On(2026, 6, 1)
        .After(opening, Actor.System);

    public static GivenGrain With(this GivenGrain given, params IReadOnlyList<Project> projects) =>
        projects.Aggregate(given, (g, project) => g.After(new SetProject(project), Coordinator(g.Programme().Parties[0])));

    public static Activity Workshop { get; } = new(
        "workshop", "cooperatives", Words("Atelier"), ActivityKind.Training, new(2027, 3, 1), new(2027, 3, 5), new(Words("Rabat"), Words("Rabat-Salé-Kénitra")), Words("Femmes"),
        Participants: 40);

    public static BudgetLine Kits { get; } = new("kits", Words("Kits"), People.Hcar.Organisation, Mad(1000), "cooperatives");

    public static Indicator Founded { get; } = new("founded", Words("Coopératives créées"), "coopératives", 40, 0, Approximate: true, Project: "cooperatives", Disaggregation: ["women", "men"]);

    /// <summary>With a project, an activity, a budget line and an indicator.</summary>
    public static GivenGrain Planned(this GivenGrain given)
    {
        var by = Coordinator(given.Programme().Parties[0]);
        return given.With(Cooperatives).After(new SetActivity(Workshop), by).After(new SetBudgetLine(Kits), by).After(new SetIndicator(Founded), by);
    }

    /// <summary>On the table since the day that the case has reached.</summary>
    public static GivenGrain Tabled(this GivenGrain given, DateOnly? on = null) =>
        given.After(new ProposeProgramme(on ?? new(2026, 6, 1)), Coordinator(given.Programme().Parties[0]));

    /// <summary>Planned, proposed and approved by every party on 1 October 2026.</summary>
    public static GivenGrain Approved(params IReadOnlyList<Staff> parties)
    {
        var given = Opened(parties).Planned().Tabled().On(2026, 10, 1);
        return parties.Aggregate(given, (g, party) => g.After(new ApproveProgramme(1, new(2026, 10, 1)), party.As(Role.Coordinator)));
    }

    /// <summary>Carried out since 1 January 2027, which is today.</summary>
    public static GivenGrain Executing(params IReadOnlyList<Staff> parties) => Approved(parties).WhenDue("start").ThenAccepted();

    /// <summary>On 1 January 2028.</summary>
    public static GivenGrain Closing(params IReadOnlyList<Staff> parties) => Executing(parties).WhenDue("end").ThenAccepted();

    /// <summary>The annual report of the first party is accepted by the others on 1 February 2028, which is today.</summary>
    public static GivenGrain Reported(params IReadOnlyList<Staff> parties)
    {
        var on = new DateOnly(2028, 2, 1);
        var submitted = Closing(parties).On(on).After(new SubmitProgrammeReport("2027", on, [Paper]), parties[0].As(Role.Coordinator));
        return parties.Skip(1).Aggregate(submitted, (g, party) => g.After(new AcceptProgrammeReport("2027", on), party.As(Role.Coordinator)));
    }

    public static Actor Coordinator(OrganisationId party) => new Staff(party).As(Role.Coordinator);

    public static Programme Programme(this GivenGrain given) => given.State<Programme>();
}
