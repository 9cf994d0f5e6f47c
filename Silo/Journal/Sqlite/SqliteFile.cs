using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>How this program opens an SQLite file: write-ahead log, patient with other processes.</summary>
public static class SqliteFile
{
    /// <summary>
    /// Of the journal: every commit flushed. A longer log than SQLite's default of 1,000 pages lets pages that change again and again (indexes, heads) be copied back
    /// once instead of every few batches: at most 256 MiB beside the file. A larger cache would be no gain: SQLite looks through all of it at each commit that
    /// split a page in two.
    /// </summary>
    public const string JournalSettings = "pragma synchronous = full; pragma cache_size = -16384; pragma wal_autocheckpoint = 64000;";

    /// <param name="settings">Pragmas.</param>
    public static SqliteConnection Open(string path, string settings = JournalSettings) => Open(new SqliteConnection(ConnectionString(path)), settings);

    // Connections live as long as their owner, which keeps prepared statements with them: the driver's pool would drop those. Waiting for other processes is
    // SQLite's own busy timeout, not the driver's retries on top of it.
    internal static string ConnectionString(string path) => new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ConnectionString;

    internal static T Open<T>(T connection, string settings) where T : SqliteConnection
    {
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // The busy timeout first: switching to the write-ahead log needs the file alone for a moment.
            command.CommandText = $"pragma busy_timeout = 5000; pragma journal_mode = wal; {settings}";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Close();
            throw;
        }
    }
}
