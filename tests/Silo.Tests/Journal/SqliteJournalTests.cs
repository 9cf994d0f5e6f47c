using Mithaq.Silo.Hosting;

namespace Mithaq.Silo.Tests.Journal;

public sealed class SqliteJournalTests : JournalConformance
{
    private readonly string directory = Directory.CreateTempSubdirectory("mithaq-journal-").FullName;

    protected override Task<StoreOptions> NewStore() => Task.FromResult(new StoreOptions { Kind = StoreKind.Sqlite, DataDirectory = directory });

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
