using Dapper;
using Mithaq.Contracts;
using Mithaq.Contracts.Persons;
using Mithaq.Gateway.People;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using static Mithaq.Silo.Tests.Privacy.PeopleFixture;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Silo.Tests.Privacy;

/// <summary>Entering, finding, changing and sealing persons on both stores.</summary>
public sealed class PersonsTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Who_was_entered_is_found_as_entered(StoreKind kind)
    {
        await using var people = await Open(kind);
        var id = Id("amina");

        await people.Register(id, Amina with { Names = Amina.Names with { Fr = "  Amina   Ez-Zahraoui " } });

        (await people.Persons.Find(id)).ShouldBe(new Person(id, Amina, 1, Begins, Begins));
        (await people.Persons.Find(Id("nobody"))).ShouldBeNull();
        (await people.Persons.NamesOf([id, Id("nobody")])).ShouldHaveSingleItem().ShouldBe(new(id, Amina.Names));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_same_entry_again_has_one_effect_and_another_under_the_same_id_is_refused(StoreKind kind)
    {
        await using var people = await Open(kind);
        var id = Id("amina");
        await people.Register(id, Amina);

        await people.Register(id, Amina);
        var other = await people.Persons.Register(id, Amina with { Born = null }, Clerk);

        other.ShouldBeOfType<SaveResult.Refused>().Refusal.Code.ShouldBe(Refusals.OtherPayload);
        (await people.Persons.Of(Agency)).Persons.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_given_salt_gives_the_same_seal_on_any_store_and_none_gives_another_each_time()
    {
        await using var one = await Open(StoreKind.Sqlite);
        await using var two = await Open(StoreKind.Sqlite);
        var (given, random) = (Id("given"), Id("random"));
        foreach (var people in new[] { one, two })
        {
            await people.Persons.Register(given, Named("Given"), Clerk, salt: new byte[32]);
            await people.Persons.Register(random, Named("Random"), Clerk);
        }

        (await one.Persons.SealOf(given)).ShouldNotBeNull().ShouldBe((await two.Persons.SealOf(given))!.Value);
        (await one.Persons.SealOf(random)).ShouldNotBe(await two.Persons.SealOf(random));
    }

    [Fact]
    public async Task Every_wrong_field_is_told_and_none_is_repeated()
    {
        await using var people = await Open(StoreKind.Sqlite);
        var wrong = new PersonDetails(
            new("A B"), new(), new(2025, 3, 5), null, [new("CIN", "x"), new("cin", ""), new("cin", "AB 1234"), new("cin", "ab-1234")], "amina at home", "call me", "de");

        var refusal = (await people.Persons.Register(Id("x"), wrong, Clerk)).ShouldBeOfType<SaveResult.Refused>().Refusal;

        refusal.Errors.Select(e => (e.Pointer, e.Code)).ShouldBe(
        [
            ("/controller", Fields.NotASlug), ("/names", Fields.Required), ("/born", Fields.OutOfRange), ("/language", Fields.Malformed), ("/email", Fields.Malformed),
            ("/phone", Fields.Malformed), ("/identifiers/0/kind", Fields.Malformed), ("/identifiers/0/value", Fields.Malformed), ("/identifiers/1/value", Fields.Required),
            ("/identifiers/3", Fields.Duplicate),
        ]);
        refusal.ToString().ShouldNotContain("1234");
        wrong.ToString().ShouldNotContain("amina");
        (await people.Persons.Register(Id("x"), Amina, Clerk, notTheSame: " ")).ShouldBeOfType<SaveResult.Refused>().Refusal.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/notTheSame");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_known_identifier_is_found_however_it_is_written_unless_it_is_of_another_kind(StoreKind kind)
    {
        await using var people = await Open(kind);
        var known = Id("amina");
        await people.Register(known, Amina);

        foreach (var written in new[] { "BK451207", " bk-451.207", "bk ٤٥١ ٢٠٧" })
            (await people.Persons.Register(Id(written), Named("Amina Z", new Identifier("cin", written)), Clerk))
                .ShouldBeOfType<SaveResult.PossibleDuplicate>().Of.ShouldBe([known]);
        await people.Register(Id("other kind"), Named("Brahim Kadiri", new Identifier("residence-permit", "BK451207")));
        (await people.Persons.SameAs(known)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_is_sure_enters_a_duplicate_with_a_reason_that_is_kept(StoreKind kind)
    {
        await using var people = await Open(kind);
        var (known, twin) = (Id("amina"), Id("twin"));
        await people.Register(known, Amina);

        var saved = await people.Persons.Register(twin, Named("Zineb Alami", Amina.Identifiers![0]), Clerk, "the card was misprinted");

        saved.ShouldBe(new SaveResult.Saved(twin, 1));
        (await people.Persons.SameAs(known)).ShouldBe([twin]);
        (await people.Persons.SameAs(twin)).ShouldBe([known]);
        await using var connection = await people.Database.Open(default);
        (await connection.QuerySingleAsync<(string, string, string, string, long)>("select person, other, reason, by_person, at from person_overrides"))
            .ShouldBe((twin.ToString(), known.ToString(), "the card was misprinted", Clerk.ToString(), Begins.ToUnixTimeMilliseconds() * 1000));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_reason_of_an_override_may_name_nobody(StoreKind kind)
    {
        await using var people = await Open(kind);
        var (twin, zineb) = (Id("twin"), Named("Zineb Alami", Amina.Identifiers![0]));
        await people.Register(Id("amina"), Amina);

        foreach (var reason in new[] { "the card is Amina Zahraoui's", "ALAMI Zineb has a misprinted card", "not the holder of bk-451207" })
            (await people.Persons.Register(twin, zineb, Clerk, reason)).ShouldBeOfType<SaveResult.Refused>().Refusal.Code.ShouldBe(PersonRefusals.ReasonNamesPerson, reason);
        (await people.Persons.Find(twin)).ShouldBeNull();

        await people.Register(twin, zineb with { Identifiers = null });
        (await people.Persons.Change(twin, 1, zineb, Clerk, "the card is Amina Zahraoui's")).ShouldBeOfType<SaveResult.Refused>().Refusal.Code
            .ShouldBe(PersonRefusals.ReasonNamesPerson);
        (await people.Persons.Change(twin, 1, zineb, Clerk, "the card was misprinted")).ShouldBe(new SaveResult.Saved(twin, 2));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_many_who_enter_one_identifier_at_once_one_succeeds(StoreKind kind)
    {
        await using var people = await Open(kind);
        Identifier[] both = [new("cin", "JK 700 100"), new("passport", "PP 55 66 77")];

        // Some name the two identifiers in one order, some in the other: nobody waits for ever.
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() =>
            people.OnAnotherNode().Register(Id($"racer {i}"), Named($"Racer Number{i}", i % 2 == 0 ? both : [both[1], both[0]]), Clerk))));

        var winner = results.OfType<SaveResult.Saved>().ShouldHaveSingleItem().Person;
        results.OfType<SaveResult.PossibleDuplicate>().Count().ShouldBe(11);
        results.OfType<SaveResult.PossibleDuplicate>().ShouldAllBe(d => d.Of.Single() == winner);
        (await people.Persons.Of(Agency)).Persons.ShouldHaveSingleItem().Id.ShouldBe(winner);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_change_replaces_what_was_known_once_for_each_version(StoreKind kind)
    {
        await using var people = await Open(kind);
        var id = Id("amina");
        await people.Register(id, Amina);
        await people.Register(Id("brahim"), Named("Brahim Kadiri", new Identifier("cin", "CD 100 200")));
        people.Clock.Advance(TimeSpan.FromHours(1));
        var moved = Amina with { Identifiers = [new("cin", "BK 451 207")], Email = null, Names = new(Fr: "Amina Bennani") };

        (await people.Persons.Change(id, 1, moved, Clerk)).ShouldBe(new SaveResult.Saved(id, 2));
        (await people.Persons.Change(id, 2, moved, Clerk)).ShouldBe(new SaveResult.Saved(id, 2));

        (await people.Persons.Find(id)).ShouldBe(new Person(id, moved, 2, Begins, Begins.AddHours(1)));
        var stale = (await people.Persons.Change(id, 1, Amina, Clerk)).ShouldBeOfType<SaveResult.Refused>().Refusal;
        (stale.Code, stale.Arguments["expected"], stale.Arguments["version"]).ShouldBe((Refusals.StaleVersion, "1", "2"));
        (await people.Persons.Change(id, 2, moved with { Identifiers = [new("cin", "cd100200")] }, Clerk)).ShouldBeOfType<SaveResult.PossibleDuplicate>().Of.ShouldBe([Id("brahim")]);
        (await people.Persons.Change(Id("nobody"), 1, Amina, Clerk)).ShouldBeOfType<SaveResult.Refused>().Refusal.Code.ShouldBe(PersonRefusals.Unknown);
        (await people.Persons.Change(id, 2, moved with { Names = new() }, Clerk)).ShouldBeOfType<SaveResult.Refused>().Refusal.Code.ShouldBe(Refusals.InvalidInput);
        // The passport that the change left out is free for another person; the old name warns no more.
        await people.Register(Id("traveller"), Named("Omar Traveller", Amina.Identifiers![1]));
        (await people.Mentions.Scan("Amina Zahraoui", default)).ShouldBeEmpty();
        (await people.Mentions.Scan("Amina Bennani", default)).ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_who_change_one_version_at_once_one_succeeds(StoreKind kind)
    {
        await using var people = await Open(kind);
        var id = Id("amina");
        await people.Register(id, Amina);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            people.OnAnotherNode().Change(id, 1, Amina with { Email = $"a{i}@example.ma" }, Clerk))));

        results.OfType<SaveResult.Saved>().ShouldHaveSingleItem().Version.ShouldBe(2);
        results.OfType<SaveResult.Refused>().ShouldAllBe(r => r.Refusal.Code == Refusals.StaleVersion);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_seal_is_of_who_the_person_is_now(StoreKind kind)
    {
        await using var people = await Open(kind);
        var (id, other) = (Id("amina"), Id("other"));
        await people.Register(id, Amina);
        await people.Register(other, Amina with { Identifiers = [] });
        var seal = (await people.Persons.SealOf(id)).ShouldNotBeNull();

        seal.IsValid.ShouldBeTrue();
        (await people.OnAnotherNode().Verify(id, seal)).ShouldBeTrue();
        (await people.Persons.Verify(other, seal)).ShouldBeFalse();
        // Written otherwise or reachable otherwise, she is the same person.
        await people.Persons.Change(id, 1, Amina with { Identifiers = [new("passport", "xt9920417"), new("cin", "BK451207")], Phone = null }, Clerk);
        (await people.Persons.Verify(id, seal)).ShouldBeTrue();
        await people.Persons.Change(id, 2, Amina with { Born = new(1991, 5, 17) }, Clerk);
        (await people.Persons.Verify(id, seal)).ShouldBeFalse();
        (await people.Persons.SealOf(Id("nobody"))).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_same_data_of_two_persons_has_two_seals(StoreKind kind)
    {
        await using var people = await Open(kind);
        await people.Register(Id("one"), Named("Mohamed Alaoui"));
        await people.Register(Id("two"), Named("Mohamed Alaoui"));

        (await people.Persons.SealOf(Id("one"))).ShouldNotBe(await people.Persons.SealOf(Id("two")));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_organisations_persons_come_by_pages(StoreKind kind)
    {
        await using var people = await Open(kind);
        var ids = Enumerable.Range(0, 7).Select(i => Id($"person {i}")).OrderBy(id => id.ToString(), StringComparer.Ordinal).ToList();
        foreach (var id in ids) await people.Register(id, Named($"Person {id}"));
        await people.Register(Id("stranger"), Named("Some Stranger") with { Controller = new("hcar") });

        var seen = new List<PersonId>();
        PersonId? after = null;
        do
        {
            var page = await people.Persons.Of(Agency, after, 3);
            page.Persons.Count.ShouldBeLessThanOrEqualTo(3);
            seen.AddRange(page.Persons.Select(p => p.Id));
            after = page.Next;
        }
        while (after is not null);

        seen.ShouldBe(ids);
        (await people.Persons.Of(new("nobody"))).Persons.ShouldBeEmpty();
    }
}
