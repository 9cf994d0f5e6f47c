using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Gateway.People;
using Mithaq.Silo.Hosting;
using Mithaq.Testing;
using static Mithaq.Testing.Runtime.RunningPartnership;

namespace Mithaq.Silo.Tests.Feeds.Reactions;

/// <summary>On a whole node: a second open case of a beneficiary is found, and takes a reason.</summary>
public sealed class SameBeneficiaryTests
{
    private static readonly PersonId Amina = People.Hcar.Named("Amina");
    private static readonly PersonId Twin = People.Ads.Named("Amina");
    private static readonly PersonId Namesake = People.Hcar.Named("a namesake");

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_person_is_found_under_every_entry_with_the_same_identifier(StoreKind kind)
    {
        await using var whole = await WholeNode.Open(kind);
        var (programme, persons) = (await whole.Partnership.Programme("first", 1), whole.Node.Get<Persons>());
        await Enter(Amina, "BK 451207");
        await Enter(Twin, "bk-451207");
        await Enter(Namesake, "X 123456");
        await Accepted(1, Amina);

        foreach (var same in new[] { Amina, Twin })
        {
            var refused = (await whole.Partnership.Propose(CaseOf(2), programme, await Of(same))).ShouldBeOfType<Answer.Refused>().Refusal;
            (refused.Code, refused.Arguments["cases"]).ShouldBe((CaseRefusals.Duplicate, CaseOf(1).Stream));
        }
        await Accepted(3, Namesake);
        var proposed = await Accepted(2, Twin, "Deuxième projet");
        proposed.ShouldSatisfyAllConditions(() => proposed.DuplicateOverride.ShouldBe("Deuxième projet"), () => proposed.Duplicates.ShouldBe([CaseOf(1)]));

        async Task Enter(PersonId id, string card) => (await persons.Register(
            id, new(People.Hcar.Organisation, new(Fr: "Amina Zahraoui"), Identifiers: [new("cin", card)]), null, "entered by another organisation")).ShouldBeOfType<SaveResult.Saved>();

        async Task<Beneficiary> Of(PersonId person) => new(BeneficiaryKind.Person, person, await persons.SealOf(person));

        async Task<CaseProposed> Accepted(int n, PersonId person, string? reason = null) =>
            (await whole.Partnership.Propose(CaseOf(n), programme, await Of(person), reason)).ShouldBeOfType<Answer.Accepted>().Events.OfType<CaseProposed>().Single();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_body_without_a_number_is_found_as_the_organisation_that_it_is_and_not_where_that_is_a_party(StoreKind kind)
    {
        await using var whole = await WholeNode.Open(kind);
        var (partnership, programme) = (whole.Partnership, await whole.Partnership.Programme("first", 1));
        var body = new Beneficiary(BeneficiaryKind.Association, Organisation: People.Hcar.Organisation, Name: new(Fr: "Association"));
        (await partnership.Propose(CaseOf(1), programme, CaseCases.Cooperative)).ShouldBeOfType<Answer.Accepted>();
        (await partnership.Propose(CaseOf(2), programme, body)).ShouldBeOfType<Answer.Accepted>();

        var again = await partnership.Propose(CaseOf(3), programme, body with { RegisterNumber = "RC 77" });

        var refused = again.ShouldBeOfType<Answer.Refused>().Refusal;
        (refused.Code, refused.Arguments["cases"]).ShouldBe((CaseRefusals.Duplicate, CaseOf(2).Stream));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_that_are_proposed_at_once_neither_is_taken_on_unseen(StoreKind kind)
    {
        await using var whole = await WholeNode.Open(kind);
        var (partnership, programme) = (whole.Partnership, await whole.Partnership.Programme("first", 1));

        for (var round = 0; round < 5; round++)
        {
            var body = CaseCases.Cooperative with { RegisterNumber = $"RC {round}" };
            GrainId[] both = [CaseOf(2 * round), CaseOf((2 * round) + 1)];
            var proposed = await Task.WhenAll(both.Select(one => partnership.Propose(one, programme, body)));
            await whole.Node.Feeds.Drain(default);

            var taken = await Task.WhenAll(both.Select(one => partnership.Send(one, new AcceptCase(partnership.Today), Ads)));
            taken.OfType<Answer.Accepted>().Count().ShouldBeLessThanOrEqualTo(1);
            if (proposed.All(answer => answer is Answer.Accepted))
                taken.OfType<Answer.Refused>().ShouldAllBe(answer => answer.Refusal.Code == CaseRefusals.Duplicate);
        }
        (await whole.Node.Get<Mithaq.Silo.Feeds.Reactions.StuckSteps>().List(0, 10, default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_body_is_found_by_its_register_number_however_it_is_written_until_its_case_is_over(StoreKind kind)
    {
        await using var whole = await WholeNode.Open(kind);
        var (partnership, programme) = (whole.Partnership, await whole.Partnership.Programme("first", 1));
        var cooperative = CaseCases.Cooperative;
        (await partnership.Propose(CaseOf(1), programme, cooperative)).ShouldBeOfType<Answer.Accepted>();

        var again = await partnership.Propose(CaseOf(2), programme, cooperative with { Name = new(Fr: "Tiouizi"), RegisterNumber = "rc-12/34" });
        (await partnership.Propose(CaseOf(3), programme, cooperative with { RegisterNumber = "RC 1235" })).ShouldBeOfType<Answer.Accepted>();
        await partnership.Accepted(CaseOf(1), new DeclineCase("no place left", partnership.Today), Ads);

        var refused = again.ShouldBeOfType<Answer.Refused>().Refusal;
        (refused.Code, refused.Arguments["cases"]).ShouldBe((CaseRefusals.Duplicate, CaseOf(1).Stream));
        (await partnership.Propose(CaseOf(2), programme, cooperative)).ShouldBeOfType<Answer.Accepted>().Events.OfType<CaseProposed>().Single().Duplicates.ShouldBeNull();
    }
}
