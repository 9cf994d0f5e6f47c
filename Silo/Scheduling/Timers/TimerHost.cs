using Microsoft.Data.Sqlite;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;
using Npgsql;
using Quartz;

namespace Mithaq.Silo.Scheduling.Timers;

/// <summary>
/// Runs Quartz with the program's fixed jobs, which are declared here and nowhere else. Its tables are in the database on PostgreSQL, where the nodes form a
/// cluster and each firing runs on one of them; in <c>timers.db</c> on SQLite, where Quartz knows no cluster.
/// </summary>
public sealed class TimerHost(StoreOptions store, SchedulingOptions options, Sweep sweep, TimeProvider clock, ILoggerFactory logs) : IHostedService
{
    private const string Name = "mithaq";

    private IScheduler? scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ApplyScripts(cancellationToken);
        scheduler = await QuartzSchedulerBuilder.Create(Configure).BuildScheduler(cancellationToken);
        await scheduler.Start(cancellationToken);
    }

    /// <summary>Waits for the job that is running.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (scheduler is not null) await scheduler.Shutdown(true, cancellationToken);
    }

    private void Configure(IQuartzBuilder quartz)
    {
        quartz.Services.AddSingleton(logs);
        quartz.Services.AddSingleton(sweep);
        quartz.UseTimeProvider(clock);
        quartz.UseDefaultThreadPool(2);
        quartz.ConfigureScheduler(s =>
        {
            s.InstanceName = Name;
            s.GenerateInstanceId = true;
        });
        quartz.UsePersistentStore(Persist);
        quartz.ScheduleJob<SweepJob>(
            trigger => trigger.WithIdentity(SweepJob.Name).WithSimpleSchedule(every => every
                // What was missed is not caught up: one sweep finds everything that has come.
                .WithInterval(options.SweepEvery).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity(SweepJob.Name));
    }

    private void Persist(IPersistentStoreBuilder persistence)
    {
        // The tables come from our own scripts; Quartz only checks that they are what it needs.
        persistence.ConfigureStore(s => s.SchemaProvisioning = SchemaProvisioning.Validate);
        if (store.Kind is StoreKind.Sqlite)
        {
            persistence.UseSqlite(TimersFile());
            return;
        }
        persistence.UsePostgres(store.ConnectionString!);
        persistence.UseClustering(cluster => cluster.CheckinInterval = options.CheckIn);
    }

    private string TimersFile() => new SqliteConnectionStringBuilder { DataSource = Path.Combine(store.DataDirectory, "timers.db") }.ToString();

    private async Task ApplyScripts(CancellationToken stop)
    {
        var scripts = new SchemaScripts("Scheduling.Timers", store.Kind);
        if (store.Kind is StoreKind.Sqlite)
        {
            Directory.CreateDirectory(store.DataDirectory);
            await using var file = new SqliteConnection(TimersFile());
            await file.OpenAsync(stop);
            await using var mode = file.CreateCommand();
            mode.CommandText = "pragma journal_mode = wal";
            await mode.ExecuteNonQueryAsync(stop);
            await scripts.Apply(file, null, stop);
            return;
        }
        var application = new NpgsqlConnectionStringBuilder(store.ConnectionString);
        var owner = new NpgsqlConnectionStringBuilder(store.OwnerConnectionString ?? store.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(owner.ConnectionString);
        await connection.OpenAsync(stop);
        await scripts.Apply(connection, owner.Username == application.Username ? null : new NpgsqlCommandBuilder().QuoteIdentifier(application.Username!), stop);
    }
}

/// <summary>Only calls the sweep.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Sweep sweep) : IJob
{
    public const string Name = "sweep";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sweep.Run(cancellationToken);
}
