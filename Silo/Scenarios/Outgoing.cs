using System.Collections.Concurrent;
using MassTransit;
using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Grains.Hearing;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Scenarios;

/// <summary>An event after it went out.</summary>
/// <param name="To">The organisations to which it was addressed.</param>
/// <param name="On">The local date of the cases.</param>
/// <param name="Told">The inbox entries that it led to.</param>
public sealed record GoneOut(JournalEntry Entry, IEvent Event, DateOnly On, IReadOnlyList<OrganisationId> To, IReadOnlyList<Notification> Told);

/// <summary>The bus of a scenario: passes everything on, and remembers to whom it was addressed and what our own consumers have taken.</summary>
internal sealed class WatchedBus(IEventBus bus) : IEventBus, IConsumeObserver
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, IReadOnlyList<OrganisationId>> addressed = new();
    private readonly ConcurrentDictionary<string, bool> awaited = new();

    public string Name => bus.Name;

    public string? Problem => bus.Problem;

    public async Task Publish(OutgoingEvent outgoing, CancellationToken stop)
    {
        addressed[outgoing.Message.Id] = [.. outgoing.RoutingKeys.Select(key => new OrganisationId(key.Split('.')[0])).Where(to => to != OutgoingEvents.Nobody)];
        // Over a broker the consumers may be quicker than the confirmation.
        if (bus is not InProcessBus && Hearings.All.AnybodyHears(MessageNames.Event(outgoing.Message.EventName)!)) awaited[outgoing.Message.Id] = true;
        await bus.Publish(outgoing, stop);
    }

    public IReadOnlyList<OrganisationId> To(Guid eventId) => addressed.GetValueOrDefault(eventId.ToString()) ?? [];

    /// <summary>Waits until our consumers have taken everything that was published.</summary>
    /// <exception cref="ScenarioException">They have not within a minute.</exception>
    public async Task Drain(CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!awaited.IsEmpty)
        {
            if (TimeProvider.System.GetElapsedTime(started) > AtMost) throw new ScenarioException($"{awaited.Count} events were published and not taken within {AtMost.TotalSeconds} s");
            await Task.Delay(Look, TimeProvider.System, stop);
        }
    }

    public Task PreConsume<T>(ConsumeContext<T> context) where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context) where T : class
    {
        if (context.Message is EventMessage message) awaited.TryRemove(message.Id, out _);
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception) where T : class => Task.CompletedTask;
}

/// <summary>What went out, as a scenario asks for it.</summary>
/// <param name="zone">Of the cases.</param>
internal sealed class Outgoing(WatchedBus bus, NotificationStore store, string zone)
{
    public async Task<IReadOnlyList<GoneOut>> Of(IReadOnlyCollection<JournalEntry> entries, CancellationToken stop)
    {
        var metadata = entries.Select(entry => (Entry: entry, Metadata: EventMetadata.Of(entry))).ToList();
        var told = (await store.InboxOf([.. metadata.Select(m => m.Metadata.EventId)], stop)).ToLookup(n => n.EventId);
        return [.. metadata.Select(m => new GoneOut(m.Entry, EventCodec.Read(m.Entry), Day(m.Metadata.Instant), bus.To(m.Metadata.EventId), [.. told[m.Metadata.EventId]]))];
    }

    public Task<long> Notifications(CancellationToken stop) => store.Count(stop);

    private DateOnly Day(long instant) =>
        NodaTime.Instant.FromUnixTimeTicks(instant * 10).InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]).Date.ToDateOnly();
}

/// <summary>Events to our own consumers at once, mails when their instant has come.</summary>
internal sealed class Departures(WatchedBus bus, MailSender sender, NotificationStore store) : IDepartures
{
    public Task Drain(CancellationToken stop) => bus.Drain(stop);

    public Task SendDue(CancellationToken stop) => sender.SendDue(stop);

    public Task<DateTimeOffset?> NextDue(CancellationToken stop) => store.NextDue(stop);
}
