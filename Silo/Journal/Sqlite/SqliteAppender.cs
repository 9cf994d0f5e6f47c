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
    private readonly Statement number;
    private readonly Statement newNumber;
    private readonly Statement version;
    private readonly Statement insert;

    private readonly KnownEnds ends = new();
    private readonly RecentStreams<long> numbers = new(KnownEnds.Most);

    public SqliteAppender(SqliteConnection connection)
    {
        this.connection = connection;
        begin = new(connection, "begin immediate");
        commit = new(connection, "commit");
        rollback = new(connection, "rollback");
        head = new(connection, "select position from head");
        moveHead = new(connection, "update head set position = ?, stream = ?, version = ?, hash = ?");
        number = new(connection, "select number from streams where name = ?");
        newNumber = new(connection, "insert into streams (name) values (?) returning number");
        version = new(connection, "select max(version) from journal where stream_number = ?");
        insert = new(
            connection, "insert into journal (position, stream, version, type, payload, metadata, hash, command, stream_number) values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    /// <summary>Some errors have ended the transaction already.</summary>
    public void RollBack()
    {
        ends.Forget();
        numbers.Clear();
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) rollback.Run();
    }

    /// <summary>Where the journal ends; to be asked first in a transaction.</summary>
    public long FindHead()
    {
        if (!ends.FindHead(head.Number() ?? throw new InvalidDataException("the journal's head row is missing"))) numbers.Clear();
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
        if (entry.Version == 1 && LastOf(entry.Stream) > 0) throw new ImportRefusedException($"The stream {entry.Stream} exists already.");
        Insert(position, entry.Stream, entry.Version, new(entry.Type, entry.Payload, entry.Metadata, entry.Hash), entry.Command);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[begin, commit, rollback, head, moveHead, number, newNumber, version, insert]) statement.Dispose();
        connection.Dispose();
    }

    private long EndOf(string stream)
    {
        if (!ends.TryGet(stream, out var end)) ends.Learn(stream, end = LastOf(stream));
        return end;
    }

    private long LastOf(string stream) => NumberOf(stream) is { } known ? version.Bind(known).Number() ?? 0 : 0;

    private long? NumberOf(string stream)
    {
        if (numbers.TryGet(stream, out var known)) return known;
        var found = number.Bind(stream).Number();
        if (found is { } one) numbers.Set(stream, one);
        return found;
    }

    private long NewNumber(string stream)
    {
        var given = newNumber.Bind(stream).Number()!.Value;
        numbers.Set(stream, given);
        return given;
    }

    private void Insert(long position, string stream, long version, NewEntry entry, Guid? command) => insert
        .Bind(position).Bind(stream).Bind(version).Bind(entry.Type).Bind(entry.Payload).Bind(entry.Metadata).Bind(entry.Hash).Bind(command)
        .Bind(NumberOf(stream) ?? NewNumber(stream)).Run();
}
