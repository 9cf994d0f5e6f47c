using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Organisations;
using Mithaq.Testing.Rules;

namespace Mithaq.Testing;

/// <summary>
/// Committees named for how far they have come: <c>CommitteeCases.Active(Ads, Hcar).Convened(…).Held()</c>. Every step goes by commands, given by the
/// coordinators (of a party without accounts: by the first other one's, with a letter).
/// </summary>
public static class CommitteeCases
{
    private static readonly DateOnly Since = new(2020, 1, 1);

    public static GrainId Id { get; } = GrainId.Committee(new("5b0b7c7e-3a0c-4a51-8a3f-7f5d2d1f9c01"));

    public static CommitteeForeseen Foreseen { get; } = new("central", CommitteeKind.JointCentral, AgreementCases.Words("Commission centrale mixte"), 2, 6);

    /// <summary>Every organisation of the tests, with a member of committees among its people.</summary>
    public static IReadOnlyList<Organisation> Organisations { get; } =
        [.. TestOrganisations.All.Select(o => o.HasAccounts ? o with { Members = o.Members.Add(new Member(new Staff(o.Id)[Role.CommitteeMember], [Role.CommitteeMember], Since)) } : o)];

    public static IReadOnlyList<AgendaItem> Agenda { get; } = [new("1", AgreementCases.Words("Programme 2027")), new("2", AgreementCases.Words("Divers"))];

    public static DecisionSubject Usual { get; } = new(DecisionKind.Other, "Créer un groupe de travail");

    public static DecisionSubject Funding { get; } = new(DecisionKind.Funding, "Deuxième tranche");

    /// <summary>Who sits in a party's seat; "member" by role in the first one.</summary>
    public static PersonId Sits(this Staff party, int seat) => seat == 1 ? party[Role.CommitteeMember] : party.Named($"seat {seat}");

    public static PersonId Alternate(this Staff party, int seat) => party.Named($"alternate {seat}");

    /// <summary>Constituted on 5 October 2026, which is today: two seats for each party, a meeting every six months.</summary>
    public static GivenGrain Constituted(params Staff[] parties) => RuleTests.Given(new CommitteeRules(), Id)
        .Organisations(Organisations)
        .On(2026, 10, 5)
        .After(new ConstituteCommittee(
            AgreementCases.Id, Foreseen, AgreementCases.Words("Convention-cadre"), [.. parties.Select(p => p.Organisation)], "Africa/Casablanca", new(2026, 10, 5)), Actor.System);

    /// <summary>Every seat has a member; the first one chairs; the first party's secretary is the committee's.</summary>
    public static GivenGrain Active(params Staff[] parties)
    {
        var (given, day) = (Constituted(parties), new DateOnly(2026, 10, 5));
        foreach (var party in parties)
        {
            for (var seat = 1; seat <= Foreseen.SeatsByParty; seat++)
                given = given.After(new AppointCommitteeMember(seat, day, party.Sits(seat)), given.For(party));
            given = given.After(new NameCommitteeChair(1, day), given.For(party));
        }
        return given.After(new NameCommitteeSecretary(parties[0].Secretary, day), given.For(parties[0]));
    }

    /// <summary>Every party agrees to these rules today.</summary>
    public static GivenGrain WithRules(this GivenGrain given, RulesOfProcedure rules) => given.Committee().Parties
        .Aggregate(given, (g, party) => g.After(new SetCommitteeRules(rules, new(2026, 10, 5)), g.For(new(party))));

    /// <summary>Planned and convened today for this day, which becomes today.</summary>
    public static GivenGrain Convened(this GivenGrain given, int year, int month, int day)
    {
        var (first, on) = (new Staff(given.Committee().Parties[0]), new DateOnly(year, month, day));
        var id = Ids.Derive(given.CommandId, 0);
        return given.After(new PlanCommitteeMeeting(on, "Rabat"), first.As(Role.CommitteeSecretary))
            .After(new ConveneMeeting(id, on, "Rabat", Agenda, given.Today), first.As(Role.CommitteeSecretary)).On(on);
    }

    /// <summary>The last meeting is held; without names, every member is there.</summary>
    public static GivenGrain Held(this GivenGrain given, params PersonId[] present) => given.WhenThereAre(present).ThenAccepted();

    /// <summary>The attendance of the last meeting is taken on its day; without names, every member is there.</summary>
    public static Outcome WhenThereAre(this GivenGrain given, params PersonId[] present)
    {
        var committee = given.Committee();
        var meeting = given.Meeting();
        IReadOnlyList<PersonId> those = present.Length > 0 ? present : [.. committee.Seats.Select(s => s.Member!.Person!.Value)];
        return given.When(new RecordAttendance(meeting.Id, those, meeting.Date), new Staff(committee.Parties[0]).As(Role.CommitteeSecretary));
    }

    /// <summary>A decision is put to the last meeting.</summary>
    public static GivenGrain Proposed(this GivenGrain given, DecisionSubject subject, string key = "d1", string item = "1") =>
        given.After(new ProposeDecision(given.Meeting().Id, item, key, subject), new Staff(given.Committee().Parties[0]).As(Role.CommitteeSecretary));

    /// <summary>A party votes on the last decision, dated today, through the member in its first seat.</summary>
    public static Outcome WhenVotes(this GivenGrain given, Staff party, Vote vote, PersonId? member = null) =>
        given.When(new CastVote(given.Committee().Motions[^1].Id, vote, given.Today, member ?? party.Sits(1)), given.For(party));

    /// <summary>The coordinator of a party, or the first other one's with the letter of one without accounts.</summary>
    public static Actor For(this GivenGrain given, Staff party) => Organisations.First(o => o.Id == party.Organisation).HasAccounts
        ? party.As(Role.Coordinator)
        : new Staff(given.Committee().Parties.First(p => p != party.Organisation)).As(Role.Coordinator) with { For = new(party.Organisation, AgreementCases.Letter) };

    public static Committee Committee(this GivenGrain given) => given.State<Committee>();

    /// <summary>The meeting that was planned last.</summary>
    public static Meeting Meeting(this GivenGrain given) => given.Committee().Meetings[^1];
}
