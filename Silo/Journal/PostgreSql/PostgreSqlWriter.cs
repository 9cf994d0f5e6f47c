using Mithaq.Silo.Hosting;
using Npgsql;

namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>One connection of its own, one prepared batch, one round trip and one commit for all appends of a moment.</summary>
internal sealed class PostgreSqlWriter(NpgsqlDataSource source) : IBatchWriter
{
    private PostgreSqlAppender? appender;

    public async Task<Verdict[]> Commit(IReadOnlyList<Append> batch)
    {
        if (appender is { IsOpen: false }) await Drop();
        appender ??= await PostgreSqlAppender.Open(source);
        try
        {
            return await appender.Store(batch);
        }
        catch (PostgresException refused) when (!PostgreSqlErrors.EndsConnection(refused))
        {
            // An error that leaves the connection open has undone the whole transaction.
            if (PostgreSqlErrors.IsBadData(refused)) throw;
            throw new StoreUnavailableException($"PostgreSQL refused to store: {refused.MessageText}", refused);
        }
        catch (NpgsqlException lost)
        {
            var dead = appender;
            await Drop();
            await End(dead);
            throw new OutcomeUnknownException(lost);
        }
        catch (Exception)
        {
            // A value that the driver cannot encode: nothing was committed, but half a message may have been sent.
            await Drop();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Drop();

    /// <summary>
    /// The server may not have noticed: a backend that still waits for the head's lock would store its batch after the callers have looked their commands up and
    /// found nothing. So it is ended before they are told; when the database cannot be reached, neither can they look anything up.
    /// </summary>
    private async Task End(PostgreSqlAppender dead)
    {
        try
        {
            appender = await PostgreSqlAppender.Open(source);
            await appender.End(dead);
        }
        catch (Exception error) when (error is StoreUnavailableException or NpgsqlException)
        {
            await Drop();
        }
    }

    private async Task Drop()
    {
        if (appender is not null) await appender.DisposeAsync();
        appender = null;
    }
}
