using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;
using Mithaq.Silo.Journal.PostgreSql;
using Mithaq.Silo.Journal.Sqlite;

namespace Mithaq.Silo.Journal;

public static class Journals
{
    /// <summary>Brings the schema up to date and opens the journal.</summary>
    /// <param name="time">The clock of a store that has none of its own (SQLite); null: the machine's.</param>
    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="SchemaTooNewException"/>
    public static async Task<IJournalStore> Open(StoreOptions options, TimeProvider? time = null, CancellationToken stop = default) => options.Kind switch
    {
        StoreKind.PostgreSql => await PostgreSqlJournal.Open(options, stop),
        _ => await SqliteJournal.Open(options, time ?? TimeProvider.System, stop),
    };
}
