using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Agreements.OccurrenceStage;

namespace Mithaq.Grains.Agreements;

/// <summary>
/// Invariants: an occurrence is settled by acceptance or waiver alone, never by time; nobody accepts its own report or waives what it owes;
/// an occurrence is missed at most until it is reported.
/// </summary>
internal static class Commitments
{
    private const int MostDocuments = 20;

    public static Decision Report(Agreement agreement, ReportOccurrence command, Context context)
    {
        var (commitment, known, refusal) = Find(agreement, command.Commitment, command.Due);
        if (refusal is not null) return refusal;
        var evidence = command.Evidence ?? [];
        var check = new Check().Text("/note", command.Note, 2000, required: false).Count("/evidence", evidence, commitment.EvidenceRequired ? 1 : 0, MostDocuments);
        check.Each("/evidence", evidence, (at, document) => check.Document(at, document));
        if (check.Refusal is { } invalid) return invalid;
        var party = context.Actor.Party;
        if (!commitment.Obligors.Contains(party)) return Refusal.Of(AgreementRefusals.NotAnObligor, ("organisation", party), ("commitment", commitment.Id));
        if (known?.Stage is Reported) return Refusal.Of(AgreementRefusals.OccurrenceReportedAlready, ("commitment", commitment.Id), ("due", command.Due));
        if (ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } future) return future;

        var reported = new OccurrenceReported(commitment.Id, command.Due, party, command.ActDate, evidence, command.Note);
        return known is { Stage: Missed, LastDay: { } lastDay } && command.ActDate <= lastDay
            ? [new Rectified(MessageNames.Of(typeof(OccurrenceMissed)), Key(commitment.Id, command.Due), "reported-in-time", command.ActDate), reported]
            : [reported];
    }

    public static Decision Accept(Agreement agreement, AcceptOccurrence command, Context context) =>
        Answer(agreement, command.Commitment, command.Due, command.ActDate, context) is { } refusal
            ? refusal
            : [new OccurrenceAccepted(command.Commitment, command.Due, context.Actor.Party, command.ActDate)];

    public static Decision Return(Agreement agreement, ReturnOccurrence command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? Answer(agreement, command.Commitment, command.Due, command.ActDate, context)) is { } refusal
            ? refusal
            : [new OccurrenceReturned(command.Commitment, command.Due, context.Actor.Party, command.Reason, command.ActDate)];

    public static Decision Waive(Agreement agreement, WaiveOccurrence command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        var (commitment, _, refusal) = Find(agreement, command.Commitment, command.Due);
        if (refusal is not null) return refusal;
        var party = context.Actor.Party;
        if (!commitment.Beneficiaries.Contains(party))
            return Refusal.Of(AgreementRefusals.NotABeneficiary, ("organisation", party), ("commitment", commitment.Id));
        if (commitment.Obligors.Contains(party)) return Refusal.Of(AgreementRefusals.OwnObligation, ("organisation", party), ("commitment", commitment.Id));
        return ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } future
            ? future
            : [new OccurrenceWaived(commitment.Id, command.Due, party, command.Reason, command.ActDate)];
    }

    /// <summary>The due date has passed without a report.</summary>
    public static IReadOnlyList<IEvent> Miss(Agreement agreement, OpenItem item, DeadlineReached reached)
    {
        var (commitment, due) = agreement.Commitments.SelectMany(c => Occurrences.Open(agreement, c).Select(o => (c.Id, o.Due))).First(o => Key(o.Id, o.Due) == item.Key);
        return [new OccurrenceMissed(commitment, due!.Value, reached.Resolved)];
    }

    public static Agreement Apply(Agreement agreement, OccurrenceReported e) => With(agreement, new(e.Commitment, e.Due, Reported, e.Party, e.ActDate));

    public static Agreement Apply(Agreement agreement, OccurrenceAccepted e) => With(agreement, new(e.Commitment, e.Due, Accepted, null, e.ActDate));

    public static Agreement Apply(Agreement agreement, OccurrenceReturned e) => With(agreement, new(e.Commitment, e.Due, Returned, null, e.ActDate));

    public static Agreement Apply(Agreement agreement, OccurrenceWaived e) => With(agreement, new(e.Commitment, e.Due, Waived, null, e.ActDate));

    public static Agreement Apply(Agreement agreement, OccurrenceMissed e) => With(agreement, new(e.Commitment, e.Due, Missed, null, null, e.LastDay));

    private static Agreement With(Agreement agreement, Occurrence occurrence) => agreement with { Occurrences = agreement.Occurrences.With(occurrence) };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement) =>
        agreement.Stage is AgreementStage.InForce or AgreementStage.Suspended or AgreementStage.Ended or AgreementStage.Evaluated
            ? agreement.Commitments.SelectMany(c => Occurrences.Open(agreement, c).Select(o => Item(agreement, c, o.Due, o.Known)))
            : [];

    private static OpenItem Item(Agreement agreement, Commitment commitment, DateOnly? due, Occurrence? known)
    {
        const DeadlineKind kind = DeadlineKind.CommitmentOccurrence;
        if (known is { Stage: Reported })
            return new($"acceptance:{commitment.Id}{Suffix(due)}", kind, [.. commitment.Beneficiaries.Where(b => b != known.Reporter)], Role.Coordinator, known.On!.Value);

        var since = known?.On ?? Since(agreement, commitment, due);
        if (due is not { } nominal || Suspension.Covers(agreement, commitment.Id))
            return new(Key(commitment.Id, due), kind, commitment.Obligors, Role.Coordinator, since);
        // What was returned before it was due can still be missed; what was late or reported once is not missed again.
        var date = DueOn(agreement, commitment, nominal);
        var canBeMissed = known is null or { Stage: Due or Returned } && !(known?.On > date);
        return agreement.Item(Key(commitment.Id, due), kind, commitment.Obligors, Role.Coordinator, since, date, canBeMissed);
    }

    /// <summary>An addendum that brings or changes a commitment knows of the suspensions before it.</summary>
    public static DateOnly DueOn(Agreement agreement, Commitment commitment, DateOnly nominal) => Suspension.DueOn(
        agreement, commitment.Id, nominal, agreement.Occurrences.From.TryGetValue(commitment.Id, out var amended) ? amended : null);

    /// <summary>The day after the previous due date, or the entry into force.</summary>
    private static DateOnly Since(Agreement agreement, Commitment commitment, DateOnly? due)
    {
        var inForce = agreement.InForceOn!.Value;
        return due is { } on && commitment.Recurrence.EveryMonths is { } months && on.AddMonths(-months).AddDays(1) is var after && after > inForce
            ? after
            : inForce;
    }

    public static string Key(string commitment, DateOnly? due) => $"occurrence:{commitment}{Suffix(due)}";

    private static string Suffix(DateOnly? due) => due is { } on ? FormattableString.Invariant($":{on:yyyy-MM-dd}") : "";

    /// <summary>Why a party cannot answer a report, or null.</summary>
    private static Refusal? Answer(Agreement agreement, string id, DateOnly? due, DateOnly actDate, Context context)
    {
        var (commitment, known, refusal) = Find(agreement, id, due);
        if (refusal is not null) return refusal;
        var party = context.Actor.Party;
        if (!commitment.Beneficiaries.Contains(party)) return Refusal.Of(AgreementRefusals.NotABeneficiary, ("organisation", party), ("commitment", id));
        if (known?.Stage is not Reported) return Refusal.Of(AgreementRefusals.NothingReported, ("commitment", id), ("due", due));
        if (known.Reporter == party) return Refusal.Of(AgreementRefusals.OwnReport, ("organisation", party), ("commitment", id));
        return new Check().InOrder("/actDate", known.On, actDate).Refusal ?? ActDates.Refuses(actDate, agreement.Zone, context);
    }

    /// <summary>The commitment and its occurrence, which must be open.</summary>
    private static (Commitment Commitment, Occurrence? Known, Refusal? Refusal) Find(Agreement agreement, string id, DateOnly? due)
    {
        if (agreement.Commitments.FirstOrDefault(c => c.Id == id) is not { } commitment)
            return (null!, null, Refusal.Of(AgreementRefusals.UnknownCommitment, ("commitment", id)));
        var known = agreement.Occurrences.Of(id, due);
        if (known?.Stage is Accepted or Waived) return (commitment, known, Refusal.Of(AgreementRefusals.OccurrenceSettled, ("commitment", id), ("due", due)));
        return Occurrences.Open(agreement, commitment).Any(o => o.Due == due)
            ? (commitment, known, null)
            : (commitment, known, Refusal.Of(AgreementRefusals.UnknownOccurrence, ("commitment", id), ("due", due)));
    }
}
