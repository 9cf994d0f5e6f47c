using System.Text;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Journal.Sqlite;
using Mithaq.Testing;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Journal;

/// <summary>Verification, export, import and statistics, on either store.</summary>
public abstract class JournalKeeping : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("mithaq-journal-").FullName;
    private readonly List<IJournalStore> opened = [];

    private protected IJournalStore Journal { get; private set; } = null!;

    protected abstract StoreKind Kind { get; }

    protected StoreOptions Options { get; private set; } = new();

    public async Task InitializeAsync()
    {
        (Options, Journal) = await Empty(Kind);
        var (one, two) = (new StreamBuilder("agreement/1"), new StreamBuilder("case/1"));
        Append[] appends =
        [
            one.Next("draft", events: 2, payload: """{"purpose":"تكوين المرأة القروية – l'été"}"""), two.Next(type: "test.proposed.v1"), one.Next("sign"), two.Next(), one.Next("end", events: 2),
        ];
        foreach (var append in appends) (await Journal.Append(append, default)).ShouldBeOfType<AppendResult.Appended>();
    }

    public async Task DisposeAsync()
    {
        foreach (var journal in opened) await journal.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private async Task<(StoreOptions, IJournalStore)> Empty(StoreKind kind)
    {
        var options = kind == StoreKind.PostgreSql
            ? new StoreOptions { Kind = kind, ConnectionString = await PostgresServer.NewDatabase() }
            : new StoreOptions { DataDirectory = Path.Combine(directory, opened.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)) };
        var journal = await Journals.Open(options);
        opened.Add(journal);
        return (options, journal);
    }

    private Task Tamper(string sql) => Kind == StoreKind.PostgreSql ? PostgresServer.Execute(Options.ConnectionString!, sql) : TamperSqlite(sql);

    private async Task TamperSqlite(string sql)
    {
        await using var connection = SqliteFile.Open(Path.Combine(Options.DataDirectory, "journal.db"));
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<(Fault Fault, string? Stream, long? Version)> FirstBroken()
    {
        var found = await JournalVerifier.Verify(Journal, default);
        found.IsWhole.ShouldBeFalse();
        return (found.First!.Fault, found.First.Stream, found.First.Version);
    }

    private string Blob(string text) => Kind == StoreKind.PostgreSql ? $"convert_to('{text}', 'UTF8')" : $"cast('{text}' as blob)";

    [Fact]
    public async Task An_untouched_journal_is_whole()
    {
        var found = await JournalVerifier.Verify(Journal, default);

        (found.IsWhole, found.Events, found.Streams, found.First).ShouldBe((true, 7, 2, null));
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("metadata")]
    public async Task A_changed_byte_is_found(string column)
    {
        await Tamper($"update journal set {column} = {Blob("[]")} where stream = 'agreement/1' and version = 3");

        (await FirstBroken()).ShouldBe((Fault.HashDiffers, "agreement/1", 3));
    }

    [Fact]
    public async Task A_changed_type_is_found()
    {
        await Tamper("update journal set type = 'test.happened.v2' where stream = 'case/1' and version = 2");

        (await FirstBroken()).ShouldBe((Fault.HashDiffers, "case/1", 2));
    }

    [Fact]
    public async Task A_deleted_row_is_found()
    {
        await Tamper("delete from journal where stream = 'agreement/1' and version = 2");

        (await FirstBroken()).ShouldBe((Fault.EventMissing, "agreement/1", 2));
        (await JournalVerifier.Verify(Journal, default)).Broken[0].ShouldSatisfyAllConditions(gap => gap.Fault.ShouldBe(Fault.PositionMissing), gap => gap.Position.ShouldBe(2));
    }

    [Fact]
    public async Task A_cut_off_tail_is_found()
    {
        await Tamper("delete from journal where position >= 6");

        (await FirstBroken()).ShouldBe((Fault.EventMissing, "agreement/1", 5));
        (await JournalVerifier.Verify(Journal, default)).Broken[0].ShouldSatisfyAllConditions(gap => gap.Fault.ShouldBe(Fault.PositionMissing), gap => gap.Position.ShouldBe(6));
    }

    [Fact]
    public async Task A_streams_last_event_that_was_deleted_before_the_journals_end_is_found()
    {
        await Tamper("delete from journal where stream = 'case/1' and version = 2");

        (await JournalVerifier.Verify(Journal, default)).First.ShouldNotBeNull().Fault.ShouldBe(Fault.PositionMissing);
    }

    [Fact]
    public async Task A_head_that_was_set_back_is_found()
    {
        await Tamper("update head set position = 3");

        (await FirstBroken()).Fault.ShouldBe(Fault.HeadDiffers);
    }

    [Fact]
    public async Task A_last_event_that_is_not_the_one_the_head_names_is_found()
    {
        await Tamper("update head set version = version - 1");

        (await FirstBroken()).ShouldBe((Fault.HeadDiffers, "agreement/1", 4));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("other")]
    public async Task A_command_column_that_says_another_thing_than_the_metadata_is_found(string value)
    {
        var other = Kind == StoreKind.PostgreSql ? "'00000000-0000-0000-0000-000000000001'" : "x'00000000000000000000000000000001'";
        await Tamper($"update journal set command = {(value == "null" ? "null" : other)} where stream = 'agreement/1' and version = 3");

        (await FirstBroken()).ShouldBe((Fault.CommandDiffers, "agreement/1", 3));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task An_export_imported_into_a_store_and_back_is_the_same_export(StoreKind through)
    {
        var export = await Export(Journal);
        var (_, middle) = await Empty(through);
        var (_, back) = await Empty(Kind);

        (await JournalImport.Read(middle, new MemoryStream(export), default)).ShouldBe(new ImportResult(7, 2, IsWhole: true));
        var again = await Export(middle);
        await JournalImport.Read(back, new MemoryStream(again), default);

        Encoding.UTF8.GetString(again).ShouldBe(Encoding.UTF8.GetString(export));
        (await Export(back)).ShouldBe(export);
        (await JournalVerifier.Verify(middle, default)).Broken.ShouldBeEmpty();
        (await JournalVerifier.Verify(back, default)).Broken.ShouldBeEmpty();
        Encoding.UTF8.GetString(export).ShouldContain("تكوين المرأة القروية – l'été");
    }

    [Fact]
    public async Task An_imported_journal_goes_on_and_still_knows_its_commands()
    {
        var (_, other) = await Empty(Kind);
        await JournalImport.Read(other, new MemoryStream(await Export(Journal)), default);
        var head = (await other.Heads(["agreement/1"], default))["agreement/1"];
        var builder = new StreamBuilder("agreement/1", head.Version, head.Hash);

        (await other.FindCommand("agreement/1", StreamBuilder.CommandId("draft"), default)).Select(entry => entry.Version).ShouldBe([1, 2]);
        (await other.Append(builder.Next("next"), default)).ShouldBe(new AppendResult.Appended(8));
        (await JournalVerifier.Verify(other, default)).Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_stream_is_exported_and_imported_beside_others_but_not_over_itself()
    {
        var export = await Export(Journal, "case/1");
        var (_, other) = await Empty(Kind);
        (await other.Append(new StreamBuilder("case/2").Next(), default)).ShouldBeOfType<AppendResult.Appended>();

        (await JournalImport.Read(other, new MemoryStream(export), default)).ShouldBe(new ImportResult(2, 1, IsWhole: false));
        (await Should.ThrowAsync<ImportRefusedException>(() => JournalImport.Read(other, new MemoryStream(export), default))).Message.ShouldContain("exists");

        (await other.LastPosition(default)).ShouldBe(3);
        (await JournalVerifier.Verify(other, default)).Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_whole_export_is_not_imported_into_a_journal_that_has_events()
    {
        var export = await Export(Journal);

        (await Should.ThrowAsync<ImportRefusedException>(() => JournalImport.Read(Journal, new MemoryStream(export), default))).Message.ShouldContain("not empty");
    }

    public static TheoryData<string, Func<string[], string[]>, long> Faults => new()
    {
        { "changed", lines => [.. lines[..4], lines[4].Replace("happened", "happaned", StringComparison.Ordinal), .. lines[5..]], 5 },
        { "left out", lines => [.. lines[..4], .. lines[5..]], 5 },
        { "cut off", lines => lines[..6], 7 },
        { "shortened", lines => [.. lines[..6], lines[^1]], 7 },
        { "not JSON", lines => [.. lines[..3], "{", .. lines[4..]], 4 },
        { "prolonged", lines => [.. lines, lines[1]], 10 },
        { "another format", lines => ["""{"format":"other"}""", .. lines[1..]], 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_export_is_refused_by_its_line_and_nothing_is_stored(string what, Func<string[], string[]> change, long line)
    {
        var lines = Encoding.UTF8.GetString(await Export(Journal)).TrimEnd('\n').Split('\n');
        var (_, other) = await Empty(Kind);
        var export = Encoding.UTF8.GetBytes(string.Join('\n', change(lines)) + "\n");

        var fault = await Should.ThrowAsync<ImportFaultException>(() => JournalImport.Read(other, new MemoryStream(export), default));

        fault.Line.ShouldBe(line, what);
        (await other.LastPosition(default)).ShouldBe(0);
        (await JournalVerifier.Verify(other, default)).Events.ShouldBe(0);
        (await JournalImport.Read(other, new MemoryStream(await Export(Journal)), default)).Events.ShouldBe(7);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_survive_an_export()
    {
        var plain = new StreamBuilder("case/odd").Next("odd");
        byte[] payload = [0xFF, 0x00, 0xC3];
        var entry = new NewEntry("test.happened.v1", payload, plain.Events[0].Metadata, Chain.Next(Chain.Origin, "case/odd", 1, "test.happened.v1", plain.Events[0].Metadata, payload));
        (await Journal.Append(plain with { Events = [entry] }, default)).ShouldBeOfType<AppendResult.Appended>();
        var (_, other) = await Empty(Kind);

        await JournalImport.Read(other, new MemoryStream(await Export(Journal)), default);

        (await other.ReadStream("case/odd", 0, default).SingleAsync()).Payload.ShouldBe(payload);
    }

    [Fact]
    public async Task Statistics_count_events_streams_bytes_and_types()
    {
        var found = await JournalStatistics.Read(Journal, default);

        (found.Events, found.Streams).ShouldBe((7, 2));
        found.Types.Select(type => (type.Type, type.Events)).ShouldBe([("test.happened.v1", 6), ("test.proposed.v1", 1)]);
        found.Bytes.ShouldBe(await Journal.ReadAll(0, default).Select(entry => (long)entry.Payload.Length + entry.Metadata.Length).SumAsync());
        found.First.ShouldBe(new DateTimeOffset(2026, 9, 21, 14, 13, 20, TimeSpan.Zero));
        found.Last.ShouldBe(found.First!.Value.AddMicroseconds(4));
    }

    private static async Task<byte[]> Export(IJournalStore journal, string? stream = null)
    {
        var output = new MemoryStream();
        await JournalExport.Write(journal, output, stream, default);
        return output.ToArray();
    }
}

public sealed class SqliteJournalKeeping : JournalKeeping
{
    protected override StoreKind Kind => StoreKind.Sqlite;
}

public sealed class PostgreSqlJournalKeeping : JournalKeeping
{
    protected override StoreKind Kind => StoreKind.PostgreSql;
}
