using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>An addendum's way from the parties' approval to its effect.</summary>
internal static class AddendaSigning
{
    public static Decision Approve(Agreement agreement, ApproveAddendum command, Context context)
    {
        if (Refuses(agreement, command.Addendum, command.Hash) is { } refusal) return refusal;
        var party = context.Actor.Party;
        return agreement.Addenda.Open[command.Addendum].Approved.Has(party)
            ? Refusal.Of(AgreementRefusals.AlreadyApproved, ("organisation", party))
            : [new AddendumApproved(command.Addendum, party, command.Hash)];
    }

    public static Decision Sign(Agreement agreement, SignAddendum command, Context context)
    {
        if (new Check().Document("/paper", command.Paper, required: false).Refusal is { } invalid) return invalid;
        if (Refuses(agreement, command.Addendum, command.Hash) is { } refusal) return refusal;
        var addendum = agreement.Addenda.Open[command.Addendum];
        if (addendum.Approved.Missing(agreement.PartyIds) is { Count: > 0 } awaited)
            return Refusal.Of(AgreementRefusals.AddendumNotApproved, ("organisations", string.Join(", ", awaited)));
        if (addendum.Overlaps.Find(o => o.Resolution is null) is { } overlap) return Refusal.Of(AgreementRefusals.OverlapUnresolved, ("other", overlap.Other));
        var party = context.Actor.Party;
        if (addendum.Signed.Of(party) is { } earlier) return Refusal.Of(AgreementRefusals.AlreadySigned, ("on", earlier));
        if (Suspension.RefusesDate(agreement, command.ActDate, context) is { } date) return date;
        if (command.Signatory != context.Actor.Person && command.Paper is null) return Refusal.Of(AgreementRefusals.PaperMissing);
        var capacity = Signing.CapacityOrLetter(agreement, party, command.Signatory, command.ActDate, context);
        if (capacity.Refusal is { } incapable) return incapable;

        var signed = new AddendumSigned(addendum.Id, party, command.Signatory, command.Hash, command.ActDate, command.Paper, capacity.Delegated, capacity.Through);
        return Decision.Of([signed, .. WhenReady(Apply(agreement, signed), addendum.Id, context)]);
    }

    public static Decision Formality(Agreement agreement, RecordAddendumFormality command, Context context)
    {
        if (new Check().Text("/reference", command.Reference, 100).Date("/actDate", command.ActDate).Document("/evidence", command.Evidence, required: false).Refusal is { } invalid) return invalid;
        if (agreement.Addenda.Open.GetValueOrDefault(command.Addendum) is not { } addendum) return Addenda.Unknown(command.Addendum);
        if (!addendum.IsSigned(agreement)) return Refusal.Of(AgreementRefusals.AddendumNotSigned, ("addendum", addendum.Id));
        if (addendum.Proposed.Formalities.FirstOrDefault(f => f.Id == command.Formality) is not { } formality)
            return Refusal.Of(AgreementRefusals.UnknownFormality, ("formality", command.Formality));
        if (addendum.Granted.TryGetValue(formality.Id, out var on))
            return Refusal.Of(AgreementRefusals.FormalitySettled, ("formality", formality.Id), ("outcome", FormalityOutcome.Granted), ("on", on));
        if (formality.Party != context.Actor.Party) return Refusal.Of(AgreementRefusals.FormalityOfAnotherParty, ("organisation", formality.Party));
        if (ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } future) return future;

        var recorded = new AddendumFormalityRecorded(
            addendum.Id, formality.Id, formality.Party, command.Outcome, command.ActDate, command.Reference, command.Evidence);
        return command.Outcome is FormalityOutcome.Refused
            ? [recorded, new AddendumWithdrawn(addendum.Id, null, "formality-refused")]
            : Decision.Of([recorded, .. WhenReady(Apply(agreement, recorded), addendum.Id, context)]);
    }

    /// <summary>The application when its day has come already; otherwise nothing, and the deadline brings it.</summary>
    public static IReadOnlyList<IEvent> EffectDue(Agreement agreement, OpenItem item, Context context) =>
        agreement.Addenda.Open.Values.FirstOrDefault(a => EffectKey(a) == item.Key) is { } addendum ? WhenReady(agreement, addendum.Id, context) : [];

    /// <summary>The first addendum that takes effect now; the others have another version under them then.</summary>
    public static IReadOnlyList<IEvent> SignedByAll(Agreement agreement, Context context) =>
        agreement.Addenda.Open.Values.OrderBy(a => a.Since).ThenBy(a => a.Id)
            .Select(a => WhenReady(agreement, a.Id, context)).FirstOrDefault(e => e.Count > 0) ?? [];

    private static IReadOnlyList<IEvent> WhenReady(Agreement agreement, Guid id, Context context)
    {
        var addendum = agreement.Addenda.Open[id];
        if (Day(agreement, addendum) is not { } day || day > context.Today(agreement.Zone)) return [];
        var after = Consolidated.With(agreement, addendum.Proposed.Clauses, addendum.Proposed.Changes, day);
        var ends = addendum.Proposed.Changes.Term is null ? agreement.Ends : Renewing.LastDay(after, renewals: 0);
        var applied = new AddendumApplied(id, agreement.Addenda.Version + 1, day, addendum.Proposed.Clauses, addendum.Proposed.Changes, ends);
        return [applied, .. TrancheConditions.CallableAtOnce(Addenda.Apply(agreement, applied), day)];
    }

    /// <summary>The latest of its own date, the last signature and the last formality; null while something is missing, or its base is stale.</summary>
    private static DateOnly? Day(Agreement agreement, Addendum addendum)
    {
        if (addendum.Base != agreement.Addenda.Version || !addendum.IsSigned(agreement) || addendum.Awaited.Any()) return null;
        var ready = addendum.Granted.Values.Append(addendum.Signed.Last!.Value).Max();
        return addendum.Proposed.EffectiveFrom is { } effective && effective > ready ? effective : ready;
    }

    private static Refusal? Refuses(Agreement agreement, Guid id, Sha256 hash) =>
        agreement.Addenda.Open.GetValueOrDefault(id) is not { } addendum ? Addenda.Unknown(id)
        : addendum.Proposed.Hash != hash ? Refusal.Of(AgreementRefusals.OtherAddendum, ("addendum", id))
        : addendum.Base != agreement.Addenda.Version ? Refusal.Of(AgreementRefusals.StaleBase, ("base", addendum.Base), ("version", agreement.Addenda.Version))
        : null;

    private static string EffectKey(Addendum addendum) => $"addendum-effect:{addendum.Id}";

    public static Agreement Apply(Agreement agreement, AddendumApproved e) =>
        Addenda.With(agreement, e.Addendum, a => a with { Approved = a.Approved.Add(e.Party) });

    public static Agreement Apply(Agreement agreement, AddendumSigned e) =>
        Addenda.With(agreement, e.Addendum, a => a with { Signed = a.Signed.Add(e.Party, e.ActDate) });

    public static Agreement Apply(Agreement agreement, AddendumFormalityRecorded e) => e.Outcome is FormalityOutcome.Granted
        ? Addenda.With(agreement, e.Addendum, a => a with { Granted = a.Granted.SetItem(e.Formality, e.ActDate) })
        : agreement;

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement) => agreement.Stage is AgreementStage.InForce or AgreementStage.Suspended
        ? agreement.Addenda.Open.Values.SelectMany(a => Items(agreement, a)).Concat(agreement.Addenda.Recommended.Values.Select(r =>
            new OpenItem($"recommendation:{r.Recommendation}", DeadlineKind.Other, agreement.PartyIds, Role.Coordinator, r.On)))
        : [];

    private static IEnumerable<OpenItem> Items(Agreement agreement, Addendum addendum)
    {
        var id = addendum.Id;
        if (addendum.Base != agreement.Addenda.Version)
            return [new($"addendum-rebase:{id}", DeadlineKind.Other, agreement.Turn(addendum.Proposed.By), Role.Coordinator, addendum.Since)];
        if (addendum.Overlaps.Exists(o => o.Resolution is null) && addendum.IsApproved(agreement))
            return [new($"addendum-overlap:{id}", DeadlineKind.Other, agreement.PartyIds, Role.Coordinator, addendum.Since)];
        if (!addendum.IsApproved(agreement))
            return addendum.Approved.Missing(agreement.PartyIds).Select(party => agreement.Item(
                $"addendum:{id}:{party}", DeadlineKind.AddendumAnswer, [party], AgreementPermissions.LastApprover(agreement.Party(party)), addendum.Since, addendum.AnswerBy));
        if (!addendum.IsSigned(agreement))
            return [new($"addendum-signing:{id}", DeadlineKind.Signing, addendum.Signed.Missing(agreement.PartyIds), Role.Signatory, addendum.Since)];
        var signed = addendum.Signed.Last!.Value;
        return Day(agreement, addendum) is { } day
            ? [agreement.Item(EffectKey(addendum), DeadlineKind.AddendumEffect, agreement.PartyIds, Role.Coordinator, signed, day)]
            : addendum.Awaited.Select(f => agreement.Item(
                $"addendum-formality:{id}:{f.Id}", DeadlineKind.Formality, [f.Party], Role.Coordinator, signed, signed.AddDays(f.LegalDays), effectPending: false));
    }
}
