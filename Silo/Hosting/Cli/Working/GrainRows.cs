using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Gateway.Views.Work;
using Mithaq.Grains;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Programmes;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Hosting.Cli.Working;

/// <summary>
/// Every grain in which an organisation takes part and that is open, or has something still to come: found in the directory and read page by page, two queries a page,
/// however many grains.
/// </summary>
internal sealed class GrainRows(IJournal journal, GrainStates states, CurrentDirectory directory, DeadlineIndex deadlines)
{
    private const int PageSize = 200;

    /// <summary>Every programme that the agreements in force have opened.</summary>
    private readonly List<ProgrammeOpened> opened = [];

    public async Task<IReadOnlyList<GrainRow>> Of(OrganisationId organisation, CancellationToken stop)
    {
        var own = GrainId.Organisation(organisation);
        var rows = new List<GrainRow>(await Read([own], stop));
        foreach (var kind in GrainCatalog.Default.Grains)
            await foreach (var page in directory.Hearing(kind, own, PageSize, stop)) rows.AddRange(await Read(page, stop));
        var worked = await WorkedBefore([.. rows.Select(r => r.Grain)], stop);
        return [.. rows.Select(row => worked.Contains(row.Grain) ? row with { HasWorked = true } : row)];
    }

    /// <summary>The agreements of which a programme was worked on and is closed: the directory does not show it any more.</summary>
    private async Task<HashSet<GrainId>> WorkedBefore(HashSet<GrainId> open, CancellationToken stop)
    {
        var worked = new HashSet<GrainId>();
        foreach (var closed in opened.Where(o => !open.Contains(o.Programme)).Chunk(PageSize))
            foreach (var programme in (await states.Load([.. closed.Select(c => c.Programme.Stream)], stop)).Values.Select(s => s.State).OfType<Programme>())
                if (HasWorked(programme)) worked.Add(programme.Agreement);
        return worked;
    }

    /// <summary>Opened is not worked on: somebody must have proposed something.</summary>
    private static bool HasWorked(object state) => state switch
    {
        Programme programme => programme.Stage is not (ProgrammeStage.None or ProgrammeStage.Open or ProgrammeStage.Abandoned),
        Committee committee => committee.Meetings.Any(m => m.WasHeld),
        _ => false,
    };

    private async Task<List<GrainRow>> Read(IReadOnlyList<GrainId> page, CancellationToken stop)
    {
        string[] streams = [.. page.Select(g => g.Stream)];
        var due = await deadlines.OfStreams(streams, stop);
        var rows = new List<GrainRow>(page.Count);
        (GrainId Grain, GrainRules Rules, object State, LocalizedText Title)? current = null;
        await foreach (var entry in journal.ReadStreams([.. streams.Select(stream => new StreamPart(stream))], stop))
        {
            var happened = EventCodec.Read(entry);
            if (entry.Version == 1)
            {
                if (current is { } read) rows.Add(Row(read.Grain, read.Rules, read.State, read.Title, due[read.Grain.Stream]));
                var grain = new GrainId(entry.Stream);
                var initial = states.Initial(grain);
                current = (grain, initial.Rules, initial.State, Titles.Of(happened) ?? new(En: grain.Key));
            }
            current = current!.Value with { State = current.Value.Rules.Evolve(current.Value.State, happened) };
        }
        if (current is { } last) rows.Add(Row(last.Grain, last.Rules, last.State, last.Title, due[last.Grain.Stream]));
        return rows;
    }

    private GrainRow Row(GrainId grain, GrainRules rules, object state, LocalizedText title, IEnumerable<DeadlineRow> due)
    {
        if (state is Agreement { Stage: AgreementStage.InForce } agreement) opened.AddRange(agreement.Programmes);
        var resolved = due.ToDictionary(d => d.Key, d => d.Resolved);
        return new(
            grain, rules.StageOf(state), title, state is IAmongParties among ? among.PartyIds : [new(grain.Key)], Since(state),
            state switch { Committee c => c.Agreement, Programme p => p.Agreement, Case c => c.Agreement, _ => null },
            HasWorked(state),
            [.. rules.OpenItems(state).Select(i => new ItemRow(i, resolved.TryGetValue(i.Key, out var day) ? day : i.Deadline?.Nominal))]);
    }

    private static DateOnly? Since(object state) => state is not Agreement agreement
        ? null
        : agreement.Stage switch
        {
            AgreementStage.Signed => agreement.Signing.LastActDate,
            AgreementStage.InForce => agreement.InForceOn,
            AgreementStage.Ended or AgreementStage.Evaluated => agreement.Ending.Ended?.On,
            _ => null,
        };
}
