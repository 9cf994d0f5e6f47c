using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Organisations;

namespace Mithaq.Testing;

/// <summary>The people of a test organisation, one a role; their ids come from their names.</summary>
public sealed record Staff(OrganisationId Organisation)
{
    private static readonly Guid Persons = new("6ba7b812-9dad-11d1-80b4-00c04fd430c8");

    public PersonId Coordinator => this[Role.Coordinator];
    public PersonId LegalOfficer => this[Role.LegalOfficer];
    public PersonId FinanceOfficer => this[Role.FinanceOfficer];
    public PersonId Head => this[Role.Head];
    /// <summary>Holds the signing office.</summary>
    public PersonId Signatory => this[Role.Signatory];
    public PersonId Secretary => this[Role.CommitteeSecretary];
    public PersonId Observer => this[Role.Observer];
    public PersonId Evaluator => this[Role.Evaluator];
    /// <summary>The organisation's own administrator.</summary>
    public PersonId Administrator => this[Role.Administrator];

    public PersonId this[Role role] => Named(role.ToString());

    /// <summary>Anybody else, without a role unless a test gives one.</summary>
    public PersonId Named(string name) => new(Ids.Derive(Persons, $"{name}@{Organisation}"));

    public Actor As(Role role) => Actor.Of(this[role], Organisation);

    public Actor As(PersonId person) => Actor.Of(person, Organisation);
}

public static class People
{
    public static Staff Ads { get; } = new(new OrganisationId("ads"));
    public static Staff Hcar { get; } = new(new OrganisationId("hcar"));
    public static Staff Ministry { get; } = new(new OrganisationId("ministry-solidarity"));
    public static Staff Ocp { get; } = new(new OrganisationId("ocp"));
    public static Staff Um6p { get; } = new(new OrganisationId("um6p"));
    public static Staff Mgpap { get; } = new(new OrganisationId("mgpap"));
    public static Staff Lafayette { get; } = new(new OrganisationId("lafayette"));
    /// <summary>No accounts: others record its acts with its letters.</summary>
    public static Staff Commune { get; } = new(new OrganisationId("commune-benguerir"));

    /// <summary>Runs the platform.</summary>
    public static Actor PlatformAdministrator { get; } = Actor.Administrator(new Staff(new("platform"))[Role.Administrator]);
}

/// <summary>Active organisations as the rules of other grains meet them: all roles held since 2020, one office that signs.</summary>
public static class TestOrganisations
{
    private static readonly DateOnly Since = new(2020, 1, 1);

    private static readonly Role[] Roles =
    [
        Role.Coordinator, Role.LegalOfficer, Role.FinanceOfficer, Role.Head, Role.Signatory, Role.CommitteeSecretary,
        Role.Observer, Role.Evaluator, Role.Administrator, Role.ProjectLead,
    ];

    public static Organisation Ads { get; } = WithStaff(People.Ads);
    public static Organisation Hcar { get; } = WithStaff(People.Hcar);
    public static Organisation Ministry { get; } = WithStaff(People.Ministry);
    public static Organisation Ocp { get; } = WithStaff(People.Ocp);
    public static Organisation Um6p { get; } = WithStaff(People.Um6p);
    public static Organisation Mgpap { get; } = WithStaff(People.Mgpap);
    public static Organisation Lafayette { get; } = WithStaff(People.Lafayette);
    public static Organisation Commune { get; } = WithStaff(People.Commune) with { Members = [] };

    public static IReadOnlyList<Organisation> All { get; } = [Ads, Hcar, Ministry, Ocp, Um6p, Mgpap, Lafayette, Commune];

    private static Organisation WithStaff(Staff staff) => new(staff.Organisation)
    {
        Stage = OrganisationStage.Active,
        Names = new LocalizedText(Fr: staff.Organisation.Value),
        RegisteredOn = Since,
        Zone = "Africa/Casablanca",
        Calendar = WorkCalendar.Of(WorkCalendar.Morocco),
        Members = [.. Roles.Select(role => new Member(staff[role], [role], Since))],
        OfficeHolders = [new("director", new LocalizedText(Fr: "Direction"), staff.Signatory, Signs: true, Since)],
    };
}
