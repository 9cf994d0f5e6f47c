using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

public enum ReportStage { Due, Submitted, Returned, Accepted, Overdue }

/// <summary>Where a report stands once something has happened to it.</summary>
/// <param name="By">Who submitted it last.</param>
/// <param name="On">The act date of what happened last.</param>
/// <param name="Accepted">Other parties, of what was submitted last, by the act date.</param>
/// <param name="LastDay">Overdue only: the last day on which it would have been in time.</param>
/// <param name="ReturnedOn">When it was sent back last: what follows is of that day or later.</param>
public sealed record ReportProgress(
    ReportStage Stage, OrganisationId? By, DateOnly? On, PartyApprovals Accepted, DateOnly? LastDay = null, DateOnly? ReturnedOn = null);

/// <summary>A report that the programme asks for.</summary>
/// <param name="From">The first day that it covers.</param>
internal sealed record ReportAsked(string Key, DateOnly From, DateOnly Due);

/// <summary>Invariants: nobody accepts its own report; accepted ⇔ every other party accepted the same submission; what is accepted never changes.</summary>
internal static class Reporting
{
    private const int InterimDays = 30;
    private const int AnnualDays = 90;

    public static Decision Submit(Programme programme, SubmitProgrammeReport command, Context context)
    {
        var check = PlanChecks.Documents(new Check(), "/documents", command.Documents).Text("/summary", command.Summary, Check.LongText, required: false);
        if (check.Refusal is { } invalid) return invalid;
        if (Find(programme, command.Report, out var asked, out var progress) is { } refusal) return refusal;
        if (progress?.Stage is ReportStage.Submitted) return Refusal.Of(ProgrammeRefusals.ReportSubmittedAlready, ("report", command.Report));
        var party = context.Actor.Party;
        if (!programme.Turn(programme.Reporting.Reporter).Contains(party))
            return Refusal.Of(ProgrammeRefusals.NotTheReporter, ("organisation", programme.Reporting.Reporter), ("report", command.Report));
        var order = new Check().InOrder("/actDate", progress?.ReturnedOn ?? asked.From, command.ActDate).Refusal;
        if ((order ?? ActDates.Refuses(command.ActDate, programme.Zone, context)) is { } date) return date;

        var submitted = new ReportSubmitted(command.Report, party, command.ActDate, command.Documents, command.Summary);
        return progress is { Stage: ReportStage.Overdue, LastDay: { } last } && command.ActDate <= last
            ? [new Rectified(MessageNames.Of(typeof(ReportOverdue)), command.Report, "submitted-in-time", command.ActDate), submitted]
            : [submitted];
    }

    public static Decision Accept(Programme programme, AcceptProgrammeReport command, Context context)
    {
        if (Answers(programme, command.Report, command.ActDate, context, out var progress) is { } refusal) return refusal;
        var party = context.Actor.Party;
        if (progress.Accepted.Has(party)) return Refusal.Of(ProgrammeRefusals.ReportAlreadyAccepted, ("organisation", party), ("report", command.Report));
        var accepted = new PartyAcceptedReport(command.Report, party, command.ActDate);
        var after = progress.Accepted.Add(party, command.ActDate);
        return Missing(programme, progress.By!.Value, after).Count > 0 ? [accepted] : [accepted, new ReportAccepted(command.Report, party, after.Last!.Value)];
    }

    public static Decision Return(Programme programme, ReturnProgrammeReport command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? Answers(programme, command.Report, command.ActDate, context, out _)) is { } refusal
            ? refusal
            : [new ReportReturned(command.Report, context.Actor.Party, command.Reason, command.ActDate)];

    /// <summary>The due date has passed without a report.</summary>
    public static IReadOnlyList<IEvent> Miss(Programme programme, OpenItem item, DeadlineReached reached) =>
        [new ReportOverdue(item.Key[Prefix.Length..], item.Deadline!.Nominal, reached.Resolved)];

    /// <summary>Reports that a timer took for overdue on a day on which, as it turns out, no clock ran.</summary>
    public static IReadOnlyList<string> TakenForOverdue(Programme programme, DateOnly suspendedOn) =>
    [
        .. from asked in Asked(programme)
           where programme.Reports.GetValueOrDefault(asked.Key)?.Stage is ReportStage.Overdue && DueOn(programme, asked) >= suspendedOn
           select asked.Key,
    ];

    /// <summary>It is what it was: returned, or nothing has happened to it.</summary>
    public static ImmutableDictionary<string, ReportProgress> NotOverdue(ImmutableDictionary<string, ReportProgress> reports, string key) =>
        reports[key] is { ReturnedOn: { } returned } overdue
            ? reports.SetItem(key, overdue with { Stage = ReportStage.Returned, On = returned, LastDay = null })
            : reports.Remove(key);

    private static DateOnly DueOn(Programme programme, ReportAsked asked) => programme.Standstills.DueOn(asked.From, asked.Due);

    /// <summary>Reports that waited for a party which has left alone.</summary>
    public static IEnumerable<IEvent> WhenComplete(Programme programme)
    {
        foreach (var (key, progress) in programme.Reports.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            if (progress.Stage is not ReportStage.Submitted || Missing(programme, progress.By!.Value, progress.Accepted).Count > 0) continue;
            var last = progress.Accepted.Days.OrderBy(a => a.Value).ThenBy(a => a.Key.Value, StringComparer.Ordinal).Last();
            yield return new ReportAccepted(key, last.Key, last.Value!.Value);
        }
    }

    /// <summary>The annual report is settled.</summary>
    public static bool AnnualIsAccepted(Programme programme) => programme.Reports.GetValueOrDefault(programme.Period)?.Stage is ReportStage.Accepted;

    /// <summary>It was carried out, and the report on all of it is not accepted.</summary>
    public static bool OwesTheAnnualReport(Programme programme) => programme.IsUnderWay && !AnnualIsAccepted(programme);

    public static DateOnly AnnualAcceptedOn(Programme programme) => programme.Reports[programme.Period].On!.Value;

    /// <summary>Interim ones that end before the last day, then the annual one.</summary>
    public static IEnumerable<ReportAsked> Asked(Programme programme)
    {
        if (programme.Reporting.EveryMonths is { } months)
            for (var n = 1; programme.From.AddMonths(n * months).AddDays(-1) is var last && last < programme.To; n++)
                yield return new(FormattableString.Invariant($"{programme.Period}-{n}"), programme.From.AddMonths((n - 1) * months), last.AddDays(InterimDays));
        yield return new(programme.Period, programme.From, programme.ReportBy ?? programme.To.AddDays(AnnualDays));
    }

    private static Refusal? Find(Programme programme, string key, out ReportAsked asked, out ReportProgress? progress)
    {
        asked = Asked(programme).FirstOrDefault(a => a.Key == key)!;
        progress = asked is null ? null : programme.Reports.GetValueOrDefault(key);
        return asked is null ? Refusal.Of(ProgrammeRefusals.UnknownReport, ("report", key))
            : progress?.Stage is ReportStage.Accepted ? Refusal.Of(ProgrammeRefusals.ReportSettled, ("report", key))
            : null;
    }

    private static Refusal? Answers(Programme programme, string key, DateOnly actDate, Context context, out ReportProgress progress)
    {
        progress = null!;
        if (Find(programme, key, out _, out var known) is { } refusal) return refusal;
        if (known is not { Stage: ReportStage.Submitted }) return Refusal.Of(ProgrammeRefusals.NothingSubmitted, ("report", key));
        progress = known;
        if (known.By == context.Actor.Party) return Refusal.Of(ProgrammeRefusals.OwnReport, ("organisation", known.By), ("report", key));
        return new Check().InOrder("/actDate", known.On, actDate).Refusal ?? ActDates.Refuses(actDate, programme.Zone, context);
    }

    private static IReadOnlyList<OrganisationId> Missing(Programme programme, OrganisationId by, PartyApprovals accepted) =>
        accepted.Add(by).Missing(programme.Parties);

    public static Programme Apply(Programme programme, ReportSubmitted e) =>
        With(programme, e.Report, new(
            ReportStage.Submitted, e.By, e.ActDate, PartyApprovals.None, ReturnedOn: programme.Reports.GetValueOrDefault(e.Report)?.ReturnedOn));

    public static Programme Apply(Programme programme, PartyAcceptedReport e)
    {
        var progress = programme.Reports[e.Report];
        return With(programme, e.Report, progress with { Accepted = progress.Accepted.Add(e.Party, e.ActDate) });
    }

    public static Programme Apply(Programme programme, ReportAccepted e) =>
        With(programme, e.Report, programme.Reports[e.Report] with { Stage = ReportStage.Accepted, On = e.On });

    public static Programme Apply(Programme programme, ReportReturned e) =>
        With(programme, e.Report, programme.Reports[e.Report] with
        {
            Stage = ReportStage.Returned, On = e.ActDate, Accepted = PartyApprovals.None, ReturnedOn = e.ActDate,
        });

    public static Programme Apply(Programme programme, ReportOverdue e) =>
        With(programme, e.Report, (programme.Reports.GetValueOrDefault(e.Report) ?? new(ReportStage.Due, null, null, PartyApprovals.None)) with
        {
            Stage = ReportStage.Overdue, LastDay = e.LastDay,
        });

    private static Programme With(Programme programme, string key, ReportProgress progress) =>
        programme with { Reports = programme.Reports.SetItem(key, progress) };

    private const string Prefix = "report:";

    /// <summary>Those to which something has happened, and the next one.</summary>
    public static IEnumerable<OpenItem> OpenItems(Programme programme)
    {
        if (programme.Stage is not (ProgrammeStage.Executing or ProgrammeStage.Closing)) yield break;
        var next = true;
        foreach (var asked in Asked(programme))
        {
            var progress = programme.Reports.GetValueOrDefault(asked.Key);
            if (progress is { Stage: ReportStage.Accepted } || (progress is null && !next)) continue;
            if (progress is null) next = false;
            yield return progress is { Stage: ReportStage.Submitted, By: { } by }
                ? new($"report-acceptance:{asked.Key}", DeadlineKind.ProgrammeReport, Missing(programme, by, progress.Accepted), Role.Coordinator, progress.On!.Value)
                : Awaited(programme, asked, progress);
        }
    }

    /// <summary>What was returned before it was due can still become overdue; what was late or returned late does not again.</summary>
    private static OpenItem Awaited(Programme programme, ReportAsked asked, ReportProgress? progress)
    {
        var reporter = progress?.By ?? programme.Reporting.Reporter;
        var canBeOverdue = progress is null or { Stage: ReportStage.Returned } && !(progress?.On > DueOn(programme, asked));
        return programme.Item(
            $"{Prefix}{asked.Key}", DeadlineKind.ProgrammeReport, programme.Turn(reporter), Role.Coordinator, asked.From, asked.Due, canBeOverdue);
    }
}
