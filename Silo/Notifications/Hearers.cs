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

    public async ValueTask<IReadOnlyList<Hearing?>> Of(IReadOnlyList<EventMessage> messages, DateTimeOffset now, CancellationToken stop)
    {
        var heard = messages.Where(AnybodyHears).ToArray();
        if (heard.Length == 0) return new Hearing?[messages.Count];
        var met = await Met(heard, stop);
        var meetings = messages.Select(message => AnybodyHears(message) ? met[(message.Subject, message.Version)] : null).ToArray();
        var organisations = await Organisations(meetings.OfType<Meeting>().SelectMany(m => m.Occurrence.Parties.Append(m.Occurrence.By)), stop);
        return [.. meetings.Select(meeting => meeting is null ? null : Heard(meeting, organisations, now))];
    }

    private Hearing? Heard(Meeting meeting, Dictionary<OrganisationId, Organisation> organisations, DateTimeOffset now)
    {
        var occurrence = meeting.Occurrence;
        var recorded = DateTimeOffset.UnixEpoch.AddMicroseconds(meeting.Metadata.Instant);
        var told = Hearings.All.Hear(occurrence, organisations.GetValueOrDefault, zones.DateAt(ZoneOf(occurrence.After), recorded));
        if (told.Count == 0) return null;
        var facts = new NoticeFacts(
            meeting.Title ?? new(), occurrence.Parties,
            occurrence.Parties.Append(occurrence.By).Distinct().Where(organisations.ContainsKey).ToDictionary(id => id.Value, id => organisations[id].Names),
            (occurrence.Event as DeadlineStepsTaken)?.Resolved, AgreementOf(occurrence.After),
            [.. Awaited(occurrence.Rules.OpenItems(occurrence.After), [.. told.Select(t => t.Organisation)])]);
        return new(facts, Hearings.IsOverdue(occurrence.Event), [.. told.Select(t => Hearer(t, organisations[t.Organisation], now))]);
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

    /// <summary>Events with their grains as they stood then, from one reading of the journal.</summary>
    private async ValueTask<Dictionary<(string Stream, long Version), Meeting>> Met(IReadOnlyList<EventMessage> messages, CancellationToken stop)
    {
        var wanted = messages.GroupBy(message => message.Subject, message => message.Version).ToDictionary(stream => stream.Key, stream => stream.ToHashSet());
        var moments = wanted.ToDictionary(stream => stream.Key, stream => Start(stream.Key, before: stream.Value.Min()));
        var parts = wanted.Select(stream => new StreamPart(stream.Key, moments[stream.Key].Version, stream.Value.Max())).ToArray();
        var met = new Dictionary<(string, long), Meeting>();
        await foreach (var entry in journal.ReadStreams(parts, stop))
        {
            var (happened, rules, before) = (Read(entry), catalog.Of(new GrainId(entry.Stream)), moments[entry.Stream]);
            var after = moments[entry.Stream] = new(entry.Version, rules.Evolve(before.State, happened), entry.Version == 1 ? Titles.Of(happened) : before.Title);
            if (wanted[entry.Stream].Contains(entry.Version)) met[(entry.Stream, entry.Version)] = Meet(entry, happened, before, after, rules);
        }
        foreach (var message in messages)
        {
            if (!met.TryGetValue((message.Subject, message.Version), out var found))
                throw new FormatException($"the journal has no event at {message.Subject} {message.Version}");
            if (found.Metadata.EventId.ToString() != message.Id)
                throw new FormatException($"the journal has another event than {message.Id} at {message.Subject} {message.Version}");
        }
        lock (recent)
        {
            foreach (var (stream, moment) in moments) recent.Set(stream, moment);
        }
        return met;
    }

    private static Meeting Meet(JournalEntry entry, IEvent happened, Moment before, Moment after, GrainRules rules)
    {
        var metadata = EventMetadata.Of(entry);
        var person = metadata.Kind is ActorKind.System ? (PersonId?)null : metadata.Actor;
        return new(metadata, new(happened, after.State, before.State, metadata.RecordedFor ?? metadata.Organisation, person, rules), after.Title);
    }

    private Moment Start(string stream, long before)
    {
        lock (recent)
        {
            if (recent.TryGet(stream, out var known) && known.Version < before) return known;
        }
        var grain = new GrainId(stream);
        return new(0, catalog.Of(grain).Initial(grain), null);
    }

    private static bool AnybodyHears(EventMessage message) =>
        Hearings.All.AnybodyHears(MessageNames.Event(message.EventName) ?? throw new FormatException($"unknown event {message.EventName}"));

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

    private sealed record Meeting(EventMetadata Metadata, Occurrence Occurrence, LocalizedText? Title);
}
