using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Hosting.Cli.Demo;

/// <summary>Tells what comes into the journal, a line each, as it comes: what timers did, and what people did.</summary>
/// <param name="after">The position from which it tells.</param>
internal sealed partial class DemoTelling(
    IJournal journal, Persons persons, FeedOptions options, Texts texts, Paper paper, string zone, long after, ILogger<DemoTelling> log) : BackgroundService
{
    private readonly Names names = new(journal, persons, texts);
    private long told = after;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Poll, TimeProvider.System);
        while (await Next(timer, stoppingToken))
        {
            try
            {
                await foreach (var entry in journal.ReadAll(told, stoppingToken))
                {
                    await Tell(entry, stoppingToken);
                    told = entry.Position;
                }
            }
            catch (Exception e) when (Failures.IsOfStore(e))
            {
                LogFailure(e);
            }
        }
    }

    private static async ValueTask<bool> Next(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Tell(JournalEntry entry, CancellationToken stop)
    {
        var metadata = EventMetadata.FromBytes(entry.Metadata);
        var mark = metadata.Kind is not ActorKind.System ? "→" : entry.Type == MessageNames.Of(typeof(DeadlineStepsTaken)) ? "⏰" : "⚙";
        var at = DateTimeOffset.UnixEpoch.AddMicroseconds(metadata.Instant);
        var happened = EventCodec.Read(entry);
        var (text, title) = await names.With(() => (texts.Event(happened, names.Of), names.Of(entry.Stream) ?? entry.Stream), stop);
        paper.Line(0, $"{texts.Isolated(Time(at))} {mark} {texts.Isolated(title)}{paper.Colon}{text}");
    }

    private string Time(DateTimeOffset at)
    {
        var local = NodaTime.Instant.FromDateTimeOffset(at).InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{local.Hour:00}:{local.Minute:00}:{local.Second:00}");
    }

    [LoggerMessage(LogLevel.Warning, "The journal could not be read; tried again")]
    private partial void LogFailure(Exception e);
}
