using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

internal static class SqliteErrors
{
    private const int Busy = 5, Locked = 6, OutOfMemory = 7, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, Protocol = 15, NotADatabase = 26;

    /// <summary>The file is gone, full, broken or held by another process; not that a value or a query is wrong.</summary>
    public static bool IsUnavailable(SqliteException error) =>
        error.SqliteErrorCode is Busy or Locked or OutOfMemory or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or Protocol or NotADatabase;

    /// <summary>After these the connection is opened anew: the file may be another one by then.</summary>
    public static bool SpoilsConnection(SqliteException error) => error.SqliteErrorCode is InputOutput or Corrupt or CannotOpen or NotADatabase or ReadOnly;

    /// <summary>A commit that failed while flushing may yet be found in the file after a crash.</summary>
    public static bool LeavesCommitOpen(SqliteException error) => error.SqliteErrorCode is InputOutput;
}
