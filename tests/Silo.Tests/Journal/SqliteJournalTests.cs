using Microsoft.Data.Sqlite;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Journal.Sqlite;
using Mithaq.Testing;
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

    /// <summary>Somebody else has the file, and an append waits for it that will be refused: otherwise each append would be stored alone, on the thread of its caller.</summary>
    protected override async Task<Task<AppendResult>[]> Queued(params Append[] appends)
    {
        await using var other = SqliteFile.Open(Path.Combine(directory, "journal.db"));
        await using var held = await other.BeginTransactionAsync();
        var behind = 0;
        foreach (var stream in new[] { "case/refused", "case/refused-too" })
            _ = Task.Run(async () =>
            {
                var refused = Append(new StreamBuilder(stream, version: 9).Next());
                Interlocked.Increment(ref behind);
                await refused;
            });
        // The one that waits for the file does not come back; the other is in the queue behind it.
        await Until.True(() => Volatile.Read(ref behind) == 1);
        return [.. appends.Select(Append)];
    }

    [Fact]
    public async Task What_is_known_of_streams_numbers_is_forgotten_when_somebody_else_has_appended()
    {
        var (renewed, other) = (new StreamBuilder("case/1"), new StreamBuilder("case/2"));
        await Is<AppendResult.Appended>(Append(renewed.Next()));
        await Tamper("update streams set number = number + 100");
        await Tamper("update journal set stream_number = stream_number + 100");
        await Is<AppendResult.Appended>((await Open()).Append(other.Next(), default));

        await Is<AppendResult.Appended>(Append(renewed.Next()));

        await ShouldBeWhole();
    }

    [Fact]
    public async Task What_was_undone_is_forgotten_even_when_somebody_else_has_appended_as_much()
    {
        await using var writer = new SqliteWriter(Path.Combine(directory, "journal.db"));
        var good = new StreamBuilder("case/1").Next();
        var bad = new StreamBuilder("case/2").Next();
        bad = bad with { Events = [bad.Events[0] with { Hash = new byte[31] }] };
        await Should.ThrowAsync<SqliteException>(() => writer.Commit([good, bad]));
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/3").Next()));

        (await writer.Commit([good])).ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Appended);

        await ShouldBeWhole();
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
    public async Task Rows_that_were_put_under_another_stream_or_none_are_found()
    {
        foreach (var stream in new[] { "case/1", "case/2" }) await Is<AppendResult.Appended>(Append(new StreamBuilder(stream).Next()));
        await Tamper("update journal set stream_number = 77 where stream = 'case/1'");
        await Tamper("update journal set stream_number = (select number from streams where name = 'case/1') where stream = 'case/2'");

        var found = await JournalVerifier.Verify(Journal, default);

        found.Broken.Select(link => (link.Fault, link.Position, link.Stream, link.Version))
            .ShouldBe([(Fault.Misfiled, 1, "case/1", 1), (Fault.Misfiled, 2, "case/2", 1)]);
    }

    [Fact]
    public async Task A_journal_from_before_streams_had_numbers_is_read_and_continued()
    {
        var (one, other) = (new StreamBuilder("case/2"), new StreamBuilder("case/1"));
        foreach (var append in new[] { one.Next(), other.Next(), one.Next() }) await Is<AppendResult.Appended>(Append(append));
        var old = Directory.CreateDirectory(Path.Combine(directory, "old")).FullName;
        await AsBefore(old);

        await using (var journal = await Journals.Open(new() { DataDirectory = old }))
        {
            (await journal.ReadStream("case/2", 0, default).ToListAsync()).Select(row => (row.Position, row.Version)).ShouldBe([(1, 1), (3, 2)]);
            await Is<AppendResult.Conflict>(journal.Append(new StreamBuilder("case/1").Next(), default));
            await Is<AppendResult.Appended>(journal.Append(other.Next(), default));
            (await JournalVerifier.Verify(journal, default)).ShouldSatisfyAllConditions(found => found.IsWhole.ShouldBeTrue(), found => found.Events.ShouldBe(4));
        }
    }

    /// <summary>A copy of the journal as the first script alone has it.</summary>
    private async Task AsBefore(string folder)
    {
        await using var script = typeof(SqliteFile).Assembly.GetManifestResourceStream("Mithaq.Silo.Journal.Scripts.Sqlite.0001-journal.sql")!;
        using var text = new StreamReader(script);
        await using var connection = SqliteFile.Open(Path.Combine(folder, "journal.db"));
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            {await text.ReadToEndAsync()}
            create table schema_version (area text, number integer, applied_at text not null default current_timestamp, primary key (area, number));
            insert into schema_version (area, number) values ('Journal', 1);
            attach '{Path.Combine(directory, "journal.db")}' as new;
            insert into journal select position, stream, version, type, payload, metadata, hash, command from new.journal order by position;
            update head set (position, stream, version, hash) = (select position, stream, version, hash from new.head);
            """;
        await command.ExecuteNonQueryAsync();
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
