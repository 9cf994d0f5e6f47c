using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing.Rules;

namespace Mithaq.Testing;

/// <summary>
/// Agreements named for how far they have come: <c>AgreementCases.Draft(Ads, Hcar).After(…).Approved().SignedOn(2026, 10, 5)</c>. Every step goes by commands,
/// given by the coordinators (of a party without accounts: by the initiator's, with a letter).
/// </summary>
public static class AgreementCases
{
    public static GrainId Id { get; } = GrainId.Agreement(new("0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11"));

    public static Document Paper { get; } = File("scan.pdf");

    public static Document Letter { get; } = File("letter.pdf");

    public static IReadOnlyList<Clause> Clauses { get; } = [Clause("1", "Purpose"), Clause("2", "Duration")];

    /// <summary>The hash of <see cref="Clauses"/> without annexes: version 1 of the text.</summary>
    public static Sha256 Text { get; } = ((TextRevised)RuleTests.Given(new AgreementRules(), Id).Organisations(TestOrganisations.All)
        .Events(Drafted(People.Ads, People.Hcar)).When(new ReviseText(Clauses), People.Ads.As(Role.Coordinator)).Events[0]).Hash;

    public static LocalizedText Words(string text) => new(Fr: text);

    public static Money Mad(decimal amount) => new(amount, "MAD");

    public static Document File(string name) => new(name, Sha256.Of(System.Text.Encoding.UTF8.GetBytes(name)), 1000);

    public static Clause Clause(string number, string heading) => new(number, heading, Sha256.Of(System.Text.Encoding.UTF8.GetBytes(heading)));

    public static AgreementDrafted Drafted(params Staff[] parties) => new(
        AgreementKind.Framework, Words("Convention-cadre"), "Africa/Casablanca", "MAD", parties[0].Organisation, [.. parties.Select(p => new Party(p.Organisation))]);

    /// <summary>A complete draft with a purpose and a text, on 1 October 2026; the first party started it.</summary>
    public static GivenGrain Draft(params Staff[] parties) => RuleTests.Given(new AgreementRules(), Id)
        .Organisations(TestOrganisations.All)
        .On(2026, 10, 1)
        .Events(
            Drafted(parties),
            new SubstanceSet(new(Words("Coopération"), [new("solar", Words("Énergie solaire"))])),
            new TextRevised(1, Text, Clauses, []));

    public static GivenGrain InReview(this GivenGrain draft) => draft.After(new SendToReview(), draft.CoordinatorOf(draft.Agreement().Initiator));

    /// <summary>From Draft or Review.</summary>
    public static GivenGrain Approved(this GivenGrain given)
    {
        if (given.Agreement().Stage is AgreementStage.Draft) given = given.InReview();
        return given.Agreement().PartyIds.Aggregate(given, (g, party) => g.After(new ApproveText(g.Agreement().Text.Hash), g.CoordinatorOf(party)));
    }

    /// <summary>Every party signs on this day, which becomes today. Without formalities and effective date it is in force at once.</summary>
    public static GivenGrain SignedOn(this GivenGrain given, int year, int month, int day)
    {
        if (given.Agreement().Stage is not AgreementStage.Approved) given = given.Approved();
        var on = new DateOnly(year, month, day);
        return given.Agreement().PartyIds.Aggregate(given.On(on), (g, party) =>
            g.After(new SignText(new Staff(party).Signatory, g.Agreement().Text.Hash, on, Paper), g.CoordinatorOf(party)));
    }

    /// <summary>The coordinator of a party, or the initiator's in the name of one without accounts.</summary>
    public static Actor CoordinatorOf(this GivenGrain given, OrganisationId party) => TestOrganisations.All.First(o => o.Id == party).HasAccounts
        ? new Staff(party).As(Role.Coordinator)
        : new Staff(given.Agreement().Initiator).As(Role.Coordinator) with { For = new(party, Letter) };

    public static Agreement Agreement(this GivenGrain given) => given.State<Agreement>();

    public static OpenItem? Item(this GivenGrain given, string key) => given.OpenItems.FirstOrDefault(i => i.Key == key);

    /// <summary>The sweep tells the effect of an open deadline, without steps, at noon of the day on which it falls.</summary>
    /// <param name="resolved">The date after calendars; null: the nominal one.</param>
    public static Outcome WhenDue(this GivenGrain given, string key, DateOnly? resolved = null)
    {
        var deadline = (given.Item(key) ?? throw new InvalidOperationException($"{key} is not among {string.Join(", ", given.OpenItems.Select(i => i.Key))}")).Deadline!;
        var last = resolved ?? deadline.Nominal;
        return given.On(deadline.Effect is DueEffect.DayAfter ? last.AddDays(1) : last).WhenReached(new(key, deadline.Nominal, last, [], IsDue: true));
    }
}
