using System.Data.Common;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;
using Npgsql;

namespace Mithaq.Silo.Feeds;

/// <summary>Where feeds write, opened and brought up to date: one database on PostgreSQL; on SQLite <c>views.db</c> for what is derived, <c>app.db</c> for effects.</summary>
public sealed class FeedDatabases : IAsyncDisposable
{
    private static readonly string[] DerivedAreas = ["Feeds", "Feeds.Deadlines", "Feeds.Directory"];
    private static readonly string[] EffectAreas = ["Feeds", "Feeds.Reactions"];

    /// <summary>Of the other assembly; notifications know the erased persons.</summary>
    private static readonly string[] GatewayAreas = [PeopleServices.SchemaArea, NotificationServices.SchemaArea];

    private FeedDatabases(FeedDatabase derived, FeedDatabase effects, DeadlineIndex deadlines, GrainDirectory grains) =>
        (Derived, Effects, Deadlines, Grains) = (derived, effects, deadlines, grains);

    public FeedDatabase Derived { get; }
    public FeedDatabase Effects { get; }
    public DeadlineIndex Deadlines { get; }
    public GrainDirectory Grains { get; }

    /// <summary>Where leases and checkpoints are kept.</summary>
    public IReadOnlyList<FeedStore> Stores => Derived == Effects ? [new(Derived)] : [new(Derived), new(Effects)];

    public FeedStore StoreOf(IFeed feed) => new(feed.Kind is FeedKind.Derived ? Derived : Effects);

    /// <inheritdoc cref="Open(StoreOptions, TimeProvider, bool, CancellationToken)"/>
    public static Task<FeedDatabases> Open(StoreOptions options, TimeProvider realTime, CancellationToken stop) => Open(options, realTime, durable: true, stop);

    /// <param name="realTime">The clock of SQLite's leases; PostgreSQL has its own.</param>
    /// <param name="durable">Whether SQLite's effects survive a loss of power; a simulated run that breaks off is begun anew.</param>
    /// <exception cref="SchemaTooNewException"/>
    public static async Task<FeedDatabases> Open(StoreOptions options, TimeProvider realTime, bool durable, CancellationToken stop)
    {
        if (options.Kind is StoreKind.PostgreSql) return await OpenPostgreSql(options, stop);
        System.IO.Directory.CreateDirectory(options.DataDirectory);
        var views = new SqliteFeedDatabase(Path.Combine(options.DataDirectory, "views.db"), durable: false, realTime);
        var app = new SqliteFeedDatabase(Path.Combine(options.DataDirectory, "app.db"), durable, realTime);
        await using (var connection = await views.Open(stop)) await Apply(connection, options.Kind, DerivedAreas, null, stop);
        await using (var connection = await app.Open(stop))
        {
            await Apply(connection, options.Kind, EffectAreas, null, stop);
            await ApplyGateway(connection, options.Kind, null, stop);
        }
        return new(views, app, new SqliteDeadlineIndex(views), new SqliteDirectory(views));
    }

    private static async Task<FeedDatabases> OpenPostgreSql(StoreOptions options, CancellationToken stop)
    {
        var application = new NpgsqlConnectionStringBuilder(options.ConnectionString ?? throw new ArgumentException("PostgreSQL needs a connection string.", nameof(options)));
        var owner = new NpgsqlConnectionStringBuilder(options.OwnerConnectionString ?? options.ConnectionString) { Pooling = false };
        await using (var connection = new NpgsqlConnection(owner.ConnectionString))
        {
            await connection.OpenAsync(stop);
            var grantee = owner.Username == application.Username ? null : new NpgsqlCommandBuilder().QuoteIdentifier(application.Username!);
            await Apply(connection, options.Kind, [.. DerivedAreas.Union(EffectAreas)], grantee, stop);
            await ApplyGateway(connection, options.Kind, grantee, stop);
        }
        if (application.MaxAutoPrepare == 0) (application.MaxAutoPrepare, application.AutoPrepareMinUsages) = (64, 2);
        var database = new PostgreSqlFeedDatabase(NpgsqlDataSource.Create(application.ConnectionString));
        return new(database, database, new PostgreSqlDeadlineIndex(database), new PostgreSqlDirectory(database));
    }

    private static async Task Apply(DbConnection connection, StoreKind kind, string[] areas, string? grantee, CancellationToken stop)
    {
        foreach (var area in areas) await new SchemaScripts(area, kind).Apply(connection, grantee, stop);
    }

    private static async Task ApplyGateway(DbConnection connection, StoreKind kind, string? grantee, CancellationToken stop)
    {
        foreach (var area in GatewayAreas) await new SchemaScripts(area, kind, typeof(PeopleServices).Assembly).Apply(connection, grantee, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Derived.DisposeAsync();
        if (Effects != Derived) await Effects.DisposeAsync();
    }
}
