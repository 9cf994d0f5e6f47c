using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Mithaq.Benchmarks;

/// <summary>
/// How such a system is usually written: a context a command, load the row, change it, save it, optimistic by version. A row is as large as a measured event with
/// its metadata, and its body is what changes.
/// </summary>
internal sealed class EntityFrameworkBaseline
{
    private readonly DbContextOptions<Context> options;

    private EntityFrameworkBaseline(DbContextOptions<Context> options) => this.options = options;

    public static async Task<EntityFrameworkBaseline> Open(string connectionString)
    {
        var baseline = new EntityFrameworkBaseline(new DbContextOptionsBuilder<Context>().UseNpgsql(connectionString).Options);
        await using var context = new Context(baseline.options);
        await context.Database.EnsureCreatedAsync();
        context.AddRange(Enumerable.Range(1, Settings.Agreements).Select(id => new Row { Id = id, Body = new string('x', 540) }));
        await context.SaveChangesAsync();
        return baseline;
    }

    public async Task<double> Throughput(TimeSpan length)
    {
        var saved = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Settings.Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            while (watch.Elapsed < length)
            {
                await using var context = new Context(options);
                var id = random.Next(Settings.Agreements) + 1;
                var row = await context.Rows.FirstAsync(r => r.Id == id);
                row.Version++;
                row.Body = row.Version.ToString("d10", System.Globalization.CultureInfo.InvariantCulture) + row.Body[10..];
                try
                {
                    await context.SaveChangesAsync();
                    Interlocked.Increment(ref saved);
                }
                catch (DbUpdateConcurrencyException)
                {
                    // Another caller was first: not counted, as a conflict would be tried again.
                }
            }
        })));
        return saved / watch.Elapsed.TotalSeconds;
    }

    private sealed class Row
    {
        public int Id { get; set; }
        [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
        public int Version { get; set; }
        public string Body { get; set; } = "";
    }

    private sealed class Context(DbContextOptions<Context> options) : DbContext(options)
    {
        public DbSet<Row> Rows => Set<Row>();
    }
}
