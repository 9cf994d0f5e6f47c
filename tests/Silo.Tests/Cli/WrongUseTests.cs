using Mithaq.Silo.Hosting.Cli;

namespace Mithaq.Silo.Tests.Cli;

/// <summary>Whatever a command is given that cannot be used, it says in words what is wrong, and its exit code says of which kind.</summary>
public sealed class WrongUseTests
{
    /// <summary>Every command that opens a store, with what it needs beside.</summary>
    private static readonly string[] OfAStore =
    [
        "", "scenario", "journal verify", "journal export {file}", "journal import {file}", "journal stats", "views rebuild", "persons list ads",
        "persons show 0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11", "persons erase 0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11 --why asked", "stuck", "stuck retry all", "stuck drop 1 --why settled",
        "persons prefer 0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11 --mail digest", "deadletters list", "deadletters replay 1", "deadletters drop 1 --why settled",
        "feeds", "feeds resume reactions --after 0", "work ads", "calendar ads", "agreement show one", "committee show one", "programme show one", "case show one",
        "participation show one", "organisation show ads",
    ];

    private static readonly (string Connection, string Owner)[] Malformed =
    [
        ("", ""), ("   ", ""), ("nonsense", ""), ("Host=localhost;Secret=pa55word", ""), ("Host=localhost;Port=pa55word", ""), ("Database=pa55word", ""),
        ("Host=localhost;Database=x;Username=y", "pa55word"),
    ];

    public static TheoryData<string, string, string> EveryCommandWithEveryMalformedString
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var command in OfAStore)
                foreach (var (connection, owner) in Malformed) all.Add(command, connection, owner);
            return all;
        }
    }

    public static TheoryData<string, string> EveryCommandWithEveryUnreachableServer
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var command in OfAStore)
                foreach (var host in new[] { "127.0.0.1;Port=1", "no-such-host.invalid" }) all.Add(command, host);
            return all;
        }
    }

    private static async Task<(int Code, string Said)> Run(params string[] args)
    {
        using var said = new StringWriter();
        var code = await CommandLine.Run(args, said, said);
        return (code, said.ToString());
    }

    private static async Task<(int Code, string Said)> OnPostgres(string command, params string[] connection)
    {
        var file = Path.GetTempFileName();
        try
        {
            return await Run([.. command.Replace("{file}", file).Split(' ', StringSplitOptions.RemoveEmptyEntries), "--store", "postgres", .. connection]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory, MemberData(nameof(EveryCommandWithEveryMalformedString))]
    public async Task A_malformed_connection_string_is_wrong_use_of_a_setting_that_is_named_and_not_repeated(string command, string connection, string owner)
    {
        var (code, said) = await OnPostgres(command, ["--connection", connection, .. owner.Length > 0 ? (string[])["--owner-connection", owner] : []]);

        code.ShouldBe(ExitCodes.WrongUse, said);
        said.ShouldContain(owner.Length > 0 ? "--owner-connection (or Mithaq__Store__OwnerConnectionString)" : "--connection (or Mithaq__Store__ConnectionString)");
        said.ShouldNotContain("pa55word");
        said.ShouldNotContain("   at ");
    }

    [Theory, MemberData(nameof(EveryCommandWithEveryUnreachableServer))]
    public async Task A_server_that_cannot_be_reached_exits_with_4(string command, string host)
    {
        var (code, said) = await OnPostgres(command, "--connection", $"Host={host};Username=nobody;Password=pa55word;Database=none;Timeout=2");

        code.ShouldBe(ExitCodes.StoreUnavailable, said);
        said.ShouldNotBeEmpty();
        said.ShouldNotContain("pa55word");
    }

    [Theory]
    [InlineData("--urls nonsense", "'nonsense' is no address")]
    [InlineData("--urls https://127.0.0.1:5180", "'https://127.0.0.1:5180' is no address")]
    [InlineData("--urls http://127.0.0.1:0;what", "'what' is no address")]
    [InlineData("demo --store postgres", "--store")]
    [InlineData("demo --lang de", "de")]
    [InlineData("lifecycle agreement --data x", "--data")]
    [InlineData("scenario no-such-case.json", "no-such-case.json")]
    [InlineData("journal import no-such-file", "no-such-file")]
    [InlineData("feeds resume reactions --after here", "here")]
    [InlineData("feeds resume reactions", "--after")]
    [InlineData("stuck drop one --why x", "one")]
    [InlineData("stuck drop 1", "--why")]
    [InlineData("persons show me", "me")]
    [InlineData("deadletters drop 1", "--why")]
    [InlineData("deadletters replay one", "one")]
    [InlineData("scenario --bus carrier-pigeon", "carrier-pigeon")]
    [InlineData("persons erase 0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11", "--why")]
    [InlineData("work", "organisation")]
    [InlineData("calendar ads --to soon", "soon")]
    [InlineData("case show", "id")]
    [InlineData("views empty", "empty")]
    public async Task What_cannot_be_used_is_named_and_exits_with_2(string line, string named)
    {
        var folder = Directory.CreateTempSubdirectory("mithaq-wrong-");
        string[] place = line.StartsWith("--urls", StringComparison.Ordinal) ? ["--data", folder.FullName] : [];
        try
        {
            var (code, said) = await Run([.. line.Split(' '), .. place]);

            code.ShouldBe(ExitCodes.WrongUse, said);
            said.ShouldContain(named);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_command_of_a_store_is_in_the_table() =>
        StoreCommands(CommandLine.Root(), "").ShouldBe(OfAStore.Select(line => string.Join(' ', line.Split(' ').TakeWhile(IsName).Take(2))), ignoreOrder: true);

    private static IEnumerable<string> StoreCommands(System.CommandLine.Command command, string name) =>
        (command.Options.Any(o => o.Name == "--store") ? new[] { name } : [])
        .Concat(command.Subcommands.SelectMany(sub => StoreCommands(sub, $"{name} {sub.Name}".Trim())));

    /// <summary>Of a command, not what it is given.</summary>
    private static bool IsName(string word) => word.All(char.IsAsciiLetterLower) && word is not ("ads" or "all" or "one" or "reactions");
}
