using System.Collections.Concurrent;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Hosting.Cli.Demo;

/// <summary>Tells what comes into the journal, a line each, as it comes: what timers did, and what people did; and the mails that are written of it.</summary>
/// <param name="clock">The product's.</param>
/// <param name="after">The position from which it tells.</param>
internal sealed partial class DemoTelling(
    IJournal journal, Persons persons, MailSender mails, FeedOptions options, Texts texts, Paper paper, TimeProvider clock, string zone, long after,
    ILogger<DemoTelling> log) : BackgroundService
{
    private readonly Names names = new(journal, persons, texts);
    private readonly ConcurrentQueue<SentMail> written = new();
    private long told = after;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        mails.Sent += written.Enqueue;
        return base.StartAsync(cancellationToken);
    }

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
                while (written.TryDequeue(out var mail)) Tell(mail);
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
        var metadata = EventMetadata.Of(entry);
        var mark = metadata.Kind is not ActorKind.System ? "→" : entry.Type == MessageNames.Of(typeof(DeadlineStepsTaken)) ? "⏰" : "⚙";
        var at = DateTimeOffset.UnixEpoch.AddMicroseconds(metadata.Instant);
        var happened = EventCodec.Read(entry);
        var (text, title) = await names.With(() => (texts.Event(happened, names.Of), names.Of(entry.Stream) ?? entry.Stream), stop);
        paper.Line(0, $"{texts.Isolated(Time(at))} {mark} {texts.Isolated(title)}{paper.Colon}{text}");
    }

    private void Tell(SentMail mail)
    {
        var file = mail.File is null ? "" : $" ({texts.Isolated(Path.GetFileName(mail.File))})";
        paper.Line(0, $"{texts.Isolated(Time(clock.GetUtcNow()))} ✉ {texts.Isolated(texts.Of(mail.Reader))}{paper.Colon}{texts.Isolated(mail.Subject)}{file}");
    }

    private string Time(DateTimeOffset at)
    {
        var local = NodaTime.Instant.FromDateTimeOffset(at).InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{local.Hour:00}:{local.Minute:00}:{local.Second:00}");
    }

    [LoggerMessage(LogLevel.Warning, "The journal could not be read; tried again")]
    private partial void LogFailure(Exception e);
}
