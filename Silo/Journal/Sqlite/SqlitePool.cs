using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>
/// Connections to one file, which stay open with their settings and with the statements that were prepared on them. The driver's own pool drops the statements, and
/// to prepare one takes longer than most of them take to run.
/// </summary>
/// <param name="settings">Pragmas, made on every connection.</param>
internal sealed class SqlitePool(string path, string settings) : IDisposable
{
    private readonly ConcurrentBag<KeptConnection> idle = [];
    private volatile bool closed;

    /// <summary>A connection, until it is disposed.</summary>
    /// <exception cref="SqliteException"/>
    public KeptConnection Open()
    {
        if (idle.TryTake(out var kept)) return kept;
        return SqliteFile.Open(new KeptConnection(SqliteFile.ConnectionString(path), this), settings);
    }

    /// <returns>False: it is not wanted any more.</returns>
    public bool TakeBack(KeptConnection connection)
    {
        if (closed || !connection.IsClean) return false;
        idle.Add(connection);
        // It may have come after the last one was closed.
        if (closed) Dispose();
        return true;
    }

    public void Dispose()
    {
        closed = true;
        while (idle.TryTake(out var connection)) connection.Dispose();
    }
}
