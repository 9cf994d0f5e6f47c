using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Organisations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Organisations;

/// <summary>The Social Development Agency on its way through the stages. Today is 1 October 2026 unless a test says otherwise.</summary>
internal static class OrganisationCases
{
    public static readonly DateOnly Today = On(2026, 10, 1);
    public static readonly LocalizedText Names = new("وكالة التنمية الاجتماعية", "Agence de Développement Social");
    public static readonly LocalizedText Director = new(Fr: "Directeur");
    public static readonly Actor Coordinator = People.Ads.As(Role.Coordinator);
    public static readonly Actor OwnAdministrator = People.Ads.As(Role.Administrator);
    public static readonly Actor Platform = People.PlatformAdministrator;

    public static readonly GivenGrain Unknown = Given(new OrganisationRules(), GrainId.Organisation(People.Ads.Organisation))
        .Organisations(TestOrganisations.All).On(Today);

    public static readonly GivenGrain Registered = Unknown.After(new RegisterOrganisation(Names, OrganisationKind.Agency), Platform);

    public static readonly GivenGrain WithoutPeople = Registered.After(new ActivateOrganisation(), Platform);

    /// <summary>With a coordinator, an administrator, an observer, and a director who signs, all since 2026-01-05.</summary>
    public static readonly GivenGrain Active = WithoutPeople
        .After(new AppointOfficeHolder("director", Director, People.Ads.Signatory, Signs: true, On(2026, 1, 5)), Platform)
        .After(new AddMember(People.Ads.Coordinator, [Role.Coordinator], On(2026, 1, 5)), Platform)
        .After(new AddMember(People.Ads.Administrator, [Role.Administrator], On(2026, 1, 5)), Coordinator)
        .After(new AddMember(People.Ads.Observer, [Role.Observer], On(2026, 1, 5)), Coordinator);

    public static readonly GivenGrain Retired = Active.After(new RetireOrganisation(Today), Platform);

    public static Organisation Organisation(this GivenGrain given) => given.State<Organisation>();

    /// <summary>A plausible 2027: Eid al-Fitr 10 March, Eid al-Adha 17 May, new year 7 June, Mawlid 16 August.</summary>
    public static readonly MoonDate[] Moon2027 =
    [
        new(MoonHoliday.EidAlFitr, On(2027, 3, 10)), new(MoonHoliday.EidAlAdha, On(2027, 5, 17)),
        new(MoonHoliday.HijriNewYear, On(2027, 6, 7)), new(MoonHoliday.Mawlid, On(2027, 8, 16)),
    ];
}
