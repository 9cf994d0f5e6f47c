using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Journal;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Hosting;

/// <summary>An operator looks at the feeds, and lets a stopped one go on.</summary>
public sealed class FeedsCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-feeds-");

    private StoreOptions Store => new() { DataDirectory = folder.FullName };

    public async Task InitializeAsync()
    {
        await using var journal = await Journals.Open(Store);
        var builder = new StreamBuilder("agreement/one");
        for (var i = 0; i < 3; i++) (await journal.Append(builder.Next(), default)).ShouldBeOfType<AppendResult.Appended>();
        await using var databases = await FeedDatabases.Open(Store, TimeProvider.System, default);
        await new FeedStore(databases.Derived).TryTake("directory", "a node", TimeSpan.FromMinutes(1), default);
        var effects = new FeedStore(databases.Effects);
        var (lease, _) = (await effects.TryTake(ReactionFeed.FeedName, "a node", TimeSpan.FromMinutes(1), default))!.Value;
        await effects.Commit(lease, new(7, new byte[32]), null, relaxed: false, TimeSpan.FromMinutes(1), default);
        await effects.Stop(lease, "another journal", default);
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private async Task<(int Code, string[] Lines, string Errors)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run([.. args, "--data", folder.FullName], output, errors);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), errors.ToString());
    }

    [Fact]
    public async Task The_list_says_who_follows_the_journal_how_far_and_why_not()
    {
        var (code, lines, _) = await Run("feeds");

        code.ShouldBe(ExitCodes.Done);
        lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(["directory 0 owned by a node", "reactions 7 stopped: another journal"]);
    }

    [Fact]
    public async Task A_stopped_feed_goes_on_after_a_position_that_the_journal_has()
    {
        (await Run("feeds", "resume", "reactions", "--after", "7")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCodes.WrongUse), r => r.Errors.ShouldContain("its last one is 3"));
        (await Run("feeds", "resume", "reactions")).Code.ShouldBe(ExitCodes.WrongUse);
        (await Run("feeds", "resume", "unheard-of", "--after", "2")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCodes.WrongUse), r => r.Errors.ShouldContain("no feed unheard-of"));
        (await Run("feeds", "resume", "directory", "--after", "2")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCodes.WrongUse), r => r.Errors.ShouldContain("directory is not stopped"));

        (await Run("feeds", "resume", "reactions", "--after", "2")).Code.ShouldBe(ExitCodes.Done);

        await using var journal = await Journals.Open(Store);
        await using var databases = await FeedDatabases.Open(Store, TimeProvider.System, default);
        var taken = (await new FeedStore(databases.Effects).TryTake(ReactionFeed.FeedName, "another node", TimeSpan.FromMinutes(1), default)).ShouldNotBeNull();
        taken.Checkpoint.Position.ShouldBe(2);
        taken.Checkpoint.Hash.ShouldBe(await journal.HashAt(2, default));
    }
}
