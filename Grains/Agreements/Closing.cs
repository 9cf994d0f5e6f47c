using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Programmes;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Agreements;

/// <param name="Report">The closing report on the table, or approved.</param>
/// <param name="Accepted">Other parties that accepted it.</param>
/// <param name="Settled">Parties that declared their accounts settled.</param>
public sealed record ClosingState(
    ClosingReportSubmitted? Report, PartyApprovals Accepted, bool ReportApproved, PartyApprovals Settled, bool CasesHandedOver)
{
    public static ClosingState None { get; } = new(null, PartyApprovals.None, false, PartyApprovals.None, false);
}

/// <summary>
/// Invariants: closed ⇒ evaluated, report accepted by all, accounts settled by all and no tranche open since, no open specific agreement, open cases handed
/// over,
/// the report of every programme that was carried out accepted.
/// </summary>
internal static class Closing
{
    /// <summary>The closing report is due so many days after the end.</summary>
    public const int ReportDays = 90;

    public static Decision SubmitReport(Agreement agreement, SubmitClosingReport command, Context context)
    {
        if (new Check().Document("/report", command.Report).Refusal is { } invalid) return invalid;
        if (agreement.Closing.ReportApproved) return Refusal.Of(AgreementRefusals.ClosingReportAlreadyApproved);
        return agreement.Closing.Report is { } pending
            ? Refusal.Of(AgreementRefusals.ClosingReportPending, ("by", pending.By), ("since", pending.On))
            : [new ClosingReportSubmitted(context.Actor.Party, command.Report, context.Today(agreement.Zone))];
    }

    public static Decision AcceptReport(Agreement agreement, AcceptClosingReport command, Context context)
    {
        if (Refuses(agreement, context) is { } refusal) return refusal;
        var party = context.Actor.Party;
        if (agreement.Closing.Accepted.Has(party)) return Refusal.Of(AgreementRefusals.AlreadyAgreed, ("organisation", party));
        var accepted = new ClosingReportAccepted(party);
        return agreement.Closing.Accepted.Add(party).AreOfAll(agreement.PartyIds) ? [accepted, new ClosingReportApproved()] : [accepted];
    }

    public static Decision ReturnReport(Agreement agreement, ReturnClosingReport command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return Refuses(agreement, context) is { } refusal ? refusal : [new ClosingReportReturned(context.Actor.Party, command.Reason)];
    }

    public static Decision SettleAccounts(Agreement agreement, SettleAccounts command, Context context)
    {
        if (ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } future) return future;
        if (command.ActDate <= agreement.Ends) return Refusal.Of(AgreementRefusals.ActDateTooEarly, ("earliest", agreement.Ends?.AddDays(1)));
        if (Funding.Unsettled(agreement).ToArray() is { Length: > 0 } tranches)
            return Refusal.Of(AgreementRefusals.TranchesUnsettled, ("tranches", string.Join(", ", tranches)));
        var party = context.Actor.Party;
        return agreement.Closing.Settled.Has(party)
            ? Refusal.Of(AgreementRefusals.AccountsAlreadySettled, ("organisation", party))
            : [new AccountsSettled(party, command.ActDate)];
    }

    public static Decision HandOverCases(Agreement agreement, HandOverCases command, Context context)
    {
        if (new Check().Text("/note", command.Note, 2000).Refusal is { } invalid) return invalid;
        if (Suspension.RefusesDate(agreement, command.ActDate, context) is { } date) return date;
        if (agreement.Closing.CasesHandedOver) return Refusal.Of(AgreementRefusals.CasesAlreadyHandedOver);
        return context.OpenCases == 0
            ? Refusal.Of(AgreementRefusals.NoOpenCases)
            : [new CasesHandedOver(context.Actor.Party, command.Note, context.OpenCases, command.ActDate)];
    }

    public static Decision Close(Agreement agreement, CloseAgreement command, Context context)
    {
        var closing = agreement.Closing;
        var missing = new Check()
            .That(closing.ReportApproved, "/closingReport", Fields.Required)
            .That(context.OpenCases == 0 || closing.CasesHandedOver, "/cases", Fields.Required, ("open", context.OpenCases));
        foreach (var party in closing.Settled.Missing(agreement.PartyIds)) missing.That(false, $"/accounts/{party}", Fields.Required);
        foreach (var tranche in Funding.Unsettled(agreement)) missing.That(false, $"/tranches/{tranche}", Fields.Required);
        foreach (var specific in agreement.Family.OpenSpecifics.OrderBy(s => s.Stream, StringComparer.Ordinal))
            missing.That(false, $"/specifics/{specific.Key}", Fields.Required);
        foreach (var programme in agreement.Programmes.Where(p => context.Of<Programme>(p.Programme) is { } state && Reporting.OwesTheAnnualReport(state)))
            missing.That(false, $"/programmes/{programme.Period}", Fields.Required);
        return missing.Refusal is { } refusal
            ? new Refusal(AgreementRefusals.NotReadyToClose, refusal.Arguments, refusal.Errors)
            : [new AgreementClosed(context.Today(agreement.Zone))];
    }

    private static Refusal? Refuses(Agreement agreement, Context context) =>
        agreement.Closing.Report is not { } report ? Refusal.Of(AgreementRefusals.NoClosingReport)
        : agreement.Closing.ReportApproved ? Refusal.Of(AgreementRefusals.ClosingReportAlreadyApproved)
        : report.By == context.Actor.Party ? Refusal.Of(AgreementRefusals.OwnClosingReport, ("organisation", report.By))
        : null;

    public static Agreement Apply(Agreement agreement, ClosingReportSubmitted e) =>
        agreement with { Closing = agreement.Closing with { Report = e, Accepted = PartyApprovals.None.Add(e.By) } };

    public static Agreement Apply(Agreement agreement, ClosingReportAccepted e) =>
        agreement with { Closing = agreement.Closing with { Accepted = agreement.Closing.Accepted.Add(e.Party) } };

    public static Agreement Apply(Agreement agreement, ClosingReportApproved _) =>
        agreement with { Closing = agreement.Closing with { ReportApproved = true } };

    public static Agreement Apply(Agreement agreement, ClosingReportReturned _) =>
        agreement with { Closing = agreement.Closing with { Report = null, Accepted = PartyApprovals.None } };

    public static Agreement Apply(Agreement agreement, AccountsSettled e) =>
        agreement with { Closing = agreement.Closing with { Settled = agreement.Closing.Settled.Add(e.Party, e.ActDate) } };

    public static Agreement Apply(Agreement agreement, CasesHandedOver _) => agreement with { Closing = agreement.Closing with { CasesHandedOver = true } };

    public static Agreement Apply(Agreement agreement, AgreementClosed _) => agreement with { Stage = AgreementStage.Closed };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement)
    {
        if (agreement.Stage is not (AgreementStage.Ended or AgreementStage.Evaluated)) yield break;
        var closing = agreement.Closing;
        var ended = agreement.Ends!.Value;
        if (!closing.ReportApproved)
            yield return agreement.Item(
                "closing-report", DeadlineKind.ClosingReport, closing.Accepted.Missing(agreement.PartyIds),
                Role.Coordinator, closing.Report?.On ?? ended.AddDays(1), ended.AddDays(ReportDays));
        if (closing.Settled.Missing(agreement.PartyIds) is { Count: > 0 } unsettled)
            yield return new OpenItem("accounts", DeadlineKind.Other, unsettled, Role.FinanceOfficer, ended.AddDays(1));
        else if (agreement.Stage is AgreementStage.Evaluated && closing.ReportApproved)
            yield return new OpenItem("closing", DeadlineKind.Other, agreement.PartyIds, Role.Coordinator, ended.AddDays(1));
    }
}
