using Microsoft.Data.Sqlite;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>The writer's prepared statements.</summary>
internal sealed class SqliteAppender : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement head;
    private readonly Statement moveHead;
    private readonly Statement version;
    private readonly Statement insert;

    // Versions of expected streams; nothing in a batch writes them.
    private readonly Dictionary<string, long> expected = [];

    public SqliteAppender(SqliteConnection connection)
    {
        this.connection = connection;
        begin = new(connection, "begin immediate");
        commit = new(connection, "commit");
        rollback = new(connection, "rollback");
        head = new(connection, "select position from head");
        moveHead = new(connection, "update head set position = ?, stream = ?, version = ?, hash = ?");
        version = new(connection, "select max(version) from journal where stream = ?");
        insert = new(connection, "insert into journal (position, stream, version, type, payload, metadata, hash, command) values (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    public void Begin()
    {
        expected.Clear();
        begin.Run();
    }

    public void Commit() => commit.Run();

    /// <summary>Some errors have ended the transaction already.</summary>
    public void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) rollback.Run();
    }

    public long LastPosition() => head.Number() ?? throw new InvalidDataException("the journal's head row is missing");

    public void MoveHead(long position, string stream, long version, byte[] hash) => moveHead.Bind(position).Bind(stream).Bind(version).Bind(hash).Run();

    public Verdict Store(Append append, long position)
    {
        if (VersionOf(append.Stream) != append.ExpectedVersion) return new(Outcome.Conflict, 0);
        foreach (var (stream, seen) in append.Expectations)
        {
            if (!expected.TryGetValue(stream, out var now)) expected.Add(stream, now = VersionOf(stream));
            if (now != seen) return new(Outcome.Conflict, 0);
        }

        for (var i = 0; i < append.Events.Count; i++)
            Insert(position + i + 1, append.Stream, append.ExpectedVersion + i + 1, append.Events[i], i == 0 ? append.CommandId : null);
        return new(Outcome.Appended, position + append.Events.Count);
    }

    public void Import(JournalEntry entry, long position)
    {
        if (entry.Version == 1 && VersionOf(entry.Stream) > 0) throw new ImportRefusedException($"The stream {entry.Stream} exists already.");
        Insert(position, entry.Stream, entry.Version, new(entry.Type, entry.Payload, entry.Metadata, entry.Hash), entry.Command);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[begin, commit, rollback, head, moveHead, version, insert]) statement.Dispose();
        connection.Dispose();
    }

    private long VersionOf(string stream) => version.Bind(stream).Number() ?? 0;

    private void Insert(long position, string stream, long number, NewEntry entry, Guid? command) =>
        insert.Bind(position).Bind(stream).Bind(number).Bind(entry.Type).Bind(entry.Payload).Bind(entry.Metadata).Bind(entry.Hash).Bind(command).Run();
}
