using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>
/// A prepared statement of the writer, without the driver's command and reader around it: those cost more than SQLite's own work on a small row. Values are
/// bound in the order of their question marks; errors are the driver's own <see cref="SqliteException"/>.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private int bound;

    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), database);
    }

    public Statement Bind(long value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(statement, ++bound, value), database);
        return this;
    }

    public Statement Bind(string value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(statement, ++bound, value), database);
        return this;
    }

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        SqliteException.ThrowExceptionForRC(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, ++bound, 0) : raw.sqlite3_bind_blob(statement, ++bound, value), database);
        return this;
    }

    /// <summary>Sixteen bytes, big-endian; null binds nothing.</summary>
    public Statement Bind(Guid? value)
    {
        if (value is not { } id)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_null(statement, ++bound), database);
            return this;
        }
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(bytes);
    }

    public void Run() => Step();

    /// <summary>The first column of the first row; null when there is none.</summary>
    public long? Number() => Step();

    public void Dispose() => statement.Dispose();

    private long? Step()
    {
        bound = 0;
        var code = raw.sqlite3_step(statement);
        long? number = code == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : null;
        var failed = code is not (raw.SQLITE_ROW or raw.SQLITE_DONE);
        try
        {
            // Before the reset: it keeps the code but a second error would hide the message.
            if (failed) SqliteException.ThrowExceptionForRC(raw.sqlite3_extended_errcode(database), database);
            return number;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }
}
