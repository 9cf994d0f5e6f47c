using System.Data.Common;
using System.Text;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>
/// Keeps the index of deadlines: for each page the streams that moved, their open items, and only the rows that came out otherwise than before.
/// When an organisation's calendar or the tz data changes, the rows that rest on it are resolved again; when the table of deadlines changes, all is rebuilt.
/// </summary>
public sealed class DeadlineFeed(DeadlineIndex index, IStates states, Zones zones, int recentStreams = DeadlineFeed.StreamsKept) : IFeed
{
    public const string FeedName = "deadlines";

    private const int StreamsKept = 10_000;
    private const int RowsAtOnce = 5_000;
    private const string ZonesVersion = "zones";
    private const string RulesVersion = "rules";

    /// <summary>Grows when rows are made in another way from the same items.</summary>
    private const int Form = 1;

    private static readonly string Rules = Fingerprint();

    private readonly DeadlineTimes times = new(zones);
    private readonly CalendarBook calendars = new(states);
    private readonly RecentStreams<Known> recent = new(recentStreams);

    public string Name => FeedName;
    public FeedKind Kind => FeedKind.Derived;

    public async ValueTask<Opening> Opened(CancellationToken stop)
    {
        recent.Clear();
        calendars.Forget();
        var versions = await index.Versions(stop);
        if (versions.GetValueOrDefault(RulesVersion) != Rules) return Opening.Rebuild;
        return versions.GetValueOrDefault(ZonesVersion) == zones.Version ? Opening.Ready : Opening.First(ResolveAll);
    }

    public async ValueTask<FeedWrite?> Handle(IReadOnlyList<EntryHead> page, CancellationToken stop)
    {
        var moved = await Moved(page, stop);
        var calendarsChanged = await ChangedCalendars(moved, stop);
        var items = Otherwise(moved);
        await calendars.Ensure(items.SelectMany(i => i.Items).SelectMany(i => i.Owes), stop);
        var changes = Changes(items, await Before(items, stop));
        if (changes.IsEmpty && calendarsChanged.Count == 0) return null;
        return async (transaction, token) =>
        {
            await changes.Write(index, transaction, token);
            foreach (var (organisation, fingerprint) in calendarsChanged)
            {
                await Resolve(transaction, organisation, token);
                await index.SetCalendar(transaction, organisation.Value, fingerprint, token);
            }
            if (calendarsChanged.Count > 0) recent.Clear();
        };
    }

    public async Task Clear(DbTransaction transaction, CancellationToken stop)
    {
        await index.Clear(transaction, stop);
        await index.SetVersion(transaction, RulesVersion, Rules, stop);
        await index.SetVersion(transaction, ZonesVersion, zones.Version, stop);
    }

    /// <summary>The states of the page's streams, without those whose rows were made from a later state already.</summary>
    private async ValueTask<IReadOnlyDictionary<string, GrainState>> Moved(IReadOnlyList<EntryHead> page, CancellationToken stop)
    {
        var versions = new Dictionary<string, long>(page.Count);
        foreach (var head in page) versions[head.Stream] = head.Version;
        foreach (var (stream, version) in versions)
            if (recent.TryGet(stream, out var entry) && entry.Version >= version) versions.Remove(stream);
        return versions.Count == 0 ? new Dictionary<string, GrainState>() : await states.Latest(versions, stop);
    }

    /// <summary>The organisations of the page whose calendar is not the one that the rows were resolved with.</summary>
    private async ValueTask<List<(OrganisationId Organisation, string Fingerprint)>> ChangedCalendars(IReadOnlyDictionary<string, GrainState> moved, CancellationToken stop)
    {
        var organisations = moved.Values.Select(s => s.State).OfType<Organisation>().ToArray();
        if (organisations.Length == 0) return [];
        var known = await index.Calendars([.. organisations.Select(o => o.Id.Value)], stop);
        var changed = new List<(OrganisationId, string)>();
        foreach (var organisation in organisations)
        {
            calendars.Learn(organisation);
            var fingerprint = CalendarBook.Fingerprint(organisation.Calendar);
            if (known.GetValueOrDefault(organisation.Id.Value) != fingerprint) changed.Add((organisation.Id, fingerprint));
        }
        return changed;
    }

    /// <summary>The streams whose deadlines are not the same as when their rows were last made. Most commands change none: this is the common path.</summary>
    private List<Moving> Otherwise(IReadOnlyDictionary<string, GrainState> moved)
    {
        var otherwise = new List<Moving>();
        foreach (var (stream, state) in moved)
        {
            var items = state.Rules.OpenItems(state.State).Where(i => i.Deadline is not null).ToArray();
            if (recent.TryGet(stream, out var entry) && SameDeadlines.Are(entry.Items, items)) recent.Set(stream, entry with { Version = state.Version });
            else otherwise.Add(new(stream, state, items));
        }
        return otherwise;
    }

    /// <summary>The rows as they are: remembered, or read in one query.</summary>
    private async ValueTask<Dictionary<string, DeadlineRow[]>> Before(List<Moving> moving, CancellationToken stop)
    {
        var before = new Dictionary<string, DeadlineRow[]>();
        List<string>? unknown = null;
        foreach (var (stream, _, _) in moving)
            if (recent.TryGet(stream, out var entry)) before[stream] = entry.Rows;
            else (unknown ??= []).Add(stream);
        if (unknown is null) return before;
        var read = await index.OfStreams(unknown, stop);
        foreach (var stream in unknown) before[stream] = [.. read[stream]];
        return before;
    }

    private RowChanges Changes(List<Moving> moving, Dictionary<string, DeadlineRow[]> before)
    {
        var changes = new RowChanges();
        foreach (var (stream, state, items) in moving)
        {
            var rows = Array.ConvertAll(items, i => DeadlineRow.Of(stream, i, i.Deadline!) is var row ? times.Scheduled(row, calendars.Resolve(row)) : row);
            changes.Compare(before[stream], rows, state.Position);
            // Should the write fail, the feed is opened anew and all this is forgotten.
            recent.Set(stream, new(state.Version, items, rows));
        }
        return changes;
    }

    private async Task ResolveAll(DbTransaction transaction, CancellationToken stop)
    {
        await Resolve(transaction, null, stop);
        await index.SetVersion(transaction, ZonesVersion, zones.Version, stop);
    }

    private async Task Resolve(DbTransaction transaction, OrganisationId? owing, CancellationToken stop)
    {
        await foreach (var page in index.Pages(transaction, owing, RowsAtOnce, stop))
        {
            await calendars.Ensure(page.SelectMany(d => d.Row.Owing()), stop);
            var changes = new RowChanges();
            foreach (var (row, asOf) in page) changes.Compare([row], [times.Scheduled(row, calendars.Resolve(row))], asOf);
            await changes.Write(index, transaction, stop);
        }
    }

    private static string Fingerprint()
    {
        var text = new StringBuilder().Append(Form);
        foreach (var kind in Enum.GetValues<DeadlineKind>())
        {
            var terms = DeadlineTable.Of(kind);
            text.Append('|').Append(kind).Append(terms.Rule).Append(terms.Effect).AppendJoin(',', terms.Steps);
        }
        return Sha256.Of(Encoding.UTF8.GetBytes(text.ToString())).Value;
    }

    private sealed record Moving(string Stream, GrainState State, OpenItem[] Items);

    /// <param name="Version">Of the state that the rows were made from, or of a later one with the same deadlines.</param>
    private readonly record struct Known(long Version, OpenItem[] Items, DeadlineRow[] Rows);
}
