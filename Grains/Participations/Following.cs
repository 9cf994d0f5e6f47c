using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Participations;

/// <summary>Invariants: a follow-up is settled once; nothing is followed up while one is open or the report is missing.</summary>
internal static class Following
{
    private const int MostFollowUps = 200;

    public static Decision Hold(Participation participation, RecordHeld command, Context context)
    {
        if (new Check().Date("/actDate", command.ActDate).Refusal is { } invalid) return invalid;
        if (ActDates.Refuses(command.ActDate, participation.Zone, context) is { } future) return future;
        return participation.Occasion!.From is var from && command.ActDate < from
            ? Refusal.Of(ParticipationRefusals.HeldTooEarly, ("from", from), ("date", command.ActDate))
            : [new ParticipationHeld(command.ActDate, command.ActDate.AddDays(participation.ReportDays))];
    }

    public static Decision Add(Participation participation, AddFollowUp command, Context context)
    {
        var today = context.Today(participation.Zone);
        var check = new Check().NewKey("/followUp", command.FollowUp, participation.FollowUp(command.FollowUp) is not null)
            .That(participation.FollowUps.Length < MostFollowUps, "/followUp", Fields.TooMany, ("most", MostFollowUps))
            .Text("/what", command.What, 2000).Date("/due", command.Due, required: false)
            .That(command.Owner is not { } owner || context.Organisation(participation.Organisation)?.IsMember(owner, today) == true,
                "/owner", Fields.UnknownReference, ("value", command.Owner))
            .That(command.Contact is null || participation.Contact(command.Contact) is not null, "/contact", Fields.UnknownReference, ("value", command.Contact));
        return check.Refusal is { } invalid
            ? invalid
            : [new FollowUpAdded(command.FollowUp, command.What, command.Due, command.Owner, command.Role, command.Contact, today)];
    }

    public static Decision Complete(Participation participation, CompleteFollowUp command, Context context)
    {
        var check = new Check().Date("/actDate", command.ActDate).Text("/result", command.Result, 2000, required: false);
        return (check.Refusal ?? ActDates.Refuses(command.ActDate, participation.Zone, context) ?? Settles(participation, command.FollowUp, context)) is { } refusal
            ? refusal
            : [new FollowUpCompleted(command.FollowUp, command.ActDate, command.Result)];
    }

    public static Decision Cancel(Participation participation, CancelFollowUp command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? Open(participation, command.FollowUp)) is { } refusal
            ? refusal
            : [new FollowUpCancelled(command.FollowUp, command.Reason, context.Today(participation.Zone))];

    public static Decision Report(Participation participation, SubmitMissionReport command, Context context)
    {
        if (participation.Report is { } earlier) return Refusal.Of(ParticipationRefusals.ReportAlreadySubmitted, ("on", earlier.ActDate));
        var check = new Check().Document("/report", command.Report).Date("/actDate", command.ActDate).InOrder("/actDate", participation.Held!.ActDate, command.ActDate);
        return (check.Refusal ?? ActDates.Refuses(command.ActDate, participation.Zone, context)) is { } refusal
            ? refusal
            : [new MissionReportSubmitted(command.Report, command.ActDate)];
    }

    public static Decision MarkFollowedUp(Participation participation, MarkFollowedUp command, Context context)
    {
        if (participation.FollowUps.Count(f => f.IsOpen) is > 0 and var open) return Refusal.Of(ParticipationRefusals.FollowUpsOpen, ("count", open));
        return participation.Report is null ? Refusal.Of(ParticipationRefusals.ReportMissing) : [new ParticipationFollowedUp(context.Today(participation.Zone))];
    }

    /// <summary>Whoever may settle some follow-up may not settle every one.</summary>
    private static Refusal? Settles(Participation participation, string key, Context context) =>
        Open(participation, key) ?? ParticipationPermissions.Settles(participation, [participation.FollowUp(key)!], context);

    private static Refusal? Open(Participation participation, string key) => participation.FollowUp(key) switch
    {
        null => Refusal.Of(ParticipationRefusals.UnknownFollowUp, ("followUp", key)),
        { SettledOn: { } on } => Refusal.Of(ParticipationRefusals.FollowUpSettled, ("followUp", key), ("on", on)),
        _ => null,
    };

    public static Participation Settled(Participation participation, string key, DateOnly on) => participation with
    {
        FollowUps = [.. participation.FollowUps.Select(f => f.Added.FollowUp == key ? f with { SettledOn = on } : f)],
    };

    public static IEnumerable<OpenItem> OpenItems(Participation participation)
    {
        if (participation.Stage is ParticipationStage.FollowedUp or ParticipationStage.Declined or ParticipationStage.Cancelled) yield break;
        foreach (var added in participation.FollowUps.Where(f => f.IsOpen).Select(f => f.Added))
            yield return added.Due is { } due
                ? participation.Item($"follow-up:{added.FollowUp}", DeadlineKind.FollowUp, added.Role, added.On, due, added.Owner)
                : participation.Undated($"follow-up:{added.FollowUp}", DeadlineKind.FollowUp, added.Role, added.On, added.Owner);

        if (participation.Held is not { } held) yield break;
        if (participation.Report is not { } report)
            yield return participation.Item("mission-report", DeadlineKind.MissionReport, Role.Coordinator, held.ActDate, held.ReportBy);
        else if (participation.FollowUps.All(f => !f.IsOpen))
            yield return participation.Undated(
                "followed-up", DeadlineKind.Other, Role.Coordinator, participation.FollowUps.Select(f => f.SettledOn!.Value).Append(report.ActDate).Max());
    }
}
