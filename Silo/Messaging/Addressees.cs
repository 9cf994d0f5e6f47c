using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;
using Mithaq.Grains;
using Mithaq.Grains.Kernel;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Messaging;

/// <summary>
/// Grains as they stood before the events of a page, so that each event meets the parties of its own moment: one that withdraws hears of its withdrawal and of nothing
/// after, one that accedes of nothing before. Remembers the grains met last; those it does not know are read together, in one query.
/// </summary>
internal sealed class Addressees(IJournal journal, GrainCatalog catalog, int most)
{
    private readonly RecentStreams<Standing> recent = new(most);

    public void Clear()
    {
        lock (recent) recent.Clear();
    }

    /// <summary>How each stream of a page stood before its first event there.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Standing>> Before(IReadOnlyCollection<IGrouping<string, JournalEntry>> page, CancellationToken stop)
    {
        var standings = new Dictionary<string, Standing>(page.Count);
        List<StreamPart>? unknown = null;
        lock (recent)
        {
            foreach (var stream in page)
            {
                var version = stream.First().Version - 1;
                if (recent.TryGet(stream.Key, out var known) && known.Version == version) standings[stream.Key] = known;
                else if (version == 0 || Standing.IsAlone(new(stream.Key))) standings[stream.Key] = Standing.Start(catalog, new(stream.Key), version);
                else (unknown ??= []).Add(new(stream.Key, UpTo: version));
            }
        }
        if (unknown is null) return standings;
        foreach (var part in unknown) standings[part.Stream] = Standing.Start(catalog, new(part.Stream), 0);
        await foreach (var entry in journal.ReadStreams(unknown, stop)) standings[entry.Stream] = standings[entry.Stream].Past(entry);
        return standings;
    }

    public void Remember(string stream, Standing standing)
    {
        lock (recent) recent.Set(stream, standing);
    }
}

/// <summary>A grain at one of its versions, as far as its audience goes.</summary>
/// <param name="State">Null for an organisation: its only party is itself.</param>
internal sealed record Standing(long Version, GrainRules? Rules, object? State, IReadOnlyList<OrganisationId> Parties)
{
    private static readonly string Organisations = GrainId.Organisation(new("any")).Kind;

    /// <summary>An organisation: its standing never changes.</summary>
    public static bool IsAlone(GrainId grain) => grain.Kind == Organisations;

    /// <param name="version">0, unless it is an organisation.</param>
    public static Standing Start(GrainCatalog catalog, GrainId grain, long version)
    {
        if (IsAlone(grain)) return new(version, null, null, [new(grain.Key)]);
        var rules = catalog.Of(grain);
        return Of(version, rules, rules.Initial(grain));
    }

    private static Standing Of(long version, GrainRules rules, object state) => new(version, rules, state, (state as IAmongParties)?.PartyIds ?? []);

    public Standing After(long version, IEvent happened) => Rules is null ? this with { Version = version } : Of(version, Rules, Rules.Evolve(State!, happened));

    /// <summary>The same, whether or not the entry can be read: when its turn came it went to the dead letters.</summary>
    public Standing Past(JournalEntry entry)
    {
        try
        {
            return After(entry.Version, EventCodec.Read(entry));
        }
        catch (System.Text.Json.JsonException)
        {
            return this with { Version = entry.Version };
        }
    }

    /// <summary>The organisations that may see the event that led from here to there.</summary>
    public IReadOnlyList<OrganisationId> Audience(IEvent happened, EventMetadata metadata, Standing after)
    {
        if (Rules is null) return Parties;
        if (Audiences.Of(happened.GetType()) is Contracts.Publishing.Audience.Parties)
            return Parties.SequenceEqual(after.Parties) ? after.Parties : [.. Parties.Union(after.Parties)];
        if (metadata.Kind is ActorKind.Person) return [metadata.RecordedFor ?? metadata.Organisation];
        return after.Parties is [var only] ? [only] : [];
    }
}
