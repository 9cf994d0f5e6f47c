using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>What a tranche waits for before it can be called. Invariant: callable or later ⇒ every condition met.</summary>
internal static class TrancheConditions
{
    public static Decision NoteReport(Agreement agreement, NoteReportAccepted command, Context context) =>
        Decision.Of(Meet(agreement, (_, c) => c.Kind is TrancheConditionKind.ReportAccepted && c.Key == command.Key, command.On, command.Source));

    public static Decision NoteDecision(Agreement agreement, NoteDecision command, Context context) =>
        Decision.Of(Meet(agreement, (_, c) => c.Kind is TrancheConditionKind.Decision && c.Key == command.Key, command.On, command.Source));

    /// <summary>The day of a condition has come.</summary>
    public static IReadOnlyList<IEvent> DateCame(Agreement agreement, OpenItem item, DeadlineReached reached) =>
        Meet(agreement, (tranche, c) => Key(tranche, c) == item.Key, reached.Resolved);

    /// <summary>A share of a tranche was justified; the state given is the one after that.</summary>
    public static IReadOnlyList<IEvent> ShareJustified(Agreement agreement, string justified, DateOnly on)
    {
        var of = agreement.Funding.Of(justified);
        return Meet(agreement, (_, c) => c.Kind is TrancheConditionKind.ShareJustified && c.Tranche == justified && of.Justified * 100 >= c.Percent * of.Paid, on);
    }

    /// <summary>Tranches that wait for nothing become callable when the agreement enters into force, or when an addendum brings them or lifts their conditions.</summary>
    public static IReadOnlyList<IEvent> CallableAtOnce(Agreement agreement, DateOnly on) =>
        [.. agreement.Tranches.Where(t => IsPlanned(agreement, t) && !Unmet(agreement, t).Any()).Select(t => new TrancheBecameCallable(t.Id, on))];

    public static IEnumerable<TrancheCondition> Unmet(Agreement agreement, Tranche tranche) =>
        tranche.Conditions.Where(c => !agreement.Funding.Of(tranche.Id).Met.Contains(c.Key));

    public static string Key(Tranche tranche, TrancheCondition condition) => $"tranche-date:{tranche.Id}:{condition.Key}";

    private static bool IsPlanned(Agreement agreement, Tranche tranche) =>
        agreement.Funding.Of(tranche.Id) is var state && (state.HeldFrom ?? state.Stage) is TrancheStage.Planned;

    private static List<IEvent> Meet(Agreement agreement, Func<Tranche, TrancheCondition, bool> met, DateOnly on, GrainId? source = null)
    {
        var events = new List<IEvent>();
        // Nothing is met under an agreement that ended with its framework before it was in force: it may be signed again, as it was.
        if (agreement.InForceOn is null) return events;
        foreach (var tranche in agreement.Tranches.Where(t => !Funding.HasStarted(agreement, t.Id)))
        {
            var unmet = Unmet(agreement, tranche).ToArray();
            var now = unmet.Where(c => met(tranche, c)).ToArray();
            events.AddRange(now.Select(c => new TrancheConditionMet(tranche.Id, c.Key, on, source)));
            if (now.Length > 0 && now.Length == unmet.Length) events.Add(new TrancheBecameCallable(tranche.Id, on));
        }
        return events;
    }

    public static Agreement Apply(Agreement agreement, TrancheConditionMet e)
    {
        var tranche = agreement.Funding.Of(e.Tranche);
        return Funding.With(agreement, e.Tranche, tranche with { Met = tranche.Met.Add(e.Condition) });
    }

    public static Agreement Apply(Agreement agreement, TrancheBecameCallable e)
    {
        var tranche = agreement.Funding.Of(e.Tranche);
        return Funding.With(agreement, e.Tranche, tranche.Stage is TrancheStage.Withheld
            ? tranche with { HeldFrom = TrancheStage.Callable }
            : tranche with { Stage = TrancheStage.Callable, Since = e.On });
    }
}
