using System.Data.Common;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Scenarios;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Silo.Tests.Scenarios;
using Npgsql;

namespace Mithaq.Silo.Tests.Privacy;

/// <summary>
/// The cases of the seeds are played with everybody's name, numbers and addresses entered: what they are must be in the persons tables and nowhere else.
/// Who has no name in the seeds gets one in every language here.
/// </summary>
public sealed partial class NoPersonalDataTests : IDisposable
{
    private const string Director = "ads.director";
    private const string Herbalist = "herbalist";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-privacy-");

    public static TheoryData<StoreKind> Both => Stores.Both;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task No_row_and_no_line_of_the_log_has_personal_data_after_a_full_run_and_an_erasure_leaves_the_journal_whole(StoreKind kind)
    {
        var store = await Stores.New(kind);
        try
        {
            var secrets = Enrich();
            string[] place = kind is StoreKind.Sqlite ? ["--data", store.DataDirectory] : ["--store", "postgres", "--connection", store.ConnectionString!];

            var (output, log) = await Play(["scenario", "--json", .. Seeds.Cases.Select(Copied), .. place]);

            var rows = await Dump(store);
            // What is looked for is found where it belongs.
            var entered = string.Concat(rows.Where(IsOfPersons).Select(r => r.Text));
            var everybodys = secrets.Values.SelectMany(own => own).Distinct().ToList();
            everybodys.Where(secret => !entered.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
            rows.Count(r => r.Table == "journal").ShouldBeGreaterThan(500);
            output.Length.ShouldBeGreaterThan(10_000);
            rows.ShouldContain(r => r.Table == "notifications" && r.Text.Contains(Cast.PersonOf(Director).ToString(), StringComparison.Ordinal));
            Found(everybodys, rows.Where(r => !IsOfPersons(r)).Append(("output", output)).Append(("log", log))).ShouldBeEmpty();

            // One of an organisation and one of a case, whose own words nobody else has.
            foreach (var (name, person) in new[] { (Director, Cast.PersonOf(Director)), (Herbalist, Loaded().PersonOf(Herbalist)) })
            {
                var own = secrets[name].Where(secret => !secrets.Any(other => other.Key != name && other.Value.Contains(secret))).ToList();
                own.Count.ShouldBeGreaterThan(4, name);
                var erased = await Play(["persons", "erase", person.ToString(), "--why", "left in 2019", .. place]);
                var left = await Dump(store);
                left.Count(r => r.Table == "journal").ShouldBe(rows.Count(r => r.Table == "journal"));
                left.Count(r => r.Table == "persons").ShouldBe(rows.Count(r => r.Table == "persons") - (name == Director ? 1 : 2));
                Found(own, left.Append(("output", erased.Output)).Append(("log", erased.Log))).ShouldBeEmpty();
                left.Where(r => r.Table == "notifications" && r.Text.Contains(person.ToString(), StringComparison.Ordinal)).ShouldBeEmpty();
            }
            (await Command(["journal", "verify", .. place])).ShouldBe(ExitCodes.Done);
        }
        finally
        {
            Stores.Remove(store);
        }
    }

    private static bool IsOfPersons((string Table, string Text) row) => row.Table.StartsWith("person", StringComparison.Ordinal);

    private static List<string> Found(IReadOnlyCollection<string> secrets, IEnumerable<(string Table, string Text)> places) =>
    [
        .. (from place in places
            from secret in secrets
            where place.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)
            select $"{secret} in {place.Table}").Distinct(),
    ];

    /// <summary>The case in which the herbalist is.</summary>
    private Scenario Loaded() => ScenarioFiles.Load(Copied(Seeds.Organisations), [.. Seeds.Cases.Select(Copied)]).Cases.Single(c => c.People.ContainsKey(Herbalist));

    /// <summary>Copies the seeds and gives everybody a name and whatever identifies people.</summary>
    /// <returns>Every word of it, by person: "ads.director", or the key in the case.</returns>
    private Dictionary<string, HashSet<string>> Enrich()
    {
        var secrets = new Dictionary<string, HashSet<string>>();
        var number = 0;
        foreach (var file in Seeds.Cases.Append(Seeds.Organisations))
        {
            var seeds = JsonNode.Parse(File.ReadAllText(file))!;
            var cast = seeds["organisations"]?.AsArray().SelectMany(o => (o!["people"] as JsonObject ?? []).Select(p => ($"{o["id"]}.{p.Key}", p.Value))) ?? [];
            foreach (var (name, person) in cast.Concat((seeds["people"] as JsonObject ?? []).Select(p => (p.Key, p.Value))))
                secrets.Add(name, Enrich(person!.AsObject(), ++number));
            File.WriteAllText(Copied(file), seeds.ToJsonString());
        }
        number.ShouldBeGreaterThan(48);
        return secrets;
    }

    private static HashSet<string> Enrich(JsonObject person, int number)
    {
        var letter = (char)('ا' + 6 + (number % 10)) + "" + (char)('ا' + 6 + (number / 10));
        person["name"] ??= new JsonObject { ["ar"] = $"ضظ{letter}غث ثغ{letter}ظض", ["fr"] = $"Prénomq{number}x Nomw{number}z", ["en"] = $"Givenq{number}x Familyw{number}z" };
        person["identifiers"] ??= new JsonObject { ["cin"] = $"ZX{910_000 + number}" };
        person["email"] ??= $"q{number}w@personne.example";
        person["phone"] = $"+2126990{number:00000}";
        // Longer ago than any date of the cases.
        person["born"] = new DateOnly(1931, 1, 1).AddDays(37 * number).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return
        [
            .. person["name"]!.AsObject().SelectMany(name => name.Value!.GetValue<string>().Split(' ')),
            .. person["identifiers"]!.AsObject().Select(identifier => identifier.Value!.GetValue<string>()),
            .. new[] { "email", "phone", "born" }.Select(member => person[member]!.GetValue<string>()),
        ];
    }

    private string Copied(string file) => Path.Combine(folder.FullName, Path.GetFileName(file));

    /// <summary>As a process of its own that logs everything it can.</summary>
    private static async Task<(string Output, string Log)> Play(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Mithaq.Silo.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Logging__LogLevel__Default"] = "Trace";
        using var process = Process.Start(start)!;
        var (output, log) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(ExitCodes.Done, await log);
        // It really was on: the host says at this level that it starts, and nobody says so at a higher one.
        (await log).ShouldContain("dbug: Microsoft.Extensions.Hosting");
        return (Unescaped(await output), Unescaped(await log));
    }

    private static async Task<int> Command(string[] arguments)
    {
        using var output = new StringWriter();
        return await CommandLine.Run(arguments, output, output);
    }

    /// <summary>Every row of every table of every database.</summary>
    private static async Task<List<(string Table, string Text)>> Dump(StoreOptions store)
    {
        var rows = new List<(string, string)>();
        if (store.Kind is StoreKind.PostgreSql)
        {
            await using var connection = new NpgsqlConnection(store.ConnectionString);
            await connection.OpenAsync();
            await Dump(connection, "select table_name from information_schema.tables where table_schema = 'public'", rows);
            return rows;
        }
        var files = Directory.GetFiles(store.DataDirectory, "*.db");
        files.Select(Path.GetFileName).ShouldBeSubsetOf(["journal.db", "views.db", "app.db", "timers.db"]);
        foreach (var file in files)
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
            await connection.OpenAsync();
            await Dump(connection, "select name from sqlite_master where type = 'table'", rows);
        }
        return rows;
    }

    private static async Task Dump(DbConnection connection, string tables, List<(string Table, string Text)> rows)
    {
        var names = new List<string>();
        await Read(connection, tables, values => names.Add((string)values[0]));
        names.ShouldNotBeEmpty();
        foreach (var name in names)
            await Read(connection, $"select * from \"{name}\"", values => rows.Add((name, Unescaped(string.Join('\n', values.Select(Text))))));
    }

    private static async Task Read(DbConnection connection, string sql, Action<object[]> take)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            take(values);
        }
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        string text => text,
        System.Collections.IEnumerable list => string.Join('\n', list.Cast<object>()),
        _ => value.ToString() ?? "",
    };

    /// <summary>JSON may spell a letter by its number.</summary>
    private static string Unescaped(string text) => Escape().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Escape();
}
