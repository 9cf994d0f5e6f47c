using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.People;
using Mithaq.Grains;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>Puts a grain's sheet together: its state, what the deadline index and the directory know of it, and its last events.</summary>
internal sealed class SheetMaker(MithaqNode node, Texts texts)
{
    private const int LastEvents = 12;
    private const int MostRelated = 20;

    private static readonly string Reminder = MessageNames.Of(typeof(DeadlineStepsTaken));

    private readonly Names names = new(node.Journal, node.Get<Persons>(), texts);

    /// <param name="caller">Null: nobody in particular; what can come next is shown without asking who may.</param>
    /// <exception cref="StoreUnavailableException"/>
    public async Task<Sheet> Of(GrainId grain, Actor? caller, CancellationToken stop)
    {
        if (await node.Grains.Read(grain, caller ?? Actor.System, stop) is not ReadAnswer.Found { View: var view })
            throw new StoreUnavailableException($"{grain} cannot be read at the moment");
        await node.Feeds.WaitFor(DeadlineFeed.FeedName, view.Position, stop);
        var rows = (await node.Get<DeadlineIndex>().OfStreams([grain.Stream], stop))[grain.Stream].ToDictionary(r => r.Key);
        var (first, last) = await Events(grain, stop);
        var related = await Related(grain, stop);
        var zone = view.State is IAmongParties among ? among.Zone : (view.State as Organisation)?.Zone ?? "UTC";
        var today = node.Get<Zones>().DateAt(zone, node.Get<TimeProvider>().GetUtcNow());
        var words = new Words(texts, names, today, view.OpenItems.ToLookup(i => i.Key), rows.ToDictionary(r => r.Key, r => r.Value.Resolved));
        return await names.With(() => Rendered(view, Titles.Of(first), words, zone, rows, last, related, caller is not null), stop);
    }

    private async Task<(IEvent First, IReadOnlyList<JournalEntry> Last)> Events(GrainId grain, CancellationToken stop)
    {
        IEvent? first = null;
        var last = new Queue<JournalEntry>(LastEvents);
        await foreach (var entry in node.Journal.ReadStream(grain.Stream, 0, stop))
        {
            first ??= EventCodec.Read(entry);
            // Reminders do not move anything on; what waits is shown anyway.
            if (entry.Type == Reminder) continue;
            if (last.Count == LastEvents) last.Dequeue();
            last.Enqueue(entry);
        }
        return (first!, [.. last]);
    }

    /// <summary>The open committees, programmes and cases that belong to it, each kind in one query, with their states in one more.</summary>
    private async Task<IReadOnlyList<(GrainRules Rules, GrainId Grain, GrainState State)>> Related(GrainId grain, CancellationToken stop)
    {
        var found = new List<GrainId>();
        if (grain.Kind is "agreement" or "programme")
            foreach (var kind in (string[])["committee", "programme", "case", "agreement"])
                found.AddRange(await node.Get<CurrentDirectory>().OpenOfAny(kind, [grain], MostRelated, stop));
        if (found.Count == 0) return [];
        var states = await node.Get<GrainStates>().Load([.. found.Select(f => f.Stream)], stop);
        return [.. found.Where(f => states.ContainsKey(f.Stream)).Select(f => (states[f.Stream].Rules, f, states[f.Stream]))];
    }

    private Sheet Rendered(
        GrainView view, LocalizedText? title, Words words, string zone, Dictionary<string, DeadlineRow> rows, IReadOnlyList<JournalEntry> last,
        IReadOnlyList<(GrainRules Rules, GrainId Grain, GrainState State)> related, bool asked)
    {
        var (kind, state) = (view.Grain.Kind, view.State);
        var facts = state is Agreement a ? AgreementParts.Facts(a, words) : OtherParts.Facts(state, words);
        var parts = (state is Agreement b ? AgreementParts.Parts(b, words) : OtherParts.Parts(state, words)).Concat(related.GroupBy(r => r.Rules.Kind).Select(g => new Part(
            $"{g.Key}s", words.Say($"{g.Key}s"),
            [.. g.Select(r => new PartRow(r.Grain.Stream, texts.Isolated(names.Of(r.Grain.Stream) ?? r.Grain.Key), r.Rules.StageOf(r.State.State), texts.Stage(g.Key, r.Rules.StageOf(r.State.State))))])));
        return new(
            view.Grain.Stream, kind, kind == "programme" ? names.Of(view.Grain.Stream) ?? view.Grain.Key : title is null ? view.Grain.Key : texts.Of(title), view.Stage, texts.Stage(kind, view.Stage), view.Version,
            [.. facts], [.. parts.Where(p => p.Rows.Count > 0)],
            [.. view.OpenItems.Select(i => Waiting(i, rows.GetValueOrDefault(i.Key), state, words)).OrderByDescending(w => w.Late ?? -1).ThenBy(w => w.Due ?? DateOnly.MaxValue)],
            asked ? [.. view.Allowed.Select(p => new PermitLine(p.Command, texts.Command(p.Command), p.Refusal?.Code, p.Refusal is { } r ? texts.Refusal(r, names.Of) : null))] : Possible(view),
            [.. last.Select(entry => Story(entry, words, zone))]);
    }

    /// <summary>The commands that this stage takes from somebody.</summary>
    private PermitLine[] Possible(GrainView view)
    {
        var rules = GrainCatalog.Default.Of(view.Grain);
        var given = rules.Commands.Where(c => !c.IsAssignableTo(typeof(ISystemCommand))).Select(MessageNames.Of).ToHashSet();
        return [.. rules.Rows.Where(r => r.Stages.Contains(view.Stage) && given.Contains(r.Command)).Select(r => new PermitLine(r.Command, texts.Command(r.Command), null, null))];
    }

    private WaitingLine Waiting(OpenItem item, DeadlineRow? row, object state, Words words)
    {
        var due = row?.Resolved ?? item.Deadline?.Nominal;
        return new(
            item.Key, item.Kind.ToString(), texts.Item(item.Key, item.Kind, item.Owes, part => state is Agreement a ? AgreementParts.Subject(a, words, part) : null),
            [.. item.Owes.Select(o => o.Value)], words.List(item.Owes), texts.Role(item.Role), item.Since, Math.Max(0, words.Today.DayNumber - item.Since.DayNumber),
            item.Deadline?.Nominal, due, due < words.Today ? words.Today.DayNumber - due.Value.DayNumber : null);
    }

    private StoryLine Story(JournalEntry entry, Words words, string zone)
    {
        var metadata = EventMetadata.FromBytes(entry.Metadata);
        var day = metadata.ActDate ?? node.Get<Zones>().DateAt(zone, DateTimeOffset.UnixEpoch.AddMicroseconds(metadata.Instant));
        return new(entry.Version, day, entry.Type, texts.Event(EventCodec.Read(entry), words.Names.Of), metadata.Kind is ActorKind.System);
    }
}
