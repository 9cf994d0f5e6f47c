using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Participations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;

namespace Mithaq.Grains.Tests.Participations;

/// <summary>A forum from 6 to 8 December 2027 in Archamps, in which MGPAP takes part; planned on 1 October.</summary>
internal static class ParticipationCases
{
    public static GrainId Id { get; } = GrainId.Participation(new("3c1d7d0e-8a55-4c0b-8f8a-5a8f1f1a2b33"));

    public static Actor Coordinator { get; } = People.Mgpap.As(Role.Coordinator);
    public static Actor Head { get; } = People.Mgpap.As(Role.Head);
    public static Actor Lead { get; } = People.Mgpap.As(Role.ProjectLead);
    public static Actor Stranger { get; } = People.Ads.As(Role.Coordinator);

    public static DateOnly Planned { get; } = new(2027, 10, 1);
    public static DateOnly From { get; } = new(2027, 12, 6);
    public static DateOnly To { get; } = new(2027, 12, 8);

    public static Occasion Forum { get; } = new(
        Words("Rencontres"), new(Words("Archamps"), ["أرشون"], "FR"), From, To, "Europe/Paris", Words("La nouvelle efficacité"));

    public static PlanParticipation Plan { get; } = new(Forum, [ParticipationRole.Delegate, ParticipationRole.Speaker], [Words("Centres Amal")]);

    public static Counterpart President { get; } = new(Words("Président du forum"), Words("Le forum"), Person: new(Ids.Derive(Guid.Empty, "president")));

    public static LocalizedText Words(string text) => new(Fr: text);

    public static GivenGrain Nothing { get; } = RuleTests.Given(new ParticipationRules(), Id).Organisations(TestOrganisations.All)
        .Organisations(TestOrganisations.Mgpap with { Members = TestOrganisations.Mgpap.Members.Add(new Member(People.Mgpap[Role.ProjectLead], [Role.ProjectLead], new(2020, 1, 1))) })
        .On(Planned);

    public static GivenGrain IsPlanned { get; } = Nothing.After(Plan, Coordinator);

    public static RecordInvitation Invitation { get; } = new(Planned, Words("Secrétariat d'État"), Letter: AgreementCases.Letter, AnswerBy: new(2027, 11, 2));

    public static GivenGrain IsInvited { get; } = IsPlanned.After(Invitation, Coordinator);

    public static GivenGrain IsAccepted { get; } = IsInvited.After(new AcceptInvitation(Planned), Head);

    /// <summary>Without an invitation; today is the day after.</summary>
    public static GivenGrain IsHeld { get; } = IsPlanned.On(To.AddDays(1)).After(new RecordHeld(To), Lead);

    public static GivenGrain IsReported { get; } = IsHeld.After(new SubmitMissionReport(AgreementCases.File("rapport.pdf"), To.AddDays(1)), Lead);

    public static GivenGrain IsFollowedUp { get; } = IsReported.After(new MarkFollowedUp(), Coordinator);

    public static Participation Participation(this GivenGrain given) => given.State<Participation>();

    public static OpenItem? Item(this GivenGrain given, string key) => given.OpenItems.FirstOrDefault(i => i.Key == key);
}
