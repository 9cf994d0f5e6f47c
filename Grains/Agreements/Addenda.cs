using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Agreements;

/// <summary>
/// Invariants: an addendum is applied to the version that it amends; what is signed was approved by every party and overlaps nothing unresolved.
/// </summary>
internal static class Addenda
{
    public static Decision Propose(Agreement agreement, ProposeAddendum command, Context context)
    {
        var changes = command.Changes ?? new AddendumChanges();
        if (Refuses(agreement, command, changes) is { } refusal) return refusal;
        IReadOnlyList<Document> documents = command.Documents ?? [];
        var today = context.Today(agreement.Zone);
        var proposed = new AddendumProposed(
            context.NewId(0), context.Actor.Party, agreement.Addenda.Version, HashOf(command.Clauses, documents, changes), command.Title, command.Clauses, changes,
            documents, command.EffectiveFrom, command.Formalities ?? [], today, today.AddDays(agreement.Governance.ReviewDays), command.Recommendation);
        return Decision.Of([proposed, .. Overlaps(agreement, proposed)]);
    }

    public static Decision Resolve(Agreement agreement, ResolveOverlap command, Context context)
    {
        if (agreement.Addenda.Open.GetValueOrDefault(command.Addendum) is not { } addendum) return Unknown(command.Addendum);
        return addendum.Overlaps.Exists(o => o.Other == command.Other)
            ? [new OverlapResolved(command.Addendum, command.Other, command.Resolution, context.Actor.Party)]
            : Refusal.Of(AgreementRefusals.UnknownOverlap, ("other", command.Other));
    }

    public static Decision Rebase(Agreement agreement, RebaseAddendum command, Context context)
    {
        if (agreement.Addenda.Open.GetValueOrDefault(command.Addendum) is not { } addendum) return Unknown(command.Addendum);
        if (addendum.Base == agreement.Addenda.Version) return Refusal.Of(AgreementRefusals.BaseIsCurrent, ("version", addendum.Base));
        if (Consolidated.Refuses(agreement, addendum.Proposed.Changes) is { } invalid) return invalid;
        var today = context.Today(agreement.Zone);
        var rebased = new AddendumRebased(addendum.Id, agreement.Addenda.Version, today, today.AddDays(agreement.Governance.ReviewDays));
        return Decision.Of([rebased, .. Overlaps(agreement, addendum.Proposed)]);
    }

    public static Decision Withdraw(Agreement agreement, WithdrawAddendum command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return agreement.Addenda.Open.ContainsKey(command.Addendum)
            ? [new AddendumWithdrawn(command.Addendum, context.Actor.Party, command.Reason)]
            : Unknown(command.Addendum);
    }

    public static Decision Recommended(Agreement agreement, NoteAddendumRecommended command, Context context) =>
        new Check().Grain("/committee", command.Committee, "committee").Date("/on", command.On).Refusal is { } invalid
            ? invalid
            : [new AddendumRecommended(context.NewId(0), command.Committee, command.Decision, command.Subject, command.On)];

    public static Decision Dismiss(Agreement agreement, DismissRecommendation command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return agreement.Addenda.Recommended.ContainsKey(command.Recommendation)
            ? [new RecommendationDismissed(command.Recommendation, context.Actor.Party, command.Reason)]
            : Refusal.Of(AgreementRefusals.UnknownRecommendation, ("recommendation", command.Recommendation));
    }

    public static Refusal Unknown(Guid addendum) => Refusal.Of(AgreementRefusals.UnknownAddendum, ("addendum", addendum));

    private static Refusal? Refuses(Agreement agreement, ProposeAddendum command, AddendumChanges changes)
    {
        var check = new Check().Text("/title", command.Title).Date("/effectiveFrom", command.EffectiveFrom, required: false)
            .Count("/clauses", command.Clauses, 1, 500).Unique("/clauses", command.Clauses, c => c.Number).Count("/documents", command.Documents, 0, 200);
        check.Each("/clauses", command.Clauses, (at, clause) => ContentChecks.Clause(check, at, clause))
            .Each("/documents", command.Documents, (at, document) => check.Document(at, document))
            .Each("/formalities", command.Formalities, (at, f) => check.That(f.IfSilent is Silence.StaysOpen, $"{at}/ifSilent", Fields.OutOfRange, ("value", f.IfSilent)))
            .Each("/changes/removedCommitments", changes.RemovedCommitments, (at, id) =>
                check.That(agreement.Commitments.Any(c => c.Id == id), at, Fields.UnknownReference, ("value", id)))
            .Each("/changes/capacities", changes.Capacities, (at, c) =>
                check.Text($"{at}/capacity", c.Capacity).That(agreement.IsParty(c.Party), $"{at}/party", Fields.UnknownReference, ("value", c.Party)));
        // A hole in one of these lists would only be met when they are merged.
        check.Each("/changes/axes", changes.Axes, (_, _) => { }).Each("/changes/commitments", changes.Commitments, (_, _) => { })
            .Each("/changes/contributions", changes.Contributions, (_, _) => { }).Each("/changes/tranches", changes.Tranches, (_, _) => { });
        if (check.Refusal is { } invalid) return invalid;
        if (ContentChecks.Of(agreement, command.Formalities ?? []) is { } formalities) return formalities;
        if (command.Recommendation is { } id && !agreement.Addenda.Recommended.ContainsKey(id))
            return Refusal.Of(AgreementRefusals.UnknownRecommendation, ("recommendation", id));
        return Consolidated.Refuses(agreement, changes);
    }

    private static IEnumerable<OverlapFound> Overlaps(Agreement agreement, AddendumProposed proposed)
    {
        foreach (var other in agreement.Addenda.Open.Values.Where(a => a.Id != proposed.Addendum).OrderBy(a => a.Since).ThenBy(a => a.Id))
            if (proposed.Clauses.Select(c => c.Number).Intersect(other.Proposed.Clauses.Select(c => c.Number)).ToArray() is { Length: > 0 } both)
                yield return new(proposed.Addendum, other.Id, both);
        if (proposed.EffectiveFrom > agreement.Ends) yield return new(proposed.Addendum, null, []);
    }

    private static Sha256 HashOf(IReadOnlyList<Clause> clauses, IReadOnlyList<Document> documents, AddendumChanges changes) =>
        Sha256.Of(Encoding.UTF8.GetBytes($"{Formation.HashOf(clauses, documents)}\n{JsonSerializer.Serialize(changes, ContractsJson.Messages)}"));

    public static Agreement Apply(Agreement agreement, AddendumProposed e) => agreement with
    {
        Addenda = agreement.Addenda with
        {
            Open = agreement.Addenda.Open.Add(e.Addendum, new(
                e, e.Base, e.On, e.AnswerBy, [], PartyApprovals.None, PartyApprovals.None, ImmutableDictionary<string, DateOnly>.Empty)),
            Recommended = e.Recommendation is { } followed ? agreement.Addenda.Recommended.Remove(followed) : agreement.Addenda.Recommended,
        },
    };

    public static Agreement Apply(Agreement agreement, OverlapFound e) =>
        With(agreement, e.Addendum, a => a with { Overlaps = a.Overlaps.Add(new(e.Other, null)) });

    public static Agreement Apply(Agreement agreement, OverlapResolved e) => With(agreement, e.Addendum, a => a with
    {
        Overlaps = [.. a.Overlaps.Select(o => o.Other == e.Other ? o with { Resolution = e.Resolution } : o)],
    });

    public static Agreement Apply(Agreement agreement, AddendumRebased e) => With(agreement, e.Addendum, a => a with
    {
        Base = e.Base, Since = e.On, AnswerBy = e.AnswerBy, Overlaps = [], Approved = PartyApprovals.None, Signed = PartyApprovals.None,
    });

    public static Agreement Apply(Agreement agreement, AddendumWithdrawn e) => Gone(agreement, e.Addendum);

    public static Agreement Apply(Agreement agreement, AddendumApplied e) => Consolidated.With(Gone(agreement, e.Addendum), e.Clauses, e.Changes, e.On) with
    {
        Ends = e.Ends,
        Addenda = Gone(agreement, e.Addendum).Addenda with { Version = e.Version },
    };

    public static Agreement Apply(Agreement agreement, AddendumRecommended e) =>
        agreement with { Addenda = agreement.Addenda with { Recommended = agreement.Addenda.Recommended.Add(e.Recommendation, e) } };

    public static Agreement Apply(Agreement agreement, RecommendationDismissed e) =>
        agreement with { Addenda = agreement.Addenda with { Recommended = agreement.Addenda.Recommended.Remove(e.Recommendation) } };

    public static Agreement With(Agreement agreement, Guid id, Func<Addendum, Addendum> change) =>
        agreement with { Addenda = agreement.Addenda with { Open = agreement.Addenda.Open.SetItem(id, change(agreement.Addenda.Open[id])) } };

    /// <summary>What is gone overlaps nothing any more.</summary>
    private static Agreement Gone(Agreement agreement, Guid id) => agreement with
    {
        Addenda = agreement.Addenda with
        {
            Open = agreement.Addenda.Open.Remove(id).ToImmutableDictionary(a => a.Key, a => a.Value with { Overlaps = a.Value.Overlaps.RemoveAll(o => o.Other == id) }),
        },
    };
}
