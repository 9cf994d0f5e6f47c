using Microsoft.Data.Sqlite;
using Mithaq.Silo.Hosting;

namespace Mithaq.Silo.Journal.Sqlite;

/// <summary>
/// One writing connection; one transaction for all appends of a moment, safe beside other processes. The disk is waited for on the thread that asks: handing the
/// work to another and back takes a tenth of the time of a full batch.
/// </summary>
/// <param name="pragmas">Beyond those of every journal.</param>
internal sealed class SqliteWriter(string path, string pragmas = "") : IBatchWriter
{
    private SqliteAppender? appender;

    public Task<Verdict[]> Commit(IReadOnlyList<Append> batch) => InTransaction(appender =>
    {
        var position = appender.FindHead();
        var verdicts = new Verdict[batch.Count];
        Append? last = null;
        for (var i = 0; i < batch.Count; i++)
        {
            verdicts[i] = appender.Store(batch[i], position);
            if (verdicts[i].Outcome != Outcome.Appended) continue;
            position = verdicts[i].Position;
            last = batch[i];
        }
        if (last is not null) appender.MoveHead(position, last.Stream, last.ExpectedVersion + last.Events.Count, last.Events[^1].Hash);
        return new ValueTask<Verdict[]>(verdicts);
    });

    /// <summary>Stores rows one by one as they come, in one transaction: see <see cref="IJournalStore.Import"/>.</summary>
    public Task<long> Import(IAsyncEnumerable<JournalEntry> entries, bool intoEmpty, CancellationToken stop) => InTransaction(async appender =>
    {
        var first = appender.FindHead();
        if (intoEmpty && first > 0) throw new ImportRefusedException($"The journal is not empty: it has {first} events.");
        var position = first;
        JournalEntry? last = null;
        await foreach (var entry in entries.WithCancellation(stop)) appender.Import(last = entry, ++position);
        if (last is not null) appender.MoveHead(position, last.Stream, last.Version, last.Hash);
        return position - first;
    });

    public ValueTask DisposeAsync()
    {
        Drop();
        return default;
    }

    private async Task<T> InTransaction<T>(Func<SqliteAppender, ValueTask<T>> work)
    {
        try
        {
            appender ??= new SqliteAppender(SqliteFile.Open(path, SqliteFile.JournalSettings + pragmas));
            appender.Begin();
        }
        catch (SqliteException error)
        {
            throw Unavailable(error);
        }

        T result;
        try
        {
            result = await work(appender);
        }
        catch (SqliteException error) when (SqliteErrors.IsUnavailable(error))
        {
            appender.RollBack();
            throw Unavailable(error);
        }
        catch
        {
            appender.RollBack();
            throw;
        }

        try
        {
            appender.Commit();
            return result;
        }
        catch (SqliteException error)
        {
            appender.RollBack();
            throw SqliteErrors.LeavesCommitOpen(error) ? Unknown(error) : Unavailable(error);
        }
    }

    private StoreUnavailableException Unavailable(SqliteException error)
    {
        if (SqliteErrors.SpoilsConnection(error)) Drop();
        return new($"The journal's file cannot be written: {error.Message}", error);
    }

    private OutcomeUnknownException Unknown(SqliteException error)
    {
        Drop();
        return new(error);
    }

    private void Drop()
    {
        appender?.Dispose();
        appender = null;
    }
}
