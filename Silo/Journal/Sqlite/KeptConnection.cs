using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>A connection with the statements that were prepared on it; disposing gives both back to its pool. Used by one at a time.</summary>
internal sealed class KeptConnection(string connectionString, SqlitePool pool) : SqliteConnection(connectionString)
{
    /// <summary>More texts than the program has; what is not kept is prepared again.</summary>
    private const int MostKept = 256;

    private readonly Dictionary<string, SqliteCommand> idle = [];

    /// <summary>Nothing that the next user would find himself in: a transaction that was left open ends with the connection.</summary>
    public bool IsClean => State is System.Data.ConnectionState.Open && SQLitePCL.raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>A command of this text, prepared already if there was one before. It is the caller's until it is given back: the same text may be open twice.</summary>
    public SqliteCommand Take(string text)
    {
        if (!idle.Remove(text, out var command))
        {
            command = base.CreateCommand();
            command.CommandText = text;
        }
        command.Transaction = Transaction;
        return command;
    }

    public void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (idle.Count >= MostKept || !idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    protected override System.Data.Common.DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (!disposing || !pool.TakeBack(this)) base.Dispose(disposing);
    }
}
