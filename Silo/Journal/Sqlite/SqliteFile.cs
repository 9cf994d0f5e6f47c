using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>How this program opens an SQLite file: write-ahead log, every commit flushed, patient with other processes.</summary>
public static class SqliteFile
{
    /// <param name="readOnly">Refuse writes through this connection.</param>
    /// <param name="pragmas">Further settings, after ours.</param>
    public static SqliteConnection Open(string path, bool readOnly = false, string? pragmas = null)
    {
        // Connections live as long as their owner, which keeps prepared statements with them: the driver's pool would drop those. Waiting for other processes is
        // SQLite's own busy timeout, not the driver's retries on top of it.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // The busy timeout first: switching to the write-ahead log needs the file alone for a moment. A longer log than SQLite's default of 1,000 pages
            // lets pages that change again and again (indexes, heads) be copied back once instead of every few batches: at most 256 MiB beside the file.
            command.CommandText = $"""
                pragma busy_timeout = 5000;
                pragma journal_mode = wal;
                pragma synchronous = full;
                pragma cache_size = -65536;
                pragma wal_autocheckpoint = 64000;
                pragma query_only = {(readOnly ? 1 : 0)};
                {pragmas}
                """;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
