using Mithaq.Silo.Hosting;
using Npgsql;

namespace Mithaq.Silo.Journal.PostgreSql;

internal static class PostgreSqlErrors
{
    /// <summary>Data exception, integrity violation, a program limit (a value too long for an index): sending it again would fail again.</summary>
    public static bool IsBadData(PostgresException error) => error.SqlState[..2] is "22" or "23" or "54";

    /// <summary>FATAL and PANIC end the connection, perhaps after the commit.</summary>
    public static bool EndsConnection(PostgresException error) => error.InvariantSeverity is not "ERROR";

    /// <summary>The database is gone, shutting down, full or refuses us; not that a query is wrong.</summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        PostgresException e => EndsConnection(e) || e.SqlState[..2] is "53" or "57" or "58" or "08",
        NpgsqlException or TimeoutException => true,
        _ => false,
    };

    /// <summary>While connecting, also a wrong password, user or database name.</summary>
    public static bool RefusesConnection(Exception error) => IsUnavailable(error) || error is PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] };

    public static StoreUnavailableException Unreachable(Exception error) => new($"PostgreSQL cannot be reached: {error.Message}", error);
}
