using Microsoft.Extensions.Logging;
using Mithaq.Contracts;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Privacy;

/// <summary>The persons of a fresh store.</summary>
internal sealed class PeopleFixture : IAsyncDisposable
{
    public static readonly DateTimeOffset Begins = new(2025, 3, 4, 9, 0, 0, TimeSpan.Zero);
    public static readonly OrganisationId Agency = new("ads");
    public static readonly PersonId Clerk = new(Ids.Derive(Guid.Empty, "clerk"));

    private readonly FeedDatabases databases;
    private readonly List<IForgetsPersons> keepers = [];

    private PeopleFixture(StoreOptions store, FeedDatabases databases)
    {
        (Store, this.databases) = (store, databases);
        Persons = OnAnotherNode();
        var key = new InstallationKey(Database);
        Mentions = new(Database, key);
        Erasures = new(Database, key, keepers, Clock, Log);
    }

    public StoreOptions Store { get; }
    public ManualClock Clock { get; } = new(Begins);
    public FeedDatabase Database => databases.Effects;
    public Persons Persons { get; }
    public Mentions Mentions { get; }
    public Erasures Erasures { get; }
    public RecordingLog Log { get; } = new();

    public static async Task<PeopleFixture> Open(StoreKind kind) => await Open(await Stores.New(kind));

    public static async Task<PeopleFixture> Open(StoreOptions store) => new(store, await FeedDatabases.Open(store, TimeProvider.System, default));

    /// <summary>Reads the installation's key for itself.</summary>
    public Persons OnAnotherNode() => new(Database, new(Database), Clock);

    public void Keeps(IForgetsPersons keeper) => keepers.Add(keeper);

    public static PersonId Id(string name) => new(Ids.Derive(Guid.Empty, name));

    public static PersonDetails Amina { get; } = new(
        Agency, new("أمينة بنت العربي الزهراوي", "Amina Ez-Zahraoui", "Amina Zahraoui"), new(1990, 5, 17), Gender.Female,
        [new("cin", "BK 451 207"), new("passport", "XT-9920417")], "amina.zahraoui@example.ma", "+212 661-234567", "ar");

    public static PersonDetails Named(string name, params Identifier[] identifiers) => new(Agency, new(Fr: name), Identifiers: identifiers);

    public async Task Register(PersonId id, PersonDetails details) => (await Persons.Register(id, details, Clerk)).ShouldBe(new SaveResult.Saved(id, 1));

    public async ValueTask DisposeAsync()
    {
        await databases.DisposeAsync();
        Stores.Remove(Store);
    }
}

/// <summary>Remembers every line.</summary>
internal sealed class RecordingLog : ILogger<Erasures>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(formatter(state, exception) + exception);
}
