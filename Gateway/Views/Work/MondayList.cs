using Mithaq.Contracts;
using static Mithaq.Contracts.DeadlineKind;

namespace Mithaq.Gateway.Views.Work;

/// <summary>
/// What a coordinator looks at on Monday, in this order. A line stands in every part to which it belongs: what is late and waits for us is in both.
/// </summary>
/// <param name="Waiting">For us: late first, then by date, then what has no date by the days held.</param>
/// <param name="Irreversible">What cannot be caught up once its day is over, within 90 days, whoever owes it.</param>
/// <param name="Money">Callable and uncalled, called and unpaid, paid and unjustified.</param>
/// <param name="Later">What waits for us beyond the horizon: the calendar has it.</param>
public sealed record MondayList(
    IReadOnlyList<WorkLine> Waiting, IReadOnlyList<WorkLine> Irreversible, IReadOnlyList<LateWith> Late, IReadOnlyList<WorkLine> Money,
    IReadOnlyList<WorkLine> Committees, IReadOnlyList<WorkLine> Cases, IReadOnlyList<Sleeper> Sleepers, int Later)
{
    /// <summary>Days ahead within which something with a date counts as waiting: when its first usual reminder goes out.</summary>
    public const int Horizon = 30;
    public const int IrreversibleWithin = 90;
    /// <summary>Days in force without a meeting or programme after which an agreement sleeps.</summary>
    public const int AsleepAfter = 60;

    /// <summary>What comes by itself: nobody has to do anything.</summary>
    private static readonly HashSet<DeadlineKind> ByItself =
        [EntryIntoForce, Expiry, Resumption, AddendumEffect, TrancheDate, ProgrammeOpening, ProgrammeStart, WithdrawalOfParty, NonRenewalNotice];

    private static readonly HashSet<DeadlineKind> CannotBeCaughtUp = [NonRenewalNotice, Expiry, RenewalAnswer, Formality, WithdrawalOfParty];
    private static readonly HashSet<DeadlineKind> OfMoney = [TranchePayment, TrancheReceipt, TrancheJustification];
    private static readonly HashSet<DeadlineKind> OfCases = [CaseAnswer, CaseCompletion, CaseStageReport];

    /// <param name="grains">Every grain in which the organisation takes part and that is open or has something still to come, each once.</param>
    public static MondayList Of(OrganisationId organisation, DateOnly today, IReadOnlyCollection<GrainRow> grains)
    {
        var lines = grains.SelectMany(grain => grain.Items.Select(row => Line(grain, row, today))).OrderByDescending(l => l.Late ?? -1)
            .ThenBy(l => l.Due ?? DateOnly.MaxValue).ThenByDescending(l => l.Held).ThenBy(l => l.Of.Grain.Stream, StringComparer.Ordinal)
            .ThenBy(l => l.Item.Key, StringComparer.Ordinal).ToList();
        bool IsNear(WorkLine l) => l.Due is null ? l.Item.Since <= today : l.Due <= today.AddDays(Horizon);
        var near = lines.Where(IsNear).ToList();
        var ours = lines.Where(l => l.Item.Owes.Contains(organisation) && !ByItself.Contains(l.Item.Kind)).ToList();
        var waiting = ours.Where(IsNear).ToList();
        return new(
            waiting,
            [.. lines.Where(l => CannotBeCaughtUp.Contains(l.Item.Kind) && l.Due >= today && l.Due <= today.AddDays(IrreversibleWithin))],
            LateByPartner(organisation, lines),
            [.. near.Where(l => OfMoney.Contains(l.Item.Kind))],
            [.. near.Where(l => l.Of.Grain.Kind == "committee")],
            [.. near.Where(l => l.Of.Grain.Kind == "case" && OfCases.Contains(l.Item.Kind))],
            Asleep(today, grains),
            ours.Count - waiting.Count);
    }

    private static WorkLine Line(GrainRow grain, ItemRow row, DateOnly today) => new(
        grain, row.Item, row.Due, Math.Max(0, today.DayNumber - row.Item.Since.DayNumber),
        row.Due is { } due && due < today ? today.DayNumber - due.DayNumber : null);

    private static List<LateWith> LateByPartner(OrganisationId organisation, List<WorkLine> lines)
    {
        var late = lines.Where(l => l.Late is not null && !ByItself.Contains(l.Item.Kind)).ToList();
        var we = late.Where(l => l.Item.Owes.Contains(organisation))
            .SelectMany(line => line.Of.Parties.Where(p => p != organisation).Select(partner => (partner, line))).ToLookup(l => l.partner, l => l.line);
        var they = late.SelectMany(line => line.Item.Owes.Where(o => o != organisation).Select(partner => (partner, line))).ToLookup(l => l.partner, l => l.line);
        return [.. we.Select(g => g.Key).Union(they.Select(g => g.Key)).OrderBy(p => p.Value, StringComparer.Ordinal).Select(p => new LateWith(p, [.. we[p]], [.. they[p]]))];
    }

    private static List<Sleeper> Asleep(DateOnly today, IReadOnlyCollection<GrainRow> grains)
    {
        var awake = grains.Where(g => g.HasWorked).Select(g => g.Agreement ?? g.Grain).ToHashSet();
        return
        [
            .. from grain in grains
               where grain.Grain.Kind == "agreement"
               let days = grain.Since is { } since ? today.DayNumber - since.DayNumber : (int?)null
               let why = grain.Stage switch
               {
                   "Signed" => Sleep.SignedNotInForce,
                   "InForce" when days > AsleepAfter && !awake.Contains(grain.Grain) => Sleep.InForceWithoutWork,
                   "Ended" or "Evaluated" => Sleep.EndedNotClosed,
                   _ => (Sleep?)null,
               }
               where why is not null
               orderby days descending
               select new Sleeper(grain, why.Value, days),
        ];
    }
}
