using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Agreements;

public sealed record FormalNotice(FormalNoticeGiven Given, bool CurePeriodOver = false);

/// <param name="Notices">Of breach, neither cured nor followed by termination.</param>
/// <param name="ProposedEnd">The date on the table for an end by common accord.</param>
/// <param name="FixedEnd">The last day on which every party agreed.</param>
public sealed record EndingState(
    ImmutableDictionary<Guid, FormalNotice> Notices, DateOnly? ProposedEnd, PartyApprovals Agreed, DateOnly? FixedEnd, AgreementEnded? Ended)
{
    public static EndingState None { get; } = new(ImmutableDictionary<Guid, FormalNotice>.Empty, null, PartyApprovals.None, null, null);
}

/// <summary>Invariants: nobody terminates for a breach before the cure period is over; an end by common accord is agreed by every party, to the day.</summary>
internal static class Ending
{
    /// <summary>So long must force majeure have suspended the agreement before a party may end it.</summary>
    public const int ForceMajeureDays = 90;

    public static Decision GiveFormalNotice(Agreement agreement, GiveFormalNotice command, Context context)
    {
        var check = new Check().Text("/breach", command.Breach, 2000).Document("/evidence", command.Evidence, required: false)
            .That(agreement.IsParty(command.Against) && command.Against != context.Actor.Party, "/against", Fields.UnknownReference, ("value", command.Against));
        if (check.Refusal is { } invalid) return invalid;
        return Refuses(agreement, command.ActDate, agreement.InForceOn!.Value, context) is { } refusal
            ? refusal
            : [new FormalNoticeGiven(
                context.NewId(0), context.Actor.Party, command.Against, command.Breach, command.ActDate, command.ActDate.AddDays(agreement.Governance.CureDays), command.Evidence)];
    }

    public static Decision DeclareCured(Agreement agreement, DeclareCured command, Context context)
    {
        var (notice, refusal) = Own(agreement, command.Notice, context);
        if (refusal is not null) return refusal;
        if (Refuses(agreement, command.ActDate, notice!.Given.ActDate, context) is { } date) return date;
        var cured = new BreachCured(command.Notice, command.ActDate);
        return notice.CurePeriodOver && command.ActDate <= notice.Given.CureBy
            ? [new Rectified(MessageNames.Of(typeof(CurePeriodEnded)), Key(command.Notice), "cured-in-time", command.ActDate), cured]
            : [cured];
    }

    public static Decision Terminate(Agreement agreement, TerminateForBreach command, Context context)
    {
        if (new Check().Document("/evidence", command.Evidence, required: false).Refusal is { } invalid) return invalid;
        var (notice, refusal) = Own(agreement, command.Notice, context);
        if (refusal is not null) return refusal;
        if (Refuses(agreement, command.ActDate, notice!.Given.ActDate, context) is { } date) return date;
        if (!notice.CurePeriodOver || command.ActDate <= notice.Given.CureBy)
            return Refusal.Of(AgreementRefusals.CurePeriodRuns, ("until", notice.Given.CureBy));
        return Decision.Of(
        [
            new TerminatedForBreach(command.Notice, context.Actor.Party, command.ActDate, command.Evidence),
            .. EndOn(agreement, command.ActDate, EndCause.Breach, context.Actor.Party, command.ActDate, "terminated"),
        ]);
    }

    public static Decision AgreeToEnd(Agreement agreement, AgreeToEnd command, Context context)
    {
        var check = new Check().Date("/on", command.On).InOrder("/on", command.ActDate, command.On).InOrder("/on", command.On, agreement.Ends);
        if (check.Refusal is { } invalid) return invalid;
        if (Refuses(agreement, command.ActDate, agreement.InForceOn!.Value, context) is { } refusal) return refusal;

        var party = context.Actor.Party;
        if (agreement.Ending.ProposedEnd == command.On && agreement.Ending.Agreed.Has(party))
            return Refusal.Of(AgreementRefusals.AlreadyAgreed, ("organisation", party));
        var accord = new EndAgreed(party, command.On, command.ActDate);
        return Decision.Of([accord, .. AgreedByAll(Apply(agreement, accord), context)]);
    }

    /// <summary>The end by common accord, once no party is missing.</summary>
    public static IReadOnlyList<IEvent> AgreedByAll(Agreement agreement, Context context)
    {
        var agreed = agreement.Ending.Agreed;
        if (!IsOnTheTable(agreement) || !agreed.AreOfAll(agreement.PartyIds)) return [];
        var on = agreement.Ending.ProposedEnd!.Value;
        return on < context.Today(agreement.Zone)
            ? EndOn(agreement, on, EndCause.CommonAccord, null, agreed.Last!.Value, "agreed-earlier")
            : [new EndFixed(on)];
    }

    /// <summary>A date that is not after the last day, which may have moved since.</summary>
    private static bool IsOnTheTable(Agreement agreement) => agreement.Ending.ProposedEnd is { } proposed && !(proposed > agreement.Ends);

    public static Decision EndForForceMajeure(Agreement agreement, EndForForceMajeure command, Context context)
    {
        if (Suspension.ForceMajeure(agreement) is not { } suspended) return Refusal.Of(AgreementRefusals.NoForceMajeure);
        if (Refuses(agreement, command.ActDate, suspended.From, context) is { } refusal) return refusal;
        var possible = suspended.From.AddDays(ForceMajeureDays);
        return command.ActDate < possible
            ? Refusal.Of(AgreementRefusals.ForceMajeureTooRecent, ("possible", possible))
            : Decision.Of(EndOn(agreement, command.ActDate, EndCause.ForceMajeure, context.Actor.Party, command.ActDate, "force-majeure"));
    }

    public static IReadOnlyList<IEvent> CureOver(Agreement agreement, OpenItem item) =>
        agreement.Ending.Notices.Values.FirstOrDefault(n => Key(n.Given.Notice) == item.Key) is { CurePeriodOver: false } notice
            ? [new CurePeriodEnded(notice.Given.Notice)]
            : [];

    /// <summary>The end on that day, and the rectification of every tacit renewal, or of another end, by which timers went past it.</summary>
    public static IReadOnlyList<IEvent> EndOn(Agreement agreement, DateOnly on, EndCause cause, OrganisationId? by, DateOnly actDate, string reason)
    {
        var events = new List<IEvent>();
        if (agreement.Ending.Ended is not null) events.Add(new Rectified(MessageNames.Of(typeof(AgreementEnded)), "expiry", reason, actDate));
        events.AddRange(agreement.Renewal.Renewals.Where(r => r.Tacit && r.From > on)
            .Select(r => new Rectified(MessageNames.Of(typeof(TermRenewed)), $"renewal:{r.Number}", reason, actDate)));
        events.Add(new AgreementEnded(on, cause, by));
        return events;
    }

    private static (FormalNotice? Notice, Refusal? Refusal) Own(Agreement agreement, Guid id, Context context) =>
        agreement.Ending.Notices.GetValueOrDefault(id) is not { } notice ? (null, Refusal.Of(AgreementRefusals.UnknownNotice, ("notice", id)))
        : notice.Given.By != context.Actor.Party ? (null, Refusal.Of(AgreementRefusals.NotYourNotice, ("by", notice.Given.By)))
        : (notice, null);

    private static Refusal? Refuses(Agreement agreement, DateOnly actDate, DateOnly earliest, Context context) =>
        ActDates.Refuses(actDate, agreement.Zone, context) is { } future ? future
        : actDate < earliest ? Refusal.Of(AgreementRefusals.ActDateTooEarly, ("earliest", earliest))
        : actDate > agreement.Ends && !Suspension.StopsTheTerm(agreement) ? Refusal.Of(AgreementRefusals.AfterTheEnd, ("ended", agreement.Ends))
        : null;

    private static string Key(Guid notice) => $"cure:{notice}";

    public static Agreement Apply(Agreement agreement, FormalNoticeGiven e) => With(agreement, agreement.Ending.Notices.Add(e.Notice, new(e)));

    public static Agreement Apply(Agreement agreement, CurePeriodEnded e) =>
        With(agreement, agreement.Ending.Notices.SetItem(e.Notice, agreement.Ending.Notices[e.Notice] with { CurePeriodOver = true }));

    public static Agreement Apply(Agreement agreement, BreachCured e) => With(agreement, agreement.Ending.Notices.Remove(e.Notice));

    public static Agreement Apply(Agreement agreement, TerminatedForBreach e) => With(agreement, agreement.Ending.Notices.Remove(e.Notice));

    public static Agreement Apply(Agreement agreement, EndAgreed e) => agreement with
    {
        Ending = agreement.Ending with
        {
            ProposedEnd = e.On, Agreed = (agreement.Ending.ProposedEnd == e.On ? agreement.Ending.Agreed : PartyApprovals.None).Add(e.Party, e.ActDate),
        },
    };

    public static Agreement Apply(Agreement agreement, EndFixed e) =>
        agreement with { Ends = e.On, Ending = agreement.Ending with { ProposedEnd = null, Agreed = PartyApprovals.None, FixedEnd = e.On } };

    public static Agreement Apply(Agreement agreement, AgreementEnded e) => Suspension.CloseAll(agreement, e.On.AddDays(1)) with
    {
        // Another last day, found late, leaves an evaluation that was made standing.
        Stage = agreement.Stage is AgreementStage.Evaluated ? AgreementStage.Evaluated : AgreementStage.Ended,
        Ends = e.On,
        Renewal = agreement.Renewal with { Renewals = agreement.Renewal.Renewals.RemoveAll(r => r.From > e.On) },
        Ending = agreement.Ending with { Ended = e, ProposedEnd = null, Agreed = PartyApprovals.None },
    };

    private static Agreement With(Agreement agreement, ImmutableDictionary<Guid, FormalNotice> notices) =>
        agreement with { Ending = agreement.Ending with { Notices = notices } };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement)
    {
        if (agreement.Stage is not (AgreementStage.InForce or AgreementStage.Suspended)) yield break;
        foreach (var (id, notice) in agreement.Ending.Notices)
            yield return notice.CurePeriodOver
                ? new OpenItem($"termination:{id}", DeadlineKind.Other, [notice.Given.By], Role.Coordinator, notice.Given.CureBy)
                : agreement.Item(Key(id), DeadlineKind.Cure, [notice.Given.Against], Role.Coordinator, notice.Given.ActDate, notice.Given.CureBy);
        if (IsOnTheTable(agreement))
            yield return new OpenItem(
                "end-proposed", DeadlineKind.Other, agreement.Ending.Agreed.Missing(agreement.PartyIds), Role.Coordinator, agreement.Ending.ProposedEnd!.Value);
    }
}
