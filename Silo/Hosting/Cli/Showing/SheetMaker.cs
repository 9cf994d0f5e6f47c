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
/// <param name="whole">Leaves nothing out, for other programs; a screen gets the beginning of long lists and how many more there are.</param>
internal sealed class SheetMaker(MithaqNode node, Texts texts, bool whole)
{
    private const int LastEvents = 12;
    private const int MostRelated = 20;
    private const int PageSize = 200;

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
        var related = await RelatedTo(grain, stop);
        var zone = view.State is IAmongParties among ? among.Zone : (view.State as Organisation)?.Zone ?? "UTC";
        var today = node.Get<Zones>().DateAt(zone, node.Get<TimeProvider>().GetUtcNow());
        var words = new Words(texts, names, today, view.OpenItems.ToLookup(i => i.Key), rows.ToDictionary(r => r.Key, r => r.Value.Resolved), whole);
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

    /// <summary>The open committees, programmes, cases and agreements that belong to it, page by page: a query for the ids and one for the states.</summary>
    private async Task<IReadOnlyList<Related>> RelatedTo(GrainId grain, CancellationToken stop)
    {
        if (grain.Kind is not ("agreement" or "programme")) return [];
        var (directory, found) = (node.Get<CurrentDirectory>(), new List<Related>());
        foreach (var kind in (string[])["committee", "programme", "case", "agreement"])
        {
            var (shown, more) = (new List<(GrainId, string)>(), 0);
            await foreach (var page in directory.Open(kind, grain, whole ? PageSize : MostRelated, stop))
            {
                var states = await node.Get<GrainStates>().Load([.. page.Select(g => g.Stream)], stop);
                shown.AddRange(page.Where(g => states.ContainsKey(g.Stream)).Select(g => (g, states[g.Stream].Rules.StageOf(states[g.Stream].State))));
                if (whole) continue;
                if (page.Count == MostRelated) more = await directory.CountOpen(kind, grain, stop) - page.Count;
                break;
            }
            if (shown.Count > 0) found.Add(new(kind, shown, more > 0 ? more : null));
        }
        return found;
    }

    /// <summary>Grains of one kind that belong to the one that is shown, with their stages.</summary>
    private sealed record Related(string Kind, IReadOnlyList<(GrainId Grain, string Stage)> Shown, int? More);

    private Sheet Rendered(
        GrainView view, LocalizedText? title, Words words, string zone, Dictionary<string, DeadlineRow> rows, IReadOnlyList<JournalEntry> last,
        IReadOnlyList<Related> related, bool asked)
    {
        var (kind, state) = (view.Grain.Kind, view.State);
        var facts = state is Agreement a ? AgreementParts.Facts(a, words) : OtherParts.Facts(state, words);
        var parts = (state is Agreement b ? AgreementParts.Parts(b, words) : OtherParts.Parts(state, words)).Concat(related.Select(r => new Part(
            $"{r.Kind}s", words.Say($"{r.Kind}s"),
            [.. r.Shown.Select(s => new PartRow(s.Grain.Stream, texts.Isolated(names.Of(s.Grain.Stream) ?? s.Grain.Key), s.Stage, texts.Stage(r.Kind, s.Stage)))],
            r.More)));
        var called = kind == "programme" ? names.Of(view.Grain.Stream) : title is null ? null : texts.Of(title);
        return new(
            view.Grain.Stream, kind, called ?? view.Grain.Key, view.Stage, texts.Stage(kind, view.Stage), view.Version,
            [.. facts], [.. parts.Where(p => p.Rows.Count > 0)],
            [.. view.OpenItems.Select(i => Waiting(i, rows.GetValueOrDefault(i.Key), state, words)).OrderByDescending(w => w.Late ?? -1).ThenBy(w => w.Due ?? DateOnly.MaxValue)],
            asked ? [.. view.Allowed.Select(Permitted)] : Possible(view),
            [.. last.Select(entry => Story(entry, words, zone))]);
    }

    private PermitLine Permitted(Permit permit) => new(
        permit.Command, texts.Command(permit.Command), permit.Refusal?.Code, permit.Refusal is { } refusal ? texts.Refusal(refusal, names.Of) : null);

    /// <summary>The commands that this stage takes from somebody.</summary>
    private PermitLine[] Possible(GrainView view)
    {
        var rules = GrainCatalog.Default.Of(view.Grain);
        var given = rules.Commands.Where(c => !c.IsAssignableTo(typeof(ISystemCommand))).Select(MessageNames.Of).ToHashSet();
        var possible = rules.Rows.Where(r => r.Stages.Contains(view.Stage) && given.Contains(r.Command));
        return [.. possible.Select(r => new PermitLine(r.Command, texts.Command(r.Command), null, null))];
    }

    private WaitingLine Waiting(OpenItem item, DeadlineRow? row, object state, Words words)
    {
        var due = row?.Resolved ?? item.Deadline?.Nominal;
        return new(
            item.Key, item.Kind.ToString(),
            texts.Item(item.Key, item.Kind, item.Owes, part => state is Agreement a ? AgreementParts.Subject(a, words, part) : null),
            [.. item.Owes.Select(o => o.Value)], words.List(item.Owes), texts.Role(item.Role), item.Since, Math.Max(0, words.Today.DayNumber - item.Since.DayNumber),
            item.Deadline?.Nominal, due, due < words.Today ? words.Today.DayNumber - due.Value.DayNumber : null);
    }

    private StoryLine Story(JournalEntry entry, Words words, string zone)
    {
        var metadata = EventMetadata.Of(entry);
        var day = metadata.ActDate ?? node.Get<Zones>().DateAt(zone, DateTimeOffset.UnixEpoch.AddMicroseconds(metadata.Instant));
        return new(entry.Version, day, entry.Type, texts.Event(EventCodec.Read(entry), words.Names.Of), metadata.Kind is ActorKind.System);
    }
}
