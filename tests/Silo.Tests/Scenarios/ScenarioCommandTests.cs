using System.Text.Json;
using Dapper;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Scenarios;

/// <summary>The command as people give it, on real stores.</summary>
public sealed class ScenarioCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-scenarios-");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_cases_hold_on_both_stores_with_the_same_events()
    {
        var data = Path.Combine(folder.FullName, "data");
        var sqlite = await Run(["--json", "--data", data, .. Seeds.Cases]);
        var postgres = await Run(["--json", "--store", "postgres", "--connection", await PostgresServer.NewDatabase(), .. Seeds.Cases]);

        (sqlite.Code, sqlite.Errors).ShouldBe((ExitCodes.Done, ""));
        (postgres.Code, postgres.Errors).ShouldBe((ExitCodes.Done, ""));
        postgres.Output.ShouldBe(sqlite.Output);
        var lines = Lines(sqlite.Output);
        lines[^1].ShouldMatch($$"""^{"cases":{{Seeds.Cases.Count}},"passed":{{Seeds.Cases.Count}},"events":{{lines.Length - 1}},"notifications":[1-9][0-9]*}$""");
        foreach (var line in lines[..^1])
        {
            using var happened = JsonDocument.Parse(line);
            happened.RootElement.GetProperty("event").GetString().ShouldNotBeNullOrEmpty();
        }
        await EachNoticeSaysWhatItsTextNeeds(data);
    }

    private static async Task EachNoticeSaysWhatItsTextNeeds(string data)
    {
        await using var databases = await FeedDatabases.Open(new() { DataDirectory = data }, TimeProvider.System, default);
        await using var connection = await databases.Effects.Open(default);
        var notices = (await connection.QueryAsync<(string Grain, string Facts)>("select grain, facts from notices")).Select(n => (n.Grain, Facts: JsonDocument.Parse(n.Facts).RootElement)).ToList();
        notices.ShouldNotBeEmpty();
        foreach (var (grain, facts) in notices)
        {
            var belongs = grain.Split('/')[0] is "committee" or "programme" or "case";
            facts.TryGetProperty("agreement", out var agreement).ShouldBe(belongs, grain);
            if (belongs) agreement.GetString().ShouldStartWith("agreement/");
        }
        notices.SelectMany(n => n.Facts.GetProperty("awaited").EnumerateArray()).Select(item => item.GetProperty("kind").GetString()).Distinct().Count().ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("ar", "15 يناير 2024")]
    [InlineData("fr", "15 janvier 2024")]
    [InlineData("en", "15 January 2024")]
    public async Task The_time_line_is_told_in_three_languages(string language, string day)
    {
        var run = await Run("--lang", language, Case("A", Draft));

        run.Code.ShouldBe(ExitCodes.Done, run.Errors);
        run.Output.ShouldContain(day);
    }

    [Fact]
    public async Task A_language_that_is_not_spoken_is_wrong_use() => (await Run("--lang", "de", Case("A", Draft))).Code.ShouldBe(ExitCodes.WrongUse);

    [Fact]
    public async Task Broken_files_are_not_played_and_every_mistake_is_told()
    {
        var first = Case("A", """{ "on": "2024-01-15", "by": "nobody", "to": "a", "do": "fly" }""");
        var second = Case("B", """{ "advance": "soon" }""");

        var run = await Run(first, second);

        run.Code.ShouldBe(ExitCodes.WrongUse);
        run.Output.ShouldBeEmpty();
        Lines(run.Errors).ShouldBe(
        [
            $"{first}:4: /steps/0/by: unknown person \"nobody\"", $"{first}:4: /steps/0/to: nothing is called \"a\" up to here", $"{first}:4: /steps/0/do: unknown command \"fly\"",
            $"{second}:4: /steps/0/advance: a date (yyyy-mm-dd) expected, not \"soon\"",
        ]);
    }

    [Theory]
    [InlineData("""{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "sendToReview" }""", "/steps/1: expected: accepted; came: refused agreement.incomplete(/text: field.required; /substance: field.required)")]
    [InlineData("""{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "sendToReview", "expect": { "refused": "stage.wrong" } }""", "/steps/1/expect: expected: refused stage.wrong; came: refused agreement.incomplete(/text: field.required; /substance: field.required)")]
    [InlineData("""{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "setTerm", "with": { "term": {} }, "expect": { "refused": "stage.wrong" } }""", "/steps/1/expect: expected: refused stage.wrong; came: accepted [termSet]")]
    [InlineData("""{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "setTerm", "with": { "term": {} }, "expect": { "events": [] } }""", "/steps/1/expect: expected: []; came: [termSet]")]
    [InlineData("""{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "withdrawAgreement", "with": { "reason": "no" }, "expect": { "events": [{ "agreementWithdrawn": { "reason": "yes" } }] } }""", "/steps/1/expect: expected: [agreementWithdrawn { reason: \"yes\" }]; came: [agreementWithdrawn {\"party\":\"ads\",\"reason\":\"no\"}]")]
    [InlineData("""{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "withdrawAgreement", "with": { "reason": "no" }, "expect": { "notified": [{ "who": "ads.coordinator", "of": "agreementWithdrawn", "language": "fr" }] } }""", "/steps/1/expect/notified/0: expected: ads.coordinator told of agreementWithdrawn in fr; told of it: hcar.coordinator (ar, 2024-01-16)")]
    [InlineData("""{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "withdrawAgreement", "with": { "reason": "no" }, "expect": { "published": [{ "event": "agreementWithdrawn", "organisations": ["ads"] }] } }""", "/steps/1/expect/published/0: expected: agreementWithdrawn published to ads; came: ads, hcar")]
    [InlineData("""{ "advance": "2024-01-16", "expect": { "notified": [{ "who": "ads.coordinator", "deadline": "signing" }] } }""", "/steps/1/expect/notified/0: expected: ads.coordinator told of the deadline signing; told of it: nobody")]
    [InlineData("""{ "on": "2024-01-16", "to": "a", "expect": { "stage": "Signed" } }""", "/steps/1/expect/stage: expected: stage Signed; came: Draft")]
    [InlineData("""{ "on": "2024-01-16", "to": "a", "expect": { "open": ["signing"] } }""", "/steps/1/expect/open/0: expected: signing is open; open: []")]
    [InlineData("""{ "on": "2024-01-16", "to": "a.programme.2025", "expect": { "stage": "Open" } }""", "/steps/1/expect: there is no a.programme.2025")]
    [InlineData("""{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a.specific.1", "do": "sendToReview" }""", "/steps/1/to: there is no a.specific.1: what should open it failed, or has not come yet")]
    [InlineData("""{ "on": "2024-01-16", "to": "ads", "expect": { "notOpen": ["holidays:2031"] } }""", "/steps/1/expect/notOpen/0: expected: holidays:2031 is not open; open: [holidays:2031 2030-12-01]")]
    [InlineData("""{ "on": "2024-01-16", "to": "a", "expect": { "deadlines": [{ "key": "expiry", "nominal": "2024-02-01" }] } }""", "/steps/1/expect/deadlines/0: expected: expiry on 2024-02-01; came: no such deadline among []")]
    [InlineData("""{ "on": "2024-01-16", "to": "ads", "expect": { "deadlines": [{ "key": "holidays:2031", "nominal": "2030-12-01", "resolved": "2030-12-01" }] } }""", "/steps/1/expect/deadlines/0: expected: holidays:2031 resolved to 2030-12-01; came: 2030-12-02")]
    [InlineData("""{ "on": "2024-01-16", "to": "a", "expect": { "allowed": { "ads.finance": ["setTerm"] } } }""", "/steps/1/expect/allowed/ads.finance/0: expected: ads.finance may setTerm; came: caller.lacks-role(role=Coordinator, organisation=ads)")]
    [InlineData("""{ "on": "2024-01-16", "to": "a", "expect": { "notAllowed": { "ads.coordinator": ["setTerm"] } } }""", "/steps/1/expect/notAllowed/ads.coordinator/0: expected: ads.coordinator may not setTerm; came: allowed")]
    [InlineData("""{ "advance": "2024-01-16", "expect": { "events": ["agreementEnded"] } }""", "/steps/1/expect/events/0: expected: agreementEnded; came: []")]
    [InlineData("""{ "advance": "2024-01-16", "expect": { "steps": [{ "key": "signing", "step": -7 }] } }""", "/steps/1/expect/steps/0: expected: step -7 of signing; came: []")]
    public async Task An_expectation_that_does_not_hold_is_told_with_file_and_line(string step, string told)
    {
        var file = Case("A", Draft, step);

        var run = await Run("--json", file);

        run.Code.ShouldBe(ExitCodes.FailedExpectation);
        Lines(run.Errors).ShouldBe([$"{file}:5: {told}"]);
        Lines(run.Output)[^1].ShouldContain("\"cases\":1,\"passed\":0,");
    }

    [Fact]
    public async Task What_timers_did_is_compared_too()
    {
        var file = Case("A", Draft, Substance, Text, """{ "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "sendToReview" }""",
            """{ "advance": "2024-02-15", "expect": { "never": ["deadlineStepsTaken"], "steps": [{ "key": "review:1:hcar", "step": -7, "told": ["ads.coordinator"] }] } }""");

        var run = await Run("--json", file);

        run.Code.ShouldBe(ExitCodes.FailedExpectation);
        Lines(run.Errors).ShouldBe(
        [
            $"{file}:8: /steps/4/expect/never/0: expected: never deadlineStepsTaken; it came",
            $"{file}:8: /steps/4/expect/steps/0: expected: told ads.coordinator; came: hcar.coordinator",
        ]);
    }

    [Fact]
    public async Task A_failure_of_one_case_leaves_the_others_passed()
    {
        var run = await Run("--json", Case("A", Draft), Case("B", Draft, """{ "on": "2024-01-16", "to": "a", "expect": { "stage": "Signed" } }"""));

        run.Code.ShouldBe(ExitCodes.FailedExpectation);
        Lines(run.Output)[^1].ShouldContain("\"cases\":2,\"passed\":1,");
    }

    [Fact]
    public async Task An_effect_that_is_stuck_fails_the_case()
    {
        var data = Path.Combine(folder.FullName, "data");
        await using (var databases = await FeedDatabases.Open(new() { DataDirectory = data }, TimeProvider.System, default))
        await using (var connection = await databases.Effects.Open(default))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var (source, target) = (new GrainId("agreement/one"), new GrainId("agreement/two"));
            StuckStep Step(int n, StepState state) => new(
                0, new(source, n, Ids.Derive(Guid.Empty, n), Guid.Empty, 0, target, new NoteSpecificClosed(source)), state, Refusal.Of(Refusals.NotFound), 1, default);
            await new StuckSteps(databases.Effects).Add(transaction, [Step(1, StepState.Stuck), Step(2, StepState.Waiting)], default);
            await transaction.CommitAsync();
        }
        var file = Case("A", Draft, """{ "on": "2024-01-16", "to": "a", "expect": { "stage": "Draft" } }""");

        var run = await Run("--json", "--data", data, file);

        run.Code.ShouldBe(ExitCodes.FailedExpectation);
        Lines(run.Errors).ShouldBe([$"{file}:4: /steps/0: stuck: agreement/one -> agreement/two noteSpecificClosed: refused grain.not-found()"]);
    }

    [Fact]
    public async Task A_store_that_holds_events_is_left_alone()
    {
        var data = Path.Combine(folder.FullName, "data");
        (await Run("--json", "--data", data, Case("A", Draft))).Code.ShouldBe(ExitCodes.Done);

        var again = await Run("--json", "--data", data, Case("A", Draft));

        again.Code.ShouldBe(ExitCodes.WrongUse);
        again.Output.ShouldBeEmpty();
        again.Errors.ShouldContain("the store holds events already");
    }

    [Fact]
    public async Task Organisations_that_are_refused_stop_the_run()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "organisations.json"), """
            { "zone": "Africa/Casablanca", "organisations": [{ "id": "ads", "register": { "names": { "fr": "x" } },
              "members": [{ "person": "ads.a", "roles": [], "from": "2020-01-01" }], "people": { "a": {} } }] }
            """);

        var run = await Run(Case("A", """{ "advance": "2024-01-01" }"""));

        run.Code.ShouldBe(ExitCodes.WrongUse);
        run.Errors.ShouldContain("ads: addMember is refused: input.invalid(/roles: field.too-few)");
    }

    [Fact]
    public async Task A_draft_from_a_contact_is_called_after_its_participation()
    {
        var run = await Run("--json", Case(
            "A",
            """
            { "on": "2024-01-15", "by": "ads.coordinator", "creates": "fair", "do": "planParticipation", "with": { "roles": ["host"], "occasion": {
              "title": { "fr": "x" }, "place": { "name": { "fr": "x" } }, "from": "2024-02-01", "to": "2024-02-01", "zone": "Africa/Casablanca" } },
              "expect": { "stage": "Planned" } }
            """,
            Draft.Replace("\"parties\"", "\"origin\": { \"participation\": \"fair\", \"contact\": \"c\" }, \"parties\"", StringComparison.Ordinal),
            """{ "on": "2024-01-16", "to": "fair.draft.c", "expect": { "stage": "Draft" } }""",
            """{ "on": "2024-01-16", "by": "ads.coordinator", "to": "fair.draft.c", "do": "setTerm", "with": { "term": {} }, "expect": { "events": ["termSet"] } }"""));

        (run.Code, run.Errors).ShouldBe((ExitCodes.Done, ""));
    }

    [Fact]
    public async Task A_step_for_each_is_as_many_steps_and_a_failed_expectation_names_the_entry()
    {
        var file = Case("A", Draft, """
            { "on": "2024-01-16", "by": "ads.coordinator", "to": "a", "do": "setTerm", "expect": { "events": ["termSet"] }, "each": [
              { "with": { "term": { "months": 12 } } },
              { "with": { "term": { "months": 24 } }, "expect": { "events": [{ "termSet": { "term": { "months": 36 } } }] } }] }
            """);

        var run = await Run("--json", file);

        run.Code.ShouldBe(ExitCodes.FailedExpectation);
        Lines(run.Errors).ShouldHaveSingleItem().ShouldStartWith($"{file}:7: /steps/1/each/1/expect: expected: [termSet {{ term: … }}]; came: [termSet ");
        Lines(run.Output).Count(line => line.Contains("agreement.term-set.v1", StringComparison.Ordinal)).ShouldBe(2);
    }

    private const string Draft =
        """{ "on": "2024-01-15", "by": "ads.coordinator", "creates": "a", "do": "draftAgreement", "with": { "kind": "framework", "title": { "fr": "x" }, "zone": "Africa/Casablanca", "currency": "MAD", "parties": [{ "organisation": "ads" }, { "organisation": "hcar" }] } }""";

    private const string Substance = """{ "on": "2024-01-15", "by": "ads.coordinator", "to": "a", "do": "setSubstance", "with": { "substance": { "purpose": { "fr": "x" } } } }""";

    private const string Text =
        """{ "on": "2024-01-15", "by": "ads.coordinator", "to": "a", "do": "reviseText", "with": { "clauses": [{ "number": "1", "heading": "x", "wording": "@hash:x" }] } }""";

    /// <summary>A file of its own; the first step is on line 4, each on one line.</summary>
    private string Case(string name, params string[] steps)
    {
        var path = Path.Combine(folder.FullName, $"{name}.json");
        File.WriteAllText(path, $$"""
            { "case": "{{name}}",
              "title": { "en": "x" },
              "steps": [
            {{string.Join(",\n", steps)}}
            ] }
            """);
        if (!File.Exists(Path.Combine(folder.FullName, "organisations.json"))) File.Copy(Seeds.Organisations, Path.Combine(folder.FullName, "organisations.json"));
        return path;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.Run(["scenario", .. arguments], output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
