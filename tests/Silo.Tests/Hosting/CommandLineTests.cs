using Microsoft.Data.Sqlite;
using Mithaq.Contracts;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Journal;
using Mithaq.Testing;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Hosting;

public sealed class CommandLineTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-cli-");

    private string Data => Path.Combine(folder.FullName, "data");

    public async Task InitializeAsync()
    {
        await using var journal = await Journals.Open(new StoreOptions { DataDirectory = Data });
        var builder = new StreamBuilder("agreement/one");
        for (var i = 0; i < 3; i++) (await journal.Append(builder.Next(), default)).ShouldBeOfType<AppendResult.Appended>();
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static async Task<(int Code, string Output, string Errors)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run(args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("work")]
    [InlineData("calendar")]
    [InlineData("agreement")]
    [InlineData("agreement show")]
    [InlineData("case show")]
    [InlineData("committee show")]
    [InlineData("organisation show")]
    [InlineData("participation show")]
    [InlineData("programme show")]
    [InlineData("scenario")]
    [InlineData("lifecycle")]
    [InlineData("contract")]
    [InlineData("contract asyncapi")]
    [InlineData("contract schemas")]
    [InlineData("journal")]
    [InlineData("journal verify")]
    [InlineData("journal export")]
    [InlineData("journal import")]
    [InlineData("journal stats")]
    [InlineData("views")]
    [InlineData("views rebuild")]
    [InlineData("feeds")]
    [InlineData("feeds resume")]
    [InlineData("persons")]
    [InlineData("persons list")]
    [InlineData("persons show")]
    [InlineData("persons erase")]
    public async Task Every_command_explains_itself(string command)
    {
        var (code, output, _) = await Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("Usage:");
    }

    [Theory]
    [InlineData("unheard-of", "unheard-of")]
    [InlineData("journal verify --store oracle", "oracle")]
    [InlineData("journal verify --data /no/such/folder", "/no/such/folder")]
    [InlineData("journal export", "file")]
    [InlineData("lifecycle contract", "contract")]
    public async Task Wrong_use_is_named_and_exits_with_2(string line, string named)
    {
        var (code, output, errors) = await Run(line.Split(' '));

        code.ShouldBe(ExitCodes.WrongUse);
        (output + errors).ShouldContain(named, Case.Insensitive);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_exits_with_4()
    {
        var (code, _, errors) = await Run("journal", "stats", "--store", "postgres", "--connection", "Host=127.0.0.1;Port=1;Username=nobody;Password=none;Database=none;Timeout=2");

        code.ShouldBe(ExitCodes.StoreUnavailable);
        errors.ShouldContain("PostgreSQL cannot be reached");
        errors.ShouldNotContain("none");
    }

    [Fact]
    public async Task An_altered_row_exits_with_3_and_is_named()
    {
        (await Run("journal", "verify", "--data", Data)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCodes.Done), r => r.Output.ShouldContain("3 events in 1 streams"));
        await Alter("update journal set payload = cast('{ }' as blob) where version = 2");

        var (code, output, _) = await Run("journal", "verify", "--data", Data);

        code.ShouldBe(ExitCodes.IntegrityBroken);
        output.ShouldContain("agreement/one version 2");
    }

    [Fact]
    public async Task A_command_that_cannot_read_an_event_names_it_and_exits_with_3()
    {
        await Alter("update journal set metadata = cast('nonsense' as blob) where version = 1");

        var (code, _, errors) = await Run("journal", "stats", "--data", Data);

        code.ShouldBe(ExitCodes.IntegrityBroken);
        errors.ShouldStartWith("The event at position 1, agreement/one version 1, cannot be read");
    }

    private async Task Alter(string sql)
    {
        await using var file = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")}");
        await file.OpenAsync();
        await using var command = file.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task The_truth_goes_out_and_comes_back_the_same()
    {
        var file = Path.Combine(folder.FullName, "export.jsonl");
        var again = Path.Combine(folder.FullName, "again.jsonl");
        var copy = Path.Combine(folder.FullName, "copy");

        (await Run("journal", "export", file, "--data", Data)).Code.ShouldBe(ExitCodes.Done);
        (await Run("journal", "import", file, "--data", copy)).Code.ShouldBe(ExitCodes.Done);
        (await Run("journal", "export", again, "--data", copy)).Code.ShouldBe(ExitCodes.Done);

        (await File.ReadAllTextAsync(again)).ShouldBe(await File.ReadAllTextAsync(file));
        (await Run("journal", "import", file, "--data", copy)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCodes.WrongUse), r => r.Errors.ShouldContain("not empty"));
        (await Run("journal", "import", Path.Combine(folder.FullName, "none.jsonl"), "--data", copy)).Code.ShouldBe(ExitCodes.WrongUse);
    }

    [Fact]
    public async Task Statistics_count_by_type()
    {
        var (code, output, _) = await Run("journal", "stats", "--data", Data);

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("3 events in 1 streams");
        output.ShouldContain("test.happened.v1");
    }

    [Fact]
    public async Task A_grains_life_is_printed_as_a_diagram()
    {
        var (code, output, _) = await Run("lifecycle", "agreement");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldStartWith("stateDiagram-v2");
        output.ShouldContain("Approved --> Signed");
    }

    [Fact]
    public async Task A_schema_for_every_event_is_written_into_a_folder()
    {
        var schemas = Path.Combine(folder.FullName, "schemas");

        (await Run("contract", "schemas", "--directory", schemas)).Code.ShouldBe(ExitCodes.Done);

        Directory.GetFiles(schemas).Select(Path.GetFileNameWithoutExtension).Order().ShouldBe(MessageNames.EventTypes.Select(MessageNames.Of).Order());
        var (code, _, errors) = await Run("contract", "schemas", "--directory", Path.Combine(schemas, "agreement.text-signed.v1.json"));
        code.ShouldBe(ExitCodes.WrongUse);
        errors.ShouldStartWith("--directory");
    }
}
