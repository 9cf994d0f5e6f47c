namespace Mithaq.Silo.Hosting;

/// <summary>Which database; also the dialect of a script. The names are the script folders'.</summary>
public enum StoreKind { Sqlite, PostgreSql }

/// <summary>Where the truth is kept.</summary>
public sealed record StoreOptions
{
    public StoreKind Kind { get; init; } = StoreKind.Sqlite;

    /// <summary>SQLite's folder (<c>journal.db</c>, <c>app.db</c>, …); created when missing.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>SQLite's folder goes with the run: nothing in it needs to survive a loss of power, and no commit waits for the disk.</summary>
    internal bool IsTemporary { get; init; }

    /// <summary>PostgreSQL: the application's role, which may only add to the journal.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>PostgreSQL: the role that owns the tables and runs the scripts; null when the application's role does.</summary>
    public string? OwnerConnectionString { get; init; }
}
