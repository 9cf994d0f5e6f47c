using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Agreements;

/// <summary>Clocks stood still from 00:00 of <paramref name="From"/> until 00:00 of <paramref name="To"/> (null: they still do).</summary>
/// <param name="Commitments">Empty: everything.</param>
public sealed record SuspendedPeriod(
    Guid Id, SuspensionCause Cause, ImmutableArray<string> Commitments, DateOnly From, DateOnly? To, bool ExtendsTerm, DateOnly? ResumesOn)
{
    public bool IsOpen => To is null;
    public bool CoversAll => Commitments.IsEmpty;

    public bool Covers(string? commitment) => CoversAll || (commitment is not null && Commitments.Contains(commitment));
}

/// <summary>
/// Invariants: stage Suspended ⇔ an open suspension covers everything; a day suspended twice over counts once. A suspension stops the clocks of what it
/// covers and, when it extends the term, that of the term's end with its notice date; cure periods and notices of withdrawal run on.
/// </summary>
internal static class Suspension
{
    public static Decision Suspend(Agreement agreement, SuspendAgreement command, Context context)
    {
        IReadOnlyList<string> commitments = command.Commitments ?? [];
        var check = new Check().Text("/reason", command.Reason, 2000).InOrder("/resumesOn", command.ActDate, command.ResumesOn)
            .Date("/resumesOn", command.ResumesOn, required: false)
            .Unique("/commitments", commitments, c => c);
        check.Each("/commitments", commitments, (at, id) => check.That(agreement.Commitments.Any(c => c.Id == id), at, Fields.UnknownReference, ("value", id)));
        if (check.Refusal is { } invalid) return invalid;
        if (RefusesDate(agreement, command.ActDate, context) is { } refusal) return refusal;
        var open = agreement.Suspensions.Where(s => s is { IsOpen: true, Cause: SuspensionCause.Agreed }).ToArray();
        if (open.Any(s => s.CoversAll) || (commitments.Count > 0 && commitments.All(c => open.Any(s => s.Covers(c)))))
            return Refusal.Of(AgreementRefusals.AlreadySuspended, ("since", open[0].From));

        var suspended = new AgreementSuspended(
            context.NewId(0), SuspensionCause.Agreed, context.Actor.Party, command.ActDate, command.Reason, commitments, command.ExtendsTerm, command.ResumesOn);
        if (RefusesEnded(agreement, suspended) is { } ended) return ended;
        var begun = LateSuspension.Begin(agreement, suspended);
        return command.ResumesOn is { } resumes && resumes <= context.Today(agreement.Zone)
            ? Decision.Of([.. begun, Resumed(Apply(agreement, suspended), suspended.Suspension, resumes)])
            : Decision.Of(begun);
    }

    public static Decision InvokeForceMajeure(Agreement agreement, InvokeForceMajeure command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Document("/evidence", command.Evidence).Refusal is { } invalid) return invalid;
        if (RefusesDate(agreement, command.ActDate, context) is { } refusal) return refusal;
        if (ForceMajeure(agreement) is { } earlier) return Refusal.Of(AgreementRefusals.AlreadySuspended, ("since", earlier.From));
        var suspended = new AgreementSuspended(
            context.NewId(0), SuspensionCause.ForceMajeure, context.Actor.Party, command.ActDate, command.Reason, [], ExtendsTerm: true, Evidence: command.Evidence);
        return RefusesEnded(agreement, suspended) is { } ended ? ended : Decision.Of(LateSuspension.Begin(agreement, suspended));
    }

    public static Decision Resume(Agreement agreement, ResumeAgreement command, Context context)
    {
        if (agreement.Suspensions.FirstOrDefault(s => s.Id == command.Suspension) is not { } period)
            return Refusal.Of(AgreementRefusals.UnknownSuspension, ("suspension", command.Suspension));
        if (period.Cause is SuspensionCause.Framework) return Refusal.Of(AgreementRefusals.SuspendedByFramework, ("since", period.From));
        if (ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } future) return future;
        if (command.ActDate < period.From) return Refusal.Of(AgreementRefusals.ActDateTooEarly, ("earliest", period.From));
        var resumed = Resumed(agreement, period.Id, command.ActDate);
        if (period.IsOpen) return [resumed];
        // It ran again sooner than the timer knew.
        return period.To == period.ResumesOn && command.ActDate < period.To
            ? [new Rectified(MessageNames.Of(typeof(AgreementResumed)), Key(period), "resumed-earlier", command.ActDate), resumed]
            : Refusal.Of(AgreementRefusals.UnknownSuspension, ("suspension", command.Suspension));
    }

    /// <summary>The day of resumption, as foreseen, has come.</summary>
    public static IReadOnlyList<IEvent> ResumptionDue(Agreement agreement, OpenItem item, Context context) =>
        agreement.Suspensions.FirstOrDefault(s => s.IsOpen && Key(s) == item.Key) is { ResumesOn: { } day } period && day <= context.Today(agreement.Zone)
            ? [Resumed(agreement, period.Id, day)]
            : [];

    /// <summary>Whether the clock of a commitment (null: of money) stands still now.</summary>
    public static bool Covers(Agreement agreement, string? commitment) => agreement.Suspensions.Any(s => s.IsOpen && s.Covers(commitment));

    /// <summary>
    /// When what the text dates <paramref name="nominal"/> falls due (of a commitment; null: of money): later by the days suspended, whether or not they
    /// extend the term. While <see cref="Covers"/> holds nothing falls due.
    /// </summary>
    /// <param name="since">When the date was set, which contains earlier suspensions; null: with the text.</param>
    public static DateOnly DueOn(Agreement agreement, string? commitment, DateOnly nominal, DateOnly? since = null) =>
        Standstills(agreement.Suspensions.Where(s => s.Covers(commitment))).DueOn(since ?? agreement.InForceOn ?? DateOnly.MinValue, nominal);

    /// <summary>The days by which suspensions have extended the term.</summary>
    public static int TermShift(Agreement agreement) =>
        Standstills(agreement.Suspensions.Where(s => s is { CoversAll: true, ExtendsTerm: true } && s.From >= agreement.TermCountsFrom)).Days;

    private static Standstills Standstills(IEnumerable<SuspendedPeriod> periods) => new([.. periods.Select(s => new Standstill(s.From, s.To))]);

    public static bool StopsTheTerm(Agreement agreement) => agreement.Suspensions.Any(s => s is { IsOpen: true, CoversAll: true, ExtendsTerm: true });

    public static SuspendedPeriod? ForceMajeure(Agreement agreement) =>
        agreement.Suspensions.FirstOrDefault(s => s is { IsOpen: true, Cause: SuspensionCause.ForceMajeure });

    public static AgreementResumed Resumed(Agreement agreement, Guid suspension, DateOnly on)
    {
        var after = Close(agreement, suspension, on);
        return new(suspension, on, agreement.Ends is null ? null : Renewing.LastDay(after, after.Renewal.Renewals.Length));
    }

    /// <summary>The stage follows from what is open.</summary>
    public static Agreement Settle(Agreement agreement) => agreement.Stage is AgreementStage.InForce or AgreementStage.Suspended
        ? agreement with { Stage = agreement.Suspensions.Any(s => s is { IsOpen: true, CoversAll: true }) ? AgreementStage.Suspended : AgreementStage.InForce }
        : agreement;

    public static Agreement Apply(Agreement agreement, AgreementSuspended e) => Settle(LateSuspension.Undo(agreement, e) with
    {
        Suspensions = agreement.Suspensions.Add(new(e.Suspension, e.Cause, [.. e.Commitments], e.ActDate, null, e.ExtendsTerm, e.ResumesOn)),
    });

    public static Agreement Apply(Agreement agreement, AgreementResumed e) => Settle(Close(agreement, e.Suspension, e.ActDate) with { Ends = e.Ends });

    /// <summary>With the agreement every suspension ends.</summary>
    public static Agreement CloseAll(Agreement agreement, DateOnly on) =>
        agreement with { Suspensions = [.. agreement.Suspensions.Select(s => s.IsOpen ? s with { To = s.From > on ? s.From : on } : s)] };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement) => agreement.Stage is AgreementStage.InForce or AgreementStage.Suspended
        ? agreement.Suspensions.Where(s => s.IsOpen && s.Cause is not SuspensionCause.Framework).Select(s => s.ResumesOn is { } day
            ? agreement.Item(Key(s), DeadlineKind.Resumption, agreement.PartyIds, Role.Coordinator, s.From, day)
            : new OpenItem(Key(s), DeadlineKind.Resumption, agreement.PartyIds, Role.Coordinator, s.From))
        : [];

    /// <summary>Acts on an agreement that runs are dated from its entry into force until today.</summary>
    public static Refusal? RefusesDate(Agreement agreement, DateOnly actDate, Context context) =>
        ActDates.Refuses(actDate, agreement.Zone, context) is { } future ? future
        : actDate < agreement.InForceOn ? Refusal.Of(AgreementRefusals.ActDateTooEarly, ("earliest", agreement.InForceOn))
        : null;

    /// <summary>What has ended stands still no more, unless this would have kept it from ending.</summary>
    private static Refusal? RefusesEnded(Agreement agreement, AgreementSuspended suspended) =>
        agreement.Stage is AgreementStage.Ended && !LateSuspension.ComesBeforeTheEnd(agreement, suspended)
            ? Refusal.Of(AgreementRefusals.AfterTheEnd, ("ended", agreement.Ends))
            : null;

    private static string Key(SuspendedPeriod period) => $"resumption:{period.Id}";

    private static Agreement Close(Agreement agreement, Guid suspension, DateOnly on) =>
        agreement with { Suspensions = [.. agreement.Suspensions.Select(s => s.Id == suspension ? s with { To = on } : s)] };
}
