using System.Data.Common;

namespace Mithaq.Gateway;

public enum Dialect { Sqlite, PostgreSql }

/// <summary>The database of what people enter and what was done for them, as the program opens it: <c>app.db</c>, or PostgreSQL's own. Its scripts have been applied.</summary>
public interface IAppDatabase
{
    Dialect Dialect { get; }

    /// <summary>An open connection; dispose it soon, it comes from a pool.</summary>
    Task<DbConnection> Open(CancellationToken stop);
}
