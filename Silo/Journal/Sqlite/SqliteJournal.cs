using Microsoft.Data.Sqlite;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>The journal in <c>journal.db</c>, shared by the processes of one machine.</summary>
internal sealed class SqliteJournal : SqlJournal
{
    private readonly string path;
    private readonly string pragmas;
    private readonly TimeProvider time;
    private readonly SqlitePool readers;

    private SqliteJournal(string path, string pragmas, TimeProvider time) : base(new SqliteWriter(path, pragmas)) =>
        (this.path, this.pragmas, this.time, readers) = (path, pragmas, time, new(path, SqliteFile.JournalSettings + "pragma query_only = 1;"));

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
        return new SqliteJournal(path, options.IsTemporary ? "pragma synchronous = off;" : "", time);
    }

    public override Task<DateTimeOffset> ReadClock(CancellationToken stop) => Task.FromResult(time.GetUtcNow());

    public override async Task<long> Import(IAsyncEnumerable<JournalEntry> entries, bool intoEmpty, CancellationToken stop)
    {
        await using var importer = new SqliteWriter(path, pragmas);
        return await importer.Import(entries, intoEmpty, stop);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        readers.Dispose();
    }

    protected override ValueTask<ReadSession> OpenReading(CancellationToken stop)
    {
        try
        {
            return new(new SqliteSession(readers.Open()));
        }
        catch (SqliteException error)
        {
            throw new StoreUnavailableException($"{path} cannot be opened: {error.Message}", error);
        }
    }
}
