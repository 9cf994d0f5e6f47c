using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>A suspension that is recorded after timers went past its act date: what they did meanwhile is put right.</summary>
internal static class LateSuspension
{
    /// <summary>The suspension, after the rectification of the end, the tacit renewals and the missed occurrences that it comes before.</summary>
    public static IReadOnlyList<IEvent> Begin(Agreement agreement, AgreementSuspended suspended)
    {
        Rectified Right(Type wrong, string what) => new(MessageNames.Of(wrong), what, "suspended-before", suspended.ActDate);
        var events = new List<IEvent>();
        if (ComesBeforeTheEnd(agreement, suspended)) events.Add(Right(typeof(AgreementEnded), "expiry"));
        events.AddRange(Renewals(agreement, suspended).Select(r => Right(typeof(TermRenewed), $"renewal:{r.Number}")));
        events.AddRange(Missed(agreement, suspended).Select(o => Right(typeof(OccurrenceMissed), Commitments.Key(o.Commitment, o.Due))));
        return [.. events, suspended];
    }

    /// <summary>The agreement has ended because its term was over, and the suspension would have extended that term.</summary>
    public static bool ComesBeforeTheEnd(Agreement agreement, AgreementSuspended suspended) =>
        agreement is { Stage: AgreementStage.Ended, Ending.Ended: { Cause: EndCause.Expired or EndCause.NotRenewed } ended }
        && Extends(agreement, suspended) && suspended.ActDate <= ended.On;

    /// <summary>The agreement without what the suspension comes before.</summary>
    public static Agreement Undo(Agreement agreement, AgreementSuspended suspended)
    {
        var before = agreement with
        {
            Occurrences = Missed(agreement, suspended).Aggregate(agreement.Occurrences, (o, missed) => o.With(new Occurrence(missed.Commitment, missed.Due, OccurrenceStage.Due, null, null))),
        };
        if (Renewals(agreement, suspended) is [var first, ..] undone)
            before = before with { Ends = first.From.AddDays(-1), Renewal = before.Renewal with { Renewals = before.Renewal.Renewals.RemoveRange(undone) } };
        return ComesBeforeTheEnd(agreement, suspended) ? Renewing.NotEnded(before) : before;
    }

    private static bool Extends(Agreement agreement, AgreementSuspended suspended) =>
        suspended is { Commitments.Count: 0, ExtendsTerm: true } && suspended.ActDate >= agreement.TermCountsFrom && agreement.Ending.FixedEnd is null;

    private static TermRenewed[] Renewals(Agreement agreement, AgreementSuspended suspended) =>
        Extends(agreement, suspended) ? [.. agreement.Renewal.Renewals.Where(r => r.Tacit && r.From > suspended.ActDate)] : [];

    /// <summary>Those that would not have fallen due on their day.</summary>
    private static IReadOnlyList<(string Commitment, DateOnly Due)> Missed(Agreement agreement, AgreementSuspended suspended) =>
    [
        .. from commitment in agreement.Commitments
           where suspended.Commitments.Count == 0 || suspended.Commitments.Contains(commitment.Id)
           from known in agreement.Occurrences.KnownOf(commitment.Id)
           where known.Stage is OccurrenceStage.Missed
           let due = Commitments.DueOn(agreement, commitment, known.Due!.Value)
           where due >= suspended.ActDate && suspended.ResumesOn != suspended.ActDate
           select (commitment.Id, known.Due!.Value),
    ];
}
