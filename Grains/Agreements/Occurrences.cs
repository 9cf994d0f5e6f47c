using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;

namespace Mithaq.Grains.Agreements;

public enum OccurrenceStage { Due, Reported, Accepted, Returned, Missed, Waived }

/// <summary>Where one occurrence stands once something has happened to it.</summary>
/// <param name="Reporter">Who reported it last.</param>
/// <param name="On">The act date of what happened last.</param>
/// <param name="LastDay">Missed only: the last day on which a report would have been in time.</param>
public sealed record Occurrence(string Commitment, DateOnly? Due, OccurrenceStage Stage, OrganisationId? Reporter, DateOnly? On, DateOnly? LastDay = null);

/// <summary>The occurrences to which something has happened; all others follow from the recurrence.</summary>
/// <param name="Known">By "commitment|2027-03-01", or "commitment|" without a date.</param>
/// <param name="From">When the last addendum that brought or changed a commitment took effect: its recurrence makes no occurrence before that day.</param>
public sealed record OccurrenceState(ImmutableDictionary<string, Occurrence> Known, ImmutableDictionary<string, DateOnly> From)
{
    public static OccurrenceState None { get; } = new(ImmutableDictionary<string, Occurrence>.Empty, ImmutableDictionary<string, DateOnly>.Empty);

    public Occurrence? Of(string commitment, DateOnly? due) => Known.GetValueOrDefault(Id(commitment, due));

    public OccurrenceState With(Occurrence occurrence) => this with { Known = Known.SetItem(Id(occurrence.Commitment, occurrence.Due), occurrence) };

    /// <summary>What has happened to a commitment's, oldest first.</summary>
    public IEnumerable<Occurrence> KnownOf(string commitment) => Known.Values.Where(o => o.Commitment == commitment).OrderBy(o => o.Due);

    public OccurrenceState With(PartySucceeded e) => this with
    {
        Known = Known.ToImmutableDictionary(k => k.Key, k => k.Value.Reporter == e.From ? k.Value with { Reporter = e.To } : k.Value),
    };

    private static string Id(string commitment, DateOnly? due) => $"{commitment}|{due:O}";
}

/// <summary>When a commitment falls due, from the entry into force, the term's end and the recurrence alone.</summary>
internal static class Occurrences
{
    /// <summary>
    /// Nominal due dates, ascending and possibly without end; a single null for a commitment without a date. What would recur before the entry into
    /// force, before an addendum brought it, or after the term does not fall; what is owed once is owed whenever it falls.
    /// </summary>
    public static IEnumerable<DateOnly?> Dates(Agreement agreement, Commitment commitment)
    {
        if (agreement.InForceOn is not { } inForce) yield break;
        var (first, every, until) = commitment.Recurrence;
        if (every is not { } months)
        {
            yield return first;
            yield break;
        }
        var (start, skip) = first is { } given ? (given, 0) : (inForce, 1);
        var from = agreement.Occurrences.From.GetValueOrDefault(commitment.Id) is var since && since > inForce ? since : inForce;
        var last = Earlier(until, agreement.Ends) ?? DateOnly.MaxValue.AddMonths(-months);
        for (var n = skip; start.AddMonths(n * months) is var due && due <= last; n++)
            if (due >= from) yield return due;
    }

    /// <summary>
    /// After an addendum that takes effect on that day: what its recurring commitments would have asked for earlier was never owed, what their
    /// older wording did ask for still is.
    /// </summary>
    public static OccurrenceState Amended(Agreement agreement, IReadOnlyList<Commitment>? changed, DateOnly on)
    {
        var state = agreement.Occurrences;
        foreach (var commitment in changed ?? [])
        {
            if (agreement.Commitments.FirstOrDefault(c => c.Id == commitment.Id) is { Recurrence.EveryMonths: not null } older)
                foreach (var due in Dates(agreement, older).TakeWhile(d => d < on).Where(d => state.Of(older.Id, d) is null))
                    state = state.With(new Occurrence(older.Id, due, OccurrenceStage.Due, null, null));
            state = state with { From = state.From.SetItem(commitment.Id, on) };
        }
        return state;
    }

    /// <summary>
    /// Every occurrence that is not settled: those to which something happened, and the next one. After an import, those before it too.
    /// </summary>
    public static IEnumerable<(DateOnly? Due, Occurrence? Known)> Open(Agreement agreement, Commitment commitment)
    {
        foreach (var known in agreement.Occurrences.KnownOf(commitment.Id))
            if (known.Stage is not (OccurrenceStage.Accepted or OccurrenceStage.Waived)) yield return (known.Due, known);
        foreach (var due in Dates(agreement, commitment))
        {
            if (agreement.Occurrences.Of(commitment.Id, due) is not null) continue;
            yield return (due, null);
            if (!(due <= agreement.ImportedOn)) yield break;
        }
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other : one;
}
