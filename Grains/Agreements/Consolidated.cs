using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>The agreement as an addendum would leave it.</summary>
internal static class Consolidated
{
    /// <summary>The whole content must hold after the changes; pointers are into that content ("/commitments/3").</summary>
    public static Refusal? Refuses(Agreement agreement, AddendumChanges changes)
    {
        foreach (var tranche in changes.Tranches ?? [])
            if (Funding.HasStarted(agreement, tranche.Id)) return Refusal.Of(AgreementRefusals.TrancheStarted, ("tranche", tranche.Id));
        var after = With(agreement, [], changes, DateOnly.MinValue);
        List<FieldError> errors = [];
        if (changes.Axes is not null) errors.AddRange(ContentChecks.Of(after, after.Substance!)?.Errors ?? []);
        if (changes.Term is not null) errors.AddRange(ContentChecks.Of(after, after.Terms)?.Errors ?? []);
        if (changes.Commitments is not null) errors.AddRange(ContentChecks.Of(after, after.Commitments)?.Errors ?? []);
        if (changes.Contributions is not null || changes.Tranches is not null)
            errors.AddRange(ContentChecks.Of(after, after.Contributions, after.Tranches)?.Errors ?? []);
        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    public static Agreement With(Agreement agreement, IReadOnlyList<Clause> clauses, AddendumChanges changes, DateOnly on)
    {
        var after = agreement with
        {
            // The hash stays that of the text which was signed; the addendum's own stands with its signatures.
            Text = agreement.Text with { Clauses = Merge(agreement.Text.Clauses, clauses, c => c.Number) },
            Substance = changes.Axes is null
                ? agreement.Substance
                : agreement.Substance! with { Axes = Merge([.. agreement.Substance.Axes ?? []], changes.Axes, a => a.Id) },
            Commitments = Merge(agreement.Commitments.RemoveAll(c => changes.RemovedCommitments?.Contains(c.Id) ?? false), changes.Commitments, c => c.Id),
            Occurrences = Occurrences.Amended(agreement, changes.Commitments, on),
            Contributions = Merge(agreement.Contributions, changes.Contributions, c => c.Id),
            // What was called since the addendum was proposed keeps its terms.
            Tranches = Merge(agreement.Tranches, changes.Tranches?.Where(t => !Funding.HasStarted(agreement, t.Id)).ToArray(), t => t.Id),
            Parties = [.. agreement.Parties.Select(p => changes.Capacities?.LastOrDefault(c => c.Party == p.Organisation) is { } c ? p with { Capacity = c.Capacity } : p)],
        };
        return changes.Term is not { } term ? after : after with
        {
            Terms = term, Renewal = RenewalState.None, TermCountsFrom = on,
            Ending = after.Ending with { FixedEnd = null, ProposedEnd = null, Agreed = PartyApprovals.None },
        };
    }

    private static ImmutableArray<T> Merge<T>(ImmutableArray<T> those, IReadOnlyList<T>? changed, Func<T, string> id)
    {
        var merged = those.ToList();
        foreach (var item in changed ?? [])
            if (merged.FindIndex(t => id(t) == id(item)) is >= 0 and var at) merged[at] = item;
            else merged.Add(item);
        return [.. merged];
    }
}
