using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using static Mithaq.Testing.Runtime.RunningPartnership;

namespace Mithaq.Silo.Tests.Cli;

/// <summary>An agreement in force for a year, looked at with more and less in it.</summary>
public sealed class ProgrammesShownTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-shown-");
    private MithaqNode node = null!;
    private RunningPartnership partnership = null!;

    public async Task InitializeAsync()
    {
        node = await MithaqNode.Open(new() { DataDirectory = folder.FullName });
        partnership = new(node.Grains, DateOnly.FromDateTime(node.Get<TimeProvider>().GetUtcNow().Date), () => node.Feeds.Drain(default));
        await partnership.Begin();
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<string> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await CommandLine.Run([.. args, "--data", folder.FullName], output, errors)).ShouldBe(ExitCodes.Done, errors.ToString());
        return output.ToString();
    }

    private async Task<IReadOnlyList<string?>> Sleepers() =>
    [
        .. JsonDocument.Parse(await Run("work", People.Ads.Organisation.Value, "--json")).RootElement.GetProperty("sleepers").EnumerateArray()
            .Select(s => s.GetProperty("why").GetString()),
    ];

    [Fact]
    public async Task An_agreement_sleeps_until_somebody_proposes_the_programme_that_was_opened()
    {
        var from = partnership.Today.AddMonths(1);
        await partnership.Accepted(Agreement, new OpenProgrammePeriod("first", from, from.AddMonths(3)), Ads);
        await node.Feeds.Drain(default);

        (await Sleepers()).ShouldBe(["inForceWithoutWork"]);
        await partnership.Accepted(ProgrammeOf("first"), new SetProject(ProgrammeCases.Cooperatives), Ads);
        await partnership.Accepted(ProgrammeOf("first"), new ProposeProgramme(partnership.Today), Ads);
        (await Sleepers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_list_ends_on_the_screen_with_how_many_more_there_are_and_is_whole_as_json()
    {
        const int cases = 23;
        var programme = await partnership.Programme("first", 1);
        for (var n = 0; n < cases; n++)
            (await partnership.Propose(CaseOf(n), programme, new(BeneficiaryKind.Cooperative, Name: new(Fr: $"Coopérative {n}"), RegisterNumber: $"RC {n}")))
                .ShouldBeOfType<Answer.Accepted>();
        await node.Feeds.Drain(default);

        foreach (var (language, words) in new[] { ("en", "  and 3 more"), ("fr", "  et 3 autres"), ("ar", "أخرى") })
            (await Run("programme", "show", programme.Stream, "--lang", language)).ShouldContain(words);
        var part = JsonDocument.Parse(await Run("programme", "show", programme.Stream, "--json")).RootElement.GetProperty("parts").EnumerateArray()
            .Single(p => p.GetProperty("name").GetString() == "cases");
        part.GetProperty("rows").GetArrayLength().ShouldBe(cases);
        part.TryGetProperty("more", out _).ShouldBeFalse();
    }
}
