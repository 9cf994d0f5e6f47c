using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>The journal in <c>journal.db</c>, shared by the processes of one machine.</summary>
internal sealed class SqliteJournal : SqlJournal
{
    private readonly string path;
    private readonly SqliteWriter writer;
    private readonly TimeProvider time;
    private readonly ConcurrentBag<SqliteSession> idle = [];

    private SqliteJournal(string path, SqliteWriter writer, TimeProvider time) : base(writer) => (this.path, this.writer, this.time) = (path, writer, time);

    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="SchemaTooNewException"/>
    public static async Task<SqliteJournal> Open(StoreOptions options, TimeProvider time, CancellationToken stop)
    {
        var path = Path.Combine(options.DataDirectory, "journal.db");
        try
        {
            Directory.CreateDirectory(options.DataDirectory);
            await using var connection = SqliteFile.Open(path);
            await new SchemaScripts("Journal", StoreKind.Sqlite).Apply(connection, stop: stop);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{path} cannot be opened: {error.Message}", error);
        }
        return new SqliteJournal(path, new SqliteWriter(path, options.IsTemporary ? "pragma synchronous = off;" : null), time);
    }

    public override Task<DateTimeOffset> ReadClock(CancellationToken stop) => Task.FromResult(time.GetUtcNow());

    public override Task<long> Import(IAsyncEnumerable<JournalEntry> entries, bool intoEmpty, CancellationToken stop) => writer.Import(entries, intoEmpty, stop);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        while (idle.TryTake(out var session)) session.Close();
    }

    protected override ValueTask<ReadSession> OpenReading(CancellationToken stop)
    {
        if (idle.TryTake(out var session)) return new(session);
        try
        {
            return new(new SqliteSession(SqliteFile.Open(path, readOnly: true), idle));
        }
        catch (SqliteException error)
        {
            throw new StoreUnavailableException($"{path} cannot be opened: {error.Message}", error);
        }
    }
}
