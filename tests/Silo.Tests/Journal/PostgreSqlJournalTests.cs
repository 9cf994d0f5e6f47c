using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Testing;
using Mithaq.Testing.Journal;
using Npgsql;

namespace Mithaq.Silo.Tests.Journal;

public sealed class PostgreSqlJournalTests : JournalConformance
{
    protected override async Task<StoreOptions> NewStore() => new() { Kind = StoreKind.PostgreSql, ConnectionString = await PostgresServer.NewDatabase() };

    protected override Task<StoreOptions> AnotherStore() => NewStore();

    protected override Task Tamper(string sql) => PostgresServer.Execute(Options.ConnectionString!, sql);

    [Fact]
    public async Task The_applications_role_can_add_to_the_journal_but_not_change_it()
    {
        var owner = await PostgresServer.NewDatabase();
        var name = $"app_{Guid.CreateVersion7():N}";
        await PostgresServer.Execute(owner, $"create role {name} login password 'secret'");
        var application = new NpgsqlConnectionStringBuilder(owner) { Username = name, Password = "secret" }.ConnectionString;
        var options = new StoreOptions { Kind = StoreKind.PostgreSql, ConnectionString = application, OwnerConnectionString = owner };

        await using (var journal = await Journals.Open(options)) await Is<AppendResult.Appended>(journal.Append(new StreamBuilder("case/1").Next(), default));
        // The owner's secret is needed for scripts only.
        await using (var journal = await Journals.Open(options with { OwnerConnectionString = null })) await Is<AppendResult.Appended>(journal.Append(new StreamBuilder("case/2").Next(), default));

        foreach (var sql in new[] { "update journal set payload = ''", "delete from journal", "truncate journal", "delete from head", "drop table journal" })
            (await Should.ThrowAsync<PostgresException>(() => PostgresServer.Execute(application, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
    }

    [Fact]
    public async Task When_the_connection_is_killed_in_the_middle_the_outcome_is_unknown_and_the_next_append_recovers()
    {
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/0").Next()));
        await using var blocker = new NpgsqlConnection(Options.ConnectionString);
        await blocker.OpenAsync();
        await using (var transaction = await blocker.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("select position from head for update", blocker);
            await hold.ExecuteNonQueryAsync();
            var waiting = Append(new StreamBuilder("case/1").Next());
            await KillWhoWaitsForTheHead();

            await Is<AppendResult.Unknown>(waiting);
        }

        (await Journal.FindCommand("case/1", StreamBuilder.CommandId("case/1 0"), default)).ShouldBeEmpty();
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/1").Next()));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task An_append_whose_connection_broke_while_it_waited_is_not_stored_after_its_callers_were_told()
    {
        var server = new NpgsqlConnectionStringBuilder(Options.ConnectionString);
        await using var proxy = new TcpProxy(server.Host!, server.Port);
        await using var distant = await Journals.Open(Options with { ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = proxy.Port }.ConnectionString });
        await Is<AppendResult.Appended>(distant.Append(new StreamBuilder("case/0").Next(), default));
        await using var blocker = new NpgsqlConnection(Options.ConnectionString);
        await blocker.OpenAsync();
        await using (var transaction = await blocker.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("select position from head for update", blocker);
            await hold.ExecuteNonQueryAsync();
            var waiting = distant.Append(new StreamBuilder("case/1").Next(), default);
            while (await PostgresServer.Scalar<long>(Options.ConnectionString!, Waiting) == 0) await Task.Yield();

            proxy.Cut();

            await Is<AppendResult.Unknown>(waiting);
            (await PostgresServer.Scalar<long>(Options.ConnectionString!, Waiting)).ShouldBe(0);
        }

        (await Is<AppendResult.Appended>(distant.Append(new StreamBuilder("case/2").Next(), default))).Position.ShouldBe(2);
        (await Journal.Heads(["case/1"], default)).ShouldBeEmpty();
    }

    private const string Waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private async Task KillWhoWaitsForTheHead()
    {
        await using var connection = new NpgsqlConnection(Options.ConnectionString);
        await connection.OpenAsync();
        await using var kill = new NpgsqlCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", connection);
        while ((long)(await kill.ExecuteScalarAsync())! == 0) await Task.Yield();
    }

    [Fact]
    public async Task Parts_and_ends_of_many_streams_are_found_by_the_index_never_by_reading_the_whole_journal()
    {
        await PostgresServer.Execute(Options.ConnectionString!, """
            insert into journal (position, stream, version, type, payload, metadata, hash)
            select s * 100 + v, 'case/' || s, v, 'test.happened.v1', '{}', '{}', decode(repeat('00', 32), 'hex') from generate_series(0, 199) s, generate_series(1, 100) v
            """);
        await PostgresServer.Execute(Options.ConnectionString!, "analyze journal");
        var streams = Enumerable.Range(0, 200).Select(s => $"case/{s}").ToArray();
        var scansBefore = await Scans("seq_scan");

        // More often than a statement is planned anew for its values.
        for (var i = 0; i < 8; i++)
        {
            (await Journal.ReadStreams([.. streams.Select(s => new StreamPart(s, After: 99))], default).CountAsync()).ShouldBe(200);
            (await Journal.Heads(streams, default)).Values.ShouldAllBe(head => head.Version == 100);
        }

        await Until.True(async () => await Scans("idx_scan") >= 8 * 400);
        (await Scans("seq_scan")).ShouldBe(scansBefore);
    }

    /// <summary>The server's own count, which follows a moment later.</summary>
    private Task<long> Scans(string kind) => PostgresServer.Scalar<long>(Options.ConnectionString!, $"select {kind} from pg_stat_user_tables where relname = 'journal'");

    [Fact]
    public async Task A_connection_killed_while_idle_is_replaced()
    {
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/0").Next()));
        await PostgresServer.Execute(Options.ConnectionString!, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

        var results = new List<AppendResult>();
        do results.Add(await Append(new StreamBuilder("case/1").Next()));
        while (results[^1] is AppendResult.Unknown && results.Count < 3);

        results[^1].ShouldBeOfType<AppendResult.Appended>();
    }

    [Fact]
    public async Task A_database_that_is_not_there_stops_the_start_with_a_clear_message()
    {
        var nobody = new NpgsqlConnectionStringBuilder(Options.ConnectionString) { Port = 1 }.ConnectionString;
        var unknown = new NpgsqlConnectionStringBuilder(Options.ConnectionString) { Database = "no_such_database" }.ConnectionString;

        foreach (var place in new[] { nobody, unknown })
            (await Should.ThrowAsync<StoreUnavailableException>(() => Journals.Open(new() { Kind = StoreKind.PostgreSql, ConnectionString = place }))).Message.ShouldStartWith("PostgreSQL cannot be reached");
    }

    [Fact]
    public async Task A_server_that_refuses_connections_makes_appends_and_reads_unavailable_until_it_is_back()
    {
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/0").Next()));
        var database = new NpgsqlConnectionStringBuilder(Options.ConnectionString).Database!;
        var outside = new NpgsqlConnectionStringBuilder(Options.ConnectionString) { Database = "postgres" }.ConnectionString;
        await PostgresServer.Execute(outside, $"alter database {database} allow_connections false");
        await PostgresServer.Execute(outside, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'");

        (await Append(new StreamBuilder("case/1").Next("lost"))).ShouldBeAssignableTo<AppendResult>().ShouldNotBeOfType<AppendResult.Appended>();
        await Is<AppendResult.Unavailable>(Append(new StreamBuilder("case/1").Next("refused")));
        await Should.ThrowAsync<StoreUnavailableException>(async () =>
        {
            // The first may still find the connection that was killed.
            await Journal.LastPosition(default);
            await Journal.LastPosition(default);
        });

        await PostgresServer.Execute(outside, $"alter database {database} allow_connections true");
        await Is<AppendResult.Appended>(Append(new StreamBuilder("case/1").Next()));
        (await Journal.LastPosition(default)).ShouldBe(2);
    }

    [Fact]
    public async Task The_clock_is_the_databases()
    {
        await using var connection = new NpgsqlConnection(Options.ConnectionString);
        await connection.OpenAsync();
        await using var clock = new NpgsqlCommand("select clock_timestamp()", connection);
        var before = new DateTimeOffset((DateTime)(await clock.ExecuteScalarAsync())!);

        var read = await Journal.ReadClock(default);

        read.ShouldBeInRange(before, new DateTimeOffset((DateTime)(await clock.ExecuteScalarAsync())!));
    }

    [Fact]
    public async Task The_appends_plan_probes_indexes_however_small_the_tables_were_when_it_was_made()
    {
        await using (var node = await Open())
        {
            await Is<AppendResult.Appended>(node.Append(new StreamBuilder("case/0").Next(), default));
            await Tamper("insert into journal (position, stream, version, type, payload, metadata, hash) select 1000000 + n, 'filler/' || n, 1, '', '', '', sha256('') from generate_series(1, 50000) n");
            for (var i = 1; i < 20; i++) await Is<AppendResult.Appended>(node.Append(new StreamBuilder($"case/{i}").Next(expecting: ("filler/7", 1)), default));
        }

        // A backend's counts are complete when it has ended.
        long read;
        do read = await PostgresServer.Scalar<long>(Options.ConnectionString!, "select coalesce(sum(idx_tup_read), 0)::bigint from pg_stat_user_indexes where relname = 'journal'");
        while (read == 0);
        read.ShouldBeLessThan(1000);
    }
}
