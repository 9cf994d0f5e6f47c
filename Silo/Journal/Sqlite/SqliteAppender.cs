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

    private readonly KnownEnds ends = new();

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

    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    /// <summary>Some errors have ended the transaction already.</summary>
    public void RollBack()
    {
        ends.Forget();
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) rollback.Run();
    }

    /// <summary>Where the journal ends; to be asked first in a transaction.</summary>
    public long FindHead()
    {
        ends.FindHead(head.Number() ?? throw new InvalidDataException("the journal's head row is missing"));
        return ends.Head;
    }

    public void MoveHead(long position, string stream, long version, byte[] hash) => moveHead.Bind(position).Bind(stream).Bind(version).Bind(hash).Run();

    public Verdict Store(Append append, long position)
    {
        if (EndOf(append.Stream) != append.ExpectedVersion) return new(Outcome.Conflict, 0);
        foreach (var (stream, seen) in append.Expectations)
            if (EndOf(stream) != seen) return new(Outcome.Conflict, 0);

        for (var i = 0; i < append.Events.Count; i++)
            Insert(position + i + 1, append.Stream, append.ExpectedVersion + i + 1, append.Events[i], i == 0 ? append.CommandId : null);
        ends.Stored(append, position + append.Events.Count);
        return new(Outcome.Appended, ends.Head);
    }

    public void Import(JournalEntry entry, long position)
    {
        if (entry.Version == 1 && version.Bind(entry.Stream).Number() > 0) throw new ImportRefusedException($"The stream {entry.Stream} exists already.");
        Insert(position, entry.Stream, entry.Version, new(entry.Type, entry.Payload, entry.Metadata, entry.Hash), entry.Command);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[begin, commit, rollback, head, moveHead, version, insert]) statement.Dispose();
        connection.Dispose();
    }

    private long EndOf(string stream)
    {
        if (!ends.TryGet(stream, out var end)) ends.Learn(stream, end = version.Bind(stream).Number() ?? 0);
        return end;
    }

    private void Insert(long position, string stream, long number, NewEntry entry, Guid? command) =>
        insert.Bind(position).Bind(stream).Bind(number).Bind(entry.Type).Bind(entry.Payload).Bind(entry.Metadata).Bind(entry.Hash).Bind(command).Run();
}
