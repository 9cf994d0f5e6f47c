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

/// <summary>Somebody is erased while others write: whoever comes first, nothing about the erased person is written afterwards.</summary>
public sealed class ErasureRacesTests
{
    private const int Rounds = 12;
    private const string Reason = "asked for it on 3 March, letter 17/2025";

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Fact]
    public async Task An_erasure_waits_for_an_override_that_is_being_written_about_the_person_and_takes_it_along()
    {
        await using var people = await Open(StoreKind.PostgreSql);
        var (amina, twin) = (Id("amina"), Id("twin"));
        await people.Register(amina, Amina);
        await using var other = new NpgsqlConnection(people.Store.ConnectionString);
        await other.OpenAsync();
        await using var holding = await other.BeginTransactionAsync();
        // The twin's row is being written elsewhere: the registration has seen Amina's number by the time it has to wait for that.
        await other.ExecuteAsync(
            "insert into persons (id, controller, salt, version, registered_at, changed_at) values (@id, 'ads', '', 1, 0, 0)", new { id = twin.ToString() }, holding);
        var registering = people.Persons.Register(twin, Named("Zineb Alami", Amina.Identifiers![0]), Clerk, "the card was misprinted");
        await Until.True(async () => await Waiting(people, "transactionid") == 1, "the registration waits for the twin's row");

        var erasing = people.Erasures.Erase(amina, Clerk, Reason);
        await Until.True(async () => erasing.IsCompleted || await Waiting(people, "advisory") == 1, "the erasure waits or is over");
        await holding.RollbackAsync();

        (await registering).ShouldBeOfType<SaveResult.Saved>();
        (await erasing).ShouldBeOfType<EraseResult.Erased>().Receipt.Removed.Overrides.ShouldBe(1);
        (await Left(people, amina)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_comes_first_no_override_about_an_erased_person_is_left(StoreKind kind)
    {
        await using var people = await Open(kind);
        var elsewhere = people.OnAnotherNode();
        for (var round = 0; round < Rounds; round++)
        {
            var (person, twin) = (Id($"amina {round}"), Id($"twin {round}"));
            var card = new Identifier("cin", $"BK 451 {round:000}");
            await people.Register(person, Named("Amina Zahraoui", card));

            var registering = Task.Run(() => elsewhere.Register(twin, Named("Zineb Alami", card), Clerk, "the card was misprinted"));
            var changing = Task.Run(() => elsewhere.Change(person, 1, Named("Amina Bennani", card), Clerk));
            var erasing = Task.Run(() => people.Erasures.Erase(person, Clerk, Reason));

            (await registering).ShouldBeOfType<SaveResult.Saved>();
            (await erasing).ShouldBeOfType<EraseResult.Erased>();
            if (await changing is SaveResult.Refused refused) refused.Refusal.Code.ShouldBe(PersonRefusals.Erased);
            (await Left(people, person)).ShouldBe(0, $"round {round}");
            await people.Erasures.Erase(twin, Clerk, Reason);
        }
    }

    /// <summary>How many wait for a lock of a kind.</summary>
    private static Task<long> Waiting(PeopleFixture people, string kind) => PostgresServer.Scalar<long>(
        people.Store.ConnectionString!,
        $"select count(*) from pg_locks where locktype = '{kind}' and not granted and pid in (select pid from pg_stat_activity where datname = current_database())");

    private static async Task<long> Left(PeopleFixture people, PersonId person)
    {
        await using var connection = await people.Database.Open(default);
        return await connection.ExecuteScalarAsync<long>(
            """
            select (select count(*) from persons where id = @person) + (select count(*) from person_identifiers where person = @person)
              + (select count(*) from person_traces where person = @person) + (select count(*) from person_overrides where person = @person or other = @person)
            """, new { person = person.ToString() });
    }
}
