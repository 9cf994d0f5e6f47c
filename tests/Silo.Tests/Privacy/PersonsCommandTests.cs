using System.Text.Json;
using Mithaq.Gateway.People;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Journal;
using static Mithaq.Silo.Tests.Privacy.PeopleFixture;

namespace Mithaq.Silo.Tests.Privacy;

/// <summary>The commands as an operator gives them, on a store of files.</summary>
public sealed class PersonsCommandTests : IAsyncLifetime
{
    private readonly string amina = Id("amina").ToString();
    private PeopleFixture people = null!;

    public async Task InitializeAsync()
    {
        people = await Open(StoreKind.Sqlite);
        await using var journal = await Journals.Open(people.Store);
        await people.Register(Id("amina"), Amina);
        await people.Register(Id("brahim"), Named("Brahim Kadiri", new Identifier("cin", "CD 100 200")));
    }

    public async Task DisposeAsync() => await people.DisposeAsync();

    private async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.Run(["persons", .. arguments, "--data", people.Store.DataDirectory], output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    [Fact]
    public async Task A_list_has_ids_and_names_and_nothing_more()
    {
        var text = await Run("list", "ads");
        var json = await Run("list", "ads", "--json");

        text.Code.ShouldBe(ExitCodes.Done);
        foreach (var output in new[] { text.Output, json.Output })
        {
            output.ShouldContain(amina);
            output.ShouldContain("Amina Ez-Zahraoui");
            output.ShouldContain("Brahim Kadiri");
            foreach (var secret in new[] { "BK 451", "CD 100", "example.ma", "661", "1990" }) output.ShouldNotContain(secret);
        }
        json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("names").ValueKind).ShouldBe([JsonValueKind.Object, JsonValueKind.Object]);
        (await Run("list", "nobody")).ShouldBe((ExitCodes.Done, "", ""));
    }

    [Fact]
    public async Task One_person_is_shown_with_all_that_is_known()
    {
        var text = await Run("show", amina);
        var json = await Run("show", amina, "--json");

        text.Code.ShouldBe(ExitCodes.Done);
        foreach (var output in new[] { text.Output, json.Output })
            foreach (var known in new[] { "الزهراوي", "BK 451 207", "XT-9920417", "amina.zahraoui@example.ma", "1990-05-17", "Female" }) output.ShouldContain(known);
        JsonDocument.Parse(json.Output).RootElement.GetProperty("id").GetString().ShouldBe(amina);
    }

    [Fact]
    public async Task An_erasure_prints_its_receipt_and_the_receipt_stays()
    {
        var text = await Run("erase", amina, "--why", "asked for it");
        var json = await Run("erase", amina, "--why", "asked again", "--json");
        var shown = await Run("show", amina, "--json");

        (text.Code, json.Code, shown.Code).ShouldBe((ExitCodes.Done, ExitCodes.Done, ExitCodes.Done));
        text.Output.ShouldContain("identifiers 2");
        var receipt = JsonDocument.Parse(json.Output).RootElement;
        receipt.GetProperty("reason").GetString().ShouldBe("asked for it");
        text.Output.ShouldContain(receipt.GetProperty("hash").GetString()!);
        shown.Output.ShouldBe(json.Output);
        foreach (var run in new[] { text, json }) run.Output.ShouldNotContain("Zahraoui");
        (await people.Persons.Find(Id("amina"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("list", "A B")]
    [InlineData("show", "amina")]
    [InlineData("show", "00000000-0000-0000-0000-000000000001")]
    [InlineData("erase", "00000000-0000-0000-0000-000000000001", "--why", "x")]
    [InlineData("erase", "00000000-0000-0000-0000-000000000001")]
    public async Task Wrong_use_exits_with_2_and_says_why(params string[] arguments)
    {
        var (code, _, errors) = await Run(arguments);

        code.ShouldBe(ExitCodes.WrongUse);
        errors.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_reason_that_names_the_person_is_refused_in_words()
    {
        var (code, _, errors) = await Run("erase", amina, "--why", "Amina Zahraoui asked");

        code.ShouldBe(ExitCodes.WrongUse);
        errors.ShouldContain("without the name");
        (await people.Persons.Find(Id("amina"))).ShouldNotBeNull();
    }
}
