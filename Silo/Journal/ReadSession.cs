using System.Data.Common;
using System.Runtime.CompilerServices;
using Mithaq.Silo.Hosting;

namespace Mithaq.Silo.Journal;

/// <summary>A connection for reading, borrowed until disposed, and what the two dialects say differently.</summary>
internal abstract class ReadSession : IAsyncDisposable
{
    /// <summary>Begins a transaction whose first query fixes what all of them see.</summary>
    public abstract string BeginSnapshot { get; }

    /// <summary>"is one of the names in this parameter".</summary>
    public abstract string Among(string parameter);

    /// <summary>"is an entry of <c>@stream</c>", by the index.</summary>
    public abstract string OfStream { get; }

    /// <summary>
    /// The query for position, stream and version of the first entry of each stream that the index has under another than it names; null where that cannot be.
    /// </summary>
    public abstract string? Misfiled { get; }

    /// <summary>
    /// The query for parts of streams, in order. Each is a probe of the index on (stream, version), whatever the planner believes about sizes: a table that it took
    /// for small may be the whole journal, read from end to end.
    /// </summary>
    public abstract (string Sql, (string Name, object Value)[] Parameters) Parts(string columns, IReadOnlyCollection<StreamPart> parts);

    /// <summary>The query for the last entries of <c>@streams</c>, once each, by probes as well.</summary>
    public abstract string Ends(string columns);

    public abstract Guid Id(DbDataReader row, int column);

    /// <summary>Rows as they come. A database that is gone or refuses us is a <see cref="StoreUnavailableException"/>.</summary>
    public async IAsyncEnumerable<T> Query<T>(
        string sql, Func<ReadSession, DbDataReader, T> read, [EnumeratorCancellation] CancellationToken stop, params (string Name, object Value)[] parameters)
    {
        var command = Command(sql, parameters);
        try
        {
            await using var reader = await Guard(command.ExecuteReaderAsync(stop));
            while (await Guard(reader.ReadAsync(stop))) yield return read(this, reader);
        }
        finally
        {
            Done(command);
        }
    }

    public async Task Execute(string sql, CancellationToken stop)
    {
        var command = Command(sql, []);
        try
        {
            await Guard(command.ExecuteNonQueryAsync(stop));
        }
        finally
        {
            Done(command);
        }
    }

    public abstract ValueTask DisposeAsync();

    protected abstract DbCommand Command(string sql, (string Name, object Value)[] parameters);

    protected abstract void Done(DbCommand command);

    /// <summary>Whether it is the database that fails, not the query.</summary>
    protected abstract bool IsUnavailable(DbException exception);

    private async Task<T> Guard<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (DbException exception) when (IsUnavailable(exception))
        {
            throw new StoreUnavailableException($"The database failed: {exception.Message}", exception);
        }
    }
}
