using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;

namespace Mithaq.Silo.Tests.Hosting;

/// <summary>A person looks at what is stuck and decides.</summary>
public sealed class StuckCommandTests : IAsyncLifetime
{
    private static readonly GrainId Source = GrainId.Agreement(new("0f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a11"));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-stuck-");

    public async Task InitializeAsync()
    {
        var store = new StoreOptions { DataDirectory = folder.FullName };
        await using var journal = await Silo.Journal.Journals.Open(store);
        await using var databases = await FeedDatabases.Open(store, TimeProvider.System, default);
        await new Persons(databases.Effects, new(databases.Effects), TimeProvider.System).Register(
            new(Ids.Derive(Guid.Empty, "amina")), new(new("ads"), new(Fr: "Amina Zahraoui")), by: null);
        var steps = new StuckSteps(databases.Effects);
        await using var connection = await databases.Effects.Open(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await steps.Add(transaction, [Step(1, StepState.Stuck, Refusal.Of(Refusals.NotFound, ("grain", "it"))), Step(2, StepState.Waiting, null)], default);
        await transaction.CommitAsync();
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static StuckStep Step(int position, StepState state, Refusal? refusal) => new(
        0, new(Source, position, Ids.Derive(Source.Key is { } key ? Guid.Parse(key) : default, position), Guid.Empty, 0, new("agreement/5b0f1b2e-5a56-4d6c-8f10-0d0c7f8f8a11"),
            new NoteSpecificClosed(Source)), state, refusal, 1, new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero));

    private async Task<(int Code, string[] Lines, string Errors)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run([.. args, "--data", folder.FullName], output, errors);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), errors.ToString());
    }

    [Fact]
    public async Task The_list_says_what_is_stuck_where_and_why()
    {
        var (code, lines, _) = await Run("stuck");
        var (_, objects, _) = await Run("stuck", "--json");

        code.ShouldBe(ExitCodes.Done);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain($"{Source} @1 -> agreement/5b0f1b2e");
        lines[0].ShouldContain("noteSpecificClosed");
        lines[0].ShouldContain("grain.not-found(grain=it)");
        lines[1].ShouldContain("waiting");
        var first = JsonDocument.Parse(objects[0]).RootElement;
        first.GetProperty("code").GetString().ShouldBe(Refusals.NotFound);
        first.GetProperty("arguments").GetProperty("grain").GetString().ShouldBe("it");
        first.GetProperty("payload").GetProperty("specific").GetString().ShouldBe(Source.Stream);
    }

    [Fact]
    public async Task A_retry_in_vain_fails_and_a_drop_needs_a_reason_and_lets_the_next_one_try()
    {
        (await Run("stuck", "retry", "all")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(ExitCodes.FailedExpectation), r => r.Lines.ShouldHaveSingleItem().ShouldContain("grain.not-found"));
        (await Run("stuck", "drop", "1")).Code.ShouldBe(ExitCodes.WrongUse);
        (await Run("stuck", "retry", "2")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCodes.WrongUse), r => r.Errors.ShouldContain("only waits"));

        (await Run("stuck", "drop", "0", "--why", "no such step")).Code.ShouldBe(ExitCodes.WrongUse);
        (await Run("stuck", "drop", "1", "--why", "Amina Zahraoui settled it")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(ExitCodes.WrongUse), r => r.Errors.ShouldContain("without the name"), r => r.Errors.ShouldNotContain("Zahraoui"));
        (await Run("stuck", "drop", "1", "--why", "settled by letter")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(ExitCodes.Done), r => r.Lines.ShouldHaveSingleItem().ShouldContain("settled by letter"));

        (await Run("stuck", "drop", "1", "--why", "again")).Code.ShouldBe(ExitCodes.WrongUse);
        (await Run("stuck", "retry", "nonsense")).Code.ShouldBe(ExitCodes.WrongUse);
        (await Run("stuck")).Lines.ShouldHaveSingleItem().ShouldStartWith("2 ");
    }
}
