using Dapper;
using Mithaq.Contracts;
using Mithaq.Contracts.Persons;
using Mithaq.Gateway.People;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using Npgsql;
using static Mithaq.Silo.Tests.Privacy.PeopleFixture;

namespace Mithaq.Silo.Tests.Privacy;

/// <summary>Nothing of an erased person is left but that it was done.</summary>
public sealed class ErasuresTests
{
    private const string Reason = "asked for it on 3 March, letter 17/2025";

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task An_erased_person_leaves_a_receipt_and_nothing_else(StoreKind kind)
    {
        await using var people = await Open(kind);
        var (id, twin) = (Id("amina"), Id("twin"));
        await people.Register(id, Amina);
        (await people.Persons.Register(twin, Named("Zineb Alami", Amina.Identifiers![0]), Clerk, "a twin sister")).ShouldBeOfType<SaveResult.Saved>();
        var seal = (await people.Persons.SealOf(id))!.Value;

        var receipt = (await people.Erasures.Erase(id, Clerk, Reason)).ShouldBeOfType<EraseResult.Erased>().Receipt;

        (receipt.Person, receipt.At, receipt.By, receipt.Reason).ShouldBe((id, Begins, Clerk, Reason));
        receipt.Removed.ShouldBe(receipt.Removed with { Names = 3, Contacts = 2, Identifiers = 2, Overrides = 1 });
        receipt.Removed.Traces.ShouldBeGreaterThan(4);
        receipt.Hash.ShouldBe(receipt.Computed());
        (await people.Persons.Find(id)).ShouldBeNull();
        (await people.Persons.SealOf(id)).ShouldBeNull();
        (await people.Persons.Verify(id, seal)).ShouldBeFalse();
        (await people.Persons.SameAs(twin)).ShouldBeEmpty();
        (await people.Mentions.Scan("Amina Zahraoui, BK451207", default)).ShouldAllBe(m => m.Person == twin);
        await using var connection = await people.Database.Open(default);
        foreach (var (table, column) in new[] { ("persons", "id"), ("person_identifiers", "person"), ("person_traces", "person"), ("person_overrides", "other") })
            (await connection.ExecuteScalarAsync<long>($"select count(*) from {table} where {column} = @id", new { id = id.ToString() })).ShouldBe(0, table);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Erasing_twice_gives_the_same_receipt(StoreKind kind)
    {
        await using var people = await Open(kind);
        var id = Id("amina");
        await people.Register(id, Amina);

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => people.Erasures.Erase(id, Clerk, Reason))));
        people.Clock.Advance(TimeSpan.FromDays(1));
        var later = await people.Erasures.Erase(id, null, "once more");

        foreach (var result in both.Append(later)) result.ShouldBeOfType<EraseResult.Erased>().Receipt.ShouldBeEquivalentTo(await people.Erasures.Find(id));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_id_of_an_erased_person_is_never_used_again_but_the_identifiers_are_free(StoreKind kind)
    {
        await using var people = await Open(kind);
        var id = Id("amina");
        await people.Register(id, Amina);
        await people.Erasures.Erase(id, Clerk, Reason);

        (await people.Persons.Register(id, Amina, Clerk)).ShouldBeOfType<SaveResult.Refused>().Refusal.Code.ShouldBe(PersonRefusals.Erased);
        (await people.Persons.Change(id, 1, Amina, Clerk)).ShouldBeOfType<SaveResult.Refused>().Refusal.Code.ShouldBe(PersonRefusals.Erased);
        await people.Register(Id("amina again"), Amina);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_reason_that_is_missing_or_names_anybody_is_refused(StoreKind kind)
    {
        await using var people = await Open(kind);
        var id = Id("amina");
        await people.Register(id, Amina);
        await people.Register(Id("brahim"), Named("Brahim Kadiri"));

        async Task<string> Code(PersonId person, string reason) => (await people.Erasures.Erase(person, Clerk, reason)).ShouldBeOfType<EraseResult.Refused>().Refusal.Code;

        (await Code(id, " ")).ShouldBe(Refusals.InvalidInput);
        (await Code(id, new string('x', 501))).ShouldBe(Refusals.InvalidInput);
        (await Code(id, "Mme Zahraoui Amina l'a demandé")).ShouldBe(PersonRefusals.ReasonNamesPerson);
        (await Code(id, "asked for by Brahim Kadiri")).ShouldBe(PersonRefusals.ReasonNamesPerson);
        (await Code(Id("nobody"), Reason)).ShouldBe(PersonRefusals.Unknown);
        (await people.Persons.Find(id)).ShouldNotBeNull();
        (await people.Erasures.Find(id)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Every_keeper_of_copies_forgets_and_one_that_failed_is_asked_again(StoreKind kind)
    {
        await using var people = await Open(kind);
        var (search, mails) = (new Copies("search"), new Copies("mails") { Fails = true });
        people.Keeps(mails);
        people.Keeps(search);
        var id = Id("amina");
        await people.Register(id, Amina);

        var first = (await people.Erasures.Erase(id, Clerk, Reason)).ShouldBeOfType<EraseResult.Erased>().Receipt;
        first.Copies.ShouldBe([new("search", Begins), new("mails", null)]);
        first.IsComplete.ShouldBeFalse();
        people.Log.Lines.ShouldHaveSingleItem().ShouldBe("mails could not forget an erased person (InvalidOperationException): repeat the erasure");

        mails.Fails = false;
        people.Clock.Advance(TimeSpan.FromHours(2));
        var second = (await people.Erasures.Erase(id, Clerk, Reason)).ShouldBeOfType<EraseResult.Erased>().Receipt;

        second.Copies.ShouldBe([new("mails", Begins.AddHours(2)), new("search", Begins)]);
        (second.IsComplete, second.Hash).ShouldBe((true, first.Hash));
        (search.Asked, mails.Asked).ShouldBe((1, 2));
    }

    [Fact]
    public async Task The_applications_role_enters_and_erases_persons_but_cannot_touch_a_receipt_or_the_key()
    {
        var owner = await PostgresServer.NewDatabase();
        var role = $"app_{Guid.CreateVersion7():N}";
        await PostgresServer.Execute(owner, $"create role {role} login password 'secret'");
        var application = new NpgsqlConnectionStringBuilder(owner) { Username = role, Password = "secret" }.ConnectionString;
        await using var people = await Open(new StoreOptions { Kind = StoreKind.PostgreSql, ConnectionString = application, OwnerConnectionString = owner });
        people.Keeps(new Copies("search"));
        await people.Register(Id("amina"), Amina);
        await people.Persons.Change(Id("amina"), 1, Amina with { Email = null }, Clerk);
        (await people.Persons.Register(Id("twin"), Amina, Clerk, "a twin")).ShouldBeOfType<SaveResult.Saved>();

        (await people.Erasures.Erase(Id("amina"), Clerk, Reason)).ShouldBeOfType<EraseResult.Erased>().Receipt.IsComplete.ShouldBeTrue();

        foreach (var sql in new[] { "delete from person_receipts", "update person_receipts set reason = ''", "delete from person_forgettings", "update person_key set bytes = ''", "delete from person_key" })
            (await Should.ThrowAsync<PostgresException>(() => PostgresServer.Execute(application, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
    }

    [Fact]
    public async Task The_files_hold_no_byte_of_an_erased_person()
    {
        await using var people = await Open(StoreKind.Sqlite);
        var id = Id("amina");
        await people.Register(id, Amina);
        await people.Register(Id("brahim"), Named("Brahim Kadiri"));
        FilesHold("Zahraoui").ShouldBeTrue();

        await people.Erasures.Erase(id, Clerk, Reason);

        foreach (var word in new[] { "Zahraoui", "الزهراوي", "451 207", "example.ma" }) FilesHold(word).ShouldBeFalse(word);
        FilesHold("Kadiri").ShouldBeTrue();

        bool FilesHold(string word) => Directory.EnumerateFiles(people.Store.DataDirectory, "app.db*").Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0;
        });
    }

    private sealed class Copies(string name) : IForgetsPersons
    {
        public bool Fails { get; set; }
        public int Asked { get; private set; }
        public string Keeper => name;

        public Task Forget(PersonId person, CancellationToken stop)
        {
            Asked++;
            return Fails ? throw new InvalidOperationException("cannot delete amina.zahraoui.eml") : Task.CompletedTask;
        }
    }
}
