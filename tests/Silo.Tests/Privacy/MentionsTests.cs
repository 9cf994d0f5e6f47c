using Dapper;
using Mithaq.Gateway.People;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using static Mithaq.Silo.Tests.Privacy.PeopleFixture;

namespace Mithaq.Silo.Tests.Privacy;

/// <summary>Free text is searched for the persons of the table.</summary>
public sealed class MentionsTests
{
    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_text_in_any_language_warns_of_every_person_in_it_at_its_place(StoreKind kind)
    {
        await using var people = await Open(kind);
        var (amina, brahim) = (Id("amina"), Id("brahim"));
        await people.Register(amina, Amina);
        await people.Register(brahim, new(Agency, new("إبراهيم عبد المولى القادري", "Brahim El Kadiri")));
        const string text = "التقينا بأمينة الزهراوي، puis M. KADIRI Brahim; her card is bk-451207, call 06 61 23 45 67 or Amina.Zahraoui@example.ma.";

        var found = await people.Mentions.Scan(text, default);

        found.Select(m => (m.Person, m.Kind, text.Substring(m.Start, m.Length))).ShouldBe(
        [
            (amina, MentionKind.Name, "بأمينة الزهراوي"), (brahim, MentionKind.Name, "KADIRI Brahim"), (amina, MentionKind.Number, "bk-451207"),
            (amina, MentionKind.Number, "06 61 23 45 67"), (amina, MentionKind.Name, "Amina.Zahraoui"), (amina, MentionKind.Contact, "Amina.Zahraoui@example.ma"),
        ], ignoreOrder: true);
        found.Select(m => m.Start).ShouldBeInOrder();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_given_name_or_a_family_name_alone_warns_of_nobody(StoreKind kind)
    {
        await using var people = await Open(kind);
        await people.Register(Id("amina"), Amina);

        (await people.Mentions.Scan("Amina a signé. الزهراوي وقّعت. La région de Zahraoui. 451", default)).ShouldBeEmpty();
        (await people.Mentions.Scan("", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_persons_are_never_all_read()
    {
        await using var people = await Open(StoreKind.Sqlite);
        await using var connection = await people.Database.Open(default);

        foreach (var sql in new[] { "select person from person_traces where digest in ('a', 'b')", "select person from person_identifiers where digest in ('a', 'b')" })
            (await connection.QueryAsync($"explain query plan {sql}")).Select(row => (string)row.detail).ShouldAllBe(step => step.StartsWith("SEARCH", StringComparison.Ordinal), sql);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_long_text_is_read_to_its_end(StoreKind kind)
    {
        await using var people = await Open(kind);
        await people.Register(Id("amina"), Amina);
        var text = string.Join(' ', Enumerable.Range(0, 3_000).Select(i => $"mot{i}")) + " Amina Zahraoui";

        (await people.Mentions.Scan(text, default)).ShouldHaveSingleItem().Start.ShouldBe(text.Length - "Amina Zahraoui".Length);
    }
}
