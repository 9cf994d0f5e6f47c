using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Scenarios;
using MimeKit;

namespace Mithaq.Silo.Tests.Cli;

/// <summary>The commands by which people look at what is there.</summary>
public sealed class LookingTests(DemoStore store) : IClassFixture<DemoStore>
{
    private const string Solar = "Partnership agreement on solar equipment for cooperatives";

    public static TheoryData<string> Languages => [.. Texts.Languages];

    private async Task<JsonElement> Json(params string[] args)
    {
        var (code, output, errors) = await store.Run([.. args, "--json"]);
        code.ShouldBe(ExitCodes.Done, errors);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>The agreement that waits for OCP's payment.</summary>
    private async Task<string> SolarId() => (await Json("work", "ads")).GetProperty("money").EnumerateArray()
        .First(line => line.GetProperty("title").GetString() == Solar).GetProperty("grain").GetString()!;

    [Fact]
    public void The_mails_of_the_cases_are_there_as_files()
    {
        var mails = Directory.EnumerateFiles(Path.Combine(store.Folder.FullName, "mail"), "*.eml").Select(file => MimeMessage.Load(file)).ToList();
        mails.Count.ShouldBeGreaterThan(100);
        mails.Select(m => m.MessageId).ShouldBeUnique();
        foreach (var mail in mails)
            mail.ShouldSatisfyAllConditions(
                m => m.To.Mailboxes.ShouldHaveSingleItem(), m => m.Subject.ShouldNotBeNullOrWhiteSpace(), m => m.TextBody.ShouldNotBeNullOrWhiteSpace(),
                m => m.HtmlBody.ShouldNotBeNullOrWhiteSpace());
    }

    [Fact]
    public async Task An_agreement_is_shown_with_its_parties_money_and_who_is_awaited()
    {
        var (code, output, errors) = await store.Run("agreement", "show", await SolarId(), "--as", "ads");

        code.ShouldBe(ExitCodes.Done, errors);
        output.ShouldStartWith(Solar);
        output.ShouldContain("Agreement · in force · agreement/");
        output.ShouldContain("OCP, signing through UM6P");
        output.ShouldContain("600,000\u00A0dirhams · called [t1]");
        output.ShouldContain("OCP (finance officer): payment of a tranche (t1) · due on");
        output.ShouldContain("days late");
        output.ShouldContain("Possible now");
        output.ShouldContain("✗ ");
        output.ShouldContain("The tranche t1 is called, dated");
        output.Split('\n').ShouldAllBe(line => line.Length <= 100);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_kind_of_grain_is_shown_in_every_language(string language)
    {
        await using var node = await Hosting(store);
        var kinds = new Dictionary<string, string>();
        await foreach (var entry in node.Journal.ReadAll(0, default)) kinds.TryAdd(new GrainId(entry.Stream).Kind, entry.Stream);

        kinds.Keys.ShouldContain("participation");
        foreach (var (kind, stream) in kinds)
        {
            var (code, output, errors) = await store.Run(kind, "show", stream, "--lang", language);
            code.ShouldBe(ExitCodes.Done, $"{stream}: {errors}");
            output.ShouldContain(stream);
        }
    }

    [Fact]
    public async Task What_is_refused_is_explained_and_other_stages_are_only_counted()
    {
        var sheet = await Json("agreement", "show", await SolarId(), "--as", "ads.financeOfficer");

        var next = sheet.GetProperty("next").EnumerateArray().ToList();
        next.Single(p => p.GetProperty("command").GetString() == "callTranche").TryGetProperty("code", out _).ShouldBeFalse();
        var refused = next.Single(p => p.GetProperty("command").GetString() == "suspendAgreement");
        refused.GetProperty("code").GetString().ShouldBe(Refusals.LacksRole);
        refused.GetProperty("why").GetString().ShouldBe("This takes one of these roles in ADS: coordinator.");
    }

    [Fact]
    public async Task A_programme_is_called_by_its_period_and_its_agreement()
    {
        await using var node = await Hosting(store);
        var opened = (await node.Journal.ReadOfTypes(0, long.MaxValue, ["programme.period-opened.v1"], default))
            .First(e => !JsonDocument.Parse(e.Payload).RootElement.TryGetProperty("title", out var t) || t.ValueKind is JsonValueKind.Null);

        var sheet = await Json("programme", "show", opened.Stream);

        sheet.GetProperty("title").GetString()!.ShouldMatch("^20[0-9]{2} · .*agreement");
        sheet.GetProperty("facts")[0].GetProperty("name").GetString().ShouldBe("agreement");
    }

    [Fact]
    public async Task A_grain_is_found_by_its_stream_its_id_and_the_beginning_of_it()
    {
        var stream = await SolarId();
        var id = new GrainId(stream).Key;

        foreach (var name in new[] { stream, id, id.ToUpperInvariant(), id[..8] })
            (await Json("agreement", "show", name)).GetProperty("grain").GetString().ShouldBe(stream, name);
    }

    [Fact]
    public async Task An_agreement_is_found_by_the_number_under_which_it_is_registered()
    {
        await using var node = await Hosting(store);
        var registered = (await node.Journal.ReadOfTypes(0, long.MaxValue, ["agreement.reference-recorded.v1"], default))[0];
        var number = JsonDocument.Parse(registered.Payload).RootElement.GetProperty("reference").GetProperty("number").GetString()!;

        (await Json("agreement", "show", number)).GetProperty("grain").GetString().ShouldBe(registered.Stream);
    }

    [Fact]
    public async Task Mondays_list_names_what_is_late_on_both_sides_and_what_is_irreversible()
    {
        var ocp = await Json("work", "ocp");
        var (_, ads, _) = await store.Run("work", "ads");

        ocp.GetProperty("waiting").EnumerateArray().Select(Key).ShouldContain("tranche-payment:t1");
        ocp.GetProperty("irreversible").EnumerateArray().Select(l => l.GetProperty("kind").GetString()).ShouldContain("NonRenewalNotice");
        ocp.GetProperty("late").EnumerateArray().Single(l => l.GetProperty("partner").GetString() == "ads").GetProperty("theyOwe").GetArrayLength().ShouldBeGreaterThan(0);
        ads.ShouldContain("Late: we owe OCP");
        ads.ShouldContain("Late: OCP owes");
        ads.IndexOf("Waiting for us", StringComparison.Ordinal).ShouldBeLessThan(ads.IndexOf("Irreversible", StringComparison.Ordinal));

        static string? Key(JsonElement line) => line.GetProperty("key").GetString();
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Work_and_calendar_speak_every_language(string language)
    {
        foreach (var command in new[] { "work", "calendar" })
        {
            var (code, output, errors) = await store.Run(command, "mgpap", "--lang", language);
            code.ShouldBe(ExitCodes.Done, errors);
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(3);
        }
    }

    [Fact]
    public async Task The_calendar_has_what_falls_due_by_date_and_why_it_was_moved()
    {
        var (code, output, _) = await store.Run("calendar", "ads", "--from", Day(-30), "--to", Day(400), "--json");

        code.ShouldBe(ExitCodes.Done);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        lines.Select(l => l.GetProperty("date").GetString()).ShouldBeInOrder();
        lines.ShouldContain(l => l.GetProperty("key").GetString()!.StartsWith("occurrence:maintenance:"));
        var moved = lines.Where(l => l.TryGetProperty("nominal", out _)).ToList();
        moved.ShouldNotBeEmpty();
        moved.ShouldAllBe(l => l.GetProperty("moved").GetString()!.StartsWith("moved from") && l.GetProperty("nominal").GetString() != l.GetProperty("date").GetString());
        var (_, text, _) = await store.Run("calendar", "ads", "--from", Day(0), "--to", Day(20));
        text.ShouldContain("ADS: commitment (maintenance)");

        static string Day(int days) => DemoStore.Today.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_calendar_has_what_the_organisation_itself_waits_for()
    {
        var (code, output, errors) = await store.Run("calendar", "hcar", "--from", "2030-01-01", "--to", "2060-12-31");

        code.ShouldBe(ExitCodes.Done, errors);
        output.ShouldContain("HCAR: holidays to confirm");
        output.ShouldContain("HCAR [organisation/hcar]");
    }

    [Fact]
    public async Task The_calendar_ends_where_all_calendars_end() => (await store.Run("calendar", "ads", "--from", "9999-12-30")).ShouldSatisfyAllConditions(
        r => r.Code.ShouldBe(ExitCodes.Done), r => r.Output.ShouldContain("nothing falls due"));

    [Theory]
    [InlineData("agreement show nothing", "no agreement is recorded under 'nothing'")]
    [InlineData("case show unheard/of", "no case is recorded under 'unheard/of'")]
    [InlineData("agreement show 0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11 --as ads", "is recorded under")]
    [InlineData("organisation show ads --as ads.king", "'king' is no role")]
    [InlineData("organisation show ads --as ads.auditor", "nobody is auditor of ads today")]
    [InlineData("organisation show ads --as nobody", "'nobody' is not known")]
    [InlineData("work nobody", "'nobody' is not known")]
    [InlineData("work ads --lang de", "de")]
    [InlineData("calendar ads --from 2026-13-01", "'2026-13-01' is not a date")]
    [InlineData("calendar ads --from 2026-02-01 --to 2026-01-01", "is before --from")]
    public async Task Wrong_use_is_named_and_exits_with_2(string line, string named)
    {
        var (code, output, errors) = await store.Run(line.Split(' '));

        code.ShouldBe(ExitCodes.WrongUse);
        (output + errors).ShouldContain(named);
    }

    [Theory]
    [InlineData("work", "ads")]
    [InlineData("calendar", "ads")]
    [InlineData("agreement", "show", "one")]
    public async Task A_store_that_cannot_be_reached_exits_with_4(params string[] command)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        (await CommandLine.Run([.. command, "--store", "postgres", "--connection", "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2"], output, errors))
            .ShouldBe(ExitCodes.StoreUnavailable);
    }

    [Fact]
    public void The_demonstrations_own_steps_go_whatever_day_it_is() => store.Report.ShouldNotContain("[demo]");

    private static Task<Silo.Hosting.MithaqNode> Hosting(DemoStore store) => Silo.Hosting.MithaqNode.Open(new() { DataDirectory = store.Folder.FullName });
}
