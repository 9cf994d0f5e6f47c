using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <param name="Renewals">Of the term as it was last agreed; never more than its maximum.</param>
/// <param name="Notices">Of non-renewal, for the current term.</param>
/// <param name="Agreed">Who has agreed to the next express renewal.</param>
public sealed record RenewalState(
    ImmutableArray<TermRenewed> Renewals, ImmutableDictionary<OrganisationId, NonRenewalNoticeGiven> Notices, PartyApprovals Agreed)
{
    public static RenewalState None { get; } = new([], ImmutableDictionary<OrganisationId, NonRenewalNoticeGiven>.Empty, PartyApprovals.None);
}

/// <summary>
/// Invariants: never more renewals than agreed; a term's end never moves for holidays; a specific agreement that does not survive its framework ends no
/// later, its term being cut to the framework's wherever it comes from.
/// </summary>
internal static class Renewing
{
    public static Decision AgreeToRenew(Agreement agreement, AgreeToRenew command, Context context)
    {
        if (agreement.Terms.Renewal is not RenewalMode.Express)
            return Refusal.Of(AgreementRefusals.NotExpresslyRenewable, ("renewal", agreement.Terms.Renewal));
        if (Suspension.RefusesDate(agreement, command.ActDate, context) is { } date) return date;
        if (agreement.Ending.Ended is { Cause: not EndCause.Expired } ended) return Refusal.Of(AgreementRefusals.AfterTheEnd, ("ended", ended.On));
        if (Next(agreement, tacit: false) is null) return Refusal.Of(AgreementRefusals.NoRenewalsLeft, ("most", agreement.Terms.MaxRenewals));
        if (command.ActDate > agreement.Ends) return Refusal.Of(AgreementRefusals.AfterTheEnd, ("ended", agreement.Ends));

        var party = context.Actor.Party;
        if (agreement.Renewal.Agreed.Has(party)) return Refusal.Of(AgreementRefusals.AlreadyAgreed, ("organisation", party));
        var agreed = new RenewalAgreed(party, command.ActDate);
        return Decision.Of([agreed, .. AgreedByAll(Apply(agreement, agreed), context)]);
    }

    /// <summary>
    /// The express renewal, once no party is missing; where the last of it was only recorded after the timer had ended the agreement, that is put right.
    /// </summary>
    public static IReadOnlyList<IEvent> AgreedByAll(Agreement agreement, Context context)
    {
        var agreed = agreement.Renewal.Agreed;
        if (!agreed.AreOfAll(agreement.PartyIds) || Next(agreement, tacit: false) is not { } renewed) return [];
        return agreement.Ending.Ended is null
            ? [renewed]
            : [new Rectified(MessageNames.Of(typeof(AgreementEnded)), "expiry", "renewed-in-time", agreed.Last!.Value), renewed];
    }

    public static Decision GiveNotice(Agreement agreement, GiveNonRenewalNotice command, Context context)
    {
        if (new Check().Document("/evidence", command.Evidence).Refusal is { } invalid) return invalid;
        if (Suspension.RefusesDate(agreement, command.ActDate, context) is { } date) return date;
        if (agreement.Terms.Renewal is not RenewalMode.Tacit) return Refusal.Of(AgreementRefusals.NotTacitlyRenewable, ("renewal", agreement.Terms.Renewal));
        var party = context.Actor.Party;
        if (agreement.Renewal.Notices.GetValueOrDefault(party) is { } earlier) return Refusal.Of(AgreementRefusals.NoticeAlreadyGiven, ("on", earlier.ActDate));
        if (EndOfTermAt(agreement, command.ActDate) is not { } ends) return Refusal.Of(AgreementRefusals.AfterTheEnd, ("ended", agreement.Ends));
        var limit = WorkingDays.Resolve(
            NoticeDate(agreement, ends), DayRule.Previous, agreement.PartyIds.Select(context.Organisation).OfType<Organisations.Organisation>().Select(o => o.Calendar));
        if (command.ActDate > limit) return Refusal.Of(AgreementRefusals.NoticeTooLate, ("limit", limit), ("given", command.ActDate));

        var given = new NonRenewalNoticeGiven(party, command.ActDate, ends, command.Evidence);
        if (ends < agreement.Ends) return Decision.Of([given, .. Ending.EndOn(agreement, ends, EndCause.NotRenewed, party, command.ActDate, "notice-in-time")]);
        if (agreement.Ending.Ended is { } ended) return Refusal.Of(AgreementRefusals.AfterTheEnd, ("ended", ended.On));
        return Next(agreement, tacit: true) is null ? Refusal.Of(AgreementRefusals.NoRenewalsLeft, ("most", agreement.Terms.MaxRenewals)) : [given];
    }

    public static Decision WithdrawNotice(Agreement agreement, WithdrawNotice command, Context context)
    {
        if (ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } future) return future;
        if (agreement.Renewal.Notices.GetValueOrDefault(context.Actor.Party) is not { } notice)
            return Refusal.Of(AgreementRefusals.NoNotice, ("organisation", context.Actor.Party));
        if (command.ActDate < notice.ActDate) return Refusal.Of(AgreementRefusals.ActDateTooEarly, ("earliest", notice.ActDate));
        return command.ActDate > agreement.Ends
            ? Refusal.Of(AgreementRefusals.AfterTheEnd, ("ended", agreement.Ends))
            : [new NoticeWithdrawn(context.Actor.Party, command.ActDate)];
    }

    /// <summary>The last day is over: the agreement is renewed tacitly or ends.</summary>
    public static IReadOnlyList<IEvent> Expire(Agreement agreement, Context context)
    {
        if (agreement.Ends is not { } ends || context.Today(agreement.Zone) <= ends) return [];
        if (agreement.Ending.FixedEnd == ends) return [new AgreementEnded(ends, EndCause.CommonAccord)];
        if (!agreement.Renewal.Notices.IsEmpty) return [new AgreementEnded(ends, EndCause.NotRenewed, agreement.Renewal.Notices.Keys.First())];
        return Next(agreement, tacit: true) is { } renewed ? [renewed] : [new AgreementEnded(ends, EndCause.Expired)];
    }

    /// <summary>The last day of the term, given its renewals and the days by which suspensions extended it; never after the framework's.</summary>
    public static DateOnly? LastDay(Agreement agreement, int renewals)
    {
        var more = renewals * agreement.Terms.RenewalMonths;
        // Counted from the anchor each time: from one end to the next, the 31st would drift to the 28th and stay there.
        var own = agreement.Terms.Ends is { } stated ? stated.AddDays(1).AddMonths(more)
            : agreement.Terms.Months is { } months ? agreement.InForceOn?.AddMonths(months + more)
            : null;
        var last = agreement.Ending.FixedEnd ?? own?.AddDays(Suspension.TermShift(agreement) - 1);
        return agreement.Parentage is { SurvivesParent: false, FrameworkEnds: { } framework } && (last is null || framework < last) ? framework : last;
    }

    /// <summary>The last day on which a notice for this end is in time, before calendars move it to a working day.</summary>
    private static DateOnly NoticeDate(Agreement agreement, DateOnly ends) => ends.AddMonths(-agreement.Terms.NoticeMonths);

    private static TermRenewed? Next(Agreement agreement, bool tacit)
    {
        var number = agreement.Renewal.Renewals.Length + 1;
        return (agreement.Terms.Renewal is RenewalMode.Tacit) == tacit && number <= agreement.Terms.MaxRenewals && agreement.Ending.FixedEnd is null
            && agreement.Ends is { } ends && LastDay(agreement, number) is { } last && last > ends
                ? new(number, ends.AddDays(1), last, tacit)
                : null;
    }

    /// <summary>The end of the term that ran on a day, whatever timers have done since.</summary>
    private static DateOnly? EndOfTermAt(Agreement agreement, DateOnly day)
    {
        foreach (var renewal in agreement.Renewal.Renewals)
            if (day < renewal.From) return renewal.From.AddDays(-1);
        return day <= agreement.Ends ? agreement.Ends : null;
    }

    public static Agreement Apply(Agreement agreement, RenewalAgreed e) =>
        agreement with { Renewal = agreement.Renewal with { Agreed = agreement.Renewal.Agreed.Add(e.Party, e.ActDate) } };

    public static Agreement Apply(Agreement agreement, TermRenewed e) => Suspension.Settle(NotEnded(agreement) with
    {
        Ends = e.Ends,
        Renewal = RenewalState.None with { Renewals = agreement.Renewal.Renewals.Add(e) },
    });

    /// <summary>What was begun because the agreement had ended is void when it had not.</summary>
    public static Agreement NotEnded(Agreement agreement) => agreement with
    {
        Stage = AgreementStage.InForce,
        Ending = agreement.Ending with { Ended = null },
        Evaluation = agreement.Ending.Ended is null ? agreement.Evaluation : EvaluationState.None,
        Closing = ClosingState.None,
    };

    public static Agreement Apply(Agreement agreement, NonRenewalNoticeGiven e) =>
        agreement with { Renewal = agreement.Renewal with { Notices = agreement.Renewal.Notices.SetItem(e.Party, e) } };

    public static Agreement Apply(Agreement agreement, NoticeWithdrawn e) =>
        agreement with { Renewal = agreement.Renewal with { Notices = agreement.Renewal.Notices.Remove(e.Party) } };

    /// <summary>While a suspension that extends the term stops everything, the end is not known and nothing waits for it.</summary>
    public static IEnumerable<OpenItem> OpenItems(Agreement agreement)
    {
        if (agreement.Stage is not (AgreementStage.InForce or AgreementStage.Suspended) || agreement.Ends is not { } ends || Suspension.StopsTheTerm(agreement))
            yield break;
        var since = agreement.Renewal.Renewals is [.., var last] ? last.From : agreement.InForceOn!.Value;
        yield return agreement.Item("expiry", DeadlineKind.Expiry, agreement.PartyIds, Role.Coordinator, since, ends);
        if (agreement.Renewal.Notices.IsEmpty && Next(agreement, tacit: true) is not null)
            yield return agreement.Item("non-renewal-notice", DeadlineKind.NonRenewalNotice, agreement.PartyIds, Role.Coordinator, since, NoticeDate(agreement, ends));
        if (Next(agreement, tacit: false) is not null)
            yield return agreement.Item(
                "renewal", DeadlineKind.RenewalAnswer, agreement.Renewal.Agreed.Missing(agreement.PartyIds), Role.Coordinator, since, ends);
    }
}
