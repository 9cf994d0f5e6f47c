using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <summary>The last version of a meeting's minutes.</summary>
/// <param name="Approved">Who approved this version, and when.</param>
/// <param name="CorrectionOn">A correction was asked for: the next version is awaited since then.</param>
/// <param name="FrozenOn">When they were approved, by all or tacitly.</param>
public sealed record Minutes(
    int Version, Document Document, DateOnly SentOn, DateOnly ActDate, PartyApprovals Approved,
    DateOnly? CorrectionOn = null, DateOnly? FrozenOn = null, bool IsTacit = false)
{
    /// <summary>A new version has to be drafted first.</summary>
    public bool IsAwaited => CorrectionOn is not null;
}

/// <summary>
/// Invariants: approvals are of the version on the table; minutes that are approved are frozen, unless a correction had been asked for in time.
/// </summary>
internal static class MinutesKeeping
{
    public static Decision Draft(Committee committee, DraftMinutes command, Context context)
    {
        if (new Check().Document("/minutes", command.Minutes).Refusal is { } invalid) return invalid;
        if (Meetings.Find(committee, command.Meeting, [MeetingStage.Held], out var meeting) is { } refusal) return refusal;
        if ((committee.Refuses(command.ActDate, meeting.Date, context) ?? RefusesLate(committee, meeting, command.ActDate, context)) is { } date) return date;
        // What was open when the committee was dissolved has lapsed.
        if (committee.Stage is not CommitteeStage.Dissolved
            && committee.Motions.Where(m => m.Meeting == meeting.Id && m.IsOpen).Select(m => m.Key).ToArray() is { Length: > 0 } open)
            return Refusal.Of(CommitteeRefusals.DecisionsOpen, ("keys", string.Join(", ", open)));
        if (meeting.Minutes is { IsAwaited: false } before && before.Document.Hash == command.Minutes.Hash)
            return Refusal.Of(CommitteeRefusals.SameMinutes, ("version", before.Version));
        return
        [
            new MinutesDrafted(
                meeting.Id, meeting.Date, (meeting.Minutes?.Version ?? 0) + 1, command.Minutes, context.Actor.Party, context.Today(committee.Zone), command.ActDate),
        ];
    }

    public static Decision Approve(Committee committee, ApproveMinutes command, Context context)
    {
        if (OnTheTable(committee, command.Meeting, out var meeting, out var minutes) is { } refusal) return refusal;
        if (command.Minutes != minutes.Document.Hash) return Refusal.Of(CommitteeRefusals.OtherMinutes, ("version", minutes.Version));
        if ((committee.Refuses(command.ActDate, minutes.ActDate, context) ?? RefusesLate(committee, meeting, command.ActDate, context)) is { } date)
            return date;
        var party = context.Actor.Party;
        return minutes.Approved.Has(party)
            ? Refusal.Of(CommitteeRefusals.MinutesAlreadyApproved, ("organisation", party))
            : [new MinutesApprovedByParty(meeting.Id, meeting.Date, party, minutes.Version, command.ActDate)];
    }

    public static Decision Correct(Committee committee, RequestMinutesCorrection command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        if (Meetings.Find(committee, command.Meeting, [MeetingStage.Held, MeetingStage.MinutesApproved], out var meeting) is { } refusal) return refusal;
        if (meeting.Minutes is not { } minutes) return Refusal.Of(CommitteeRefusals.NoMinutes);
        if ((committee.Refuses(command.ActDate, minutes.ActDate, context) ?? RefusesLate(committee, meeting, command.ActDate, context)) is { } date)
            return date;
        var party = context.Actor.Party;
        var requested = new MinutesCorrectionRequested(meeting.Id, meeting.Date, party, minutes.Version, command.Reason, command.ActDate);
        if (minutes.FrozenOn is not { } frozen) return [requested];
        return minutes.IsTacit && command.ActDate <= frozen && !minutes.Approved.Has(party)
            ? [new Rectified(MessageNames.Of(typeof(MinutesApproved)), Key(meeting), "correction-requested-in-time", command.ActDate), requested]
            : Refusal.Of(CommitteeRefusals.MinutesFrozen, ("on", frozen));
    }

    public static IReadOnlyList<IEvent> ApprovedByAll(Committee committee, Context context) =>
    [
        .. from meeting in committee.Meetings
           where meeting.Stage is MeetingStage.Held
           let minutes = meeting.Minutes
           where minutes is { IsAwaited: false } && minutes.Approved.AreOfAll(committee.Parties)
           select Approved(meeting, tacit: false, minutes.Approved.Last!.Value),
    ];

    /// <summary>Who has said nothing in time has approved.</summary>
    public static IReadOnlyList<IEvent> Silent(Committee committee, OpenItem item, DateOnly lastDay) =>
        committee.Meetings.FirstOrDefault(m => Key(m) == item.Key) is { } meeting ? [Approved(meeting, tacit: true, lastDay)] : [];

    /// <summary>Minutes that silence had approved on a day on which, as it turns out, no clock ran.</summary>
    public static IEnumerable<Meeting> TakenForApproved(Committee committee, DateOnly suspendedOn) =>
        committee.Meetings.Where(m => m is { Minutes.IsTacit: true, Rules.TacitDays: not null } && TacitlyOn(committee, m) >= suspendedOn);

    /// <summary>The last day on which silence is not an answer yet, before calendars move it.</summary>
    private static DateOnly TacitlyOn(Committee committee, Meeting meeting) =>
        committee.Pauses.DueOn(meeting.Minutes!.SentOn, meeting.Minutes.SentOn.AddDays(meeting.Rules.TacitDays!.Value));

    public static Committee Apply(Committee committee, MinutesDrafted e) =>
        With(committee, e.Meeting, _ => new(e.Version, e.Minutes, e.SentOn, e.ActDate, PartyApprovals.None));

    public static Committee Apply(Committee committee, MinutesApprovedByParty e) =>
        With(committee, e.Meeting, minutes => minutes with { Approved = minutes.Approved.Add(e.Party, e.ActDate) });

    public static Committee Apply(Committee committee, MinutesApproved e) =>
        With(committee, e.Meeting, minutes => minutes with { FrozenOn = e.On, IsTacit = e.Tacit }, MeetingStage.MinutesApproved);

    public static Committee Apply(Committee committee, MinutesCorrectionRequested e) => With(committee, e.Meeting, minutes => minutes with
    {
        Approved = PartyApprovals.None, CorrectionOn = e.ActDate, FrozenOn = null, IsTacit = false,
    });

    public static IEnumerable<OpenItem> OpenItems(Committee committee)
    {
        foreach (var meeting in committee.Meetings.Where(m => m.Stage is MeetingStage.Held))
        {
            if (meeting.Minutes is not { IsAwaited: false } minutes)
            {
                var since = meeting.Minutes?.CorrectionOn ?? meeting.Date;
                yield return committee.Item(
                    $"minutes-draft:{meeting.Id}", DeadlineKind.MinutesDraft, committee.PartyIds, Role.CommitteeSecretary, since, since.AddDays(meeting.Rules.MinutesDays));
                continue;
            }
            var awaited = minutes.Approved.Missing(committee.Parties);
            yield return meeting.Rules.TacitDays is { } days
                ? committee.Item(Key(meeting), DeadlineKind.MinutesApproval, awaited, Role.CommitteeMember, minutes.SentOn, minutes.SentOn.AddDays(days))
                : new OpenItem(Key(meeting), DeadlineKind.MinutesApproval, awaited, Role.CommitteeMember, minutes.SentOn);
        }
    }

    public static string Key(Meeting meeting) => $"minutes:{meeting.Id}";

    /// <summary>Silence has approved on the last day, however late the timer comes to say so.</summary>
    private static Refusal? RefusesLate(Committee committee, Meeting meeting, DateOnly actDate, Context context) =>
        meeting is { Stage: MeetingStage.Held, Minutes.IsAwaited: false }
        && CommitteeDeadlines.LastDay(committee, Key(meeting), context) is { } last && actDate > last
            ? Refusal.Of(CommitteeRefusals.MinutesFrozen, ("on", last))
            : null;

    private static MinutesApproved Approved(Meeting meeting, bool tacit, DateOnly on) =>
        new(meeting.Id, meeting.Date, meeting.Minutes!.Version, meeting.Minutes.Document.Hash, tacit, on);

    private static Refusal? OnTheTable(Committee committee, Guid id, out Meeting meeting, out Minutes minutes)
    {
        minutes = null!;
        if (Meetings.Find(committee, id, [MeetingStage.Held], out meeting) is { } refusal) return refusal;
        if (meeting.Minutes is not { IsAwaited: false } last) return Refusal.Of(CommitteeRefusals.NoMinutes);
        minutes = last;
        return null;
    }

    private static Committee With(Committee committee, Guid id, Func<Minutes, Minutes> change, MeetingStage stage = MeetingStage.Held)
    {
        var meeting = committee.Meeting(id)!;
        return committee.With(meeting with { Stage = stage, Minutes = change(meeting.Minutes!) });
    }
}
