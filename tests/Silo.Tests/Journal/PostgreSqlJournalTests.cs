using Mithaq.Silo.Hosting;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Journal;

public sealed class PostgreSqlJournalTests : JournalConformance
{
    protected override async Task<StoreOptions> NewStore() => new() { Kind = StoreKind.PostgreSql, ConnectionString = await PostgresServer.NewDatabase() };
}
