using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>A use of a statement that its connection keeps.</summary>
internal sealed class KeptCommand(KeptConnection connection) : DbCommand
{
    // Text and parameters, until they are complete: a list among the parameters still changes the text.
    private readonly SqliteCommand draft = new() { CommandTimeout = connection.DefaultTimeout };
    private SqliteTransaction? transaction;
    private SqliteCommand? taken;

    [AllowNull]
    public override string CommandText
    {
        get => draft.CommandText;
        set => draft.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => draft.CommandTimeout;
        set => draft.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => draft.CommandType;
        set => draft.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A kept command stays with its connection.");
    }

    protected override DbTransaction? DbTransaction
    {
        get => transaction;
        set => transaction = (SqliteTransaction?)value;
    }

    protected override DbParameterCollection DbParameterCollection => draft.Parameters;

    public override void Prepare() => Ready().Prepare();

    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    /// <summary>SQLite's statements run to their end.</summary>
    public override void Cancel()
    {
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

    protected override DbParameter CreateDbParameter() => draft.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing) GiveBack();
        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        GiveBack();
        taken = connection.Take(draft.CommandText);
        taken.CommandTimeout = draft.CommandTimeout;
        if (transaction is not null) taken.Transaction = transaction;
        foreach (SqliteParameter parameter in draft.Parameters) taken.Parameters.Add(parameter);
        return taken;
    }

    private void GiveBack()
    {
        if (taken is null) return;
        connection.GiveBack(taken);
        taken = null;
    }
}
