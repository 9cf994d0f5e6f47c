using Mithaq.Silo.Hosting;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.EmbeddedShell;
using Mithaq.Testing;
using Mithaq.Testing.Runtime.Conformance;

namespace Mithaq.Silo.Tests.Runtime;

public abstract class EmbeddedShellTests : RuntimeConformance
{
    protected override Task<Shell> NewShell(ActivationServices services, RuntimeOptions limits, TimeProvider idleClock) =>
        Task.FromResult<Shell>(new EmbeddedGrains(services, Catalog, limits, idleClock));
}

public sealed class SqliteEmbeddedShellTests : EmbeddedShellTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-runtime-");

    protected override Task<StoreOptions> NewStore() => Task.FromResult(new StoreOptions { DataDirectory = folder.FullName });

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

public sealed class PostgreSqlEmbeddedShellTests : EmbeddedShellTests
{
    protected override async Task<StoreOptions> NewStore() => new() { Kind = StoreKind.PostgreSql, ConnectionString = await PostgresServer.NewDatabase() };
}
