using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>The writer's prepared statements.</summary>
internal sealed class SqliteAppender : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand commit;
    private readonly SqliteCommand head;
    private readonly SqliteCommand moveHead;
    private readonly SqliteCommand known;
    private readonly SqliteCommand version;
    private readonly SqliteCommand create;
    private readonly SqliteCommand move;
    private readonly SqliteCommand insert;

    // Versions of expected streams; nothing in a batch writes them.
    private readonly Dictionary<string, long> expected = [];

    public SqliteAppender(SqliteConnection connection)
    {
        this.connection = connection;
        begin = Prepare("begin immediate");
        commit = Prepare("commit");
        head = Prepare("select position from head");
        moveHead = Prepare("update head set position = @position", "position");
        known = Prepare("select 1 from journal where stream = @stream and command = @command", "stream", "command");
        version = Prepare("select version from streams where stream = @stream", "stream");
        create = Prepare("insert into streams (stream, version, position, hash) values (@stream, @version, @position, @hash)", "stream", "version", "position", "hash");
        move = Prepare("update streams set version = @version, position = @position, hash = @hash where stream = @stream", "stream", "version", "position", "hash");
        insert = Prepare(
            "insert into journal (position, stream, version, type, payload, metadata, hash, command) values (@position, @stream, @version, @type, @payload, @metadata, @hash, @command)",
            "position", "stream", "version", "type", "payload", "metadata", "hash", "command");
    }

    public void Begin()
    {
        expected.Clear();
        begin.ExecuteNonQuery();
    }

    public void Commit() => commit.ExecuteNonQuery();

    /// <summary>Some errors have ended the transaction already.</summary>
    public void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) != 0) return;
        using var rollback = connection.CreateCommand();
        rollback.CommandText = "rollback";
        rollback.ExecuteNonQuery();
    }

    public long LastPosition() => (long)head.ExecuteScalar()!;

    public void MoveHead(long position) => Set(moveHead, position).ExecuteNonQuery();

    public Verdict Store(Append append, long position)
    {
        if (Set(known, append.Stream, append.CommandId.ToByteArray(bigEndian: true)).ExecuteScalar() is not null) return new(Outcome.Repeat, 0);
        if (VersionOf(append.Stream) != append.ExpectedVersion) return new(Outcome.Conflict, 0);
        foreach (var (stream, seen) in append.Expectations)
        {
            if (!expected.TryGetValue(stream, out var now)) expected.Add(stream, now = VersionOf(stream));
            if (now != seen) return new(Outcome.Conflict, 0);
        }

        for (var i = 0; i < append.Events.Count; i++)
            Insert(position + i + 1, append.Stream, append.ExpectedVersion + i + 1, append.Events[i], i == 0 ? append.CommandId : null);
        var last = position + append.Events.Count;
        Set(append.ExpectedVersion == 0 ? create : move, append.Stream, append.ExpectedVersion + append.Events.Count, last, append.Events[^1].Hash).ExecuteNonQuery();
        return new(Outcome.Appended, last);
    }

    public void Import(JournalRow row, long position)
    {
        var entry = row.Entry;
        if (entry.Version == 1 && VersionOf(entry.Stream) > 0) throw new ImportRefusedException($"The stream {entry.Stream} exists already.");
        Insert(position, entry.Stream, entry.Version, new(entry.Type, entry.Payload, entry.Metadata, entry.Hash), row.Command);
        Set(entry.Version == 1 ? create : move, entry.Stream, entry.Version, position, entry.Hash).ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[begin, commit, head, moveHead, known, version, create, move, insert]) command.Dispose();
        connection.Dispose();
    }

    private long VersionOf(string stream) => (long?)Set(version, stream).ExecuteScalar() ?? 0;

    private void Insert(long position, string stream, long number, NewEntry entry, Guid? command) => Set(
        insert, position, stream, number, entry.Type, entry.Payload, entry.Metadata, entry.Hash, (object?)command?.ToByteArray(bigEndian: true) ?? DBNull.Value).ExecuteNonQuery();

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name, Value = DBNull.Value });
        command.Prepare();
        return command;
    }

    private static SqliteCommand Set(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}
