using Microsoft.Data.Sqlite;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Journal.Sqlite;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Journal;

public sealed class SqliteJournalTests : JournalConformance
{
    private readonly string directory = Directory.CreateTempSubdirectory("mithaq-journal-").FullName;

    protected override Task<StoreOptions> NewStore() => Task.FromResult(new StoreOptions { Kind = StoreKind.Sqlite, DataDirectory = directory });

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    protected override Task<StoreOptions> AnotherStore() => Task.FromResult(new StoreOptions { DataDirectory = Path.Combine(directory, "another") });

    protected override async Task Tamper(string sql)
    {
        await using var connection = SqliteFile.Open(Path.Combine(directory, "journal.db"));
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_full_disk_makes_appends_unavailable_and_room_makes_them_possible_again()
    {
        var path = Path.Combine(directory, "full", "journal.db");
        await using (await Journals.Open(new() { DataDirectory = Path.GetDirectoryName(path)! })) { }
        await using var commit = new GroupCommit(new SqliteWriter(path, "pragma max_page_count = 24"));
        var builder = new StreamBuilder("case/1");
        AppendResult result;
        do result = await commit.Append(builder.Next(payload: new string('x', 4000)), default);
        while (result is AppendResult.Appended);

        var full = result.ShouldBeOfType<AppendResult.Unavailable>();
        full.Cause.ShouldBeOfType<StoreUnavailableException>().Message.ShouldContain("full");
        await Is<AppendResult.Unavailable>(commit.Append(new StreamBuilder("case/2").Next(payload: new string('x', 4000)), default));

        await using var journal = await Journals.Open(new() { DataDirectory = Path.GetDirectoryName(path)! });
        await Is<AppendResult.Appended>(journal.Append(new StreamBuilder("case/2").Next(payload: new string('x', 4000)), default));
        (await JournalVerifier.Verify(journal, default)).Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_commit_is_flushed()
    {
        await using var connection = SqliteFile.Open(Path.Combine(directory, "journal.db"));

        (Pragma("journal_mode"), Pragma("synchronous")).ShouldBe(("wal", "2"));

        string Pragma(string name)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"pragma {name}";
            return command.ExecuteScalar()!.ToString()!;
        }
    }

    [Fact]
    public async Task A_file_that_another_process_holds_for_too_long_makes_appends_unavailable_and_nothing_is_stored()
    {
        var path = Path.Combine(directory, "journal.db");
        await using var commit = new GroupCommit(new SqliteWriter(path, "pragma busy_timeout = 10"));
        await using (var other = SqliteFile.Open(path))
        await using (await other.BeginTransactionAsync())
            await Is<AppendResult.Unavailable>(commit.Append(new StreamBuilder("case/1").Next(), default));

        await Is<AppendResult.Appended>(commit.Append(new StreamBuilder("case/1").Next(), default));
        (await Journal.LastPosition(default)).ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_stops_the_start_with_a_clear_message()
    {
        var occupied = Path.Combine(directory, "occupied");
        await File.WriteAllTextAsync(occupied, "a file, not a folder");
        var garbage = Directory.CreateDirectory(Path.Combine(directory, "garbage")).FullName;
        await File.WriteAllTextAsync(Path.Combine(garbage, "journal.db"), new string('x', 10_000));

        foreach (var place in new[] { occupied, garbage })
            (await Should.ThrowAsync<StoreUnavailableException>(() => Journals.Open(new() { DataDirectory = place }))).Message.ShouldContain("cannot be opened");
    }

    [Fact]
    public async Task The_journal_is_a_rowid_table_with_its_named_columns()
    {
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/1").Next(payload: """{"a":1}""")));
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "journal.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select rowid = position and stream = 'case/1' and version = 1 and type = 'test.happened.v1' and cast(payload as text) = '{\"a\":1}' from journal";

        (await command.ExecuteScalarAsync()).ShouldBe(1L);
    }
}
