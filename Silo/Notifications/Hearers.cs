using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;
using Mithaq.Grains;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Hearing;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;
using Mithaq.Grains.Programmes;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Notifications;

/// <summary>
/// Who hears of an event: its row in the table, over the grain as it stood then and the organisations as they are now. Events that lead to nobody are not even read;
/// of the grains met last only what is new.
/// </summary>
internal sealed class Hearers(IJournal journal, IStates states, GrainCatalog catalog, Zones zones, MessagingOptions options) : IHearers
{
    private const int MorningHour = 8;
    private const int MostAwaited = 20;

    private readonly RecentStreams<Moment> recent = new(options.GrainsKept);

    public async ValueTask<Hearing?> Of(EventMessage message, DateTimeOffset now, CancellationToken stop)
    {
        var type = MessageNames.Event(message.EventName) ?? throw new FormatException($"unknown event {message.EventName}");
        if (!Hearings.All.AnybodyHears(type)) return null;
        var (grain, version) = (message.Grain, message.Version);
        var (entry, happened, before, after, title) = await Met(grain, version, stop);
        var metadata = EventMetadata.FromBytes(entry.Metadata);
        if (metadata.EventId.ToString() != message.Id) throw new FormatException($"the journal has another event than {message.Id} at {grain} {version}");

        var by = metadata.RecordedFor ?? metadata.Organisation;
        var occurrence = new Occurrence(happened, after, before, by, metadata.Kind is ActorKind.System ? null : metadata.Actor, catalog.Of(grain));
        var organisations = await Organisations(occurrence.Parties.Append(by), stop);
        var recorded = DateTimeOffset.UnixEpoch.AddMicroseconds(metadata.Instant);
        var told = Hearings.All.Hear(occurrence, organisations.GetValueOrDefault, zones.DateAt(ZoneOf(after), recorded));
        if (told.Count == 0) return null;

        var facts = new NoticeFacts(
            title ?? new(), occurrence.Parties, organisations.ToDictionary(o => o.Key.Value, o => o.Value.Names), (happened as DeadlineStepsTaken)?.Resolved,
            AgreementOf(after), [.. Awaited(catalog.Of(grain).OpenItems(after), [.. told.Select(t => t.Organisation)])]);
        return new(facts, Hearings.IsOverdue(happened), [.. told.Select(t => Hearer(t, organisations[t.Organisation], now))]);
    }

    private Hearer Hearer(Told told, Organisation organisation, DateTimeOffset now)
    {
        var today = zones.DateAt(organisation.Zone, now);
        var morning = At(organisation.Zone, today) >= now ? today : today.AddDays(1);
        return new(
            told.Person!.Value, told.Organisation, told.Role, organisation.Calendar.IsWorkingDay(today), At(organisation.Zone, morning),
            At(organisation.Zone, WorkingDays.Resolve(morning, DayRule.Next, [organisation.Calendar])));
    }

    /// <summary>What any of those who hear is awaited for, the nearest first.</summary>
    private static IEnumerable<Awaited> Awaited(IEnumerable<OpenItem> items, HashSet<OrganisationId> hear) => items
        .Where(item => item.Owes.Any(hear.Contains)).OrderBy(item => item.Deadline?.Nominal ?? DateOnly.MaxValue).Take(MostAwaited)
        .Select(item => new Awaited(item.Key, item.Kind, item.Role, item.Owes, item.Deadline?.Nominal));

    private static GrainId? AgreementOf(object state) => state switch
    {
        Committee committee => committee.Agreement,
        Programme programme => programme.Agreement,
        Case @case => @case.Agreement,
        _ => null,
    };

    private DateTimeOffset At(string zone, DateOnly day) => DateTimeOffset.UnixEpoch.AddMicroseconds(zones.At(zone, day, MorningHour));

    /// <summary>Those that exist.</summary>
    private async ValueTask<Dictionary<OrganisationId, Organisation>> Organisations(IEnumerable<OrganisationId> ids, CancellationToken stop)
    {
        var found = await states.Latest(ids.Distinct().ToDictionary(id => GrainId.Organisation(id).Stream, _ => 0L), stop);
        return found.Values.Where(state => state.Version > 0).Select(state => (Organisation)state.State).ToDictionary(o => o.Id);
    }

    private async ValueTask<(JournalEntry Entry, IEvent Happened, object Before, object After, LocalizedText? Title)> Met(GrainId grain, long version, CancellationToken stop)
    {
        var rules = catalog.Of(grain);
        var moment = Known(grain.Stream) is { } known && known.Version < version ? known : new(0, rules.Initial(grain), null);
        await foreach (var entry in journal.ReadStream(grain.Stream, moment.Version, stop))
        {
            var (happened, before) = (Read(entry), moment.State);
            moment = new(entry.Version, rules.Evolve(before, happened), entry.Version == 1 ? Titles.Of(happened) : moment.Title);
            if (entry.Version != version) continue;
            lock (recent) recent.Set(grain.Stream, moment);
            return (entry, happened, before, moment.State, moment.Title);
        }
        throw new FormatException($"the journal has no event at {grain} {version}");
    }

    private Moment? Known(string stream)
    {
        lock (recent) return recent.TryGet(stream, out var known) ? known : null;
    }

    private static IEvent Read(JournalEntry entry)
    {
        try
        {
            return EventCodec.Read(entry);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{entry.Stream} {entry.Version} cannot be read: {e.Message}", e);
        }
    }

    private static string ZoneOf(object state) => state switch
    {
        IAmongParties grain => grain.Zone,
        Organisation organisation => organisation.Zone,
        _ => "UTC",
    };

    /// <summary>A grain right after one of its events.</summary>
    private sealed record Moment(long Version, object State, LocalizedText? Title);
}
